//! A request as API Gateway passes it to a function: HTTP API, payload 2.0.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::header::{CONTENT_TYPE, COOKIE, USER_AGENT};
use axum::http::{HeaderMap, request};
use data_encoding::BASE64;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::routes::Found;

/// Numbers the requests, so that each id is used once in a run.
static REQUESTS: AtomicU64 = AtomicU64::new(1);

/// Writes a request as the event that the function gets.
///
/// The client's address is that of the connection. No header can change it.
pub(crate) fn event(
    head: &request::Parts,
    body: &[u8],
    peer: SocketAddr,
    route: &Found<'_>,
    now: Timestamp,
) -> Value {
    let source = peer.ip().to_string();
    let mut headers = joined(&head.headers);
    let forwarded = match headers.get("x-forwarded-for").and_then(Value::as_str) {
        Some(claimed) => format!("{claimed}, {source}"),
        None => source.clone(),
    };
    headers.insert("x-forwarded-for".to_owned(), forwarded.into());
    headers.insert("x-forwarded-proto".to_owned(), "http".into());
    let mut event = json!({
        "version": "2.0",
        "routeKey": route.key,
        "rawPath": head.uri.path(),
        "rawQueryString": head.uri.query().unwrap_or_default(),
        "headers": headers,
        "requestContext": context(head, &source, route, now),
        "isBase64Encoded": false,
    });
    // Empty fields are absent, as in AWS.
    let cookies = cookies(&head.headers);
    if !cookies.is_empty() {
        event["cookies"] = json!(cookies);
    }
    if let Some(query) = head.uri.query().filter(|query| !query.is_empty()) {
        event["queryStringParameters"] = json!(query_parameters(query));
    }
    if !route.parameters.is_empty() {
        event["pathParameters"] = json!(route.parameters);
    }
    if !body.is_empty() {
        let (body, encoded) = written(&head.headers, body);
        event["body"] = body.into();
        event["isBase64Encoded"] = encoded.into();
    }
    event
}

fn context(head: &request::Parts, source: &str, route: &Found<'_>, now: Timestamp) -> Value {
    let number = REQUESTS.fetch_add(1, Ordering::Relaxed);
    let time = now.strftime("%d/%b/%Y:%H:%M:%S +0000").to_string();
    let agent =
        head.headers.get(USER_AGENT).map(axum::http::HeaderValue::as_bytes).unwrap_or_default();
    json!({
        "accountId": "000000000000",
        "apiId": "local",
        "domainName": "localhost",
        "domainPrefix": "localhost",
        "http": {
            "method": head.method.as_str(),
            "path": head.uri.path(),
            "protocol": format!("{:?}", head.version),
            "sourceIp": source,
            "userAgent": String::from_utf8_lossy(agent),
        },
        "requestId": format!("{:x}-{number:x}", now.as_millisecond()),
        "routeKey": route.key,
        "stage": "$default",
        "time": time,
        "timeEpoch": now.as_millisecond(),
    })
}

/// The headers.
///
/// Names are lower case. Several values of one name are joined by a comma.
///
/// Cookies are left out, since they have a list of their own.
fn joined(headers: &HeaderMap) -> Map<String, Value> {
    let values = |name| {
        let each = headers.get_all(name).iter();
        each.map(|value| String::from_utf8_lossy(value.as_bytes())).collect::<Vec<_>>().join(",")
    };
    headers
        .keys()
        .filter(|name| **name != COOKIE)
        .map(|name| (name.as_str().to_owned(), values(name).into()))
        .collect()
}

fn cookies(headers: &HeaderMap) -> Vec<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .flat_map(|value| {
            let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
            text.split(';').map(|cookie| cookie.trim().to_owned()).collect::<Vec<_>>()
        })
        .filter(|cookie| !cookie.is_empty())
        .collect()
}

/// The query, decoded. Several values of one name are joined by a comma.
fn query_parameters(query: &str) -> BTreeMap<String, String> {
    let mut parameters = BTreeMap::<String, String>::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match parameters.get_mut(name.as_ref()) {
            Some(earlier) => {
                earlier.push(',');
                earlier.push_str(&value);
            }
            None => {
                parameters.insert(name.into_owned(), value.into_owned());
            }
        }
    }
    parameters
}

