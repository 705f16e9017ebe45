//! The billing accounts, as the import writes them.

use std::collections::{BTreeSet, HashMap};
use std::iter;

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{Delete, Put};
use domain::Row;
use domain::ports::{Extracts, InForce, LeaseBy, LeaseWish, Services, StoreError, Written};
use domain::{AccountNumber, Extract, Facts, Service, Typed};
use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::Tables;
use super::batch::WRITTEN_AT_ONCE;
use super::transact::{Transacted, delete, put};
use crate::failure::CallFailed;
use crate::items::{
    self, FactsItem, Item, Key, Table, alias_item, extract_item, facts_item, instant, number,
    read_facts, text,
};

/// How many batches are under way at a time.
const BATCHES_AT_ONCE: usize = 8;

impl Extracts for Tables {
    async fn begin(&self, wish: LeaseWish<'_>) -> Result<Option<Extract>, StoreError> {
        self.take_lease(&Key::lease(), wish).await?;
        self.in_force().await
    }

    async fn facts_of(&self, accounts: &[AccountNumber]) -> Result<Vec<Facts>, StoreError> {
        let mut found = Vec::new();
        let mut accounts: Vec<&AccountNumber> = accounts.iter().collect();
        // A batch refuses a key that occurs twice.
        accounts.sort();
        accounts.dedup();
        let keys: Vec<Key> = accounts.into_iter().map(Key::facts).collect();
        for fetched in self.fetch_many(&keys).await? {
            for item in fetched.into_items() {
                match read_facts(&self.keys, &item)? {
                    FactsItem::Facts(facts) => found.push(*facts),
                    FactsItem::Alias { .. } => {}
                }
            }
        }
        Ok(found)
    }

    async fn put(&self, rows: &[Row]) -> Result<(), StoreError> {
        // By key, since a batch refuses a key that occurs twice. The last row wins.
        let items: HashMap<&AccountNumber, Item> =
            rows.iter().map(|row| self.row_item(row)).collect();
        let mut items = items.into_values();
        let batch = || {
            let batch: Vec<Item> = items.by_ref().take(WRITTEN_AT_ONCE).collect();
            (!batch.is_empty()).then(|| self.put_batch(Table::BillingAccounts, batch.into_iter()))
        };
        let batches: Vec<_> = std::iter::from_fn(batch).collect();
        stream::iter(batches).buffer_unordered(BATCHES_AT_ONCE).try_collect().await
    }

    async fn put_in_force(&self, extract: &Extract) -> Result<(), StoreError> {
        let write = self.put_extract(extract)?;
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

impl Written for Tables {
    async fn written(&self, accounts: &[AccountNumber]) -> Result<Vec<Typed>, StoreError> {
        let mut keys: Vec<&AccountNumber> = accounts.iter().collect();
        keys.sort();
        keys.dedup();
        let keys: Vec<Key> = keys.into_iter().map(Key::facts).collect();
        let mut found = HashMap::new();
        for fetched in self.fetch_many(&keys).await? {
            for item in fetched.into_items() {
                let (account, written) = items::written(&item)?;
                found.insert(account, written);
            }
        }
        let written = |account: &AccountNumber| {
            let known = found.get(account).cloned().flatten();
            known.unwrap_or_else(|| Typed::new(account.expose()))
        };
        Ok(accounts.iter().map(written).collect())
    }
}

impl Services for Tables {
    async fn services(&self, accounts: &[AccountNumber]) -> Result<Vec<Service>, StoreError> {
        if accounts.is_empty() {
            return Ok(Vec::new());
        }
        let accounts: BTreeSet<&AccountNumber> = accounts.iter().collect();
        let facts = accounts.into_iter().map(Key::facts);
        let keys: Vec<Key> = iter::once(Key::extract()).chain(facts).collect();
        let (mut in_force, mut found) = (0, Vec::new());
        for mut fetched in self.fetch_many(&keys).await? {
            if let Some(item) = fetched.take(&Key::extract()) {
                in_force = items::extract(&item)?.version;
            }
            found.extend(fetched.into_items());
        }
        let mut services = Vec::with_capacity(found.len());
        for item in found {
            if let FactsItem::Facts(facts) = read_facts(&self.keys, &item)? {
                services.push(Service::of(*facts, in_force));
            }
        }
        Ok(services)
    }
}

impl InForce for Tables {
    async fn in_force(&self) -> Result<Option<Extract>, StoreError> {
        let item = self.get(&Key::extract()).await?;
        Ok(item.map(|item| items::extract(&item)).transpose()?)
    }
}

impl Tables {
    /// Takes an import's lease.
    pub(super) async fn take_lease(
        &self,
        key: &Key,
        wish: LeaseWish<'_>,
    ) -> Result<(), StoreError> {
        let is_over = "attribute_not_exists(pk) OR lease_until <= :now";
        let update = self.client.update_item().table_name(self.name(key.table)?);
        let update = update
            .set_key(Some(key.attributes()))
            .expression_attribute_values(":until", instant(wish.until))
            .expression_attribute_values(":now", instant(wish.now));
        let update = match wish.by {
            LeaseBy::Anybody => update
                .update_expression("SET lease_until = :until REMOVE of_event")
                .condition_expression(is_over),
            LeaseBy::Event(event) => update
                .update_expression("SET lease_until = :until, of_event = :event")
                .condition_expression(format!("{is_over} OR of_event = :event"))
                .expression_attribute_values(":event", text(event)),
            LeaseBy::Holder => {
                update.update_expression("SET lease_until = :until").condition_expression(is_over)
            }
        };
        if let Err(error) = update.send().await {
            let failed = CallFailed::of("UpdateItem", &error);
            return match error.into_service_error() {
                UpdateItemError::ConditionalCheckFailedException(_) => Err(StoreError::Conflict),
                _ => Err(failed.into()),
            };
        }
        Ok(())
    }

    /// Puts an extract over the version before, or over the same version and file.
    fn put_extract(&self, extract: &Extract) -> Result<Put, StoreError> {
        let (before, mut values) = match extract.version.saturating_sub(1) {
            0 => ("attribute_not_exists(pk)", Item::new()),
            before => ("version = :before", Item::from([(":before".to_owned(), number(before))])),
        };
        values.insert(":version".to_owned(), number(extract.version));
        values.insert(":file".to_owned(), text(&extract.file_hash));
        let condition = format!("{before} OR (version = :version AND file_hash = :file)");
        let mut write = self.put_if(Table::BillingAccounts, extract_item(extract), &condition)?;
        write.expression_attribute_values = Some(values);
        Ok(write)
    }

    fn row_item<'a>(&self, row: &'a Row) -> (&'a AccountNumber, Item) {
        match row {
            Row::Facts(facts) => (&facts.account, facts_item(&self.keys, facts)),
            Row::Alias { alias, account, version } => (alias, alias_item(alias, account, *version)),
        }
    }
}
