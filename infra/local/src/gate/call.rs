//! Reads who asks for what, from a request that the SDK signed.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use serde_json::Value;

/// The signer of a request, and the service that it is for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Caller {
    /// The id of the key, which is the function's name.
    pub(super) name: String,
    /// The service, such as `dynamodb` or `ses`.
    pub(super) service: String,
}

impl Caller {
    /// Reads `Credential=<name>/<day>/<region>/<service>/aws4_request`.
    ///
    /// Source: `SigV4`.
    pub(super) fn of(head: &Parts) -> Option<Self> {
        let signed = head.headers.get(AUTHORIZATION).and_then(|it| it.to_str().ok());
        let in_header = || signed?.split("Credential=").nth(1)?.split([',', ' ']).next();
        // Of an address that was signed, whoever uses it.
        let query = head.uri.query().unwrap_or_default();
        let in_address = || {
            let mut all = form_urlencoded::parse(query.as_bytes());
            all.find(|(name, _)| name == "X-Amz-Credential").map(|(_, it)| it.into_owned())
        };
        let scope = in_header().map(str::to_owned).or_else(in_address)?;
        let mut parts = scope.split('/');
        let (name, service) = (parts.next()?, parts.nth(2)?);
        Some(Self { name: name.to_owned(), service: service.to_owned() })
    }
}

/// Where one address is that SES writes to no more.
const SUPPRESSED: &str = "/v2/email/suppression/addresses/";

/// The operation that a request names, such as `PutItem`. Some services name it otherwise.
pub(super) fn operation(headers: &HeaderMap) -> Option<&str> {
    headers.get("x-amz-target")?.to_str().ok()?.split('.').nth(1)
}

/// One thing that a request does, as IAM sees it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Call {
    /// The action, such as `dynamodb:PutItem`.
    pub(super) action: String,
    /// A table, or an index of it.
    pub(super) resource: String,
    /// The partition keys that it touches.
    pub(super) keys: BTreeSet<String>,
}

impl Call {
    /// Everything that a request does.
    pub(super) fn all_of(service: &str, head: &Parts, body: &[u8]) -> Vec<Self> {
        let operation = operation(&head.headers);
        let body: Value = serde_json::from_slice(body).unwrap_or_default();
        match (service, operation) {
            ("dynamodb", Some(operation)) => of_tables(operation, &body),
            (_, Some(operation)) => vec![of_service(service, operation)],
            ("ses", None) if head.uri.path() == "/v2/email/outbound-emails" => {
                vec![of_service(service, "SendEmail")]
            }
            ("ses", None) if head.uri.path().starts_with(SUPPRESSED) => {
                let kind = if head.method == Method::DELETE { "Delete" } else { "Get" };
                vec![of_service(service, &format!("{kind}SuppressedDestination"))]
            }
            ("s3", None) if head.method == Method::PUT => vec![of_service(service, "PutObject")],
            ("s3", None) if head.method == Method::DELETE => {
                vec![of_service(service, "DeleteObject")]
            }
            ("s3", None) if head.method == Method::GET => {
                let lists = head.uri.query().is_some_and(|it| it.contains("list-type="));
                vec![of_service(service, if lists { "ListBucket" } else { "GetObject" })]
            }
            (_, None) => vec![of_service(service, head.uri.path())],
        }
    }

    /// The part of the keys that names the kind of item. The rest may be personal.
    pub(super) fn prefixes(&self) -> Vec<&str> {
        let short = |key: &'_ str| key.find('#').map_or(key.len(), |at| at + 1);
        let prefixes: BTreeSet<&str> = self.keys.iter().map(|key| &key[..short(key)]).collect();
        prefixes.into_iter().collect()
    }
}

fn of_service(service: &str, operation: &str) -> Call {
    let action = format!("{service}:{operation}");
    Call { action, resource: "*".to_owned(), keys: BTreeSet::new() }
}

/// Collects calls, to check all keys of one action on one table together.
#[derive(Default)]
struct Collected(BTreeMap<(String, String), BTreeSet<String>>);

impl Collected {
    fn add(&mut self, operation: &str, resource: &str, key: Option<&str>) {
        let place = (format!("dynamodb:{operation}"), resource.to_owned());
        self.0.entry(place).or_default().extend(key.map(str::to_owned));
    }

