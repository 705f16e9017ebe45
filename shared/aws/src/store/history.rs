//! What billing says of accounts over time.

use std::collections::HashMap;

use domain::history::{BillKey, BillPlace, HistoryKind, KeptMonths, Told, ToldBill};
use domain::ports::{
    Balances, BillImport, Bills, HistoryImport, ImportTimes, LeaseWish, StoreError,
};
use domain::{AccountNumber, Facts, HistoryKey};
use futures_util::stream::{self, StreamExt, TryStreamExt};
use jiff::Timestamp;

use super::Tables;
use super::batch::WRITTEN_AT_ONCE;
use crate::failure::CallFailed;
use crate::items::{
    BILLS, FactsItem, Item, ItemError, Key, Reader, Table, balance, balance_item, bill, bill_item,
    facts_number, instant, read_facts, text,
};

/// How many batches are under way at a time.
const BATCHES_AT_ONCE: usize = 8;

/// What an item says, for an import. One that cannot be read stops no file, and the next file that tells of it puts another
/// in its place; the log says that there is one.
pub(super) fn readable<T>(item: Result<T, ItemError>) -> Option<T> {
    let unread = |cause: &ItemError| tracing::error!(%cause, "what was kept cannot be read");
    item.inspect_err(unread).ok()
}

impl Balances for Tables {
    async fn balances(&self, keys: &[HistoryKey]) -> Result<Vec<(HistoryKey, Told)>, StoreError> {
        let mut keys: Vec<&HistoryKey> = keys.iter().collect();
        // A batch refuses a key that occurs twice.
        keys.sort();
        keys.dedup();
        let keys: Vec<Key> = keys.into_iter().map(Key::balance).collect();
        let mut found = Vec::new();
        for fetched in self.fetch_many(&keys).await? {
            found.extend(fetched.into_items().filter_map(|it| readable(balance(&self.keys, &it))));
        }
        Ok(found)
    }
}

impl Bills for Tables {
    async fn bills(&self, partition: &HistoryKey) -> Result<Vec<(BillKey, ToldBill)>, StoreError> {
        let name = self.name(Table::History)?;
        let query = self
            .client
            .query()
            .table_name(name)
            .consistent_read(true)
            .key_condition_expression("pk = :pk AND begins_with(sk, :bills)")
            .expression_attribute_values(":pk", text(Key::history_of(partition)))
            .expression_attribute_values(":bills", text(BILLS));
        let mut pages = query.into_paginator().send();
        let mut found = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| CallFailed::of("Query", &error))?;
            for item in page.items.unwrap_or_default() {
                let ((_, key), told) = bill(&self.keys, &item)?;
                found.push((key, told));
            }
        }
        Ok(found)
    }
}

impl BillImport for Tables {
    async fn bills_at(
        &self,
        places: &[BillPlace],
    ) -> Result<Vec<(BillPlace, ToldBill)>, StoreError> {
        let mut places: Vec<&BillPlace> = places.iter().collect();
        places.sort();
        places.dedup();
        let keys: Vec<Key> =
            places.into_iter().map(|(partition, bill)| Key::bill(partition, bill)).collect();
        let mut found = Vec::new();
        for fetched in self.fetch_many(&keys).await? {
            found.extend(fetched.into_items().filter_map(|it| readable(bill(&self.keys, &it))));
        }
        Ok(found)
    }

    async fn put_bills(
        &self,
        bills: &[(BillPlace, ToldBill)],
        kept: KeptMonths,
    ) -> Result<(), StoreError> {
        let items = bills.iter().map(|(place, told)| bill_item(&self.keys, place, told, kept));
        self.put_history(items.collect()).await
    }
}

impl HistoryImport for Tables {
    async fn begin_history(
        &self,
        kind: HistoryKind,
        wish: LeaseWish<'_>,
    ) -> Result<(), StoreError> {
        self.take_lease(&Key::history_lease(kind), wish).await
    }

