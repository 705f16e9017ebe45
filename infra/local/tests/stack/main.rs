//! The stack as a whole, with toy functions, over the wire.

mod wire;

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_sesv2::error::ProvideErrorMetadata;
use aws_sdk_sesv2::types::{Body, Content, Destination, EmailContent, Message};
use local::functions::{Environments, Functions, Outcome, function};
use local::mail::MailState;
use local::stack::{Options, Stack, StartError};
use local::template::Environment;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::wire::{send, send_from};

const PATIENCE: Duration = Duration::from_secs(20);

/// Every function shows the event it got; `send-letters` passes its events on.
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

fn showing(name: String) -> local::functions::Function {
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

fn mailer(environment: &Environment) -> aws_sdk_sesv2::Client {
    let credentials = aws_sdk_sesv2::config::Credentials::new("local", "local", None, None, "test");
    let config = aws_sdk_sesv2::Config::builder()
        .behavior_version(aws_sdk_sesv2::config::BehaviorVersion::latest())
        .region(aws_sdk_sesv2::config::Region::new("us-east-1"))
        .credentials_provider(credentials)
        .endpoint_url(&environment["AWS_ENDPOINT_URL_SESV2"])
        .retry_config(aws_sdk_sesv2::config::retry::RetryConfig::disabled())
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build();
    aws_sdk_sesv2::Client::from_conf(config)
}

/// Sends a letter; says the code of the error it met, if any.
async fn post(mailer: &aws_sdk_sesv2::Client, to: &str) -> Result<String, String> {
    let part = |text: &str| Content::builder().data(text).build().expect("it has data");
    let body = Body::builder().text(part("Open http://a.example/")).html(part("<p>Hi</p>")).build();
    let message = Message::builder().subject(part("Hello")).body(body).build();
    let sent = mailer
        .send_email()
        .from_email_address("no-reply@porchlight.example")
        .destination(Destination::builder().to_addresses(to).build())
        .content(EmailContent::builder().simple(message).build())
        .send()
        .await;
    match sent {
        Ok(sent) => Ok(sent.message_id.unwrap_or_default()),
        Err(error) => {
            let error = error.into_service_error();
            Err(error.code().unwrap_or("none").to_owned())
        }
    }
}

async fn queue(stack: &Stack, id: &str) {
    let client = stack.dynamodb();
    let put = client
        .put_item()
        .table_name("Outbox")
        .item("pk", AttributeValue::S(id.to_owned()))
        .item("unsent", AttributeValue::S("0".to_owned()))
        .item("queued_at", AttributeValue::N("1".to_owned()));
    put.send().await.expect("the outbox takes an item");
}

fn keys(event: &Value) -> Vec<&str> {
    let records = event["Records"].as_array().expect("a stream event has records");
    records
        .iter()
        .map(|record| record["dynamodb"]["Keys"]["pk"]["S"].as_str().expect("keys are text"))
        .collect()
}

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
    // Announced only: the gateway refuses before the body comes.
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

#[tokio::test]
async fn a_letter_sent_by_the_sdk_is_in_the_inbox() {
    let (stack, _events) = started(None).await;
    let mailer = mailer(stack.environment("send-letters").expect("it has an environment"));

    let id = post(&mailer, "Ana@example.com").await.expect("the letter is taken");
    post(&mailer, "ben@example.com").await.expect("the letter is taken");

    let json = send(stack.origin(), "GET /_inbox.json", "", "").await.json();
    let list = send(stack.origin(), "GET /_inbox", "", "").await;
    let letter = send(stack.origin(), "GET /_inbox/1", "", "").await;
    assert!(!id.is_empty());
    assert_eq!(
        (json[0]["to"].as_str(), json[1]["to"].as_str()),
        (Some("Ana@example.com"), Some("ben@example.com"))
    );
    assert_eq!((&json[0]["subject"], &json[0]["html"]), (&json!("Hello"), &json!("<p>Hi</p>")));
    assert!(json[0]["sent_at"].as_str().is_some_and(|time| time.ends_with('Z')), "{}", json[0]);
    assert!(list.body.find("ben@example.com") < list.body.find("Ana@example.com"));
    assert!(list.body.contains("<a href=\"http://a.example/\">"));
    assert!(letter.body.contains("<p>Hi</p>"));
    assert!(letter.all("content-security-policy")[0].contains("sandbox"));
    assert_eq!(stack.inbox().letters_to("ana@example.com").len(), 1);
    stack.stop().await;
}

#[tokio::test]
async fn the_mail_endpoint_fails_as_ses_does_when_asked_to() {
    let (stack, _events) = started(None).await;
    let mailer = mailer(stack.environment("send-letters").expect("it has an environment"));

    let throttled = post(&mailer, "throttle@example.com").await;
    let rejected = post(&mailer, "a+reject@example.com").await;
    stack.mail().set(MailState::Down);
    let down = post(&mailer, "a@example.com").await;
    stack.mail().set(MailState::Throttling(100));
    let too_fast = post(&mailer, "a@example.com").await;
    stack.mail().set(MailState::Working);
    let working = post(&mailer, "a@example.com").await;

    assert_eq!(throttled, Err("TooManyRequestsException".to_owned()));
    assert_eq!(rejected, Err("MessageRejected".to_owned()));
    assert_eq!(down, Err("InternalFailure".to_owned()));
    assert_eq!(too_fast, Err("TooManyRequestsException".to_owned()));
    assert!(working.is_ok());
    assert_eq!(stack.inbox().letters().len(), 1);
    stack.stop().await;
}

#[tokio::test]
async fn an_item_in_the_outbox_calls_send_letters_at_once() {
    let (stack, mut events) = started(None).await;

    let queued = Instant::now();
    queue(&stack, "letter-1").await;
    let event = next(&mut events).await;

    let record = &event["Records"][0];
    assert!(queued.elapsed() < Duration::from_secs(2), "{:?}", queued.elapsed());
    assert_eq!(keys(&event), ["letter-1"]);
    assert_eq!(record["eventName"], "INSERT");
    assert_eq!(record["dynamodb"]["StreamViewType"], "KEYS_ONLY");
    assert!(
        record["eventSourceARN"].as_str().is_some_and(|arn| arn.contains("table/Outbox/stream"))
    );
    assert!(record["dynamodb"].get("NewImage").is_none());
    stack.stop().await;
}

#[tokio::test]
async fn a_change_of_an_item_does_not_call_send_letters() {
    let (stack, mut events) = started(None).await;
    queue(&stack, "letter-1").await;
    next(&mut events).await;

    // The second put of the same key is a MODIFY.
    queue(&stack, "letter-1").await;
    queue(&stack, "letter-2").await;

    assert_eq!(keys(&next(&mut events).await), ["letter-2"]);
    stack.stop().await;
}

#[tokio::test]
async fn a_tick_wakes_the_functions_that_have_a_schedule() {
    let (stack, mut events) = started(None).await;

    stack.tick().await;

    assert_eq!(next(&mut events).await["detail-type"], "Scheduled Event");
    stack.stop().await;
}

#[tokio::test]
async fn data_outlives_the_stack_and_delivered_records_do_not_come_again() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (first, mut events) = started(Some(folder.path())).await;
    let mailer = mailer(first.environment("send-letters").expect("it has an environment"));
    post(&mailer, "ana@example.com").await.expect("the letter is taken");
    queue(&first, "letter-1").await;
    next(&mut events).await;
    first.stop().await;

    let (second, mut events) = started(Some(folder.path())).await;
    queue(&second, "letter-2").await;
    let event = next(&mut events).await;

    let client = second.dynamodb();
    let key = AttributeValue::S("letter-1".to_owned());
    let kept = client.get_item().table_name("Outbox").key("pk", key).send().await;
    assert_eq!(keys(&event), ["letter-2"]);
    assert!(kept.expect("the table is there").item.is_some());
    assert_eq!(second.inbox().letters().len(), 1);
    second.stop().await;
}

