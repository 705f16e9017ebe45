//! What AWS says about a deployment, for the operator's doctor.
//!
//! These are facts only. The doctor decides what they mean.

mod heard;

use aws_sdk_dynamodb::types::{PointInTimeRecoveryStatus, TimeToLiveStatus};
use jiff::Timestamp;

use self::heard::Heard;
use crate::clients::Clients;
use crate::failure::CallFailed;
use crate::secrets::SecretState;

/// Asks AWS about itself.
#[derive(Clone, Debug)]
pub struct Checkup {
    clients: Clients,
}

/// The state of SES for the whole account and region.
#[derive(Clone, Debug, PartialEq)]
pub struct MailAccount {
    /// Whether letters may go to anybody.
    ///
    /// In the sandbox they go to verified addresses only.
    pub out_of_sandbox: bool,
    /// Whether AWS sends letters at all. It may pause them.
    pub may_send: bool,
    /// `HEALTHY`, `PROBATION` or `SHUTDOWN`.
    pub enforcement: String,
    /// How many letters may go in 24 hours.
    pub most_in_a_day: f64,
    /// How many letters went in the last 24 hours.
    pub sent_in_a_day: f64,
}

/// The sender of letters: a domain, or one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailIdentity {
    /// Whether AWS has verified that it is ours.
    pub is_verified: bool,
    /// Whether letters are signed: `SUCCESS`, `PENDING`, `FAILED` and the like.
    pub dkim: String,
    /// The domain of bounces.
    ///
    /// If none was set it is the provider's, and SPF does not vouch for ours.
    pub mail_from: Option<String>,
}

/// A table's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableState {
    /// Whether each of the last 35 days can be restored.
    ///
    /// Unknown where the service has no backups.
    pub point_in_time: Option<bool>,
    /// The attribute by which items expire.
    pub time_to_live: Option<String>,
    /// Whether it is protected from deletion.
    pub is_protected: bool,
}

impl Checkup {
    /// Takes the clients to ask with.
    #[must_use]
    pub fn new(clients: &Clients) -> Self {
        Self { clients: clients.clone() }
    }

    /// Asks SES about the account.
    ///
    /// # Errors
    ///
    /// The call and its code.
    pub async fn mail_account(&self) -> Result<MailAccount, CallFailed> {
        let answer = self.clients.sesv2().get_account().send().await;
        let account = answer.map_err(|error| CallFailed::of("GetAccount", &error))?;
        let quota = account.send_quota();
        Ok(MailAccount {
            out_of_sandbox: account.production_access_enabled(),
            may_send: account.sending_enabled(),
            enforcement: account.enforcement_status().unwrap_or("UNKNOWN").to_owned(),
            most_in_a_day: quota.map_or(0.0, aws_sdk_sesv2::types::SendQuota::max24_hour_send),
            sent_in_a_day: quota.map_or(0.0, aws_sdk_sesv2::types::SendQuota::sent_last24_hours),
        })
    }

    /// Asks SES about an identity; `None` if there is none of this name.
    ///
    /// # Errors
    ///
    /// The call and its code.
    pub async fn mail_identity(&self, name: &str) -> Result<Option<MailIdentity>, CallFailed> {
        let asked = self.clients.sesv2().get_email_identity().email_identity(name).send().await;
        let identity = match asked {
            Ok(identity) => identity,
            Err(error) => {
                let failed = CallFailed::of("GetEmailIdentity", &error);
                let is_none = error.into_service_error().is_not_found_exception();
                return if is_none { Ok(None) } else { Err(failed) };
            }
        };
        let dkim = identity.dkim_attributes().and_then(|dkim| dkim.status());
        let mail_from =
            identity.mail_from_attributes().map(|from| from.mail_from_domain().to_owned());
        Ok(Some(MailIdentity {
            is_verified: identity.verified_for_sending_status(),
            dkim: dkim.map_or("NOT_STARTED", |status| status.as_str()).to_owned(),
            mail_from: mail_from.filter(|domain| !domain.is_empty()),
        }))
    }

    /// Asks `DynamoDB` about a table, and about its backups if `backups` is true.
    ///
    /// # Errors
    ///
    /// The call and its code.
    pub async fn table(&self, name: &str, backups: bool) -> Result<TableState, CallFailed> {
        let client = self.clients.dynamodb();
        let table = client.describe_table().table_name(name).send().await;
        let table = table.map_err(|error| CallFailed::of("DescribeTable", &error))?;
        let live = client.describe_time_to_live().table_name(name).send().await;
        let live = live.map_err(|error| CallFailed::of("DescribeTimeToLive", &error))?;
        let live = live
            .time_to_live_description
            .filter(|live| live.time_to_live_status() == Some(&TimeToLiveStatus::Enabled));
        let point_in_time = if backups { Some(self.point_in_time(name).await?) } else { None };
        Ok(TableState {
            point_in_time,
            time_to_live: live.and_then(|live| live.attribute_name),
            is_protected: table
                .table()
                .and_then(|table| table.deletion_protection_enabled)
                .unwrap_or(false),
        })
    }

