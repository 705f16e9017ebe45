//! What billing says of accounts over time.

use domain::history::{BillPlace, HistoryKind, Told, ToldBill};
use domain::ports::{Balances, BillImport, Bills, HistoryImport, LeaseWish, StoreError};
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

impl Bills for MemoryStore {
    async fn bills(&self, partition: &HistoryKey) -> Result<Vec<ToldBill>, StoreError> {
        let state = self.lock().await?;
        let of = state.bills.iter().filter(|((other, _), _)| other == partition);
        Ok(of.map(|(_, told)| *told).collect())
    }
}

impl BillImport for MemoryStore {
    async fn bills_at(
        &self,
        places: &[BillPlace],
    ) -> Result<Vec<(BillPlace, ToldBill)>, StoreError> {
        let state = self.lock().await?;
        let mut places: Vec<&BillPlace> = places.iter().collect();
        places.sort();
        places.dedup();
        let told = |place: &BillPlace| state.bills.get(place).map(|told| (place.clone(), *told));
        Ok(places.into_iter().filter_map(told).collect())
    }

    async fn put_bills(&self, bills: &[(BillPlace, ToldBill)]) -> Result<(), StoreError> {
        self.lock().await?.bills.extend(bills.iter().cloned());
        Ok(())
    }
}

impl HistoryImport for MemoryStore {
    async fn begin_history(
        &self,
        kind: HistoryKind,
        wish: LeaseWish<'_>,
    ) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        let mut lease = state.history_leases.get(&kind).cloned();
        if !take(&mut lease, wish) {
            return Err(StoreError::Conflict);
        }
        state.history_leases.extend(lease.map(|lease| (kind, lease)));
        Ok(())
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
