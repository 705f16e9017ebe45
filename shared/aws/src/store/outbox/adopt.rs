//! Envelopes that were queued before there were lanes.
//!
//! They stand in an index of their own, sorted by `queued_at`.
//! The template keeps that index for one version, since `CloudFormation` makes or deletes one
//! index of a table at a time.
//! The next version drops both the index and this file.

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use domain::Lane;
use domain::ports::StoreError;

use super::super::Tables;
use crate::failure::CallFailed;
use crate::items::{Item, Table, text};

/// The index, and its key.
const UNSENT: &str = "unsent";
/// The most that one sweep moves over.
const MOST: i32 = 100;

impl Tables {
    /// Moves what is left in the old index over to the lanes.
    ///
    /// It is due when it was. What cannot be moved now is moved by a later sweep.
    pub(super) async fn adopt(&self) {
        if let Err(error) = self.move_over().await {
            tracing::error!(error = %error, "envelopes of an earlier version could not be moved over");
        }
    }

    async fn move_over(&self) -> Result<(), StoreError> {
        let table = self.name(Table::Outbox)?;
        let query = self.client.query().table_name(table).index_name(UNSENT).limit(MOST);
        let query = query
            .key_condition_expression("unsent = :shard")
            .expression_attribute_values(":shard", text("0"));
        let found = query.send().await.map_err(|error| CallFailed::of("Query", &error))?;
        for item in found.items() {
            let Some(id) = item.get("pk") else { continue };
            let key = Item::from([("pk".to_owned(), id.clone())]);
            let update = self.client.update_item().table_name(table).set_key(Some(key));
            let moved = update
                .update_expression(
                    "SET lane = :lane, due_at = if_not_exists(next_try, queued_at) \
                     REMOVE unsent, next_try",
                )
                .condition_expression("attribute_exists(unsent)")
                .expression_attribute_values(":lane", text(Lane::Ordinary.name()))
                .send()
                .await;
            let Err(error) = moved else { continue };
            let failed = CallFailed::of("UpdateItem", &error);
            match error.into_service_error() {
                // Another sweep has moved it.
                UpdateItemError::ConditionalCheckFailedException(_) => {}
                _ => return Err(failed.into()),
            }
        }
        Ok(())
    }
}
