//! The events that wake the worker, and what it answers.

use domain::OutboxId;
use serde::Serialize;
use serde_json::Value;

/// What woke the worker.
pub(crate) enum Trigger {
    /// New items, as the stream tells of them.
    Stream(Vec<Record>),
    /// A tick of the schedule.
    Sweep,
}

/// One new item.
pub(crate) struct Record {
    pub(crate) id: OutboxId,
    pub(crate) sequence_number: String,
}

impl Trigger {
    /// Reads a DynamoDB stream event; everything else is a tick.
    pub(crate) fn parse(event: &Value) -> Self {
        let Some(records) = event.get("Records").and_then(Value::as_array) else {
            return Self::Sweep;
        };
        let inserted = records.iter().filter(|record| record["eventName"] == "INSERT");
        let read = inserted.filter_map(|record| {
            let text = |value: &Value| value.as_str().map(str::to_owned);
            Some(Record {
                id: OutboxId::from_stored(text(&record["dynamodb"]["Keys"]["pk"]["S"])?),
                sequence_number: text(&record["dynamodb"]["SequenceNumber"])?,
            })
        });
        Self::Stream(read.collect())
    }
}

/// Which records of a batch are to be delivered again; none means that all is done.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BatchAnswer {
    batch_item_failures: Vec<Failure>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Failure {
    item_identifier: String,
}

impl BatchAnswer {
    pub(crate) fn fail(&mut self, sequence_number: &str) {
        let item_identifier = sequence_number.to_owned();
        self.batch_item_failures.push(Failure { item_identifier });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_failed_record_is_named_as_lambda_expects() {
        let mut answer = BatchAnswer::default();
        answer.fail("42");

        let json = serde_json::to_value(&answer).expect("plain data");

        assert_eq!(json, json!({"batchItemFailures": [{"itemIdentifier": "42"}]}));
    }

    #[test]
    fn only_new_items_wake_the_worker() {
        let record = |name: &str| json!({"eventName": name, "dynamodb": {"Keys": {"pk": {"S": "abc"}}, "SequenceNumber": "1"}});

        let trigger = Trigger::parse(&json!({"Records": [record("INSERT"), record("MODIFY")]}));

        assert!(matches!(trigger, Trigger::Stream(records) if records.len() == 1));
    }

    #[test]
    fn a_scheduled_event_is_a_sweep() {
        assert!(matches!(Trigger::parse(&json!({"source": "aws.events"})), Trigger::Sweep));
    }
}
