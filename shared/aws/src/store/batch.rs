//! Writes many independent items in few requests.

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::types::{PutRequest, WriteRequest};
use domain::ports::StoreError;

use super::Tables;
use super::transact::pause;
use crate::failure::CallFailed;
use crate::items::{Item, Table};

/// The most items of one `BatchWriteItem`.
pub(super) const WRITTEN_AT_ONCE: usize = 25;
/// The error of `DynamoDB` when it takes none of a batch.
///
/// Source: its API reference, "`BatchWriteItem`".
const THROTTLED: &str = "ProvisionedThroughputExceededException";
/// How often items that `DynamoDB` left unprocessed are written again.
const MOST_TRIES: u32 = 8;

impl Tables {
    /// Puts at most [`WRITTEN_AT_ONCE`] items, over what is there.
    ///
    /// Each needs a key of its own.
    pub(super) async fn put_batch(
        &self,
        table: Table,
        items: impl Iterator<Item = Item>,
    ) -> Result<(), StoreError> {
        let write = |item| {
            let put = PutRequest::builder().set_item(Some(item)).build().expect("an item is given");
            WriteRequest::builder().put_request(put).build()
        };
        let name = self.name(table)?.to_owned();
        let mut left = HashMap::from([(name, items.map(write).collect::<Vec<_>>())]);
        for tried in 0..MOST_TRIES {
            if tried > 0 {
                let least = Duration::from_millis(12 << tried);
                pause(least, least).await;
            }
            let batch = self.client.batch_write_item().set_request_items(Some(left.clone()));
            match batch.send().await {
                Ok(answer) => left = answer.unprocessed_items.unwrap_or_default(),
                // None of them was written: the table has to warm up to a large import first.
                Err(error) if error.code() == Some(THROTTLED) => {}
                Err(error) => return Err(CallFailed::of("BatchWriteItem", &error).into()),
            }
            if left.is_empty() {
                return Ok(());
            }
        }
        Err(CallFailed::because("BatchWriteItem", "items stayed unprocessed").into())
    }
}
