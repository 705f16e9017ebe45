//! The one secret, from which all keys are derived.

mod desk;

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use data_encoding::HEXLOWER;
use domain::ports::{Clock, KeySource};
use domain::{KeyId, KeyRing, KeyRingError};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value};

use crate::clients::Clients;
use crate::clock::SystemClock;
use crate::config::{Settings, SettingsError};
use crate::failure::CallFailed;
pub use desk::DeskSecret;

/// Why there are no keys. It never has a part of the secret.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The environment does not say where the secret is.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// Secrets Manager did not return it.
    #[error(transparent)]
    Fetch(#[from] CallFailed),
    /// The file cannot be read.
    #[error("SECRET_FILE cannot be read")]
    File(#[source] std::io::Error),
    /// It is not a flat JSON object of texts.
    #[error("the secret is not a flat JSON object of texts")]
    NotFlat,
    /// It does not name the key for this use.
    #[error("the secret does not say which key is {0}")]
    Unnamed(&'static str),
    /// A key's name is not 1 to 8 letters and digits.
    #[error("the secret has a key whose name is not 1 to 8 letters and digits")]
    Name,
    /// The keys are not good enough.
    #[error(transparent)]
    Keys(#[from] KeyRingError),
}

/// The secret. It is read again when something names a key that it did not hold.
pub struct Secret {
    settings: Settings,
    clients: Clients,
    keys: KeyRing,
    reloaded_at: Mutex<Option<Timestamp>>,
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl Secret {
    /// Reads the secret for the first time. The next read may follow at once.
    ///
    /// # Errors
    ///
    /// As [`keys`].
    pub async fn open(settings: &Settings, clients: &Clients) -> Result<Self, SecretError> {
        let keys = keys(settings, clients).await?;
        let (settings, clients) = (settings.clone(), clients.clone());
        Ok(Self { settings, clients, keys, reloaded_at: Mutex::default() })
    }

    /// The secret of a function that needs no key and may not read it.
    #[must_use]
    pub fn none(settings: &Settings, clients: &Clients) -> Self {
        let (settings, clients) = (settings.clone(), clients.clone());
        Self { settings, clients, keys: no_keys(), reloaded_at: Mutex::default() }
    }

    /// The keys. Every clone gets the keys that are read later.
    #[must_use]
    pub fn keys(&self) -> KeyRing {
        self.keys.clone()
    }

    async fn refresh_at(&self, now: Timestamp) -> bool {
        {
            let mut last = self.reloaded_at.lock().unwrap_or_else(PoisonError::into_inner);
            if !self.keys.is_to_be_reloaded(*last, now) {
                return false;
            }
            // A reading that fails counts too.
            *last = Some(now);
        }
        match keys(&self.settings, &self.clients).await {
            Ok(read) => {
                let learned = self.keys.learn(&read, now);
                tracing::info!(learned, "read the secret again, as a key was not known");
                learned
            }
            Err(error) => {
                tracing::error!(error = %error, "the secret could not be read again");
                false
            }
        }
    }
}

impl KeySource for Secret {
    async fn refresh(&self) -> bool {
        self.refresh_at(SystemClock::default().now()).await
    }
}

/// Reads the keys from Secrets Manager or, on a developer's machine, from a file.
///
/// # Errors
///
/// As [`SecretError`]'s variants say. A start without good keys is refused: docs/DESIGN.md#keys.
pub async fn keys(settings: &Settings, clients: &Clients) -> Result<KeyRing, SecretError> {
    if let Some(file) = &settings.secret_file {
        return keys_in(Path::new(file));
    }
    let id = settings.secret_id.as_ref().ok_or(SettingsError::Missing("SECRET_ID"))?;
    parse(&clients.secret(id).await?)
}

/// The keys before the secret's last change; `None` if they cannot be read, as before the first one.
pub async fn keys_before(settings: &Settings, clients: &Clients) -> Option<KeyRing> {
    parse(&clients.secret_before(settings.secret_id.as_ref()?).await.ok()?).ok()
}

/// Reads the keys from a file.
///
/// # Errors
///
/// As [`keys`].
pub fn keys_in(file: &Path) -> Result<KeyRing, SecretError> {
    let text = std::fs::read_to_string(file).map_err(SecretError::File)?;
    parse(&SecretString::from(text))
}

/// Random keys for a function that needs none and may not read the secret.
///
/// Nothing that is made with them opens anything.
#[must_use]
pub fn no_keys() -> KeyRing {
    let id = KeyId::parse("none").expect("four letters");
    let key = HEXLOWER.encode(&crate::bytes::<32>());
    let keys = BTreeMap::from([(id.clone(), SecretString::from(key))]);
    KeyRing::new(keys, id.clone(), id.clone(), id).expect("a key of 64 random characters")
}

/// Reads `{"current":"1","index":"1","match":"1","1":"<key text>", …}`.
fn parse(text: &SecretString) -> Result<KeyRing, SecretError> {
    ring_of(map_of(text)?)
}

/// Reads an object. The errors of `serde_json` quote what they read, so they are dropped here.
fn map_of(text: &SecretString) -> Result<Map<String, Value>, SecretError> {
    serde_json::from_str(text.expose_secret()).map_err(|_| SecretError::NotFlat)
}

fn ring_of(mut map: Map<String, Value>) -> Result<KeyRing, SecretError> {
    let current = named(&mut map, "current")?;
    let index = named(&mut map, "index")?;
    let matching = named(&mut map, "match")?;
    let mut keys = BTreeMap::new();
    for (name, key) in map {
        let Value::String(key) = key else { return Err(SecretError::NotFlat) };
        keys.insert(KeyId::parse(&name).ok_or(SecretError::Name)?, SecretString::from(key));
    }
    Ok(KeyRing::new(keys, current, index, matching)?)
}

fn named(map: &mut Map<String, Value>, role: &'static str) -> Result<KeyId, SecretError> {
    match map.remove(role) {
        Some(Value::String(name)) => KeyId::parse(&name).ok_or(SecretError::Name),
        Some(_) => Err(SecretError::NotFlat),
        None => Err(SecretError::Unnamed(role)),
    }
}

#[cfg(test)]
mod tests;
