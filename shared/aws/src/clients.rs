//! The clients, by the cold-start recipe.
//!
//! Source: docs/DESIGN.md#cold-start and SECURITY.md#figures.

mod timeouts;

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_types::retry::RetryConfig;
use aws_types::SdkConfig;
use aws_types::region::Region;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};

use self::timeouts::{patient, quick, slow};
use crate::config::{Credentials, Endpoints, Settings, SettingsError, TableNames};
use crate::connections;
use crate::failure::CallFailed;
use crate::objects::{DocumentLinks, Objects};
use crate::query::{self, Hearers};
use crate::secrets::{self, SecretState, Version};
use crate::started;

/// Makes clients that share one HTTP client, one region and one set of credentials.
#[derive(Clone)]
pub struct Clients {
    shared: SdkConfig,
    endpoints: Endpoints,
    tables: TableNames,
    documents_bucket: Option<String>,
}

impl fmt::Debug for Clients {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clients(..)")
    }
}

impl Clients {
    /// Prepares the clients of a function without connecting.
    ///
    /// # Errors
    ///
    /// `Missing` if region or credentials are not set.
    pub fn new(settings: &Settings) -> Result<Self, SettingsError> {
        Self::over(settings, connections::of_functions())
    }

    /// Prepares the clients of the operator's command line: with credentials and a connection of its own.
    ///
    /// # Errors
    ///
    /// `Missing` if the region is not set.
    pub fn of_staff(
        settings: &Settings,
        credentials: SharedCredentialsProvider,
        http_client: SharedHttpClient,
    ) -> Result<Self, SettingsError> {
        Ok(Self::with(settings, credentials, http_client)?.patient())
    }

    /// Returns clients that wait longer.
    ///
    /// Imports and staff have no gateway that gives up on them.
    #[must_use]
    pub fn patient(self) -> Self {
        let shared = self.shared.to_builder().timeout_config(patient().build()).build();
        Self { shared, ..self }
    }

    /// As [`Clients::new`], over another HTTP client.
    pub(crate) fn over(
        settings: &Settings,
        http_client: SharedHttpClient,
    ) -> Result<Self, SettingsError> {
        // Whoever lacks both is told of the region first.
        settings.region.as_ref().ok_or(SettingsError::Missing("AWS_REGION"))?;
        let credentials = settings.credentials.as_ref().map(Credentials::provider);
        let credentials = credentials.ok_or(SettingsError::Missing("AWS_ACCESS_KEY_ID"))?;
        Self::with(settings, credentials, http_client)
    }

    fn with(
        settings: &Settings,
        credentials: SharedCredentialsProvider,
        http_client: SharedHttpClient,
    ) -> Result<Self, SettingsError> {
        let region = settings.region.clone().ok_or(SettingsError::Missing("AWS_REGION"))?;
        let shared = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(region))
            .credentials_provider(credentials)
            .http_client(http_client)
            .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(50)))
            .timeout_config(quick().build())
            .build();
        let (endpoints, tables) = (settings.endpoints.clone(), settings.tables.clone());
        let documents_bucket = settings.documents_bucket.clone();
        Ok(Self { shared, endpoints, tables, documents_bucket })
    }

    /// A client of `DynamoDB`.
    #[must_use]
    pub fn dynamodb(&self) -> aws_sdk_dynamodb::Client {
        aws_sdk_dynamodb::Client::new(&self.at(self.endpoints.dynamodb.as_deref()))
    }

    /// A client of SES. It waits longer, since SES answers slowly.
    #[must_use]
    pub fn sesv2(&self) -> aws_sdk_sesv2::Client {
        let config = self.at(self.endpoints.sesv2.as_deref()).into_builder();
        aws_sdk_sesv2::Client::new(&config.timeout_config(slow().build()).build())
    }

    /// A client of `EventBridge`.
    #[must_use]
    pub fn eventbridge(&self) -> aws_sdk_eventbridge::Client {
        aws_sdk_eventbridge::Client::new(&self.at(self.endpoints.eventbridge.as_deref()))
    }

    /// The text of a secret. Keep it out of logs.
    ///
    /// # Errors
    ///
    /// With the service's code, or how far the call came.
    pub(crate) async fn secret(&self, id: &str) -> Result<SecretString, CallFailed> {
        let config = self.at(self.endpoints.secrets_manager.as_deref());
        secrets::value(&config, id, Version::Current).await
    }

    /// As [`Clients::secret`], of what it was before its last change.
    pub(crate) async fn secret_before(&self, id: &str) -> Result<SecretString, CallFailed> {
        let config = self.at(self.endpoints.secrets_manager.as_deref());
        secrets::value(&config, id, Version::Previous).await
    }

    /// When a secret was changed, and when it is to be deleted; without reading it.
    ///
    /// # Errors
    ///
    /// With the service's code, or how far the call came.
    pub(crate) async fn secret_state(&self, id: &str) -> Result<SecretState, CallFailed> {
        secrets::state(&self.at(self.endpoints.secrets_manager.as_deref()), id).await
    }

    /// The objects of S3.
    #[must_use]
    pub fn objects(&self) -> Objects {
        Objects::new(&self.at(self.endpoints.s3.as_deref()))
    }

    /// What makes addresses of documents.
    pub(crate) fn documents(&self) -> DocumentLinks {
        let config = self.at(self.endpoints.s3.as_deref());
        DocumentLinks::new(config, self.documents_bucket.clone())
    }

    /// The ARN of whoever signs the calls, for the operator's command line.
    ///
    /// # Errors
    ///
    /// With the service's code, or how far the call came.
    pub async fn caller(&self) -> Result<String, CallFailed> {
        query::caller(&self.at(self.endpoints.sts.as_deref())).await
    }

    /// Who hears what is sent to a topic, for the operator's doctor.
    ///
    /// # Errors
    ///
    /// With the service's code, or how far the call came.
    pub async fn hearers(&self, topic: &str) -> Result<Hearers, CallFailed> {
        query::hearers(&self.at(self.endpoints.sns.as_deref()), topic).await
    }

    /// The settings that each function started with last, by its name, for the operator's doctor.
    ///
    /// # Errors
    ///
    /// With the service's code, or how far the call came.
    pub async fn started(
        &self,
        group: &str,
        since: Timestamp,
    ) -> Result<BTreeMap<String, String>, CallFailed> {
        started::settings(&self.at(self.endpoints.logs.as_deref()), group, since).await
    }

    /// Connects to `DynamoDB` during init, where Lambda does not throttle us.
    ///
    /// A failure is not an error.
    pub async fn warm_up(&self) {
        let names = &self.tables;
        let flat =
            names.members.as_ref().or(names.billing_accounts.as_ref()).or(names.outbox.as_ref());
        let (table, keys) = match (&names.transient, flat) {
            (Some(table), _) => (table, &["pk", "sk"][..]),
            (None, Some(table)) => (table, &["pk"][..]),
            (None, None) => return,
        };
        let get = self.dynamodb().get_item().table_name(table);
        let warm = crate::items::text("warm-up");
        let get = keys.iter().fold(get, |get, key| get.key(*key, warm.clone()));
        // Any answer means that we are connected. Without one, the first request tries again.
        drop(get.send().await);
    }

    fn at(&self, endpoint: Option<&str>) -> SdkConfig {
        match endpoint {
            Some(url) => self.shared.to_builder().endpoint_url(url).build(),
            None => self.shared.clone(),
        }
    }
}

