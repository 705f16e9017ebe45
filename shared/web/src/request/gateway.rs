//! From a gateway event to a request and back, the same on Lambda, on a laptop and in tests.

mod readable;

use std::convert::Infallible;
use std::future::Future;
use std::panic::AssertUnwindSafe;

use domain::ports::KeySource;
use domain::{Language, ReferenceCode};
use futures_util::FutureExt;
use http::{Method, Response, StatusCode, header};
use lambda_http::{Adapter, Body, LambdaEvent, Request, Service, lambda_runtime, service_fn};
use serde_json::Value;

use crate::portal::Portal;
use crate::request::random::random;
use crate::request::reply::Reply;
pub(crate) use readable::UNREADABLE;

/// Runs a step on Lambda until the environment ends; its keys may be added to while it runs.
///
/// # Errors
///
/// When the runtime cannot be reached.
pub async fn run<F, A>(
    keys: &impl KeySource,
    portal: &'static Portal,
    handle: F,
) -> Result<(), lambda_runtime::Error>
where
    F: Fn(Request) -> A + Sync,
    A: Future<Output = Response<Body>> + Send,
{
    let mut adapter = adapter(keys, portal, &handle);
    lambda_runtime::run(lambda_runtime::service_fn(move |event: LambdaEvent<Value>| {
        let LambdaEvent { payload, context } = event;
        let answer =
            readable::read(payload).map(|request| adapter.call(LambdaEvent::new(request, context)));
        async move {
            let Ok(response) = answer?.await;
            Ok::<_, lambda_runtime::Error>(response)
        }
    }))
    .await
}

/// Answers one event, given and answered as JSON, through the very adapter that Lambda uses.
///
/// # Errors
///
/// When the JSON is no HTTP API event of version 2.0.
pub async fn invoke<F, A>(
    portal: &'static Portal,
    handle: F,
    event: Value,
) -> Result<Value, serde_json::Error>
where
    F: Fn(Request) -> A + Sync,
    A: Future<Output = Response<Body>> + Send,
{
    invoke_with(&(), portal, handle, event).await
}

/// As [`invoke`], for a step whose keys may be added to while it runs.
///
/// # Errors
///
/// When the JSON is no HTTP API event of version 2.0.
pub async fn invoke_with<F, A>(
    keys: &impl KeySource,
    portal: &'static Portal,
    handle: F,
    event: Value,
) -> Result<Value, serde_json::Error>
where
    F: Fn(Request) -> A + Sync,
    A: Future<Output = Response<Body>> + Send,
{
    let payload = readable::read(event)?;
    let event = LambdaEvent::new(payload, lambda_runtime::Context::default());
    let Ok(response) = adapter(keys, portal, &handle).call(event).await;
    serde_json::to_value(response)
}

fn adapter<'a, F, A>(
    keys: &'a impl KeySource,
    portal: &'static Portal,
    handle: &'a F,
) -> Adapter<
    'a,
    Response<Body>,
    impl Service<Request, Response = Response<Body>, Error = Infallible, Future: Send + 'a>,
>
where
    F: Fn(Request) -> A + Sync,
    A: Future<Output = Response<Body>> + Send + 'a,
{
    Adapter::from(service_fn(move |request: Request| async move {
        Ok::<_, Infallible>(answer(keys, portal, handle, request).await)
    }))
}

/// Answers a request, and once more if it was refused for want of a key that has come into the secret since.
async fn answer<F, A>(
    keys: &impl KeySource,
    portal: &'static Portal,
    handle: &F,
    request: Request,
) -> Response<Body>
where
    F: Fn(Request) -> A + Sync,
    A: Future<Output = Response<Body>> + Send,
{
    let (head, body) = request.into_parts();
    let again =
        Request::from_parts(head.clone(), Body::from(AsRef::<[u8]>::as_ref(&body).to_vec()));
    let first = caught(portal, handle, Request::from_parts(head, body)).await;
    if did_nothing(again.method(), &first) && keys.refresh().await {
        caught(portal, handle, again).await
    } else {
        first
    }
}

/// Whether a request may be answered once more: it changes nothing, was refused, or was led to the sign-in page.
fn did_nothing(method: &Method, answer: &Response<Body>) -> bool {
    let status = answer.status();
    let to_sign_in = answer.headers().get(header::LOCATION).is_some_and(|to| to == "/sign-in");
    let is_refused = status.is_client_error() || status == StatusCode::SERVICE_UNAVAILABLE;
    method.is_safe() || is_refused || to_sign_in
}

/// Answers a request; a bug gets a page.
async fn caught<F, A>(portal: &'static Portal, handle: &F, request: Request) -> Response<Body>
where
    F: Fn(Request) -> A + Sync,
    A: Future<Output = Response<Body>> + Send,
{
    let language = crate::request::visit::accepted(&request);
    let is_head = request.method() == Method::HEAD;
    let answer = AssertUnwindSafe(handle(request)).catch_unwind();
    answer.await.unwrap_or_else(|_| last_resort(portal, language, is_head))
}

/// The page for a bug of ours, where the gateway would answer with its own JSON. Source: ASVS 16.5.4.
///
/// What the panic says went to the log by itself; nothing of the request is known to be sound any more.
fn last_resort(portal: &'static Portal, language: Language, is_head: bool) -> Response<Body> {
    let reference = ReferenceCode::of(&random());
    let said = reference.to_string();
    tracing::error!(
        outcome = "panicked",
        reference = said,
        "a step had a bug; its answer is the failure page"
    );
    let policy = portal.content_security_policy(false);
    Reply::failure(portal, language, &said).into_response(policy, Vec::new(), false, is_head)
}

#[cfg(test)]
mod tests;
