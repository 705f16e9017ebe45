//! The changes that the billing system was told of on each day.

use domain::Outgoing;
use domain::ports::{Changes, StoreError};
use jiff::civil::Date;

use super::Tables;
use super::batch::WRITTEN_AT_ONCE;
use crate::failure::CallFailed;
use crate::items::{self, Key, Table, change_item, text};

impl Changes for Tables {
    async fn note(&self, day: Date, outgoing: &[Outgoing]) -> Result<(), StoreError> {
        // What one change tells is one item: half the write units, and none of it is missing from the file.
        let changes: Vec<&[Outgoing]> =
            outgoing.chunk_by(|one, other| change_of(one) == change_of(other)).collect();
        for some in changes.chunks(WRITTEN_AT_ONCE) {
            let items = some.iter().filter_map(|told| change_item(day, told));
            self.put_batch(Table::Transient, items).await?;
        }
        Ok(())
    }

    async fn of_day(&self, day: Date) -> Result<Vec<Outgoing>, StoreError> {
        let query = self.client.query().table_name(self.name(Table::Transient)?);
        let query = query
            .key_condition_expression("pk = :day")
            .expression_attribute_values(":day", text(Key::changes_of(day)))
            .consistent_read(true);
        let mut items = query.into_paginator().items().send();
        let mut found = Vec::new();
        while let Some(item) = items.next().await {
            let item = item.map_err(|error| CallFailed::of("Query", &error))?;
            found.extend(items::outgoing(&item)?);
        }
        found.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(found)
    }
}

/// The change that an event is of: its id without the place.
fn change_of(outgoing: &Outgoing) -> &str {
    outgoing.id.rsplit_once('-').map_or(&outgoing.id, |(change, _)| change)
}
