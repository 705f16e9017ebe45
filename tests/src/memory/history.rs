//! What billing says of accounts over time.

use domain::history::Told;
use domain::ports::{BalanceImport, Balances, LeaseWish, StoreError};
use domain::{AccountNumber, Facts, HistoryKey, Row};

use super::lease::take;
use super::store::MemoryStore;

impl Balances for MemoryStore {
    async fn balances(&self, keys: &[HistoryKey]) -> Result<Vec<(HistoryKey, Told)>, StoreError> {
        let state = self.lock().await?;
        let mut keys: Vec<&HistoryKey> = keys.iter().collect();
        keys.sort();
        keys.dedup();
        let told = |key: &HistoryKey| state.balances.get(key).map(|told| (key.clone(), *told));
        Ok(keys.into_iter().filter_map(told).collect())
    }
}

impl BalanceImport for MemoryStore {
    async fn begin_balances(&self, wish: LeaseWish<'_>) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        if take(&mut state.balances_lease, wish) { Ok(()) } else { Err(StoreError::Conflict) }
    }

    async fn facts_behind(
        &self,
        numbers: &[AccountNumber],
        in_force: u64,
    ) -> Result<Vec<(AccountNumber, Facts)>, StoreError> {
        let state = self.lock().await?;
        let mut numbers: Vec<&AccountNumber> = numbers.iter().collect();
        numbers.sort();
        numbers.dedup();
        let behind = |number: &AccountNumber| {
            let account = match state.rows.get(number)? {
                Row::Facts(facts) => return Some((number.clone(), (**facts).clone())),
                Row::Alias { account, version, .. } if *version >= in_force => account,
                Row::Alias { .. } => return None,
            };
            match state.rows.get(account)? {
                Row::Facts(facts) => Some((number.clone(), (**facts).clone())),
                Row::Alias { .. } => None,
            }
        };
        Ok(numbers.into_iter().filter_map(behind).collect())
    }

    async fn put_balances(&self, balances: &[(HistoryKey, Told)]) -> Result<(), StoreError> {
        self.lock().await?.balances.extend(balances.iter().cloned());
        Ok(())
    }
}
