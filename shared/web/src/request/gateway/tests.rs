use std::sync::atomic::{AtomicU32, Ordering};

use super::*;
use crate::samples::shipped;
use serde_json::json;

fn event() -> Value {
    json!({
        "version": "2.0", "routeKey": "$default", "rawPath": "/register", "rawQueryString": "",
        "headers": {"host": "porch.example"}, "isBase64Encoded": false,
        "requestContext": {"accountId": "1", "apiId": "a", "domainName": "porch.example", "domainPrefix": "porch",
            "requestId": "r", "routeKey": "$default", "stage": "$default", "time": "x", "timeEpoch": 0,
            "http": {"method": "GET", "path": "/register", "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "t"}},
    })
}

/// A secret to which keys have come.
struct Added(AtomicU32);

impl KeySource for Added {
    async fn refresh(&self) -> bool {
        self.0.fetch_add(1, Ordering::Relaxed) == 0
    }
}

/// How often a step is asked that answers a method like this, when there are new keys.
async fn asked(method: &str, status: u16, location: &str) -> u32 {
    let (times, mut event) = (AtomicU32::new(0), event());
    event["requestContext"]["http"]["method"] = json!(method);
    let step = |_: Request| {
        times.fetch_add(1, Ordering::Relaxed);
        let answer = Response::builder().status(status).header("location", location);
        std::future::ready(answer.body(Body::Empty).expect("a response"))
    };
    invoke_with(&Added(AtomicU32::new(0)), shipped(), step, event).await.expect("an event");
    times.into_inner()
}

#[tokio::test]
async fn what_was_refused_for_want_of_a_key_is_answered_once_more_with_it() {
    assert_eq!(asked("GET", 303, "/elsewhere").await, 2);
    assert_eq!(asked("POST", 403, "").await, 2);
    assert_eq!(asked("POST", 410, "").await, 2);
    assert_eq!(asked("POST", 503, "").await, 2);
    assert_eq!(asked("POST", 303, "/sign-in").await, 2);
}

#[tokio::test]
async fn what_was_done_is_not_done_again() {
    assert_eq!(asked("POST", 303, "/home").await, 1);
    assert_eq!(asked("POST", 200, "").await, 1);
    assert_eq!(asked("POST", 500, "").await, 1, "nobody knows what a bug has done");
}

async fn is_marked(event: Value) -> bool {
    let answer = invoke(
        shipped(),
        async |request: Request| {
            let marked = request.headers().contains_key(UNREADABLE);
            let status = if marked { 400 } else { 200 };
            Response::builder().status(status).body(Body::Empty).expect("a response")
        },
        event,
    )
    .await
    .expect("an event");
    answer["statusCode"] == 400
}

async fn with(change: impl FnOnce(&mut Value)) -> bool {
    let mut event = event();
    change(&mut event);
    is_marked(event).await
}

#[tokio::test]
async fn a_plain_event_is_not_marked() {
    assert!(!with(|_| ()).await);
}

#[tokio::test]
async fn events_that_lambda_http_cannot_read_are_marked_and_do_not_panic() {
    assert!(
        with(|e| {
            e["body"] = json!("%%%");
            e["isBase64Encoded"] = json!(true);
        })
        .await
    );
    assert!(
        with(|e| {
            e["body"] = json!("_-8=");
            e["isBase64Encoded"] = json!(true);
        })
        .await
    );
    assert!(
        with(|e| {
            e["body"] = json!("YT0=YT0=");
            e["isBase64Encoded"] = json!(true);
        })
        .await
    );
    assert!(with(|e| e["rawQueryString"] = json!("t=a b")).await);
    assert!(with(|e| e["rawPath"] = json!("/a b")).await);
    assert!(with(|e| e["rawPath"] = json!("")).await);
    assert!(with(|e| e["headers"]["host"] = json!("evil host")).await);
    assert!(with(|e| e["headers"]["host"] = json!("a@b:c")).await);
}

#[tokio::test]
async fn a_host_that_only_one_of_two_parsers_takes_is_marked_and_does_not_panic() {
    for host in ["a-b:c", "a:99999", "1.2.3.400", "[1", "["] {
        assert!(with(|e| e["headers"]["host"] = json!(host)).await, "{host}");
    }
    for host in ["porch.example:8080", "[::1]:8080", "192.0.2.1"] {
        assert!(!with(|e| e["headers"]["host"] = json!(host)).await, "{host}");
    }
}

#[tokio::test]
async fn a_header_that_no_header_can_be_gets_a_page() {
    for name in ["user-agent", "accept-language", "x-anything", "referer", "content-type"] {
        for value in ["a\u{1}b", "a\r\nb: c", "a\u{0}", "a\u{7f}"] {
            assert!(with(|e| e["headers"][name] = json!(value)).await, "{name}: {value:?}");
        }
    }
    assert!(with(|e| e["headers"]["a name"] = json!("1")).await);
    assert!(!with(|e| e["headers"]["user-agent"] = json!("José’s browser")).await);
}

#[tokio::test]
async fn cookies_of_others_that_cannot_be_read_are_dropped_and_the_rest_stays() {
    for foreign in
        ["visitor=José", "visitor=Jos\u{fffd}", "a=\u{1}", "=", "ü=1", "a=\r\nb", "🍪=yes"]
    {
        let mut event = event();
        event["cookies"] = json!([foreign, "__Host-lang=es", "theirs=1"]);
        let seen = std::sync::Mutex::new(String::new());
        let answer = invoke(
            shipped(),
            async |request: Request| {
                let line = request.headers().get(header::COOKIE).and_then(|it| it.to_str().ok());
                *seen.lock().expect("nobody panicked") = line.unwrap_or_default().to_owned();
                let marked = request.headers().contains_key(UNREADABLE);
                let status = if marked { 400 } else { 200 };
                Response::builder().status(status).body(Body::Empty).expect("a response")
            },
            event,
        );
        assert_eq!(answer.await.expect("an event")["statusCode"], 200, "{foreign}");
        let seen = seen.into_inner().expect("nobody panicked");
        assert!(seen.contains("__Host-lang=es") && seen.contains("theirs=1"), "{foreign}: {seen}");
    }
}

#[tokio::test]
async fn a_scheme_that_a_client_makes_up_is_not_looked_at() {
    assert!(!with(|e| e["headers"]["x-forwarded-proto"] = json!("1 2")).await);
}

#[tokio::test]
async fn a_step_that_panics_is_answered_with_a_page_and_every_header() {
    let panics = async |_: Request| -> Response<Body> { panic!("a bug") };

    let answer = invoke(shipped(), panics, event()).await.expect("an event");

    assert_eq!(answer["statusCode"], 500);
    assert!(answer["body"].as_str().is_some_and(|body| body.contains("<h1")));
    assert_eq!(answer["headers"]["cache-control"], "no-store");
    assert_eq!(answer["headers"]["content-type"], "text/html; charset=utf-8");
}

#[tokio::test]
async fn a_client_cannot_mark_an_event() {
    assert!(!with(|e| e["headers"]["x-porchlight-unreadable"] = json!("1")).await);
}
