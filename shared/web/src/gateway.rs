//! From a gateway event to a request and back, the same on Lambda, on a laptop and in tests.
//!
//! `lambda_http` panics on some events that anybody can send (bad base64, a blank in the query, a strange `Host`) and
//! drops all cookies over one bad byte. Such events are marked here, before it sees them, and answered with a 4xx.

use std::convert::Infallible;
use std::future::Future;
use std::panic::AssertUnwindSafe;

use data_encoding::BASE64;
use domain::ports::KeySource;
use domain::{Language, ReferenceCode};
use futures_util::FutureExt;
use http::{HeaderName, HeaderValue, Method, Response, StatusCode, Uri, header};
use lambda_http::aws_lambda_events::apigw::ApiGatewayV2httpRequest;
use lambda_http::request::LambdaRequest;
use lambda_http::{Adapter, Body, LambdaEvent, Request, Service, lambda_runtime, service_fn};
use serde_json::Value;
use url::Url;

use crate::reply::Reply;

/// What marks an event that could not be read; a client's own header of this name is dropped.
pub(crate) const UNREADABLE: HeaderName = HeaderName::from_static("x-porchlight-unreadable");

/// What a proxy says the scheme was; every request comes by HTTPS.
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// Runs a step on Lambda until the environment ends; its keys may be added to while it runs.
///
/// # Errors
///
/// When the runtime cannot be reached.
pub async fn run<F, A>(keys: &impl KeySource, handle: F) -> Result<(), lambda_runtime::Error>
where
    F: Fn(Request) -> A + Sync,
    A: Future<Output = Response<Body>> + Send,
{
    let mut adapter = adapter(keys, &handle);
    lambda_runtime::run(lambda_runtime::service_fn(move |event: LambdaEvent<LambdaRequest>| {
        let LambdaEvent { payload, context } = event;
        adapter.call(LambdaEvent::new(readable(payload), context))
    }))
    .await
}

/// Answers one event, given and answered as JSON, through the very adapter that Lambda uses.
///
/// # Errors
///
/// When the JSON is no HTTP API event of version 2.0.
pub async fn invoke<F, A>(handle: F, event: Value) -> Result<Value, serde_json::Error>
where
    F: Fn(Request) -> A + Sync,
    A: Future<Output = Response<Body>> + Send,
{
    invoke_with(&(), handle, event).await
}

/// As [`invoke`], for a step whose keys may be added to while it runs.
///
/// # Errors
///
/// When the JSON is no HTTP API event of version 2.0.
pub async fn invoke_with<F, A>(
    keys: &impl KeySource,
    handle: F,
    event: Value,
) -> Result<Value, serde_json::Error>
where
    F: Fn(Request) -> A + Sync,
    A: Future<Output = Response<Body>> + Send,
{
    let payload = readable(serde_json::from_value(event)?);
    let event = LambdaEvent::new(payload, lambda_runtime::Context::default());
    let Ok(response) = adapter(keys, &handle).call(event).await;
    serde_json::to_value(response)
}

fn adapter<'a, F, A>(
    keys: &'a impl KeySource,
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
        Ok::<_, Infallible>(answer(keys, handle, request).await)
    }))
}

/// Answers a request, and once more if it was refused for want of a key that has come into the secret since.
async fn answer<F, A>(keys: &impl KeySource, handle: &F, request: Request) -> Response<Body>
where
    F: Fn(Request) -> A + Sync,
    A: Future<Output = Response<Body>> + Send,
{
    let (head, body) = request.into_parts();
    let again =
        Request::from_parts(head.clone(), Body::from(AsRef::<[u8]>::as_ref(&body).to_vec()));
    let first = caught(handle, Request::from_parts(head, body)).await;
    if did_nothing(again.method(), &first) && keys.refresh().await {
        caught(handle, again).await
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
async fn caught<F, A>(handle: &F, request: Request) -> Response<Body>
where
    F: Fn(Request) -> A + Sync,
    A: Future<Output = Response<Body>> + Send,
{
    let language = crate::visit::accepted(&request);
    let is_head = request.method() == Method::HEAD;
    let answer = AssertUnwindSafe(handle(request)).catch_unwind();
    answer.await.unwrap_or_else(|_| last_resort(language, is_head))
}

/// The page for a bug of ours, where the gateway would answer with its own JSON. Source: ASVS 16.5.4.
///
/// What the panic says went to the log by itself; nothing of the request is known to be sound any more.
fn last_resort(language: Language, is_head: bool) -> Response<Body> {
    let reference = ReferenceCode::of(&crate::random());
    let said = reference.to_string();
    tracing::error!(
        outcome = "panicked",
        reference = said,
        "a step had a bug; its answer is the failure page"
    );
    Reply::failure(language, &reference).into_response(Vec::new(), false, is_head)
}

/// The event as `lambda_http` can read it; marked where something had to be taken out.
fn readable(request: LambdaRequest) -> LambdaRequest {
    match request {
        LambdaRequest::ApiGatewayV2(mut event) => {
            event.headers.remove(&UNREADABLE);
            // It would become the scheme of the request's URI, whatever it says.
            event.headers.remove(FORWARDED_PROTO);
            if mend(&mut event) {
                event.headers.insert(UNREADABLE, HeaderValue::from_static("1"));
            }
            LambdaRequest::ApiGatewayV2(event)
        }
        other => other,
    }
}

/// Takes out what cannot be read; answers whether there was anything.
fn mend(event: &mut ApiGatewayV2httpRequest) -> bool {
    let body_is_bad =
        event.is_base64_encoded && event.body.as_ref().is_some_and(|body| !is_base64(body));
    if body_is_bad {
        event.body = None;
    }
    let path = event.raw_path.clone().unwrap_or_default();
    let query = event.raw_query_string.clone().unwrap_or_default();
    let uri_is_bad = !path.starts_with('/') || format!("{path}?{query}").parse::<Uri>().is_err();
    if uri_is_bad {
        event.raw_path = Some("/".to_owned());
        event.raw_query_string = None;
    }
    let cookies_are_bad = event.cookies.as_ref().is_some_and(|cookies| {
        cookies.iter().any(|cookie| HeaderValue::from_str(cookie).is_err() || !cookie.is_ascii())
    });
    if cookies_are_bad {
        event.cookies = None;
    }
    let host_is_bad = event.headers.get(header::HOST).is_some_and(|host| !is_host(host.as_bytes()));
    if host_is_bad {
        event.headers.remove(header::HOST);
    }
    body_is_bad || uri_is_bad || cookies_are_bad || host_is_bad
}

/// Whether a body is base64 as `lambda_http` reads it; `data_encoding` also takes several padded texts in a row.
fn is_base64(body: &str) -> bool {
    !body.trim_end_matches('=').contains('=') && BASE64.decode(body.as_bytes()).is_ok()
}

/// Whether a `Host` fits into a URI: letters, digits, dots, dashes, a port, an IPv6 address in brackets.
///
/// Both parsers have to take it: `lambda_http` uses one after the other, and either refuses what the other takes.
fn is_host(host: &[u8]) -> bool {
    let allowed = |b: &u8| b.is_ascii_alphanumeric() || b".-:[]".contains(b);
    let text = format!("https://{}/", String::from_utf8_lossy(host));
    host.iter().all(allowed) && text.parse::<Uri>().is_ok() && Url::parse(&text).is_ok()
}

#[cfg(test)]
mod tests;
