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
        for some in outgoing.chunks(WRITTEN_AT_ONCE) {
            let items = some.iter().map(|it| change_item(day, it));
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
            found.push(items::outgoing(&item)?);
        }
        Ok(found)
    }
}
