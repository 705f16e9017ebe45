//! The event bus: `PutEvents`, the events, and the rules that wake functions.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router, routing};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::clock::Clock;
use crate::functions::Function;
use crate::stopping::Stopping;
use crate::template::Rule;

/// How often an event goes to a function that fails on it.
///
/// Source: Lambda, asynchronous invocation.
const TRIES: usize = 3;
/// The pause between these tries.
const PAUSE: Duration = Duration::from_secs(1);

/// The bus with all events that were put, newest last. Clones are the same bus.
#[derive(Clone)]
pub struct Bus {
    kept: Arc<Mutex<Kept>>,
    woken: mpsc::UnboundedSender<Value>,
    clock: Clock,
}

struct Kept {
    events: Vec<Value>,
    /// The file with a line of JSON per event. `None` if nothing is to outlive the run.
    file: Option<File>,
}

/// A rule, and the function that it wakes.
pub(crate) struct Wake {
    pub(crate) name: String,
    pub(crate) rule: Rule,
    pub(crate) function: Function,
}

impl Bus {
    /// Opens a bus. It keeps its events in a file and passes them to the receiver.
    pub(crate) fn open(
        path: Option<&Path>,
        clock: Clock,
    ) -> io::Result<(Self, mpsc::UnboundedReceiver<Value>)> {
        let (woken, waking) = mpsc::unbounded_channel();
        let open = |path| OpenOptions::new().create(true).append(true).read(true).open(path);
        let file = path.map(open).transpose()?;
        let written = file.as_ref().map(io::read_to_string).transpose()?.unwrap_or_default();
        // An incomplete line is skipped.
        let events = written.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let kept = Arc::new(Mutex::new(Kept { events, file }));
        Ok((Self { kept, woken, clock }, waking))
    }

    /// All events, newest last.
    #[must_use]
    pub fn events(&self) -> Vec<Value> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).events.clone()
    }

    /// Takes an event. It is in the file before this returns.
    pub(crate) fn take(&self, event: Value) -> io::Result<()> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = &mut kept.file {
            file.write_all(format!("{event}\n").as_bytes())?;
        }
        kept.events.push(event.clone());
        // Nobody listens if the services run alone.
        drop(self.woken.send(event));
        Ok(())
    }
}

/// The event as `EventBridge` delivers it.
pub(crate) fn event(source: &str, detail_type: &str, detail: &Value, at: Timestamp) -> Value {
    let mut id = [0; 16];
    // Without randomness the id is all zeros, which is harmless here.
    getrandom::fill(&mut id).unwrap_or_default();
    json!({
        "version": "0",
        "id": data_encoding::HEXLOWER.encode(&id),
        "detail-type": detail_type,
        "source": source,
        "account": "000000000000",
        "time": at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "region": "us-east-1",
        "resources": [],
        "detail": detail,
    })
}

/// Serves the endpoint until told to stop.
pub(crate) async fn serve(listener: TcpListener, bus: Bus, stopping: Stopping) {
    let router = Router::new().route("/", routing::post(put)).with_state(bus);
    if let Err(cause) = axum::serve(listener, router).with_graceful_shutdown(stopping.wait()).await
    {
        eprintln!("bus: stopped serving: {cause}");
    }
}

/// The page that shows all events: an array, newest last.
pub(crate) fn pages(bus: Bus) -> Router {
    let all = |State(bus): State<Bus>| async move { Json(bus.events()) };
    Router::new().route("/_events.json", routing::get(all)).with_state(bus)
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct PutEvents {
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Entry {
    source: String,
    detail_type: String,
    detail: String,
}

async fn put(State(bus): State<Bus>, headers: HeaderMap, body: Bytes) -> Response {
    let target = headers.get("x-amz-target").and_then(|target| target.to_str().ok());
    let asked = serde_json::from_slice::<PutEvents>(&body);
    let (Some("AWSEvents.PutEvents"), Ok(asked)) = (target, asked) else {
        let body = json!({"__type": "ValidationException", "message": "not known here"});
        return (StatusCode::BAD_REQUEST, Json(body)).into_response();
    };
    let (mut answers, mut failed) = (Vec::new(), 0);
    for entry in asked.entries {
        let detail = serde_json::from_str(&entry.detail);
        let taken = detail.map_err(io::Error::other).and_then(|detail: Value| {
            let event = event(&entry.source, &entry.detail_type, &detail, bus.clock.now());
            let id = event["id"].clone();
            bus.take(event).map(|()| id)
        });
        answers.push(if let Ok(id) = taken {
            json!({ "EventId": id })
        } else {
            failed += 1;
            json!({"ErrorCode": "MalformedDetail", "ErrorMessage": "not taken"})
        });
    }
    Json(json!({"FailedEntryCount": failed, "Entries": answers})).into_response()
}

/// Passes events to the functions whose rules match, until told to stop.
pub(crate) async fn deliver(
    mut waking: mpsc::UnboundedReceiver<Value>,
    wakes: Vec<Wake>,
    stopping: Stopping,
) {
    let stop = stopping.clone().wait();
    tokio::pin!(stop);
    loop {
        let event = tokio::select! {
            () = &mut stop => return,
            event = waking.recv() => event,
        };
        let Some(event) = event else { return };
        for wake in wakes.iter().filter(|wake| wake.rule.fits(&event)) {
            wake.bring(&event, &stopping).await;
        }
    }
}

impl Wake {
    async fn bring(&self, event: &Value, stopping: &Stopping) {
        for _ in 0..TRIES {
            if (self.function)(event.clone()).await.is_ok() || stopping.within(PAUSE).await {
                return;
            }
        }
        // The cause may quote personal data. The function has logged what it may.
        eprintln!("bus: {} failed on an event {TRIES} times", self.name);
    }
}
