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
                let learned = self.keys.learn(&read);
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
mod tests {
    use serde_json::json;

    use super::*;
    use crate::scripted::{Script, ScriptedAnswer};

    const KEY: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    fn read(text: &str) -> Result<KeyRing, SecretError> {
        parse(&SecretString::from(text.replace("KEY", KEY)))
    }

    #[tokio::test]
    async fn the_secret_comes_from_secrets_manager() {
        let text = r#"{"current":"1","index":"1","match":"1","1":"KEY"}"#.replace("KEY", KEY);
        let script = Script::new([ScriptedAnswer::Ok(json!({ "SecretString": text }))]);
        let (clients, settings) = script.clients();

        let keys = keys(&settings, &clients).await.expect("keys");

        assert_eq!(keys.current().as_str(), "1");
        assert_eq!(script.asked()[0].body["SecretId"], json!("the-secret"));
    }

    #[tokio::test]
    async fn a_secret_that_is_not_handed_out_is_an_error_with_its_code() {
        let no = ScriptedAnswer::No("AccessDeniedException", json!({ "message": "hush" }));
        let (clients, settings) = Script::new([no]).clients();

        let error = keys(&settings, &clients).await.expect_err("no keys");

        assert_eq!(error.to_string(), "GetSecretValue failed: AccessDeniedException");
        assert!(!format!("{error:?}").contains("hush"));
    }

    /// An answer of Secrets Manager with keys of these names.
    ///
    /// The first is for every use.
    fn holding(names: &[&str]) -> ScriptedAnswer {
        let role = |role: &str| format!(r#""{role}":"{}","#, names[0]);
        let keys: Vec<String> = names.iter().map(|name| format!(r#""{name}":"{KEY}""#)).collect();
        let roles = ["current", "index", "match"].map(role).concat();
        ScriptedAnswer::Ok(json!({ "SecretString": format!("{{{roles}{}}}", keys.join(",")) }))
    }

    #[tokio::test]
    async fn a_key_that_was_added_since_is_learned_when_something_names_it_once_a_minute() {
        let script = Script::new([holding(&["1"]), holding(&["1", "2"]), holding(&["1", "2"])]);
        let (clients, settings) = script.clients();
        let secret = Secret::open(&settings, &clients).await.expect("keys");
        let (keys, opened) = (secret.keys(), SystemClock::default().now());
        let minute = |minutes| opened + jiff::SignedDuration::from_mins(minutes);
        let [two, three] = ["2", "3"].map(|name| KeyId::parse(name).expect("a name"));

        assert!(!secret.refresh_at(minute(1)).await, "nothing was missed");
        assert!(!keys.holds(&two));
        assert!(secret.refresh_at(minute(1)).await);
        assert!(keys.holds(&two));
        assert!(!keys.holds(&three));
        assert!(!secret.refresh_at(minute(1)).await, "it was read less than a minute ago");
        assert_eq!(script.asked().len(), 2);
        assert!(!secret.refresh_at(minute(2)).await, "it is not there either");
        assert_eq!(script.asked().len(), 3);
    }

    #[tokio::test]
    async fn a_reading_that_fails_leaves_the_keys_as_they_are_for_another_minute() {
        let no = ScriptedAnswer::No("AccessDeniedException", json!({}));
        let script = Script::new([holding(&["1"]), no]);
        let (clients, settings) = script.clients();
        let secret = Secret::open(&settings, &clients).await.expect("keys");
        let later = SystemClock::default().now() + jiff::SignedDuration::from_mins(2);
        assert!(!secret.keys().holds(&KeyId::parse("2").expect("a name")));

        let learned = [secret.refresh_at(later).await, secret.refresh_at(later).await];

        assert_eq!(learned, [false; 2]);
        assert_eq!(script.asked().len(), 2);
        assert!(secret.keys().holds(&KeyId::parse("1").expect("a name")));
    }

    #[tokio::test]
    async fn a_developers_machine_has_the_secret_in_a_file() {
        let (clients, mut settings) = Script::new([]).clients();
        settings.secret_file = Some("/nowhere/secret.json".to_owned());

        let error = keys(&settings, &clients).await.expect_err("no keys");

        assert!(matches!(error, SecretError::File(_)));
    }

    #[test]
    fn each_role_names_a_key() {
        let keys = read(r#"{"current":"2","index":"1","match":"1","1":"KEY","2":"KEY"}"#);

        let keys = keys.expect("keys");
        assert_eq!(keys.current().as_str(), "2");
        assert_eq!(keys.index().as_str(), "1");
        assert_eq!(keys.matching().as_str(), "1");
    }

    #[test]
    fn a_secret_that_is_not_flat_json_is_refused_without_quoting_it() {
        for text in ["", "hush", r#"["hush"]"#, r#"{"current":1}"#, r#""hush""#] {
            let error = read(text).expect_err("no keys");

            assert!(matches!(error, SecretError::NotFlat), "{error}");
            assert!(!format!("{error} {error:?}").contains("hush"));
        }
    }

    #[test]
    fn a_role_without_a_key_and_a_weak_key_are_refused() {
        let unnamed = read(r#"{"current":"1","index":"1","1":"KEY"}"#);
        let missing = read(r#"{"current":"1","index":"1","match":"9","1":"KEY"}"#);
        let short = read(r#"{"current":"1","index":"1","match":"1","1":"short"}"#);

        assert!(matches!(unnamed, Err(SecretError::Unnamed("match"))));
        assert!(matches!(missing, Err(SecretError::Keys(KeyRingError::Missing))));
        assert!(matches!(short, Err(SecretError::Keys(KeyRingError::TooShort))));
    }
}
