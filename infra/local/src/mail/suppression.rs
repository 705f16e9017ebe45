//! SES's list of addresses that it writes to no more, by its own protocol.
//!
//! A bounce and a complaint both put an address on the list. Which of the two stops a letter is up to the template.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::Endpoint;

/// Why an address is on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    Bounce,
    Complaint,
}

impl Reason {
    fn name(self) -> &'static str {
        match self {
            Self::Bounce => "BOUNCE",
            Self::Complaint => "COMPLAINT",
        }
    }
}

/// The list. Clones are the same list.
#[derive(Clone, Default)]
pub(crate) struct Suppression {
    listed: Arc<Mutex<BTreeMap<String, (Reason, Timestamp)>>>,
    /// The reasons that stop letters.
    stops: Vec<String>,
}

impl Suppression {
    /// An empty list of which these reasons stop letters.
    pub(crate) fn stopping(stops: &[String]) -> Self {
        Self { stops: stops.to_vec(), ..Self::default() }
    }

    pub(super) fn put(&self, address: &str, reason: Reason, at: Timestamp) {
        self.lock().insert(address.to_lowercase(), (reason, at));
    }

    /// Whether a letter to an address is stopped.
    pub(super) fn stops(&self, address: &str) -> bool {
        let reason = self.lock().get(&address.to_lowercase()).map(|(reason, _)| *reason);
        reason.is_some_and(|reason| self.stops.iter().any(|name| name == reason.name()))
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, (Reason, Timestamp)>> {
        self.listed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn summary(address: &str, (reason, at): &(Reason, Timestamp)) -> Value {
    json!({ "EmailAddress": address, "Reason": reason.name(), "LastUpdateTime": at.as_second() })
}

/// `GetSuppressedDestination`.
pub(super) async fn get(State(endpoint): State<Endpoint>, Path(address): Path<String>) -> Response {
    let address = address.to_lowercase();
    match endpoint.suppression.lock().get(&address) {
        Some(listed) => {
            Json(json!({ "SuppressedDestination": summary(&address, listed) })).into_response()
        }
        None => not_found(),
    }
}

/// `DeleteSuppressedDestination`.
pub(super) async fn delete(
    State(endpoint): State<Endpoint>,
    Path(address): Path<String>,
) -> Response {
    match endpoint.suppression.lock().remove(&address.to_lowercase()) {
        Some(_) => Json(json!({})).into_response(),
        None => not_found(),
    }
}

/// `ListSuppressedDestinations`, in one page.
pub(super) async fn list(State(endpoint): State<Endpoint>) -> Response {
    let listed = endpoint.suppression.lock();
    let all: Vec<Value> = listed.iter().map(|(address, it)| summary(address, it)).collect();
    Json(json!({ "SuppressedDestinationSummaries": all })).into_response()
}

fn not_found() -> Response {
    let kind = [("x-amzn-errortype", "NotFoundException")];
    let said = Json(json!({ "message": "it is not on the list" }));
    (StatusCode::NOT_FOUND, kind, said).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::Template;

    #[test]
    fn a_bounce_stops_letters_and_a_complaint_stops_none_as_the_template_has_it() {
        let template = Template::deployed().expect("a template");
        let list = Suppression::stopping(&template.suppressed_reasons);

        list.put("Bounce@example.com", Reason::Bounce, Timestamp::UNIX_EPOCH);
        list.put("complain@example.com", Reason::Complaint, Timestamp::UNIX_EPOCH);

        assert!(list.stops("bounce@example.com"));
        assert!(!list.stops("complain@example.com"));
        assert!(!list.stops("pat@example.com"));
    }
}
