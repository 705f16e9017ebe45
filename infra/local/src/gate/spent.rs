//! What the functions spend in `DynamoDB`: requests and capacity units, as AWS bills them.

use std::collections::BTreeMap;

use axum::body::Bytes;
use serde_json::Value;

/// Requests and units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spent {
    /// The requests, however many items each had.
    pub requests: u32,
    /// Read units.
    pub read: f64,
    /// Write units.
    pub written: f64,
}

impl Spent {
    /// The sum.
    #[must_use]
    pub fn total<'a>(all: impl IntoIterator<Item = &'a Self>) -> Self {
        all.into_iter().fold(Self::default(), |sum, it| Self {
            requests: sum.requests + it.requests,
            read: sum.read + it.read,
            written: sum.written + it.written,
        })
    }

    /// Adds what an answer to an operation says that it cost.
    pub(super) fn add(&mut self, operation: &str, answer: &[u8]) {
        let answer: Value = serde_json::from_slice(answer).unwrap_or_default();
        // One table has an object, several have a list.
        let units: f64 = match &answer["ConsumedCapacity"] {
            Value::Array(tables) => tables.iter().filter_map(units).sum(),
            table => units(table).unwrap_or_default(),
        };
        self.requests += 1;
        match operation {
            "GetItem" | "BatchGetItem" | "Query" | "Scan" => self.read += units,
            _ => self.written += units,
        }
    }
}

fn units(table: &Value) -> Option<f64> {
    table["CapacityUnits"].as_f64()
}

/// What each function spent, by operation.
pub type SpentBy = BTreeMap<String, BTreeMap<String, Spent>>;

/// The request, asking also for what it costs.
pub(super) fn with_cost(body: Bytes) -> Bytes {
    let Ok(Value::Object(mut asked)) = serde_json::from_slice(&body) else { return body };
    asked.insert("ReturnConsumedCapacity".to_owned(), "TOTAL".into());
    Value::Object(asked).to_string().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_are_summed_over_tables() {
        let mut spent = Spent::default();

        spent.add("GetItem", br#"{"ConsumedCapacity":{"CapacityUnits":1.0}}"#);
        let two = br#"{"ConsumedCapacity":[{"CapacityUnits":4.0},{"CapacityUnits":3.0}]}"#;
        spent.add("TransactWriteItems", two);
        spent.add("PutItem", b"{}");

        assert_eq!(spent, Spent { requests: 3, read: 1.0, written: 7.0 });
    }

    #[test]
    fn a_request_asks_for_its_cost_and_keeps_all_else() {
        let asked = with_cost(Bytes::from_static(br#"{"TableName":"Outbox"}"#));

        let asked: Value = serde_json::from_slice(&asked).expect("JSON");
        let both = serde_json::json!({"TableName": "Outbox", "ReturnConsumedCapacity": "TOTAL"});
        assert_eq!(asked, both);
        assert_eq!(with_cost(Bytes::from_static(b"no JSON")), "no JSON");
    }
}
