//! What meters counted.

use domain::HistoryKey;
use domain::history::reads::{DayPlace, ToldDay};
use domain::ports::{ReadsImport, StoreError, Usage};
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

    async fn put_days(&self, days: &[(DayPlace, ToldDay)]) -> Result<(), StoreError> {
        self.lock().await?.days.extend(days.iter().cloned());
        Ok(())
    }
}
