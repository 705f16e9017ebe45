//! Roles hold on this machine as in AWS.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::types::AttributeValue;
use local::stack::Stack;
use local::template::Grant;

use crate::mail::{mailer, post};
use crate::started;

/// The tables, as a function uses them.
fn tables_of(stack: &Stack, function: &str) -> Client {
    let found = stack.environment(function).expect("it has an environment");
    let settings = aws::Settings::from_lookup(|name| found.get(name).cloned()).expect("settings");
    aws::Clients::new(&settings).expect("region and credentials are set").dynamodb()
}

fn key() -> AttributeValue {
    AttributeValue::S("M#someone@example.com".to_owned())
}

async fn put(tables: &Client) -> Result<(), Option<String>> {
    let put = tables.put_item().table_name("Members").item("pk", key()).send().await;
    put.map(drop).map_err(|error| error.code().map(str::to_owned))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_function_does_what_its_role_grants_and_nothing_else() {
    let (stack, _events) = started(None).await;

    let by_home = put(&tables_of(&stack, "home")).await;
    let nothing = stack.dynamodb().get_item().table_name("Members").key("pk", key()).send().await;
    let by_paperless = put(&tables_of(&stack, "paperless")).await;

    assert_eq!(by_home, Err(Some("AccessDeniedException".to_owned())));
    assert!(nothing.expect("the table answers").item.is_none());
    assert_eq!(by_paperless, Ok(()));
    let granted = stack.record().granted();
    let is_the_put =
        |grant: &Grant| grant.action == "dynamodb:PutItem" && grant.resource == "Members";
    assert!(granted["paperless"].iter().any(is_the_put));
    assert!(!granted.contains_key("home"));
    let told = "home has no dynamodb:PutItem on Members for M# in template.yaml";
    assert_eq!(stack.record().refused(), [told]);
    stack.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_the_function_that_may_sends_letters() {
    let (stack, _events) = started(None).await;
    let mut environment = stack.environment("home").expect("it has an environment").clone();

    let denied = post(&mailer(&environment, "home"), "ana@example.com").await;
    environment.extend(stack.environment("send-letters").expect("so does it").clone());
    let sent = post(&mailer(&environment, "send-letters"), "ana@example.com").await;

    assert_eq!(denied, Err("AccessDeniedException".to_owned()));
    assert!(sent.is_ok());
    assert_eq!(stack.inbox().letters().len(), 1);
    stack.stop().await;
}
