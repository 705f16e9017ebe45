//! Timelines.

use domain::ports::{StoreError, Timeline};
use domain::{TimelineEntry, Whose};
use jiff::Timestamp;

use super::Tables;
use super::batch::WRITTEN_AT_ONCE;
use crate::failure::CallFailed;
use crate::items::{Item, Key, Table, text, timeline_entries, timeline_item};

/// The most entries of one item. An envelope leaves three to five.
const TOLD_AT_ONCE: usize = 10;

impl Timeline for Tables {
    async fn tell(&self, whose: &[Whose], entries: &[TimelineEntry]) -> Result<(), StoreError> {
        let mut whose: Vec<&Whose> = whose.iter().collect();
        // A batch refuses a key that occurs twice.
        whose.sort();
        whose.dedup();
        let mut entries = entries.to_vec();
        entries.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
        let of = |whose| {
            let told = entries.chunks(TOLD_AT_ONCE).filter_map(<[_]>::split_last);
            told.map(move |(last, before)| timeline_item(whose, before, last))
        };
        let items: Vec<Item> = whose.into_iter().flat_map(of).collect();
        for some in items.chunks(WRITTEN_AT_ONCE) {
            self.put_batch(Table::Transient, some.iter().cloned()).await?;
        }
        Ok(())
    }

    async fn told(
        &self,
        whose: &Whose,
        since: Timestamp,
    ) -> Result<Vec<TimelineEntry>, StoreError> {
        let query = self.client.query().table_name(self.name(Table::Transient)?);
        let query = query
            .key_condition_expression("pk = :whose AND sk >= :since")
            .expression_attribute_values(":whose", text(Key::timeline_of(whose)))
            .expression_attribute_values(":since", text(Key::timeline_since(since)))
            .consistent_read(true);
        let mut items = query.into_paginator().items().send();
        let mut told = Vec::new();
        while let Some(item) = items.next().await {
            let item = item.map_err(|error| CallFailed::of("Query", &error))?;
            told.extend(timeline_entries(&item)?);
        }
        // An item is as late as its last entry. And what led to an envelope was told with each try to send its letters.
        told.retain(|entry| entry.at.as_second() >= since.as_second());
        told.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
        told.dedup_by(|one, other| (one.at, &one.id) == (other.at, &other.id));
        Ok(told)
    }
}
