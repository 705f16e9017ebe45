//! Requests and answers.

use std::net::Ipv4Addr;

use local::functions::{Environments, Functions, function};
use local::stack::{Options, Stack};
use serde_json::json;

use crate::started;
use crate::wire::{send, send_from};

#[tokio::test]
async fn a_form_post_reaches_its_function_as_an_event() {
    let (stack, _events) = started(None).await;
    let headers = "Content-Type: application/x-www-form-urlencoded\r\nCookie: t=1; u=2\r\n";

    let answer = send(stack.origin(), "POST /register?lang=es", headers, "name=Lopez").await;

    let event = answer.json();
    assert_eq!(answer.status, 200);
    assert_eq!(answer.all("x-function"), ["register"]);
    assert_eq!(answer.all("set-cookie"), ["a=1; HttpOnly", "b=2"]);
    assert_eq!(event["routeKey"], "POST /register");
    assert_eq!(event["rawQueryString"], "lang=es");
    assert_eq!(event["cookies"], json!(["t=1", "u=2"]));
    assert_eq!(
        (&event["body"], &event["isBase64Encoded"]),
        (&json!("bmFtZT1Mb3Bleg=="), &json!(true))
    );
    stack.stop().await;
}

#[tokio::test]
async fn what_has_no_route_goes_home_and_head_has_no_body() {
    let (stack, _events) = started(None).await;

    let unknown = send(stack.origin(), "GET /nowhere", "", "").await;
    let head = send(stack.origin(), "HEAD /sign-in", "", "").await;

    assert_eq!(unknown.all("x-function"), ["home"]);
    assert_eq!(unknown.json()["routeKey"], "$default");
    assert_eq!((head.status, head.all("x-function")), (200, vec!["home"]));
    assert_eq!(head.body, "");
    stack.stop().await;
}

#[tokio::test]
async fn what_the_http_library_cannot_read_gets_the_page_of_a_function() {
    let (stack, _events) = started(None).await;

    for damaged in
        ["X-Note: a\u{1}b\r\n", "User-Agent: \0\r\n", "Cookie: a=\u{7f}\r\n", "No colon\r\n"]
    {
        let answer = send(stack.origin(), "GET /register", damaged, "").await;

        assert_eq!(answer.all("x-function"), ["sign-in"], "{damaged:?}");
        assert_eq!(answer.json()["headers"]["x-unreadable"], "\u{1}");
    }
    stack.stop().await;
}

#[tokio::test]
async fn who_types_the_address_is_led_to_the_origin_that_forms_are_taken_from() {
    let (stack, _events) = started(None).await;
    let port = stack.origin().rsplit_once(':').expect("it has a port").1;
    let host = format!("Host: 127.0.0.1:{port}\r\n");
    let browser = format!("{host}Sec-Fetch-Mode: navigate\r\n");

    let read = send(stack.origin(), "GET /register?lang=es", &browser, "").await;
    let posted = send(stack.origin(), "POST /register", &browser, "").await;
    let program = send(stack.origin(), "GET /register", &host, "").await;

    assert_eq!(program.status, 200);
    assert_eq!(read.status, 307);
    assert_eq!(read.all("location"), [format!("{}/register?lang=es", stack.origin())]);
    assert_eq!(posted.status, 200);
    stack.stop().await;
}

// Systems other than Linux have only 127.0.0.1 by default.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn the_clients_address_is_the_connections_whatever_it_claims() {
    let (stack, _events) = started(None).await;
    let from = Ipv4Addr::new(127, 0, 0, 77);

    let claim = "X-Forwarded-For: 203.0.113.9\r\n";
    let answer = send_from(from, stack.origin(), "GET /", claim, "").await;

    assert_eq!(answer.json()["requestContext"]["http"]["sourceIp"], "127.0.0.77");
    stack.stop().await;
}

#[tokio::test]
async fn a_body_over_ten_megabytes_is_refused_by_the_gateway() {
    let (stack, _events) = started(None).await;
    let largest = "x".repeat(10 * 1024 * 1024);

    let taken = send(stack.origin(), "POST /register", "", &largest).await;
    // The length is only announced. The gateway refuses before the body comes.
    let refused = send(stack.origin(), "POST /register", "Content-Length: 10485761\r\n", "").await;

    assert_eq!(taken.status, 200);
    assert_eq!(refused.status, 413);
    assert_eq!(refused.json(), json!({"message": "Request Entity Too Large"}));
    stack.stop().await;
}

#[tokio::test]
async fn a_function_that_panics_is_one_failed_request() {
    let build = async |_: Environments| {
        let panics = function(|_| async { panic!("a bug") });
        Ok(Functions::from([("sign-in".to_owned(), panics)]))
    };
    let stack = Stack::start(Options::default(), build).await.expect("the stack starts");

    let first = send(stack.origin(), "GET /", "", "").await;
    let second = send(stack.origin(), "GET /", "", "").await;

    assert_eq!((first.status, second.status), (500, 500));
    assert_eq!(second.json(), json!({"message": "Internal Server Error"}));
    stack.stop().await;
}
