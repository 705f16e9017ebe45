//! A made-up account of AWS around the local portal's tables.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::portal::Portal;

/// The caller's role in the made-up account.
const ROLE: &str = "arn:aws:sts::111122223333:assumed-role/Desk";

/// The services that the local stack lacks.
#[derive(Clone)]
pub(crate) struct Aws {
    secret: String,
    /// Whether the role may read the secret.
    may_read: Arc<AtomicBool>,
}

/// Who signed a request: `sam` with the portal's own keys, or whom the keys of a profile belong to.
fn signer(request: &Request) -> String {
    let signed = request.headers().get("authorization").and_then(|it| it.to_str().ok());
    let key = signed.and_then(|it| Some(it.split_once("Credential=")?.1.split_once('/')?.0));
    key.and_then(|key| key.strip_prefix("AKID-OF-")).unwrap_or("sam").to_owned()
}

async fn answer(State(aws): State<Aws>, request: Request) -> Response {
    let signer = signer(&request);
    let token = request.headers().get("x-amz-sso_bearer_token").cloned();
    let target = request.headers().get("x-amz-target").and_then(|it| it.to_str().ok());
    let target = target.unwrap_or_default().rsplit('.').next().unwrap_or_default().to_owned();
    let path = request.uri().path().to_owned();
    let body = axum::body::to_bytes(request.into_body(), 64 * 1024).await.expect("a short body");
    let asked = String::from_utf8_lossy(&body).into_owned();
    let json = |value: Value| value.to_string().into_response();
    match (target.as_str(), path.as_str()) {
        ("GetSecretValue", _) if aws.may_read.load(Ordering::SeqCst) => {
            json(json!({ "SecretString": aws.secret }))
        }
        ("GetSecretValue", _) => {
            let no = json!({ "__type": "AccessDeniedException", "message": "hush" });
            (StatusCode::BAD_REQUEST, no.to_string()).into_response()
        }
        (_, "/federation/credentials") if token.is_some_and(|it| it == "signed-in") => {
            json(json!({ "roleCredentials": {
                "accessKeyId": "AKID-OF-sso", "secretAccessKey": "x", "sessionToken": "x",
                "expiration": 4_000_000_000_000_u64,
            }}))
        }
        ("DescribeSecret", _) => json(json!({ "CreatedDate": 1_790_000_000 })),
        (_, "/v2/email/account") => json(json!({
            "ProductionAccessEnabled": true, "SendingEnabled": true, "EnforcementStatus": "HEALTHY",
            "SendQuota": { "Max24HourSend": 200.0, "MaxSendRate": 1.0, "SentLast24Hours": 7.0 },
        })),
        (_, path) if path.starts_with("/v2/email/identities/") => json(json!({
            "VerifiedForSendingStatus": true, "DkimAttributes": { "Status": "SUCCESS" },
        })),
        (_, "/v2/email/suppression/addresses") => {
            json(json!({ "SuppressedDestinationSummaries": [] }))
        }
        (_, path) if path.starts_with("/v2/email/suppression/addresses/") => {
            let kind = [("x-amzn-errortype", "NotFoundException")];
            (StatusCode::NOT_FOUND, kind, "{}").into_response()
        }
        _ if asked.contains("Action=GetCallerIdentity") => format!(
            "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>{ROLE}/{signer}</Arn>\
             </GetCallerIdentityResult></GetCallerIdentityResponse>"
        )
        .into_response(),
        _ if asked.contains("Action=ListSubscriptionsByTopic") => {
            "<ListSubscriptionsByTopicResponse><ListSubscriptionsByTopicResult><Subscriptions>\
             <member><SubscriptionArn>PendingConfirmation</SubscriptionArn></member>\
             </Subscriptions></ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>"
                .into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

impl Portal {
    /// The services of a made-up account that holds the portal's secret, and the switch for it.
    pub(crate) fn account(&self) -> (Router, Arc<AtomicBool>) {
        let secret = fs::read_to_string(self.data.path().join("secret.json")).expect("a secret");
        let may_read = Arc::new(AtomicBool::new(true));
        let aws = Aws { secret, may_read: Arc::clone(&may_read) };
        (Router::new().fallback(answer).with_state(aws), may_read)
    }

    /// The settings of the portal's tables as the stage `prod`, without the address of the other services.
    pub(crate) fn prod(&self) -> String {
        let local = fs::read_to_string(self.data.path().join("services.env")).expect("settings");
        format!(
            "{local}\nSTAGE=prod\nSECRET_FILE=\nPORTAL_ORIGIN=\nSECRET_ID=keys\n\
             MAIL_FROM=portal@example.invalid\nALARM_TOPIC=arn:aws:sns:us-east-1:1:t\n\
             AWS_ENDPOINT_URL_SESV2=\n"
        )
    }

    /// A settings file for the stage `prod`, and the switch for its secret. One address stands for all services but
    /// the database.
    pub(crate) async fn deployed(&self) -> (String, Arc<AtomicBool>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (router, may_read) = self.account();
        tokio::spawn(async move { axum::serve(listener, router).await });
        let lines = format!("{}AWS_ENDPOINT_URL=http://{address}\n", self.prod());
        (self.file("prod.env", &lines), may_read)
    }
}
