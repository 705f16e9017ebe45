use axum::http::Request;
use serde_json::json;

use super::*;

fn calls(operation: &str, body: &Value) -> Vec<(String, String, Vec<String>)> {
    let target = format!("DynamoDB_20120810.{operation}");
    let request = Request::post("/").header("x-amz-target", target).body(());
    let (head, ()) = request.expect("a request").into_parts();
    let calls = Call::all_of("dynamodb", &head, body.to_string().as_bytes());
    calls.into_iter().map(|it| (it.action, it.resource, it.keys.into_iter().collect())).collect()
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
        let request =
            signed.iter().fold(Request::get(uri), |it, signed| it.header(AUTHORIZATION, *signed));
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