    async fn facts_behind(
        &self,
        numbers: &[AccountNumber],
        in_force: u64,
    ) -> Result<Vec<(AccountNumber, Facts)>, StoreError> {
        let mut facts: HashMap<AccountNumber, Facts> = HashMap::new();
        let mut old: Vec<(AccountNumber, AccountNumber)> = Vec::new();
        for (number, item) in self.numbers(numbers).await? {
            match item {
                FactsItem::Facts(found) => drop(facts.insert(number, *found)),
                FactsItem::Alias { account, version } if version >= in_force => {
                    old.push((number, account));
                }
                FactsItem::Alias { .. } => {}
            }
        }
        let accounts: Vec<AccountNumber> = old.iter().map(|(_, account)| account.clone()).collect();
        let mut behind: HashMap<AccountNumber, Facts> = HashMap::new();
        for (account, item) in self.numbers(&accounts).await? {
            if let FactsItem::Facts(found) = item {
                behind.insert(account, *found);
            }
        }
        let of_old = old.into_iter();
        let of_old = of_old.filter_map(|(number, of)| Some((number, behind.get(&of)?.clone())));
        Ok(facts.into_iter().chain(of_old).collect())
    }

    async fn put_balances(
        &self,
        balances: &[(HistoryKey, Told)],
        kept: KeptMonths,
    ) -> Result<(), StoreError> {
        let items = balances.iter().map(|(key, told)| balance_item(&self.keys, key, told, kept));
        self.put_history(items.collect()).await
    }
}

impl ImportTimes for Tables {
    async fn put_taken(&self, kind: HistoryKind, at: Timestamp) -> Result<(), StoreError> {
        let update = self.client.update_item().table_name(self.name(Table::History)?);
        let update = update
            .set_key(Some(Key::history_taken(kind).attributes()))
            .update_expression("SET taken_at = :at")
            .expression_attribute_values(":at", instant(at));
        update.send().await.map_err(|error| CallFailed::of("UpdateItem", &error))?;
        Ok(())
    }

    async fn taken(&self) -> Result<Vec<(HistoryKind, Timestamp)>, StoreError> {
        let keys: Vec<Key> = HistoryKind::ALL.into_iter().map(Key::history_taken).collect();
        let mut fetched = self.fetch(&keys).await?;
        let mut found = Vec::new();
        for (kind, key) in HistoryKind::ALL.into_iter().zip(&keys) {
            if let Some(item) = fetched.take(key) {
                found.push((kind, Reader::new(&item).instant("taken_at")?));
            }
        }
        Ok(found)
    }
}

impl Tables {
    /// Puts items, in any order. Each needs a key of its own.
    pub(super) async fn put_history(&self, items: Vec<Item>) -> Result<(), StoreError> {
        let mut items = items.into_iter();
        let batch = || {
            let batch: Vec<Item> = items.by_ref().take(WRITTEN_AT_ONCE).collect();
            (!batch.is_empty()).then(|| self.put_batch(Table::History, batch.into_iter()))
        };
        let batches: Vec<_> = std::iter::from_fn(batch).collect();
        stream::iter(batches).buffer_unordered(BATCHES_AT_ONCE).try_collect().await
    }

    /// Reads what account numbers lead to; unknown ones are left out.
    async fn numbers(
        &self,
        numbers: &[AccountNumber],
    ) -> Result<Vec<(AccountNumber, FactsItem)>, StoreError> {
        let mut numbers: Vec<&AccountNumber> = numbers.iter().collect();
        numbers.sort();
        numbers.dedup();
        let keys: Vec<Key> = numbers.into_iter().map(Key::facts).collect();
        let mut found = Vec::new();
        for fetched in self.fetch_many(&keys).await? {
            for item in fetched.into_items() {
                found.push((facts_number(&item)?, read_facts(&self.keys, &item)?));
            }
        }
        Ok(found)
    }
}
