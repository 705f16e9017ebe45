//! Deletes items that are past due, as `DynamoDB` does by itself.
//!
//! dynoxide has a sweep of its own. It goes by the machine's clock, which the stack's may be ahead of.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::DisplayErrorContext;
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;

use crate::clock::Clock;
use crate::stopping::Stopping;
use crate::template::Table;

/// How often items are looked through.
///
/// `DynamoDB` takes up to two days, so nothing may depend on it.
const EVERY: Duration = Duration::from_mins(1);

/// Deletes what is past due, now and every minute.
pub(crate) async fn sweep(client: Client, tables: Vec<Table>, clock: Clock, stopping: Stopping) {
    loop {
        for table in &tables {
            if let Err(cause) = delete_due(&client, table, clock.now()).await {
                eprintln!("dynamodb: expired items of {} stay for now: {cause}", table.name);
            }
        }
        if stopping.within(EVERY).await {
            return;
        }
    }
}

async fn delete_due(client: &Client, table: &Table, now: Timestamp) -> Result<(), String> {
    let Some(due) = &table.time_to_live else { return Ok(()) };
    let scan = client.scan().table_name(&table.name);
    let scan = scan.filter_expression("#due <= :now").expression_attribute_names("#due", due);
    let now = AttributeValue::N(now.as_second().to_string());
    let mut items = scan.expression_attribute_values(":now", now).into_paginator().items().send();
    while let Some(item) = items.next().await {
        let mut item = item.map_err(|cause| DisplayErrorContext(cause).to_string())?;
        let seen = item.remove(due).ok_or("an item without its time")?;
        let key = table.key.iter().filter_map(|key| item.remove_entry(&key.name)).collect();
        // An item that was written since is not due any more.
        let delete = client.delete_item().table_name(&table.name).set_key(Some(key));
        let delete = delete.condition_expression("#due = :seen");
        let delete = delete.expression_attribute_names("#due", due);
        let deleted = delete.expression_attribute_values(":seen", seen).send().await;
        if let Err(cause) = deleted
            && !cause
                .as_service_error()
                .is_some_and(DeleteItemError::is_conditional_check_failed_exception)
        {
            return Err(DisplayErrorContext(cause).to_string());
        }
    }
    Ok(())
}