impl Credentials {
    /// The same as the SDK's clients take them. They never change.
    #[must_use]
    pub fn provider(&self) -> SharedCredentialsProvider {
        let token = self.session_token.as_ref().map(|token| token.expose_secret().to_owned());
        let (id, secret) = (&self.access_key_id, self.secret_access_key.expose_secret());
        let credentials =
            aws_credential_types::Credentials::new(id, secret, token, None, "environment");
        SharedCredentialsProvider::new(credentials)
    }
}

#[cfg(test)]
mod tests {
    use aws_smithy_types::timeout::TimeoutConfig;
    use serde_json::json;

    use super::*;
    use crate::scripted::{Script, ScriptedAnswer};

    fn settings(set: &[&str]) -> Settings {
        let lookup = |name: &str| match name {
            "STAGE" => Some("prod".to_owned()),
            other => set.contains(&other).then(|| "x".to_owned()),
        };
        Settings::from_lookup(lookup).expect("settings")
    }

    #[test]
    fn region_and_credentials_are_needed() {
        let with_region = settings(&["AWS_REGION"]);
        let complete = ["AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];

        let missing = |settings: &Settings| Clients::new(settings).err();
        assert_eq!(missing(&settings(&[])), Some(SettingsError::Missing("AWS_REGION")));
        assert_eq!(missing(&with_region), Some(SettingsError::Missing("AWS_ACCESS_KEY_ID")));
        assert_eq!(missing(&settings(&complete)), None);
    }

    #[test]
    fn calls_end_before_the_gateway_gives_up() {
        let complete = ["AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];
        let clients = Clients::new(&settings(&complete)).expect("clients");
        let (tables, mail) = (clients.dynamodb(), clients.sesv2());

        let ends = |config: Option<&TimeoutConfig>| {
            config.map(|config| (config.operation_attempt_timeout(), config.operation_timeout()))
        };
        let seconds = |seconds| Some(Duration::from_secs(seconds));
        assert_eq!(ends(tables.config().timeout_config()), Some((seconds(2), seconds(5))));
        assert_eq!(ends(mail.config().timeout_config()), Some((seconds(5), seconds(10))));
        let import = clients.patient().dynamodb();
        assert_eq!(ends(import.config().timeout_config()), Some((seconds(15), seconds(40))));
    }

    /// The table that a warm-up's one call asks. `None` if it makes no call.
    async fn warmed(change: impl FnOnce(&mut TableNames)) -> Option<serde_json::Value> {
        let script = Script::new([ScriptedAnswer::No("AccessDeniedException", json!({}))]);
        let (mut clients, _) = script.clients();
        change(&mut clients.tables);

        clients.warm_up().await;

        script.asked().first().map(|asked| asked.body["TableName"].clone())
    }

    #[tokio::test]
    async fn warming_up_asks_a_table_that_the_function_has_and_minds_no_refusal() {
        let only_outbox = TableNames { outbox: Some("Outbox".to_owned()), ..TableNames::default() };

        assert_eq!(warmed(|_| {}).await, Some(json!("Transient")));
        assert_eq!(warmed(|names| names.transient = None).await, Some(json!("Members")));
        assert_eq!(warmed(|names| *names = only_outbox).await, Some(json!("Outbox")));
        assert_eq!(warmed(|names| *names = TableNames::default()).await, None);
    }
}