    fn calls(self) -> Vec<Call> {
        let call = |((action, resource), keys)| Call { action, resource, keys };
        self.0.into_iter().map(call).collect()
    }
}

fn of_tables(operation: &str, body: &Value) -> Vec<Call> {
    let mut found = Collected::default();
    let table = body["TableName"].as_str().unwrap_or_default();
    match operation {
        "BatchGetItem" => {
            // IAM's pages do not say whether it checks each table's keys alone. So here each table gets all keys.
            let asked = &body["RequestItems"];
            let keys = entries(asked).flat_map(|(_, asked)| list(&asked["Keys"])).map(partition);
            let keys: Vec<Option<&str>> = keys.collect();
            for (table, _) in entries(asked) {
                for key in &keys {
                    found.add(operation, table, *key);
                }
            }
        }
        "BatchWriteItem" => {
            for (table, writes) in entries(&body["RequestItems"]) {
                for write in list(writes) {
                    let put = partition(&write["PutRequest"]["Item"]);
                    found.add(operation, table, put.or(partition(&write["DeleteRequest"]["Key"])));
                }
            }
        }
        "TransactWriteItems" | "TransactGetItems" => {
            for (kind, part) in list(&body["TransactItems"]).iter().flat_map(entries) {
                // A transaction needs the permissions of its parts.
                let table = part["TableName"].as_str().unwrap_or_default();
                let kind = if kind == "ConditionCheck" { "ConditionCheckItem" } else { kind };
                let kind =
                    if kind.ends_with("Item") { kind.to_owned() } else { format!("{kind}Item") };
                found.add(&kind, table, partition(&part["Item"]).or(partition(&part["Key"])));
            }
        }
        "Query" => match body["IndexName"].as_str() {
            Some(index) => found.add(operation, &format!("{table}/index/{index}"), queried(body)),
            None => found.add(operation, table, queried(body)),
        },
        "ListTables" => found.add(operation, "*", None),
        // A scan reads all keys.
        _ => found.add(operation, table, partition(&body["Item"]).or(partition(&body["Key"]))),
    }
    found.calls()
}

/// The value of a query's partition key, from `name = :value` in its condition.
fn queried(body: &Value) -> Option<&str> {
    let condition = body["KeyConditionExpression"].as_str()?;
    let equal = condition.split(" AND ").find_map(|part| part.split_once(" = "))?;
    body["ExpressionAttributeValues"][equal.1.trim()]["S"].as_str()
}

fn partition(key: &Value) -> Option<&str> {
    key["pk"]["S"].as_str()
}

