//! A payment vendor as small as can be: it checks what the portal hands over, takes the money that nobody has, and
//! tells billing, so that home then says that nothing is due.

mod check;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use askama::Template;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::{Router, routing};
use domain::history::Cents;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::clock::Clock;
use crate::functions::Functions;
use crate::template::Environment;
use crate::told;

pub use self::check::{Expected, Refused, Said, check};

/// What the local vendor is called in tokens.
pub(crate) const AUDIENCE: &str = "vendor-of-this-machine";

/// The policy of its pages: they may post to themselves.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";

/// What the vendor works with.
#[derive(Clone)]
pub(crate) struct Vendor {
    pub(crate) expected: Expected,
    pub(crate) functions: Arc<Functions>,
    /// The environment of the import that tells the portal of a payment.
    pub(crate) billing: Option<Environment>,
    pub(crate) clock: Clock,
    kept: Arc<Mutex<Kept>>,
}

/// What the vendor remembers until the stack stops.
#[derive(Default)]
struct Kept {
    used: BTreeSet<String>,
    /// Payments that were shown and not yet taken, by their numbers.
    waiting: BTreeMap<String, Said>,
}

#[derive(Template)]
#[template(path = "vendor.html")]
struct Page<'a> {
    portal: &'a str,
    state: Shown<'a>,
}

enum Shown<'a> {
    Asks { account: &'a str, sum: String, number: &'a str },
    Paid { sum: String },
    Refused(String),
}

#[derive(Deserialize)]
struct HandedOver {
    token: String,
}

#[derive(Deserialize)]
struct Taken {
    payment: String,
}

impl Vendor {
    pub(crate) fn new(
        issuer: &str,
        functions: Arc<Functions>,
        billing: Option<Environment>,
        clock: Clock,
    ) -> Self {
        let expected = Expected { issuer: issuer.to_owned(), audience: AUDIENCE.to_owned() };
        Self { expected, functions, billing, clock, kept: Arc::default() }
    }

    /// The routes. They are only local, so the template does not have them.
    pub(crate) fn pages(self) -> Router {
        Router::new()
            .route("/_vendor", routing::post(handed_over))
            .route("/_vendor/take", routing::post(take))
            .with_state(self)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The list of the portal's keys, from where a vendor has it.
    async fn keys(&self) -> Value {
        const PATH: &str = "/.well-known/jwks.json";
        let http = json!({"method": "GET", "path": PATH, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": ""});
        let context = json!({
            "accountId": "0", "apiId": "local", "domainName": "localhost", "domainPrefix": "localhost", "http": http,
            "requestId": "vendor", "routeKey": format!("GET {PATH}"), "stage": "$default",
            "time": "01/Jan/2026:00:00:00 +0000", "timeEpoch": 0,
        });
        let event = json!({
            "version": "2.0", "routeKey": format!("GET {PATH}"), "rawPath": PATH, "rawQueryString": "",
            "headers": {"host": "localhost"}, "requestContext": context, "isBase64Encoded": false,
        });
        let Some(pay) = self.functions.get("pay") else { return Value::Null };
        let answer = pay(event).await.unwrap_or_default();
        let body = answer["body"].as_str().unwrap_or_default();
        serde_json::from_str(body).unwrap_or_default()
    }

    fn page(&self, status: StatusCode, state: Shown<'_>) -> Response {
        match (Page { portal: &self.expected.issuer, state }).render() {
            Ok(html) => (status, guarded(), Html(html)).into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }
}

/// Shows the account and the sum, if the token is good.
async fn handed_over(
    State(vendor): State<Vendor>,
    headers: HeaderMap,
    Form(form): Form<HandedOver>,
) -> Response {
    let keys = vendor.keys().await;
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    let now = vendor.clock.now().as_second();
    let checked = {
        let used = &mut vendor.kept().used;
        check((&form.token, origin), &vendor.expected, &keys, used, now)
    };
    match checked {
        Ok(said) => {
            let number = number();
            let (account, sum) = (said.account.clone(), dollars(said.amount_cents));
            vendor.kept().waiting.insert(number.clone(), said);
            let asks = Shown::Asks { account: &account, sum, number: &number };
            vendor.page(StatusCode::OK, asks)
        }
        Err(refused) => vendor.page(StatusCode::FORBIDDEN, Shown::Refused(refused.to_string())),
    }
}

/// Takes the money, and tells billing.
async fn take(State(vendor): State<Vendor>, Form(form): Form<Taken>) -> Response {
    let waiting = vendor.kept().waiting.remove(&form.payment);
    let (Some(said), Some(billing)) = (waiting, &vendor.billing) else {
        let says = "this payment was taken, or is not known".to_owned();
        return vendor.page(StatusCode::CONFLICT, Shown::Refused(says));
    };
    match told::import_payment(billing, &said.account, said.amount_cents).await {
        Ok(()) => vendor.page(StatusCode::OK, Shown::Paid { sum: dollars(said.amount_cents) }),
        Err(cause) => vendor.page(StatusCode::SERVICE_UNAVAILABLE, Shown::Refused(cause)),
    }
}

fn dollars(cents: i64) -> String {
    Cents::new(cents).map(Cents::dollars).unwrap_or_default()
}

/// The number of a payment, which nobody can guess.
fn number() -> String {
    data_encoding::HEXLOWER.encode(&web::random::<16>())
}

fn guarded() -> HeaderMap {
    [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ]
    .map(|(name, value)| (name, HeaderValue::from_static(value)))
    .into_iter()
    .collect()
}
