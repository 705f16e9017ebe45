//! The bus and the bucket, as functions use them.

use aws::{Bus, Clients, Settings};
use domain::ports::EventBus;
use domain::{AccountNumber, Email, Event, EventKind, MemberId};
use domain::{Outgoing, Typed};
use jiff::Timestamp;
use local::stack::Stack;
use write_changes::{Folder, S3Folder};

use crate::started;
use crate::wire::send;

fn settings(stack: &Stack, function: &str) -> Settings {
    let found = stack.environment(function).expect("it has an environment");
    Settings::from_lookup(|name| found.get(name).cloned()).expect("settings")
}

fn outgoing() -> Outgoing {
    let event = Event {
        kind: EventKind::PaperlessOn,
        member: Some(MemberId::from_stored("m")),
        email: Some(Email::parse("pat@example.com").expect("an email")),
        accounts: vec![AccountNumber::parse("12").expect("a number")],
        held_until: None,
        number: Some(1),
        outage: None,
        at: Timestamp::constant(1_770_000_000, 0),
    };
    Outgoing { id: "o-0".to_owned(), event, written: vec![Typed::new("12")] }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_put_on_the_bus_by_the_sdk_is_kept_and_shown() {
    let (stack, _events) = started(None).await;
    let settings = settings(&stack, "send-letters");
    let clients = Clients::new(&settings).expect("region and credentials are set");
    let bus = Bus::new(&clients, &settings).expect("EVENT_BUS is set");

    bus.publish(&[outgoing()]).await.expect("it is taken");

    let shown = send(stack.origin(), "GET /_events.json", "", "").await.json();
    assert_eq!(shown[0]["source"], "porchlight");
    assert_eq!(shown[0]["detail-type"], "paperless.on");
    assert_eq!(shown[0]["detail"]["accounts"][0], "12");
    assert_eq!(stack.bus().events().len(), 1);
    stack.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_put_once_and_is_in_the_data_folder() {
    let (stack, _events) = started(None).await;
    let settings = settings(&stack, "write-changes");
    let clients = Clients::new(&settings).expect("region and credentials are set");
    let folder = S3Folder::new(&clients, &settings).expect("CHANGES_BUCKET is set");

    let first = folder.put_new("changes/a.csv", b"one".to_vec()).await;
    let second = folder.put_new("changes/a.csv", b"two".to_vec()).await;

    assert_eq!((first, second), (Ok(true), Ok(false)));
    let file = stack.data().join("buckets/extracts/changes/a.csv");
    assert_eq!(std::fs::read(file).expect("the file is there"), b"one");
    stack.stop().await;
}
