//! Clients of the local services, and the variables that lead functions to them.

use std::net::SocketAddr;

use aws_credential_types::Credentials;
use aws_sdk_dynamodb::config::{BehaviorVersion, Region, SharedHttpClient};
use aws_sdk_dynamodbstreams as streams;

use crate::template::Environment;

/// A made-up secret.
///
/// The local services check the signature of addresses alone, but the protocol needs one everywhere.
pub(crate) const KEY: &str = "local";
const REGION: &str = "us-east-1";

/// The addresses of the local services.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Services {
    pub(crate) dynamodb: SocketAddr,
    pub(crate) mail: SocketAddr,
    pub(crate) bus: SocketAddr,
    pub(crate) bucket: SocketAddr,
    /// The gate, where functions find all of them, limited by their roles.
    pub(crate) gate: SocketAddr,
}

impl Services {
    /// The variables by which an SDK finds them, for callers that are no function.
    pub(crate) fn environment(self) -> Environment {
        variables(KEY, self)
    }

    /// The variables for a function, which signs with its name.
    pub(crate) fn environment_of(self, function: &str) -> Environment {
        let gate = self.gate;
        variables(function, Self { dynamodb: gate, mail: gate, bus: gate, bucket: gate, gate })
    }

    pub(crate) fn dynamodb(self) -> aws_sdk_dynamodb::Client {
        let config = aws_sdk_dynamodb::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::from_static(REGION))
            .credentials_provider(credentials())
            .endpoint_url(format!("http://{}", self.dynamodb))
            .http_client(plain_http())
            .build();
        aws_sdk_dynamodb::Client::from_conf(config)
    }

    pub(crate) fn streams(self) -> streams::Client {
        let config = streams::Config::builder()
            .behavior_version(streams::config::BehaviorVersion::latest())
            .region(streams::config::Region::from_static(REGION))
            .credentials_provider(credentials())
            .endpoint_url(format!("http://{}", self.dynamodb))
            .http_client(plain_http())
            .build();
        streams::Client::from_conf(config)
    }
}

fn variables(key: &str, at: Services) -> Environment {
    let dynamodb = format!("http://{}", at.dynamodb);
    [
        ("AWS_REGION", REGION.to_owned()),
        ("AWS_ACCESS_KEY_ID", key.to_owned()),
        ("AWS_SECRET_ACCESS_KEY", KEY.to_owned()),
        ("AWS_ENDPOINT_URL_DYNAMODB", dynamodb.clone()),
        ("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", dynamodb),
        ("AWS_ENDPOINT_URL_SESV2", format!("http://{}", at.mail)),
        ("AWS_ENDPOINT_URL_EVENTBRIDGE", format!("http://{}", at.bus)),
        ("AWS_ENDPOINT_URL_S3", format!("http://{}", at.bucket)),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

fn credentials() -> Credentials {
    Credentials::new(KEY, KEY, None, None, "local")
}

/// An HTTP client without TLS, for calls to this machine.
fn plain_http() -> SharedHttpClient {
    aws_smithy_http_client::Builder::new().build_http()
}
