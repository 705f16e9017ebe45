//! The mail endpoint: `SendEmail` of SES version 2, as its SDK calls it.

mod report;
mod suppression;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Json, Router, routing};
use serde::Deserialize;
use serde_json::json;
use tokio::net::TcpListener;

use self::report::Trouble;
use self::suppression::Reason;
pub(crate) use self::suppression::Suppression;
use crate::bus::Bus;
use crate::clock::Clock;
use crate::letters::{Inbox, ReceivedLetter};
use crate::stopping::Stopping;

/// The behaviour of the mail endpoint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MailState {
    /// It takes every letter except those to addresses that simulate trouble.
    #[default]
    Working,
    /// It answers 503 to every letter.
    Down,
    /// It refuses this many of a hundred letters, evenly, as sent too fast.
    Throttling(u8),
}

/// A switch that makes the mail endpoint fail, for tests.
///
/// Clones are the same switch.
#[derive(Clone, Default)]
pub struct MailSwitch(Arc<Mutex<Switched>>);

#[derive(Default)]
struct Switched {
    state: MailState,
    /// The hundredths of refusals that have added up.
    owed: u32,
}

impl MailSwitch {
    /// Sets how it behaves from now on.
    pub fn set(&self, state: MailState) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Switched { state, owed: 0 };
    }

    /// Decides whether the next letter is refused.
    fn next(&self) -> Option<Refusal> {
        let mut switched = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match switched.state {
            MailState::Working => None,
            MailState::Down => Some(Refusal::Down),
            MailState::Throttling(percent) => {
                switched.owed += u32::from(percent.min(100));
                let refused = switched.owed >= 100;
                switched.owed -= if refused { 100 } else { 0 };
                refused.then_some(Refusal::TooFast)
            }
        }
    }
}

/// Why a letter was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refusal {
    Down,
    TooFast,
    Rejected,
    /// The request is malformed, with what it lacks.
    Malformed(&'static str),
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, kind, cause) = match self {
            Self::Down => (StatusCode::SERVICE_UNAVAILABLE, "InternalFailure", "out of order"),
            Self::TooFast => {
                (StatusCode::TOO_MANY_REQUESTS, "TooManyRequestsException", "too many letters")
            }
            Self::Rejected => (StatusCode::BAD_REQUEST, "MessageRejected", "address rejected"),
            Self::Malformed(cause) => (StatusCode::BAD_REQUEST, "BadRequestException", cause),
        };
        (status, [("x-amzn-errortype", kind)], Json(json!({ "message": cause }))).into_response()
    }
}

/// The parts that the endpoint works with.
#[derive(Clone)]
pub(crate) struct Endpoint {
    pub(crate) inbox: Inbox,
    pub(crate) switch: MailSwitch,
    /// The bus, to which it reports bounces and the like.
    pub(crate) bus: Bus,
    /// The addresses that it writes to no more.
    pub(crate) suppression: Suppression,
    pub(crate) clock: Clock,
}

impl Endpoint {
    fn list(&self, address: &str, reason: Reason) {
        self.suppression.put(address, reason, self.clock.now());
    }
}

/// Serves the endpoint until told to stop.
pub(crate) async fn serve(listener: TcpListener, endpoint: Endpoint, stopping: Stopping) {
    let listed = routing::get(suppression::get).delete(suppression::delete);
    let router = Router::new()
        .route("/v2/email/outbound-emails", routing::post(send))
        .route("/v2/email/suppression/addresses", routing::get(suppression::list))
        .route("/v2/email/suppression/addresses/{address}", listed)
        .with_state(endpoint);
    if let Err(cause) = axum::serve(listener, router).with_graceful_shutdown(stopping.wait()).await
    {
        eprintln!("mail: stopped serving: {cause}");
    }
}

