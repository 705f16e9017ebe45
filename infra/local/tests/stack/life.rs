//! The start and the stop of the stack, and what outlives it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::ports::Clock as _;
use local::functions::{Environments, Functions, function};
use local::stack::{Options, Stack, StartError};
use serde_json::json;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::mail::{mailer, post};
use crate::wakes::{keys, queue};
use crate::wire::{Answer, send};
use crate::{next, started};

#[tokio::test]
async fn data_outlives_the_stack_and_delivered_records_do_not_come_again() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (first, mut events) = started(Some(folder.path())).await;
    let mailer =
        mailer(first.environment("send-letters").expect("it has an environment"), "send-letters");
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
    let port =
        stack.origin().rsplit_once(':').expect("it has a port").1.parse().expect("both parts");
    let nothing = async |_: Environments| Ok(BTreeMap::new());

    let same_port = Stack::start(Options { port, ..Options::default() }, nothing).await;
    let data = Some(folder.path().to_owned());
    let same_folder = Stack::start(Options { data, ..Options::default() }, nothing).await;

    assert!(matches!(same_port, Err(StartError::PortTaken(taken)) if taken == port));
    let refused = same_folder.err().expect("it must be refused").to_string();
    assert!(refused.contains("already running") && refused.contains("--data"), "{refused}");
    stack.stop().await;
}

/// A stack with a request in flight, which is answered when the test releases it.
async fn dawdling() -> (Stack, JoinHandle<Answer>, oneshot::Sender<()>) {
    let (arrived, came) = oneshot::channel();
    let (release, released) = oneshot::channel();
    let once = Mutex::new(Some((arrived, released)));
    let build = async move |_: Environments| {
        let slow = function(move |_| {
            let first = once.lock().expect("no thread panics here").take();
            async {
                let (arrived, released) = first.ok_or("only one is asked for")?;
                arrived.send(()).map_err(|()| "nobody waits")?;
                released.await.map_err(|_| "nobody lets it go on")?;
                Ok(json!({"statusCode": 200, "body": "done"}))
            }
        });
        Ok(Functions::from([("sign-in".to_owned(), slow)]))
    };
    let stack = Stack::start(Options::default(), build).await.expect("the stack starts");
    let origin = stack.origin().to_owned();
    let request = tokio::spawn(async move { send(&origin, "GET /", "", "").await });
    came.await.expect("the request arrives");
    (stack, request, release)
}

#[tokio::test]
async fn items_past_due_go_by_the_clock_that_was_put_ahead() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (first, _events) = started(Some(folder.path())).await;
    let hours =
        |hours: i64| (aws::SystemClock::default().now().as_second() + hours * 3_600).to_string();
    let text = |text: &str| AttributeValue::S(text.to_owned());
    for (name, due) in [("a", hours(24)), ("b", hours(26))] {
        let put = first.dynamodb().put_item().table_name("Transient").item("pk", text(name));
        let put = put.item("sk", text("it")).item("delete_at", AttributeValue::N(due));
        put.send().await.expect("it is put");
    }
    first.stop().await;

    let ahead = aws::Ahead::seconds(25 * 3_600).expect("a day and an hour");
    let options = Options { data: Some(folder.path().to_owned()), ahead, ..Options::default() };
    let second = Stack::start(options, async |_| Ok(Functions::new())).await.expect("it starts");
    let left = async || {
        let scan = second.dynamodb().scan().table_name("Transient").send().await;
        let items = scan.expect("an answer").items.unwrap_or_default();
        items.into_iter().filter_map(|mut item| item.remove("pk")).collect::<Vec<_>>()
    };
    while left().await.len() == 2 {
        tokio::task::yield_now().await;
    }

    assert_eq!(left().await, [text("b")]);
    assert!(second.put_ahead_to().is_some());
    assert_eq!(second.environment("clean-up").expect("it is there")["CLOCK_AHEAD"], "90000");
    let file = std::fs::read_to_string(folder.path().join("services.env")).expect("it is there");
    assert!(file.lines().any(|line| line == "CLOCK_AHEAD=90000"), "for cargo lambda watch");
    second.stop().await;
}

async fn let_all_go_on() {
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn stopping_finishes_what_is_in_flight() {
    let (stack, request, release) = dawdling().await;

    let stopping = tokio::spawn(stack.stop());
    let_all_go_on().await;
    let stopped_at_once = stopping.is_finished();
    release.send(()).expect("it is in flight");
    stopping.await.expect("the stack stops");

    assert!(!stopped_at_once);
    assert_eq!(request.await.expect("it is answered").body, "done");
}

#[tokio::test]
async fn stopping_does_not_wait_for_what_never_ends() {
    let (stack, request, release) = dawdling().await;

    stack.stop().await;
    let_all_go_on().await;

    // The function's own time is not over yet.
    assert!(!request.is_finished());
    drop(release);
}

#[tokio::test]
async fn a_function_finds_the_keys_only_if_the_template_lets_it() {
    let (stack, _events) = started(None).await;

    let register = stack.environment("register").expect("it has an environment");
    let path = &register["SECRET_FILE"];
    let secret: serde_json::Value = std::fs::read(path)
        .map(|text| serde_json::from_slice(&text).expect("the secret is JSON"))
        .expect("the secret can be read");

    assert_eq!(register["STAGE"], "local");
    assert_eq!(register["PORTAL_ORIGIN"], stack.origin());
    assert!(!register.contains_key("SECRET_ID"));
    assert!(!register.contains_key("MEMBERS_TABLE"));
    assert_eq!(secret["current"], "1");
    stack.stop().await;
}

#[tokio::test]
async fn without_the_portal_there_are_its_services_and_a_file_that_leads_to_them() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let options = Options {
        data: Some(folder.path().to_owned()),
        portal: Some("http://localhost:9000".to_owned()),
        ..Options::default()
    };
    let stack = Stack::start(options, async |_| Ok(local::functions::Functions::new())).await;
    let stack = stack.expect("the stack starts");
    let own = stack.inbox_at().trim_end_matches("/_inbox");

    let page = send(own, "GET /register", "", "").await;
    let inbox = send(own, "GET /_inbox.json", "", "").await;
    let file = std::fs::read_to_string(folder.path().join("services.env")).expect("it is there");

    assert_eq!((page.status, inbox.status), (404, 200));
    let value = |name: &str| {
        let of = |line: &str| line.strip_prefix(name)?.strip_prefix('=').map(str::to_owned);
        file.lines().find_map(of).unwrap_or_default()
    };
    assert_eq!(value("PORTAL_ORIGIN"), "http://localhost:9000");
    assert_eq!(value("TRANSIENT_TABLE"), "Transient");
    assert_eq!(value("AWS_ACCESS_KEY_ID"), "local", "a developer has no role");
    assert!(value("AWS_ENDPOINT_URL_DYNAMODB").starts_with("http://127.0.0.1:"));
    assert!(Path::new(&value("SECRET_FILE")).is_file());
    stack.stop().await;
}
