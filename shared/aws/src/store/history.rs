//! What billing says of accounts over time.

use std::collections::HashMap;

use domain::history::Told;
use domain::ports::{BalanceImport, Balances, LeaseWish, StoreError};
use domain::{AccountNumber, Facts, HistoryKey};
use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::Tables;
use super::batch::WRITTEN_AT_ONCE;
use crate::items::{FactsItem, Key, Table, balance, balance_item, facts_number, read_facts};

/// How many batches are under way at a time.
const BATCHES_AT_ONCE: usize = 8;

impl Balances for Tables {
    async fn balances(&self, keys: &[HistoryKey]) -> Result<Vec<(HistoryKey, Told)>, StoreError> {
        let mut keys: Vec<&HistoryKey> = keys.iter().collect();
        // A batch refuses a key that occurs twice.
        keys.sort();
        keys.dedup();
        let keys: Vec<Key> = keys.into_iter().map(Key::balance).collect();
        let mut found = Vec::new();
        for fetched in self.fetch_many(&keys).await? {
            for item in fetched.into_items() {
                found.push(balance(&self.keys, &item)?);
            }
        }
        Ok(found)
    }
}

impl BalanceImport for Tables {
    async fn begin_balances(&self, wish: LeaseWish<'_>) -> Result<(), StoreError> {
        self.take_lease(&Key::balances_lease(), wish).await
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
                FactsItem::Facts(found) => drop(facts.insert(number, found)),
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
                behind.insert(account, found);
            }
        }
        let of_old = old.into_iter();
        let of_old = of_old.filter_map(|(number, of)| Some((number, behind.get(&of)?.clone())));
        Ok(facts.into_iter().chain(of_old).collect())
    }

    async fn put_balances(&self, balances: &[(HistoryKey, Told)]) -> Result<(), StoreError> {
        let batches: Vec<_> = balances
            .chunks(WRITTEN_AT_ONCE)
            .map(|some| {
                let items = some.iter().map(|(key, told)| balance_item(&self.keys, key, told));
                self.put_batch(Table::History, items.collect::<Vec<_>>().into_iter())
            })
            .collect();
        stream::iter(batches).buffer_unordered(BATCHES_AT_ONCE).try_collect().await
    }
}

impl Tables {
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
