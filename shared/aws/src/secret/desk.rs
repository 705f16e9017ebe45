//! The desk's own secret: its keys, and what it proves itself to the provider with.

use std::fmt;
use std::path::Path;

use domain::KeyRing;
use domain::ports::{ClientSecret, StoreError};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value};

use super::{SecretError, map_of, ring_of};
use crate::clients::Clients;
use crate::config::{DeskSettings, SettingsError};

/// The name of the client's secret in it. Beside it stand keys as in the members' secret.
const CLIENT_SECRET: &str = "client_secret";

/// The desk's secret, read anew for each question.
#[derive(Clone)]
pub struct DeskSecret {
    settings: DeskSettings,
    clients: Clients,
}

impl fmt::Debug for DeskSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeskSecret(..)")
    }
}

impl DeskSecret {
    /// Takes where it is.
    #[must_use]
    pub fn new(settings: &DeskSettings, clients: &Clients) -> Self {
        Self { settings: settings.clone(), clients: clients.clone() }
    }

    /// The desk's keys.
    ///
    /// # Errors
    ///
    /// As [`SecretError`]'s variants say.
    pub async fn keys(&self) -> Result<KeyRing, SecretError> {
        let mut map = self.read().await?;
        map.remove(CLIENT_SECRET);
        ring_of(map)
    }

    async fn read(&self) -> Result<Map<String, Value>, SecretError> {
        if let Some(file) = &self.settings.secret_file {
            let text = std::fs::read_to_string(Path::new(file)).map_err(SecretError::File)?;
            return map_of(&SecretString::from(text));
        }
        let missing = SettingsError::Missing("STAFF_SECRET_ID");
        let id = self.settings.secret_id.as_ref().ok_or(missing)?;
        map_of(&self.clients.secret(id).await?)
    }
}

impl ClientSecret for DeskSecret {
    async fn client_secret(&self) -> Result<Option<SecretString>, StoreError> {
        let map = self.read().await.map_err(|error| StoreError::Unavailable(Box::new(error)))?;
        let text = map.get(CLIENT_SECRET).and_then(Value::as_str);
        Ok(text.map(SecretString::from).filter(|secret| !secret.expose_secret().is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::scripted::{Script, ScriptedAnswer};

    const KEY: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    fn secret(script: &Script) -> DeskSecret {
        let (clients, _) = script.clients();
        let text = String::new;
        let settings = DeskSettings {
            origin: text(),
            issuer: text(),
            client_id: text(),
            second_factor: text(),
            roles_claim: text(),
            look_role: text(),
            act_role: text(),
            secret_id: Some("the-desks".to_owned()),
            secret_file: None,
        };
        DeskSecret::new(&settings, &clients)
    }

    fn holding(client_secret: &str) -> ScriptedAnswer {
        let text = json!({
            "client_secret": client_secret, "current": "1", "index": "1", "match": "1", "1": KEY,
        });
        ScriptedAnswer::Ok(json!({ "SecretString": text.to_string() }))
    }

    #[tokio::test]
    async fn the_desks_secret_has_its_keys_and_the_clients_secret_as_it_is_now() {
        let script = Script::new([holding(""), holding(""), holding("of the provider")]);
        let secret = secret(&script);

        let keys = secret.keys().await.expect("keys");
        let [before, after] = [secret.client_secret().await, secret.client_secret().await];
        let [before, after] = [before, after].map(|read| read.expect("an answer"));

        assert_eq!(keys.current().as_str(), "1");
        assert!(before.is_none(), "nobody has put it there yet");
        assert_eq!(after.expect("it is there").expose_secret(), "of the provider");
        assert_eq!(script.asked()[0].body["SecretId"], json!("the-desks"));
    }

    #[tokio::test]
    async fn a_secret_that_is_not_handed_out_is_not_taken_for_one_that_nobody_put_there() {
        for code in ["InternalServiceError", "AccessDeniedException"] {
            let no = ScriptedAnswer::No(code, json!({}));

            let read = secret(&Script::new([no])).client_secret().await;

            let Err(StoreError::Unavailable(cause)) = read else { panic!("{code}: an answer") };
            assert!(cause.to_string().contains(code), "{cause}");
        }
    }
}
