//! What nobody presses: an extract, a bounce, an item that is past due.

use aws_sdk_dynamodb::types::AttributeValue;
use local::functions::Environments;
use local::{demo, stack::Stack};

use super::LEE;

/// Passes the first account to other people, and back.
pub(super) async fn pass_on(environments: &Environments) {
    let demo = include_str!("../../../../../infra/local/demo.csv");
    let moved = demo.replace("1000245,,Walker", "1000245,,Ramirez").replace(",040001", ",049999");
    assert_ne!(demo, moved);
    for extract in [&moved, demo] {
        let end = demo::put_in_force(&environments["import-accounts"], extract.as_bytes(), true);
        end.await.expect("the extract goes in");
    }
}

/// Reports a bounce of a letter to Lee, of a kind that goes to strangers.
pub(super) async fn bounce(stack: &Stack) {
    let report = include_str!("../../../../../events/mail-feedback-bounce.json");
    let report = report.replace("pat.lee@example.com", LEE).replace("confirm", "could_not_match");
    let report = serde_json::from_str(&report).expect("it is JSON");
    stack.invoke("mail-feedback", report).await.expect("it is taken in");
}

/// Writes an item that is past due.
pub(super) async fn grow_old(stack: &Stack) {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    for table in ["Transient", "Outbox"] {
        let put = stack.dynamodb().put_item().table_name(table).item("pk", text("C#old"));
        let put = put.item("sk", text("used")).item("delete_at", AttributeValue::N("1".to_owned()));
        put.send().await.expect("it is put");
    }
}