/// The body.
///
/// Text and JSON stay as they are. Everything else is in base64, form posts too.
fn written(headers: &HeaderMap, body: &[u8]) -> (String, bool) {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_text = kind.starts_with("text/") || kind == "application/json";
    match std::str::from_utf8(body) {
        Ok(text) if is_text => (text.to_owned(), false),
        Ok(_) | Err(_) => (BASE64.encode(body), true),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{Request, request::Builder};

    use super::*;

    const NOON: Timestamp = Timestamp::constant(1_795_435_200, 0);

    fn converted(request: Builder, body: &[u8]) -> Value {
        let (head, ()) = request.body(()).expect("the request is well formed").into_parts();
        let route = Found {
            function: "register",
            key: "POST /register".to_owned(),
            parameters: BTreeMap::new(),
        };
        event(&head, body, SocketAddr::from(([127, 0, 0, 9], 5)), &route, NOON)
    }

    #[test]
    fn cookies_are_split_out_of_all_their_headers() {
        let request = Request::post("/register")
            .header("Cookie", "__Host-a=1; b=2=3 ;")
            .header("Cookie", "c=\"4\"");

        let event = converted(request, b"");

        assert_eq!(event["cookies"], json!(["__Host-a=1", "b=2=3", "c=\"4\""]));
        assert!(event["headers"].get("cookie").is_none());
    }

    #[test]
    fn several_headers_of_one_name_become_one() {
        let request = Request::post("/register")
            .header("Accept-Language", "es")
            .header("accept-language", "en;q=0.5");

        let event = converted(request, b"");

        assert_eq!(event["headers"]["accept-language"], "es,en;q=0.5");
    }

    #[test]
    fn a_form_post_is_base64_and_json_is_not() {
        let form = Request::post("/r").header("Content-Type", "application/x-www-form-urlencoded");
        let text = Request::post("/r").header("Content-Type", "Application/JSON; charset=utf-8");
        let broken = Request::post("/r").header("Content-Type", "text/plain");

        let [form, text, broken, unnamed] = [
            converted(form, b"email=a%40b.example"),
            converted(text, b"{}"),
            converted(broken, b"\xff"),
            converted(Request::post("/r"), b"x"),
        ];

        assert_eq!(form["body"], "ZW1haWw9YSU0MGIuZXhhbXBsZQ==");
        assert_eq!(form["isBase64Encoded"], true);
        assert_eq!((&text["body"], &text["isBase64Encoded"]), (&json!("{}"), &json!(false)));
        assert_eq!((&broken["body"], &broken["isBase64Encoded"]), (&json!("/w=="), &json!(true)));
        assert_eq!((&unnamed["body"], &unnamed["isBase64Encoded"]), (&json!("eA=="), &json!(true)));
    }

    #[test]
    fn the_query_is_there_raw_and_decoded() {
        let event = converted(Request::post("/register?t=a%2Bb&x=1&x=two+words&empty"), b"");

        assert_eq!(event["rawQueryString"], "t=a%2Bb&x=1&x=two+words&empty");
        assert_eq!(
            event["queryStringParameters"],
            json!({"t": "a+b", "x": "1,two words", "empty": ""})
        );
    }

    #[test]
    fn the_address_is_that_of_the_connection() {
        let request = Request::post("/register").header("X-Forwarded-For", "203.0.113.7");

        let event = converted(request, b"");

        assert_eq!(event["requestContext"]["http"]["sourceIp"], "127.0.0.9");
        assert_eq!(event["headers"]["x-forwarded-for"], "203.0.113.7, 127.0.0.9");
    }

    #[test]
    fn the_rest_of_the_event_is_as_in_aws() {
        let event = converted(Request::post("/register").header("User-Agent", "Phone"), b"");

        let context = &event["requestContext"];
        assert_eq!(event["version"], "2.0");
        assert_eq!(event["routeKey"], "POST /register");
        assert_eq!(event["rawPath"], "/register");
        assert_eq!(event["rawQueryString"], "");
        assert_eq!(context["http"]["method"], "POST");
        assert_eq!(context["http"]["protocol"], "HTTP/1.1");
        assert_eq!(context["http"]["userAgent"], "Phone");
        assert_eq!(context["time"], "23/Nov/2026:12:00:00 +0000");
        assert_eq!(context["timeEpoch"], 1_795_435_200_000_i64);
        for absent in ["cookies", "queryStringParameters", "pathParameters", "body"] {
            assert!(event.get(absent).is_none(), "{absent}");
        }
    }

    #[test]
    fn lambda_http_reads_the_event_as_the_request_it_was() {
        use lambda_http::{RequestExt, request::RequestContext};

        let request = Request::post("/register?t=a%2Bb")
            .header("Host", "localhost:9000")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Cookie", "a=1; b=2");
        let event = converted(request, b"name=L%C3%B3pez").to_string();

        let read = lambda_http::request::from_str(&event).expect("lambda_http knows the event");

        let cookies: Vec<_> = read.headers().get_all("cookie").iter().collect();
        let RequestContext::ApiGatewayV2(context) = read.request_context() else {
            panic!("it is an event of an HTTP API, payload 2.0");
        };
        assert_eq!(read.method(), "POST");
        assert_eq!(read.uri().to_string(), "http://localhost:9000/register?t=a%2Bb");
        assert_eq!(cookies, ["a=1; b=2"]);
        assert_eq!(read.body().as_ref(), b"name=L%C3%B3pez");
        assert_eq!(context.http.source_ip.as_deref(), Some("127.0.0.9"));
    }
}
