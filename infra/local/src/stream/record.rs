//! A stream record as Lambda passes it to a function.

use aws_sdk_dynamodbstreams::types::{AttributeValue, Record};
use data_encoding::BASE64;
use serde_json::{Map, Value, json};

use super::delivery::Waiting;

pub(super) fn sequence_number(record: &Record) -> Option<&str> {
    record.dynamodb()?.sequence_number()
}

/// Writes a record of a `KEYS_ONLY` stream.
///
/// The template reader knows no other view.
pub(super) fn waiting(record: &Record, stream: &str) -> Option<Waiting> {
    let change = record.dynamodb()?;
    let sequence = change.sequence_number()?;
    let keys: Map<String, Value> = change
        .keys()?
        .iter()
        .map(|(name, value)| Some((name.clone(), key(value)?)))
        .collect::<Option<_>>()?;
    let event = json!({
        "eventID": record.event_id().unwrap_or_default(),
        "eventName": record.event_name().map_or("", |kind| kind.as_str()),
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": "us-east-1",
        "dynamodb": {
            "ApproximateCreationDateTime":
                change.approximate_creation_date_time().map_or(0, aws_sdk_dynamodb::primitives::DateTime::secs),
            "Keys": keys,
            "SequenceNumber": sequence,
            "SizeBytes": change.size_bytes().unwrap_or_default(),
            "StreamViewType": "KEYS_ONLY",
        },
        "eventSourceARN": stream,
    });
    Some(Waiting { sequence: sequence.to_owned(), event })
}

/// The value of a key: text, a number or bytes.
fn key(value: &AttributeValue) -> Option<Value> {
    match value {
        AttributeValue::S(text) => Some(json!({ "S": text })),
        AttributeValue::N(number) => Some(json!({ "N": number })),
        AttributeValue::B(bytes) => Some(json!({ "B": BASE64.encode(bytes.as_ref()) })),
        _ => None,
    }
}
