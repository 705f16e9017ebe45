//! The stack as a whole, with toy functions, over the wire.

mod bus;
mod gate;
mod gateway;
mod life;
mod mail;
mod wakes;
mod wire;

use std::path::Path;
use std::time::Duration;

use local::functions::{Environments, Function, Functions, Outcome, function};
use local::stack::{Options, Stack};
use serde_json::{Value, json};
use tokio::sync::mpsc;

const PATIENCE: Duration = Duration::from_mins(1);

/// Starts functions that return their event.
///
/// `send-letters` also passes its events to the test.
fn toys(events: mpsc::UnboundedSender<Value>) -> impl FnOnce(&Environments) -> Functions {
    move |environments| {
        let letters = function(move |event| {
            let passed = events.send(event).map(|()| json!({"batchItemFailures": []}));
            std::future::ready(passed.map_err(|_| "nobody listens".to_owned()))
        });
        let names = environments.keys().cloned();
        let mut all: Functions = names.map(|name| (name.clone(), showing(name))).collect();
        all.insert("send-letters".to_owned(), letters);
        all
    }
}

fn showing(name: String) -> Function {
    function(move |event| {
        let answer = json!({
            "statusCode": 200,
            "headers": {"content-type": "application/json", "x-function": name},
            "cookies": ["a=1; HttpOnly", "b=2"],
            "body": event.to_string(),
            "isBase64Encoded": false,
        });
        std::future::ready(Outcome::Ok(answer))
    })
}

async fn started(data: Option<&Path>) -> (Stack, mpsc::UnboundedReceiver<Value>) {
    let (sender, events) = mpsc::unbounded_channel();
    let options = Options { data: data.map(Path::to_owned), ..Options::default() };
    let build = toys(sender);
    let stack = Stack::start(options, async move |found| Ok(build(&found))).await;
    (stack.expect("the stack starts"), events)
}

async fn next(events: &mut mpsc::UnboundedReceiver<Value>) -> Value {
    let event = tokio::time::timeout(PATIENCE, events.recv()).await;
    event.expect("send-letters is called in time").expect("the stack runs")
}
