use std::sync::{Arc, Mutex};

use super::*;
use crate::{functions, stopping};

type Seen = Arc<Mutex<Vec<Vec<String>>>>;

fn source() -> StreamSource {
    StreamSource {
        table: "Outbox".to_owned(),
        batch_size: 10,
        retries: 5,
        bisect: true,
        reports_failures: true,
        kinds: Vec::new(),
    }
}

fn records(names: &[&str]) -> Vec<Waiting> {
    names.iter().map(|name| Waiting { sequence: (*name).to_owned(), event: json!(name) }).collect()
}

fn batch_of(event: &Value) -> Vec<String> {
    let records = event["Records"].as_array().expect("an event has records");
    records.iter().map(|record| record.as_str().expect("here a name").to_owned()).collect()
}

/// A function that notes its records.
///
/// Its answer depends on them and on how often it was called.
fn noting(
    answer: impl Fn(usize, &[String]) -> Outcome + Send + Sync + 'static,
) -> (Function, Seen) {
    let seen = Seen::default();
    let noted = Arc::clone(&seen);
    let function = functions::function(move |event| {
        let batch = batch_of(&event);
        let mut noted = noted.lock().expect("nobody panicked");
        let outcome = answer(noted.len(), &batch);
        noted.push(batch);
        std::future::ready(outcome)
    });
    (function, seen)
}

async fn deliver(function: &Function, names: &[&str]) -> Result<(), Stopped> {
    let (_stop, stopping) = stopping::channel();
    let source = source();
    let delivery = Delivery { name: "send-letters", function, source: &source };
    delivery.run(records(names), &stopping).await
}

fn seen(seen: &Seen) -> Vec<String> {
    seen.lock().expect("nobody panicked").iter().map(|batch| batch.join("")).collect()
}

#[tokio::test(start_paused = true)]
async fn an_answer_without_failures_is_complete_success() {
    for answer in [json!(null), json!({}), json!({"batchItemFailures": []})] {
        let (function, noted) = noting(move |_, _| Ok(answer.clone()));

        assert!(deliver(&function, &["a", "b", "c"]).await.is_ok());

        assert_eq!(seen(&noted), ["abc"]);
    }
}

#[tokio::test(start_paused = true)]
async fn what_failed_comes_again_from_the_lowest_on() {
    let (function, noted) = noting(|calls, _| match calls {
        0 => Ok(json!({"batchItemFailures": [{"itemIdentifier": "d"}, {"itemIdentifier": "b"}]})),
        _ => Ok(json!({})),
    });

    assert!(deliver(&function, &["a", "b", "c", "d"]).await.is_ok());

    assert_eq!(seen(&noted), ["abcd", "bcd"]);
}

#[tokio::test(start_paused = true)]
async fn a_batch_that_fails_as_a_whole_is_halved_until_one_is_to_blame() {
    let (function, noted) = noting(|_, batch| {
        if batch.contains(&"c".to_owned()) { Err("poison".to_owned()) } else { Ok(json!({})) }
    });

    assert!(deliver(&function, &["a", "b", "c", "d"]).await.is_ok());

    // "c" is delivered in "cd", then alone until it is skipped.
    assert_eq!(seen(&noted), ["abcd", "ab", "cd", "c", "c", "c", "c", "c", "d"]);
}

#[tokio::test(start_paused = true)]
async fn a_record_that_is_always_reported_is_passed_over_in_the_end() {
    let (function, noted) = noting(|_, batch| match batch.iter().find(|name| *name == "b") {
        Some(name) => Ok(json!({"batchItemFailures": [{"itemIdentifier": name}]})),
        None => Ok(json!({})),
    });

    assert!(deliver(&function, &["a", "b", "c"]).await.is_ok());

    assert_eq!(seen(&noted), ["abc", "bc", "bc", "bc", "bc", "bc", "c"]);
}

#[tokio::test(start_paused = true)]
async fn a_failure_that_cannot_be_placed_fails_the_batch() {
    let (function, noted) = noting(|calls, _| match calls {
        0 => Ok(json!({"batchItemFailures": [{"itemIdentifier": ""}]})),
        _ => Ok(json!({})),
    });

    assert!(deliver(&function, &["a", "b"]).await.is_ok());

    assert_eq!(seen(&noted), ["ab", "a", "b"]);
}

#[tokio::test(start_paused = true)]
async fn stopping_midway_says_how_far_it_came() {
    let (function, noted) =
        noting(|_, _| Ok(json!({"batchItemFailures": [{"itemIdentifier": "b"}]})));
    let (stop, stopping) = stopping::channel();
    stop.now();
    let source = source();
    let delivery = Delivery { name: "send-letters", function: &function, source: &source };

    let stopped = delivery.run(records(&["a", "b"]), &stopping).await;

    assert_eq!(stopped.err().and_then(|stopped| stopped.after).as_deref(), Some("a"));
    assert_eq!(seen(&noted), ["ab"]);
}