fn entries(map: &Value) -> impl Iterator<Item = (&str, &Value)> {
    map.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use axum::http::Request;
    use serde_json::json;

    use super::*;

    fn calls(operation: &str, body: &Value) -> Vec<(String, String, Vec<String>)> {
        let target = format!("DynamoDB_20120810.{operation}");
        let request = Request::post("/").header("x-amz-target", target).body(());
        let (head, ()) = request.expect("a request").into_parts();
        let calls = Call::all_of("dynamodb", &head, body.to_string().as_bytes());
        calls
            .into_iter()
            .map(|it| (it.action, it.resource, it.keys.into_iter().collect()))
            .collect()
    }

    fn key(pk: &str) -> Value {
        json!({"pk": {"S": pk}, "sk": {"S": "x"}})
    }

    fn call(action: &str, resource: &str, keys: &[&str]) -> (String, String, Vec<String>) {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        (format!("dynamodb:{action}"), resource.to_owned(), keys)
    }

    #[test]
    fn the_signature_names_function_and_service() {
        let signed = "AWS4-HMAC-SHA256 Credential=sign-in/20261125/us-east-1/dynamodb/aws4_request, \
                      SignedHeaders=host, Signature=ab";
        let head = |uri: &str, signed: Option<&str>| {
            let request = signed
                .iter()
                .fold(Request::get(uri), |it, signed| it.header(AUTHORIZATION, *signed));
            request.body(()).expect("a request").into_parts().0
        };

        let caller = Caller::of(&head("/", Some(signed))).expect("it is signed");

        assert_eq!((caller.name.as_str(), caller.service.as_str()), ("sign-in", "dynamodb"));
        assert_eq!(Caller::of(&head("/", None)), None);
    }

    #[test]
    fn an_address_that_was_signed_names_who_signed_it() {
        let address =
            "/documents/abc?x=1&X-Amz-Credential=bills%2F20261125%2Fus-east-1%2Fs3%2Faws4_request";
        let (head, ()) = Request::get(address).body(()).expect("a request").into_parts();

        let caller = Caller::of(&head).expect("it is signed");

        assert_eq!((caller.name.as_str(), caller.service.as_str()), ("bills", "s3"));
        let [call] = &Call::all_of("s3", &head, b"")[..] else { panic!("one call") };
        assert_eq!(call.action, "s3:GetObject");
    }

    #[test]
    fn an_address_that_ses_writes_to_no_more_is_looked_at_or_taken_off() {
        let action = |method: Method| {
            let uri = "/v2/email/suppression/addresses/pat%40canary.example";
            let request = Request::builder().method(method).uri(uri).body(());
            let (head, ()) = request.expect("a request").into_parts();
            Call::all_of("ses", &head, b"").remove(0).action
        };

        assert_eq!(action(Method::GET), "ses:GetSuppressedDestination");
        assert_eq!(action(Method::DELETE), "ses:DeleteSuppressedDestination");
    }

    #[test]
    fn a_transaction_is_what_its_parts_are() {
        let parts = json!({"TransactItems": [
            {"Put": {"TableName": "Members", "Item": key("M#1")}},
            {"Put": {"TableName": "Members", "Item": key("E#pat")}},
            {"ConditionCheck": {"TableName": "BillingAccounts", "Key": key("F#12")}},
            {"Delete": {"TableName": "BillingAccounts", "Key": key("lease")}},
        ]});

        let expected = [
            call("ConditionCheckItem", "BillingAccounts", &["F#12"]),
            call("DeleteItem", "BillingAccounts", &["lease"]),
            call("PutItem", "Members", &["E#pat", "M#1"]),
        ];
        assert_eq!(calls("TransactWriteItems", &parts), expected);
    }

    #[test]
    fn batches_are_taken_apart_by_table() {
        let reads = json!({"RequestItems": {
            "Members": {"Keys": [key("M#1")]}, "Transient": {"Keys": [key("E#a"), key("I#b")]},
        }});
        let writes = json!({"RequestItems": {"BillingAccounts": [
            {"PutRequest": {"Item": key("F#1")}}, {"DeleteRequest": {"Key": key("O#2")}},
        ]}});

        let read = [
            call("BatchGetItem", "Members", &["E#a", "I#b", "M#1"]),
            call("BatchGetItem", "Transient", &["E#a", "I#b", "M#1"]),
        ];
        assert_eq!(calls("BatchGetItem", &reads), read);
        let written = [call("BatchWriteItem", "BillingAccounts", &["F#1", "O#2"])];
        assert_eq!(calls("BatchWriteItem", &writes), written);
    }

    #[test]
    fn a_query_is_for_the_value_that_its_key_has_to_have() {
        let values =
            json!({":email": {"S": "E#k"}, ":pendings": {"S": "P#"}, ":lane": {"S": "ordinary"}});
        let table = json!({"TableName": "Transient", "ExpressionAttributeValues": values,
            "KeyConditionExpression": "pk = :email AND begins_with(sk, :pendings)"});
        let index = json!({"TableName": "Outbox", "IndexName": "due",
            "ExpressionAttributeValues": values,
            "KeyConditionExpression": "lane = :lane AND due_at <= :now"});

        assert_eq!(calls("Query", &table), [call("Query", "Transient", &["E#k"])]);
        assert_eq!(calls("Query", &index), [call("Query", "Outbox/index/due", &["ordinary"])]);
    }

    #[test]
    fn what_is_told_of_a_key_is_its_kind() {
        let keys = ["E#pat@example.com", "extract"].map(str::to_owned).into();
        let call = Call { action: String::new(), resource: String::new(), keys };

        assert_eq!(call.prefixes(), ["E#", "extract"]);
    }
}
