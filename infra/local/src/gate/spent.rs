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

/// How many items were written, by table and kind of key, such as `Transient M#`. What a transaction checks counts too.
pub type Written = BTreeMap<String, u32>;

/// The items that a request writes, by table and kind of key.
pub(super) fn written(operation: &str, body: &[u8]) -> Vec<String> {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let item = |part: &Value| {
        let table = part["TableName"].as_str().unwrap_or_default();
        kind(table, part["Item"].get("pk").unwrap_or(&part["Key"]["pk"]))
    };
    match operation {
        "PutItem" | "UpdateItem" | "DeleteItem" => vec![item(&body)],
        "TransactWriteItems" => {
            let parts = body["TransactItems"].as_array().into_iter().flatten();
            parts.filter_map(Value::as_object).flat_map(|part| part.values()).map(item).collect()
        }
        "BatchWriteItem" => {
            let tables = body["RequestItems"].as_object().into_iter().flatten();
            let of_table = |(table, writes): (&String, &Value)| {
                let key = |write: &Value| match write.get("PutRequest") {
                    Some(put) => kind(table, &put["Item"]["pk"]),
                    None => kind(table, &write["DeleteRequest"]["Key"]["pk"]),
                };
                writes.as_array().into_iter().flatten().map(key).collect::<Vec<_>>()
            };
            tables.flat_map(of_table).collect()
        }
        _ => Vec::new(),
    }
}

/// The table, and the part of a key that names the kind of item. The rest may be personal.
fn kind(table: &str, key: &Value) -> String {
    let key = key["S"].as_str().unwrap_or_default();
    let end = if key.starts_with("H#") { 4 } else { key.find('#').map_or(0, |at| at + 1) };
    format!("{table} {}", key.get(..end).unwrap_or_default())
}

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
    fn what_is_written_is_counted_by_kind_of_key() {
        let put = br#"{"TableName":"Members","Item":{"pk":{"S":"E#pat#lee@example.com"}}}"#;
        let parts = br#"{"TransactItems":[
            {"Put":{"TableName":"Outbox","Item":{"pk":{"S":"id"}}}},
            {"ConditionCheck":{"TableName":"BillingAccounts","Key":{"pk":{"S":"F#1"}}}}]}"#;
        let batch = br#"{"RequestItems":{"Transient":[
            {"PutRequest":{"Item":{"pk":{"S":"H#A#k"}}}},
            {"DeleteRequest":{"Key":{"pk":{"S":"X#2026-11-25"}}}}]}}"#;

        assert_eq!(written("PutItem", put), ["Members E#"]);
        assert_eq!(written("TransactWriteItems", parts), ["Outbox ", "BillingAccounts F#"]);
        assert_eq!(written("BatchWriteItem", batch), ["Transient H#A#", "Transient X#"]);
        assert!(written("GetItem", put).is_empty());
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
