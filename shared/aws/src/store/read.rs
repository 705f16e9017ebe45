//! Reads several items strongly in one request.

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::types::KeysAndAttributes;
use domain::ports::StoreError;
use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::Tables;
use super::transact::pause;
use crate::failure::CallFailed;
use crate::items::{Item, Key, Table};

/// The most items of one `BatchGetItem`.
const READ_AT_ONCE: usize = 100;
/// How many batches are under way at a time.
const BATCHES_AT_ONCE: usize = 4;
/// How often keys that `DynamoDB` left unprocessed are asked for again.
const MOST_TRIES: u32 = 6;

/// Items that were read together.
pub(super) struct Fetched(Vec<(Table, Item)>);

impl Fetched {
    /// Takes out the item at a key. `None` means that there is none.
    pub(super) fn take(&mut self, key: &Key) -> Option<Item> {
        let at = self.0.iter().position(|(table, item)| *table == key.table && key.is_of(item))?;
        Some(self.0.swap_remove(at).1)
    }

    /// All items that were found, in no order.
    pub(super) fn into_items(self) -> impl Iterator<Item = Item> {
        self.0.into_iter().map(|(_, item)| item)
    }
}

impl Tables {
    /// Reads one item, strongly.
    pub(super) async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        let get = self.client.get_item().table_name(self.name(key.table)?);
        let get = get.set_key(Some(key.attributes())).consistent_read(true);
        let answer = get.send().await.map_err(|error| CallFailed::of("GetItem", &error))?;
        Ok(answer.item)
    }

    /// Reads items of one or more tables in one `BatchGetItem`, strongly.
    ///
    /// The keys differ and are at most 100. Keys that `DynamoDB` leaves unprocessed are asked for again.
    /// In the end they are an error. They are never taken as absent.
    pub(super) async fn fetch(&self, keys: &[Key]) -> Result<Fetched, StoreError> {
        let mut fetched = Vec::new();
        let mut asked = self.request(keys)?;
        for tried in 0..MOST_TRIES {
            if tried > 0 {
                let least = Duration::from_millis(12 << tried);
                pause(least, least).await;
            }
            let batch = self.client.batch_get_item().set_request_items(Some(asked));
            let answer =
                batch.send().await.map_err(|error| CallFailed::of("BatchGetItem", &error))?;
            for (name, items) in answer.responses.unwrap_or_default() {
                let table = self.table_named(&name, keys)?;
                fetched.extend(items.into_iter().map(|item| (table, item)));
            }
            asked = answer.unprocessed_keys.unwrap_or_default();
            if asked.is_empty() {
                return Ok(Fetched(fetched));
            }
        }
        Err(CallFailed::because("BatchGetItem", "keys stayed unprocessed").into())
    }

    /// As [`Tables::fetch`], for any number of keys, some batches at a time.
    pub(super) async fn fetch_many(&self, keys: &[Key]) -> Result<Vec<Fetched>, StoreError> {
        let batches: Vec<_> = keys.chunks(READ_AT_ONCE).map(|some| self.fetch(some)).collect();
        stream::iter(batches).buffer_unordered(BATCHES_AT_ONCE).try_collect().await
    }

    fn request(&self, keys: &[Key]) -> Result<HashMap<String, KeysAndAttributes>, StoreError> {
        let mut by_table: HashMap<String, Vec<Item>> = HashMap::new();
        for key in keys {
            let name = self.name(key.table)?.to_owned();
            by_table.entry(name).or_default().push(key.attributes());
        }
        let strong = |keys| {
            let of_table = KeysAndAttributes::builder().set_keys(Some(keys)).consistent_read(true);
            of_table.build().expect("keys are given")
        };
        Ok(by_table.into_iter().map(|(name, keys)| (name, strong(keys))).collect())
    }

    fn table_named(&self, name: &str, keys: &[Key]) -> Result<Table, StoreError> {
        for key in keys {
            if self.name(key.table)? == name {
                return Ok(key.table);
            }
        }
        Err(CallFailed::because("BatchGetItem", "an answer of a table that was not asked").into())
    }
}
