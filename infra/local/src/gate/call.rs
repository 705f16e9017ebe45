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
mod tests;