#[tokio::test]
async fn a_port_or_a_folder_in_use_is_said_in_words() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (stack, _events) = started(Some(folder.path())).await;
    let port = stack.origin().rsplit_once(':').expect("it has a port").1.parse().unwrap();
    let nothing = async |_: Environments| Ok(BTreeMap::new());

    let same_port = Stack::start(Options { port, ..Options::default() }, nothing).await;
    let data = Some(folder.path().to_owned());
    let same_folder = Stack::start(Options { data, ..Options::default() }, nothing).await;

    assert!(matches!(same_port, Err(StartError::PortTaken(taken)) if taken == port));
    let refused = same_folder.err().expect("it must be refused").to_string();
    assert!(refused.contains("already running") && refused.contains("--data"), "{refused}");
    stack.stop().await;
}

#[tokio::test]
async fn stopping_finishes_what_is_in_flight_and_takes_less_than_a_second() {
    let arrived = Arc::new(Mutex::new(None));
    let (sender, came) = tokio::sync::oneshot::channel();
    arrived.lock().unwrap().replace(sender);
    let build = async move |_: Environments| {
        let slow = function(move |_| {
            arrived.lock().unwrap().take().map(|sender| sender.send(()));
            async {
                tokio::time::sleep(Duration::from_millis(200)).await;
                Ok(json!({"statusCode": 200, "body": "done"}))
            }
        });
        Ok(Functions::from([("sign-in".to_owned(), slow)]))
    };
    let stack = Stack::start(Options::default(), build).await.expect("the stack starts");
    let origin = stack.origin().to_owned();
    let request = tokio::spawn(async move { send(&origin, "GET /", "", "").await });
    came.await.expect("the request arrives");

    let asked = Instant::now();
    stack.stop().await;

    assert!(asked.elapsed() < Duration::from_secs(1), "{:?}", asked.elapsed());
    assert_eq!(request.await.expect("it is answered").body, "done");
}
