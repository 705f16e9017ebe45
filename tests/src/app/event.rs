//! A request as API Gateway passes it to a function: HTTP API, payload 2.0.

use data_encoding::BASE64;
use serde_json::{Value, json};

use super::ORIGIN;

/// An event that a test can change before it is sent, as an attacker would.
#[derive(Clone, Debug)]
pub struct Event(pub Value);

impl Event {
    /// A request without a body.
    #[must_use]
    pub fn new(method: &str, address: &str) -> Self {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let host = ORIGIN.trim_start_matches("https://");
        Self(json!({
            "version": "2.0",
            "routeKey": "$default",
            "rawPath": path,
            "rawQueryString": query,
            "headers": {"host": host, "accept-encoding": "gzip", "x-forwarded-for": "198.51.100.99"},
            "requestContext": {
                "accountId": "000000000000",
                "apiId": "tests",
                "domainName": host,
                "domainPrefix": "porch",
                "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": ""},
                "requestId": "tests",
                "routeKey": "$default",
                "stage": "$default",
                "time": "23/Nov/2026:12:00:00 +0000",
                "timeEpoch": 1_795_435_200_000_i64,
            },
            "isBase64Encoded": false,
        }))
    }

    /// The event with a header. Names are lower case.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.0["headers"][name] = value.into();
        self
    }

    /// The event without a header.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.0["headers"].as_object_mut().expect("headers").remove(name);
        self
    }

    /// The event from a network address.
    #[must_use]
    pub fn from(mut self, address: &str) -> Self {
        self.0["requestContext"]["http"]["sourceIp"] = address.into();
        self
    }

    /// The event with cookies, each `name=value`.
    #[must_use]
    pub fn cookies(mut self, cookies: &[String]) -> Self {
        if !cookies.is_empty() {
            self.0["cookies"] = json!(cookies);
        }
        self
    }

    /// The event with a form, as the gateway passes it on: base64.
    #[must_use]
    pub fn form(self, body: &str) -> Self {
        let mut event = self.header("content-type", "application/x-www-form-urlencoded");
        event.0["body"] = BASE64.encode(body.as_bytes()).into();
        event.0["isBase64Encoded"] = true.into();
        event
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &str {
        self.0["requestContext"]["http"]["method"].as_str().unwrap_or_default()
    }

    /// The path.
    #[must_use]
    pub fn path(&self) -> &str {
        self.0["rawPath"].as_str().unwrap_or_default()
    }
}
