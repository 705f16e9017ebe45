//! What billing says of accounts over time.

use domain::history::{
    BillKey, BillPlace, DocumentKey, DocumentTag, HistoryKind, KeptMonths, NameClaim, Told,
    ToldBill,
};
use domain::ports::{
    Balances, BillImport, Bills, DocumentNames, Documents, HistoryImport, ImportTimes, LeaseWish,
    StoreError,
};
use domain::{AccountNumber, Facts, HistoryKey, Row};
use jiff::Timestamp;

use super::lease::take;
use super::store::MemoryStore;

/// Where the store in memory says that documents are.
pub const DOCUMENTS_AT: &str = "https://documents.example/";

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
    async fn bills(&self, partition: &HistoryKey) -> Result<Vec<(BillKey, ToldBill)>, StoreError> {
        let state = self.lock().await?;
        let of = state.bills.iter().filter(|((other, _), _)| other == partition);
        Ok(of.map(|((_, key), told)| (key.clone(), *told)).collect())
    }
}

impl Documents for MemoryStore {
    async fn link(
        &self,
        key: &DocumentKey,
        name: &str,
        now: Timestamp,
    ) -> Result<String, StoreError> {
        drop(self.lock().await?);
        let (key, at) = (key.as_str(), now.as_second());
        Ok(format!("{DOCUMENTS_AT}{key}?name={name}&signed={at}&seconds=60"))
    }
}

impl DocumentNames for MemoryStore {
    async fn claims(
        &self,
        tags: &[DocumentTag],
    ) -> Result<Vec<(DocumentTag, NameClaim)>, StoreError> {
        let state = self.lock().await?;
        let mut tags = tags.to_vec();
        tags.sort_unstable();
        tags.dedup();
        let claim = |tag: DocumentTag| Some((tag, state.names.get(&tag)?.clone()));
        Ok(tags.into_iter().filter_map(claim).collect())
    }

    async fn put_claims(
        &self,
        claims: &[(DocumentTag, NameClaim)],
        _: Timestamp,
    ) -> Result<(), StoreError> {
        self.lock().await?.names.extend(claims.iter().cloned());
        Ok(())
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

    async fn put_bills(
        &self,
        bills: &[(BillPlace, ToldBill)],
        _: KeptMonths,
    ) -> Result<(), StoreError> {
        self.lock().await?.bills.extend(bills.iter().cloned());
        Ok(())
    }
}

impl ImportTimes for MemoryStore {
    async fn put_taken(&self, kind: HistoryKind, at: Timestamp) -> Result<(), StoreError> {
        self.lock().await?.history_taken.insert(kind, at);
        Ok(())
    }

    async fn taken(&self) -> Result<Vec<(HistoryKind, Timestamp)>, StoreError> {
        Ok(self.lock().await?.history_taken.clone().into_iter().collect())
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

    async fn put_balances(
        &self,
        balances: &[(HistoryKey, Told)],
        _: KeptMonths,
    ) -> Result<(), StoreError> {
        self.lock().await?.balances.extend(balances.iter().cloned());
        Ok(())
    }
}
