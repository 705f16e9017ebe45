//! The import's side of the billing accounts.

use std::collections::HashMap;

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::Delete;
use domain::ports::{Extracts, Row, StoreError};
use domain::{AccountNumber, Extract, Facts};
use jiff::Timestamp;

use super::Tables;
use super::batch::WRITTEN_AT_ONCE;
use super::transact::{Transacted, delete, put};
use crate::failure::CallFailed;
use crate::items::{
    self, FactsItem, Item, Key, Table, alias_item, extract_item, facts_item, instant, number,
    read_facts,
};

/// The most items of one `BatchGetItem`.
const READ_AT_ONCE: usize = 100;

impl Extracts for Tables {
    async fn begin(&self, now: Timestamp, until: Timestamp) -> Result<Option<Extract>, StoreError> {
        let update = self.client.update_item().table_name(self.name(Table::BillingAccounts)?);
        let update = update
            .set_key(Some(Key::lease().attributes()))
            .update_expression("SET lease_until = :until")
            .condition_expression("attribute_not_exists(pk) OR lease_until <= :now")
            .expression_attribute_values(":until", instant(until))
            .expression_attribute_values(":now", instant(now));
        if let Err(error) = update.send().await {
            let failed = CallFailed::of("UpdateItem", &error);
            return match error.into_service_error() {
                UpdateItemError::ConditionalCheckFailedException(_) => Err(StoreError::Conflict),
                _ => Err(failed.into()),
            };
        }
        let item = self.get(&Key::extract()).await?;
        Ok(item.map(|item| items::extract(&item)).transpose()?)
    }

    async fn facts_of(&self, accounts: &[AccountNumber]) -> Result<Vec<Facts>, StoreError> {
        let mut found = Vec::new();
        let mut accounts: Vec<&AccountNumber> = accounts.iter().collect();
        // A batch refuses a key that it holds twice.
        accounts.sort();
        accounts.dedup();
        for some in accounts.chunks(READ_AT_ONCE) {
            let keys: Vec<Key> = some.iter().map(|account| Key::facts(account)).collect();
            for item in self.fetch(&keys).await?.into_items() {
                match read_facts(&self.keys, &item)? {
                    FactsItem::Facts(facts) => found.push(facts),
                    FactsItem::Alias { .. } => {}
                }
            }
        }
        Ok(found)
    }

    async fn put(&self, rows: &[Row]) -> Result<(), StoreError> {
        for some in rows.chunks(WRITTEN_AT_ONCE) {
            // By key, as a batch refuses a key that it holds twice; the last row stands.
            let items: HashMap<&AccountNumber, Item> =
                some.iter().map(|row| self.row_item(row)).collect();
            self.put_batch(Table::BillingAccounts, items.into_values()).await?;
        }
        Ok(())
    }

    async fn put_in_force(&self, extract: &Extract) -> Result<(), StoreError> {
        let item = extract_item(extract);
        let write = if extract.version == 1 {
            self.put_new(Table::BillingAccounts, item)?
        } else {
            let mut write = self.put_if(Table::BillingAccounts, item, "version = :read")?;
            let read = number(extract.version.saturating_sub(1));
            write.expression_attribute_values = Some(Item::from([(":read".to_owned(), read)]));
            write
        };
        let give_back = Delete::builder()
            .table_name(self.name(Table::BillingAccounts)?)
            .set_key(Some(Key::lease().attributes()))
            .build()
            .expect("table and key are given");
        match self.transact(vec![put(write), delete(give_back)]).await? {
            Transacted::Done => Ok(()),
            Transacted::Refused(_) => Err(StoreError::Conflict),
        }
    }
}

impl Tables {
    fn row_item<'a>(&self, row: &'a Row) -> (&'a AccountNumber, Item) {
        match row {
            Row::Facts(facts) => (&facts.account, facts_item(&self.keys, facts)),
            Row::Alias { alias, account, version } => (alias, alias_item(alias, account, *version)),
        }
    }
}