    async fn point_in_time(&self, name: &str) -> Result<bool, CallFailed> {
        let asked =
            self.clients.dynamodb().describe_continuous_backups().table_name(name).send().await;
        let backups = asked.map_err(|error| CallFailed::of("DescribeContinuousBackups", &error))?;
        let status = backups
            .continuous_backups_description()
            .and_then(|all| all.point_in_time_recovery_description())
            .and_then(|point| point.point_in_time_recovery_status());
        Ok(status == Some(&PointInTimeRecoveryStatus::Enabled))
    }

    /// Asks Secrets Manager about the secret, without reading it.
    ///
    /// # Errors
    ///
    /// The call and its code.
    pub async fn secret(&self, id: &str) -> Result<SecretState, CallFailed> {
        self.clients.secret_state(id).await
    }

    /// Asks `DynamoDB` for its time. `None` if its answer does not say.
    ///
    /// # Errors
    ///
    /// The call and its code.
    pub async fn time(&self) -> Result<Option<Timestamp>, CallFailed> {
        let heard = Heard::default();
        let asked = self.clients.dynamodb().list_tables().limit(1).customize();
        let asked = asked.interceptor(heard.clone()).send().await;
        asked.map_err(|error| CallFailed::of("ListTables", &error))?;
        Ok(heard.date())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::scripted::{Script, ScriptedAnswer};

    fn checkup(answers: impl IntoIterator<Item = ScriptedAnswer>) -> Checkup {
        Checkup::new(&Script::new(answers).clients().0)
    }

    #[tokio::test]
    async fn an_account_in_the_sandbox_says_so() {
        let answer = json!({
            "ProductionAccessEnabled": false,
            "SendingEnabled": true,
            "EnforcementStatus": "HEALTHY",
            "SendQuota": { "Max24HourSend": 200.0, "MaxSendRate": 1.0, "SentLast24Hours": 7.0 },
        });

        let account =
            checkup([ScriptedAnswer::Ok(answer)]).mail_account().await.expect("an answer");

        let expected = MailAccount {
            out_of_sandbox: false,
            may_send: true,
            enforcement: "HEALTHY".to_owned(),
            most_in_a_day: 200.0,
            sent_in_a_day: 7.0,
        };
        assert_eq!(account, expected);
    }

    #[tokio::test]
    async fn an_identity_has_its_signature_and_the_domain_of_its_bounces() {
        let answer = json!({
            "VerifiedForSendingStatus": true,
            "DkimAttributes": { "SigningEnabled": true, "Status": "PENDING" },
            "MailFromAttributes": {
                "MailFromDomain": "bounce.example.coop",
                "MailFromDomainStatus": "SUCCESS",
                "BehaviorOnMxFailure": "USE_DEFAULT_VALUE",
            },
        });

        let asked = checkup([ScriptedAnswer::Ok(answer)]).mail_identity("example.coop").await;

        let identity = asked.expect("an answer").expect("an identity");
        assert!(identity.is_verified);
        assert_eq!(identity.dkim, "PENDING");
        assert_eq!(identity.mail_from.as_deref(), Some("bounce.example.coop"));
    }

    #[tokio::test]
    async fn an_identity_that_is_not_there_is_none_and_a_refusal_is_an_error() {
        let none = ScriptedAnswer::No("NotFoundException", json!({}));
        let no = ScriptedAnswer::No("AccessDeniedException", json!({ "message": "hush" }));

        assert_eq!(checkup([none]).mail_identity("example.coop").await, Ok(None));
        let refused = checkup([no]).mail_identity("example.coop").await.expect_err("a refusal");
        assert_eq!(refused.to_string(), "GetEmailIdentity failed: AccessDeniedException");
    }

    #[tokio::test]
    async fn a_table_says_what_keeps_it_and_what_empties_it() {
        let answers = [
            json!({ "Table": { "DeletionProtectionEnabled": true } }),
            json!({ "TimeToLiveDescription": {
                "TimeToLiveStatus": "ENABLED", "AttributeName": "delete_at"
            }}),
            json!({ "ContinuousBackupsDescription": {
                "ContinuousBackupsStatus": "ENABLED",
                "PointInTimeRecoveryDescription": { "PointInTimeRecoveryStatus": "DISABLED" },
            }}),
        ];

        let state = checkup(answers.map(ScriptedAnswer::Ok)).table("Members", true).await;

        let expected = TableState {
            point_in_time: Some(false),
            time_to_live: Some("delete_at".to_owned()),
            is_protected: true,
        };
        assert_eq!(state, Ok(expected));
    }

    #[tokio::test]
    async fn a_secret_says_when_it_changed_and_whether_it_goes() {
        let answer = json!({ "CreatedDate": 1_770_000_000, "DeletedDate": 1_780_000_000 });

        let state =
            checkup([ScriptedAnswer::Ok(answer)]).secret("the-secret").await.expect("an answer");

        assert_eq!(state.changed_at, Timestamp::from_second(1_770_000_000).ok());
        assert_eq!(state.deleted_at, Timestamp::from_second(1_780_000_000).ok());
    }
}
