//! Turns a function's answer into HTTP, as an HTTP API does with payload 2.0.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, SET_COOKIE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use data_encoding::BASE64;
use serde::Deserialize;
use serde_json::Value;

/// The fields of payload 2.0.
///
/// AWS reads no `multiValueHeaders` there, so we do not either.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    status_code: u16,
    #[serde(default)]
    headers: BTreeMap<String, Value>,
    #[serde(default)]
    cookies: Vec<String>,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    is_base64_encoded: bool,
}

/// Writes a function's answer, or the gateway's own 500 if it makes no sense.
pub(crate) fn answer(value: Value) -> Response {
    if value.get("statusCode").is_none() {
        return json(StatusCode::OK, value.to_string());
    }
    serde_json::from_value(value)
        .ok()
        .and_then(written)
        .unwrap_or_else(|| message(StatusCode::INTERNAL_SERVER_ERROR))
}

/// The gateway's own answer, which is not one of our pages.
pub(crate) fn message(status: StatusCode) -> Response {
    let text = match status {
        StatusCode::PAYLOAD_TOO_LARGE => "Request Entity Too Large",
        other => other.canonical_reason().unwrap_or_default(),
    };
    json(status, serde_json::json!({ "message": text }).to_string())
}

fn json(status: StatusCode, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn written(answer: Answer) -> Option<Response> {
    let body = answer.body.unwrap_or_default();
    let body = if answer.is_base64_encoded {
        BASE64.decode(body.as_bytes()).ok()?
    } else {
        body.into_bytes()
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(answer.status_code).ok()?;
    let headers = response.headers_mut();
    for (name, value) in answer.headers {
        let value = match value {
            Value::String(text) => text,
            other => other.to_string(),
        };
        // We set the length ourselves, since a wrong one would break the connection.
        if !name.eq_ignore_ascii_case("content-length") {
            let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
            headers.insert(name, HeaderValue::from_str(&value).ok()?);
        }
    }
    for cookie in answer.cookies {
        headers.append(SET_COOKIE, HeaderValue::from_str(&cookie).ok()?);
    }
    Some(response)
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use serde_json::json;

    use super::*;

    async fn body(response: Response) -> Vec<u8> {
        to_bytes(response.into_body(), usize::MAX).await.expect("the body is in memory").to_vec()
    }

    #[tokio::test]
    async fn each_cookie_gets_its_own_header() {
        let response = answer(json!({
            "statusCode": 303,
            "headers": {"location": "/register/identity", "content-length": "999"},
            "cookies": ["__Host-a=1; Secure", "b=2"],
            "body": "x",
            "isBase64Encoded": false,
        }));

        let cookies: Vec<_> = response.headers().get_all(SET_COOKIE).iter().collect();
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        assert_eq!(cookies, ["__Host-a=1; Secure", "b=2"]);
        assert_eq!(response.headers()["location"], "/register/identity");
        assert!(response.headers().get("content-length").is_none());
        assert_eq!(body(response).await, b"x");
    }

    #[tokio::test]
    async fn a_base64_body_is_decoded() {
        let response = answer(json!({"statusCode": 200, "body": "H4s=", "isBase64Encoded": true}));

        assert_eq!(body(response).await, [0x1f, 0x8b]);
    }

    #[tokio::test]
    async fn an_answer_that_makes_no_sense_is_the_gateways_500() {
        let broken = [
            json!({"statusCode": 200, "body": "not base64", "isBase64Encoded": true}),
            json!({"statusCode": "x"}),
            json!({"statusCode": 99}),
            json!({"statusCode": 200, "headers": {"a b": "c"}}),
            json!({"statusCode": 200, "cookies": ["a\nb"]}),
        ];

        for value in broken {
            let response = answer(value.clone());

            assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR, "{value}");
            assert_eq!(body(response).await, br#"{"message":"Internal Server Error"}"#);
        }
    }

    #[tokio::test]
    async fn an_answer_without_a_status_is_the_body_itself() {
        let response = answer(json!({"ok": true}));

        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[CONTENT_TYPE], "application/json");
        assert_eq!(body(response).await, br#"{"ok":true}"#);
    }
}
