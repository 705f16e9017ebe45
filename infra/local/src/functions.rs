//! The functions that the stack runs, by name. The one place that knows the crates.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;

use serde_json::Value;

use crate::template::Environment;

/// What a function gives back: its answer, or the error that Lambda would have recorded.
pub type Outcome = Result<Value, String>;

/// A function as Lambda sees it: an event goes in, an answer comes out, both JSON.
pub type Function =
    Arc<dyn Fn(Value) -> Pin<Box<dyn Future<Output = Outcome> + Send>> + Send + Sync>;

/// The functions by the names of their binaries.
pub type Functions = BTreeMap<String, Function>;

/// What each function finds around it, by the name of its binary.
///
/// The variables of the template, and `AWS_REGION`, `AWS_ACCESS_KEY_ID`,
/// `AWS_SECRET_ACCESS_KEY` and `AWS_ENDPOINT_URL_*` for the local services.
pub type Environments = BTreeMap<String, Environment>;

/// Makes a function of an async closure.
pub fn function<F, Answering>(run: F) -> Function
where
    F: Fn(Value) -> Answering + Send + Sync + 'static,
    Answering: Future<Output = Outcome> + Send + 'static,
{
    Arc::new(move |event| Box::pin(run(event)))
}

/// Runs a function on its own task.
///
/// As in Lambda, a panic is one failed call, and a caller who goes away does
/// not stop the work half-way.
pub(crate) async fn invoke(function: &Function, event: Value) -> Outcome {
    match tokio::spawn(function(event)).await {
        Ok(outcome) => outcome,
        Err(_) => Err("the function panicked".to_owned()),
    }
}

/// Builds the portal's own functions.
///
/// # Errors
///
/// A sentence that says what a function lacked.
#[expect(clippy::unused_async, reason = "building the functions opens their connections")]
pub async fn portal(_environments: Environments) -> Result<Functions, String> {
    Ok(Functions::new())
}
