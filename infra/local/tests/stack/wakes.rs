//! Functions that wake without a request.

use aws_sdk_dynamodb::types::AttributeValue;
use local::stack::Stack;
use serde_json::Value;

use crate::{next, started};

pub(crate) async fn queue(stack: &Stack, id: &str) {
    let client = stack.dynamodb();
    let put = client
        .put_item()
        .table_name("Outbox")
        .item("pk", AttributeValue::S(id.to_owned()))
        .item("unsent", AttributeValue::S("0".to_owned()))
        .item("queued_at", AttributeValue::N("1".to_owned()));
    put.send().await.expect("the outbox takes an item");
}

pub(crate) fn keys(event: &Value) -> Vec<&str> {
    let records = event["Records"].as_array().expect("a stream event has records");
    records
        .iter()
        .map(|record| record["dynamodb"]["Keys"]["pk"]["S"].as_str().expect("keys are text"))
        .collect()
}

#[tokio::test]
async fn an_item_in_the_outbox_calls_send_letters() {
    let (stack, mut events) = started(None).await;

    queue(&stack, "letter-1").await;
    let event = next(&mut events).await;

    let record = &event["Records"][0];
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
