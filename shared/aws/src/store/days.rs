//! What meters counted.

use domain::HistoryKey;
use domain::history::KeptMonths;
use domain::history::reads::{DayPlace, ToldDay};
use domain::ports::{ReadsImport, StoreError, Usage};
use futures_util::stream::{self, StreamExt, TryStreamExt};
use jiff::civil::Date;

use super::Tables;
use super::batch::WRITTEN_AT_ONCE;
use super::history::readable;
use crate::failure::CallFailed;
use crate::items::{Item, Key, Table, day, day_item, text};

/// How many batches are under way at a time.
const BATCHES_AT_ONCE: usize = 8;

impl Usage for Tables {
    /// Not read strongly: days of an hour ago are as good, and two years of them cost half.
    async fn days(
        &self,
        partition: &HistoryKey,
        from: Date,
        to: Date,
    ) -> Result<Vec<(DayPlace, ToldDay)>, StoreError> {
        let items = self.days_of(partition, from, to, false).await?;
        let days = items.iter().map(|item| day(&self.keys, item));
        Ok(days.collect::<Result<_, _>>()?)
    }
}

impl ReadsImport for Tables {
    async fn days_at(&self, places: &[DayPlace]) -> Result<Vec<(DayPlace, ToldDay)>, StoreError> {
        let mut places: Vec<&DayPlace> = places.iter().collect();
        // A batch refuses a key that occurs twice.
        places.sort();
        places.dedup();
        let keys: Vec<Key> = places.into_iter().map(Key::day).collect();
        let mut found = Vec::new();
        for fetched in self.fetch_many(&keys).await? {
            found.extend(fetched.into_items().filter_map(|it| readable(day(&self.keys, &it))));
        }
        Ok(found)
    }

    async fn put_days(
        &self,
        days: &[(DayPlace, ToldDay)],
        kept: KeptMonths,
    ) -> Result<(), StoreError> {
        let batches: Vec<_> = days
            .chunks(WRITTEN_AT_ONCE)
            .map(|some| {
                let items =
                    some.iter().map(|(place, told)| day_item(&self.keys, place, told, kept));
                self.put_batch(Table::History, items.collect::<Vec<_>>().into_iter())
            })
            .collect();
        stream::iter(batches).buffer_unordered(BATCHES_AT_ONCE).try_collect().await
    }
}

impl Tables {
    /// Reads the days of a partition, strongly or not.
    pub(super) async fn days_of(
        &self,
        partition: &HistoryKey,
        from: Date,
        to: Date,
        is_strong: bool,
    ) -> Result<Vec<Item>, StoreError> {
        if from > to {
            // DynamoDB refuses a range that ends before it begins.
            return Ok(Vec::new());
        }
        let query = self.client.query().table_name(self.name(Table::History)?);
        let query = query
            .consistent_read(is_strong)
            .key_condition_expression("pk = :pk AND sk BETWEEN :from AND :to")
            .expression_attribute_values(":pk", text(Key::history_of(partition)))
            .expression_attribute_values(":from", text(Key::days_from(from)))
            .expression_attribute_values(":to", text(Key::days_to(to)));
        let mut items = query.into_paginator().items().send();
        let mut days = Vec::new();
        while let Some(item) = items.next().await {
            days.push(item.map_err(|error| CallFailed::of("Query", &error))?);
        }
        Ok(days)
    }
}