async fn send(State(endpoint): State<Endpoint>, body: Bytes) -> Response {
    match take(&endpoint, &body) {
        Ok(id) => Json(json!({ "MessageId": id })).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

fn take(endpoint: &Endpoint, body: &[u8]) -> Result<String, Refusal> {
    if let Some(refusal) = endpoint.switch.next() {
        return Err(refusal);
    }
    let (letter, tags) = read(body, endpoint.clock)?;
    for address in letter.to.split(", ") {
        let name = address.split('@').next().unwrap_or_default();
        if name.contains("throttle") {
            return Err(Refusal::TooFast);
        }
        if name.contains("reject") {
            return Err(Refusal::Rejected);
        }
    }
    let mut id = [0; 12];
    getrandom::fill(&mut id).map_err(|_| Refusal::Down)?;
    let id = format!("local-{}", data_encoding::HEXLOWER.encode(&id));
    // A letter to an address on the list is taken and never goes.
    let is_stopped = endpoint.suppression.stops(&letter.to);
    let trouble = if is_stopped { Some(Trouble::Suppressed) } else { Trouble::of(&letter.to) };
    match trouble {
        Some(Trouble::Bounces) => endpoint.list(&letter.to, Reason::Bounce),
        Some(Trouble::Complains) => endpoint.list(&letter.to, Reason::Complaint),
        _ => {}
    }
    // The report goes first, so that whoever sees the letter also finds its report.
    let report = trouble.map(|trouble| report::of(trouble, &letter, &id, &tags));
    let told = report.map_or(Ok(()), |report| endpoint.bus.take(report));
    let kept = |()| if is_stopped { Ok(()) } else { endpoint.inbox.take(letter) };
    told.and_then(kept).map_err(|cause| {
        eprintln!("mail: a letter could not be kept: {cause}");
        Refusal::Down
    })?;
    Ok(id)
}

fn read(body: &[u8], clock: Clock) -> Result<(ReceivedLetter, Vec<Tag>), Refusal> {
    let sent: SendEmail = serde_json::from_slice(body)
        .map_err(|_| Refusal::Malformed("not a request that is known here"))?;
    let simple = sent.content.simple.ok_or(Refusal::Malformed("only Simple content is known"))?;
    let addresses = sent.destination;
    let to = [addresses.to, addresses.copies, addresses.blind_copies].concat();
    if to.is_empty() {
        return Err(Refusal::Malformed("no address to send to"));
    }
    if simple.body.text.is_none() && simple.body.html.is_none() {
        return Err(Refusal::Malformed("no body"));
    }
    let letter = ReceivedLetter {
        to: to.join(", "),
        subject: simple.subject.data,
        text: simple.body.text.unwrap_or_default().data,
        html: simple.body.html.unwrap_or_default().data,
        sent_at: clock.now(),
        from: sent.from_email_address,
    };
    Ok((letter, sent.email_tags))
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SendEmail {
    from_email_address: String,
    destination: Destination,
    content: Content,
    #[serde(default)]
    email_tags: Vec<Tag>,
}

/// A tag, which joins a letter with the reports on it.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Tag {
    name: String,
    value: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Destination {
    #[serde(rename = "ToAddresses")]
    to: Vec<String>,
    #[serde(rename = "CcAddresses")]
    copies: Vec<String>,
    #[serde(rename = "BccAddresses")]
    blind_copies: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Content {
    simple: Option<Simple>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Simple {
    subject: Part,
    body: Parts,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Parts {
    text: Option<Part>,
    html: Option<Part>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Part {
    data: String,
}

impl fmt::Debug for MailSwitch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailSwitch(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn throttling_refuses_its_share_evenly() {
        let switch = MailSwitch::default();
        switch.set(MailState::Throttling(30));

        let refused: Vec<bool> = (0..10).map(|_| switch.next().is_some()).collect();

        assert_eq!(refused.iter().filter(|refused| **refused).count(), 3);
        assert!(!refused.windows(2).any(|pair| pair == [true, true]));
    }

    #[test]
    fn a_request_that_lacks_something_is_malformed() {
        let without_address = br#"{"FromEmailAddress":"a@b.example","Destination":{},"Content":
            {"Simple":{"Subject":{"Data":"s"},"Body":{"Text":{"Data":"t"}}}}}"#;
        let raw = br#"{"FromEmailAddress":"a@b.example","Destination":{},"Content":{"Raw":{}}}"#;

        for body in [without_address.as_slice(), raw, b"{}", b"\xff"] {
            let clock = Clock::default();
            let (bus, _waking) = Bus::open(None, clock).expect("memory takes it");
            let (inbox, switch) = (Inbox::in_memory(), MailSwitch::default());
            let suppression = Suppression::default();
            let refused = take(&Endpoint { inbox, switch, bus, suppression, clock }, body);

            assert!(matches!(refused, Err(Refusal::Malformed(_))));
        }
    }
}
