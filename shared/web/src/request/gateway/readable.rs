//! What `lambda_http` cannot read is taken out of an event before it sees it, and the event is marked.
//!
//! It panics on some events that anybody can send (bad base64, a blank in the query, a strange `Host`), takes no event
//! with a control byte in a header, and drops all cookies over one bad byte. A marked event is answered with a 4xx.

use data_encoding::BASE64;
use http::{HeaderName, HeaderValue, Uri, header};
use lambda_http::aws_lambda_events::apigw::ApiGatewayV2httpRequest;
use lambda_http::request::LambdaRequest;
use serde_json::Value;
use url::Url;

/// What marks an event that could not be read; a client's own header of this name is dropped.
pub(crate) const UNREADABLE: HeaderName = HeaderName::from_static("x-porchlight-unreadable");

/// What a proxy says the scheme was; every request comes by HTTPS.
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// Reads an event; a header that no header can be is taken out, and marks it.
///
/// # Errors
///
/// When the JSON is no event of a gateway.
pub(super) fn read(mut event: Value) -> Result<LambdaRequest, serde_json::Error> {
    let mut taken = false;
    if let Some(headers) = event.get_mut("headers").and_then(Value::as_object_mut) {
        let before = headers.len();
        headers.retain(|name, value| {
            let fits = value.as_str().is_none_or(|value| HeaderValue::from_str(value).is_ok());
            fits && HeaderName::from_bytes(name.as_bytes()).is_ok()
        });
        taken = headers.len() < before;
    }
    let mut request = readable(serde_json::from_value(event)?);
    if let (true, LambdaRequest::ApiGatewayV2(event)) = (taken, &mut request) {
        event.headers.insert(UNREADABLE, HeaderValue::from_static("1"));
    }
    Ok(request)
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
    // Cookies of others are none of our business: what cannot be read goes, and ours stay.
    if let Some(cookies) = &mut event.cookies {
        cookies.retain(|cookie| cookie.is_ascii() && HeaderValue::from_str(cookie).is_ok());
    }
    let host_is_bad = event.headers.get(header::HOST).is_some_and(|host| !is_host(host.as_bytes()));
    if host_is_bad {
        event.headers.remove(header::HOST);
    }
    body_is_bad || uri_is_bad || host_is_bad
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
