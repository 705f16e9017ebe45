//! What meters counted.

use domain::HistoryKey;
use domain::history::KeptMonths;
use domain::history::reads::{DayPlace, Months, ToldDay};
use domain::ports::{Balances as _, Glance, Glances, MonthsImport, ReadsImport, StoreError, Usage};
use jiff::civil::Date;

use super::store::MemoryStore;

impl Usage for MemoryStore {
    async fn days(
        &self,
        partition: &HistoryKey,
        from: Date,
        to: Date,
    ) -> Result<Vec<(DayPlace, ToldDay)>, StoreError> {
        let state = self.lock().await?;
        let asked =
            |place: &DayPlace| place.partition == *partition && (from..=to).contains(&place.date);
        let found = state.days.iter().filter(|(place, _)| asked(place));
        Ok(found.map(|(place, told)| (place.clone(), told.clone())).collect())
    }
}

impl ReadsImport for MemoryStore {
    async fn days_at(&self, places: &[DayPlace]) -> Result<Vec<(DayPlace, ToldDay)>, StoreError> {
        let state = self.lock().await?;
        let mut places: Vec<&DayPlace> = places.iter().collect();
        places.sort();
        places.dedup();
        let told = |place: &DayPlace| Some((place.clone(), state.days.get(place)?.clone()));
        Ok(places.into_iter().filter_map(told).collect())
    }

    async fn put_days(
        &self,
        days: &[(DayPlace, ToldDay)],
        _: KeptMonths,
    ) -> Result<(), StoreError> {
        self.lock().await?.days.extend(days.iter().cloned());
        Ok(())
    }
}

impl Glances for MemoryStore {
    async fn glances(&self, due: &[HistoryKey], used: &[HistoryKey]) -> Result<Glance, StoreError> {
        Ok(Glance { due: self.balances(due).await?, used: self.months(used).await? })
    }
}

impl MonthsImport for MemoryStore {
    async fn months(&self, keys: &[HistoryKey]) -> Result<Vec<(HistoryKey, Months)>, StoreError> {
        let state = self.lock().await?;
        let mut keys: Vec<&HistoryKey> = keys.iter().collect();
        keys.sort();
        keys.dedup();
        let of = |key: &HistoryKey| Some((key.clone(), state.months.get(key)?.clone()));
        Ok(keys.into_iter().filter_map(of).collect())
    }

    async fn days_now(
        &self,
        partition: &HistoryKey,
        from: Date,
        to: Date,
    ) -> Result<Vec<(DayPlace, ToldDay)>, StoreError> {
        self.days(partition, from, to).await
    }

    async fn put_months(
        &self,
        months: &[(HistoryKey, Months)],
        _: KeptMonths,
    ) -> Result<(), StoreError> {
        self.lock().await?.months.extend(months.iter().cloned());
        Ok(())
    }
}
