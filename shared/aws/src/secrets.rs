//! Secrets Manager's two calls.
//!
//! The SDK's client for it took a fifth of the instructions of a function's start.

use aws_types::SdkConfig;
use jiff::Timestamp;
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::failure::CallFailed;
use crate::rpc::{self, RpcService};

/// Secrets Manager.
const SECRETS: RpcService = RpcService { name: "secretsmanager", interface: "secretsmanager" };

/// The secret, seen from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretState {
    /// When a key was added or another made current.
    pub changed_at: Option<Timestamp>,
    /// When it will be gone, if somebody deleted it.
    pub deleted_at: Option<Timestamp>,
}

/// Which text of a secret is read, in the words of Secrets Manager.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Version {
    /// The one in force.
    Current,
    /// The one before its last change.
    Previous,
}

/// The text of a secret; an empty one if it has bytes instead.
pub(crate) async fn value(
    config: &SdkConfig,
    id: &str,
    version: Version,
) -> Result<SecretString, CallFailed> {
    let asked = match version {
        Version::Current => json!({ "SecretId": id }),
        Version::Previous => json!({ "SecretId": id, "VersionStage": "AWSPREVIOUS" }),
    };
    let mut answer = rpc::ask(config, SECRETS, "GetSecretValue", &asked).await?;
    match answer["SecretString"].take() {
        Value::String(text) => Ok(SecretString::from(text)),
        _ => Ok(SecretString::default()),
    }
}

/// When a secret was changed, and when it is to be deleted; without reading it.
pub(crate) async fn state(config: &SdkConfig, id: &str) -> Result<SecretState, CallFailed> {
    let answer = rpc::ask(config, SECRETS, "DescribeSecret", &json!({ "SecretId": id })).await?;
    // Seconds since 1970, with a fraction that tells nothing here.
    let instant = |name: &str| {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a cast takes the nearest second there is"
        )]
        answer[name].as_f64().and_then(|at| Timestamp::from_second(at as i64).ok())
    };
    Ok(SecretState {
        changed_at: instant("LastChangedDate").or_else(|| instant("CreatedDate")),
        deleted_at: instant("DeletedDate"),
    })
}
