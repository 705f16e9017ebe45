//! The changes that the billing system was told of on each day.

use domain::Outgoing;
use domain::ports::{Changes, StoreError};
use jiff::civil::Date;

use super::store::MemoryStore;

impl Changes for MemoryStore {
    async fn note(&self, day: Date, outgoing: &[Outgoing]) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        let of_day = state.changes.entry(day).or_default();
        of_day.extend(outgoing.iter().map(|it| (it.id.clone(), it.clone())));
        Ok(())
    }

    async fn of_day(&self, day: Date) -> Result<Vec<Outgoing>, StoreError> {
        let state = self.lock().await?;
        Ok(state.changes.get(&day).into_iter().flat_map(|all| all.values()).cloned().collect())
    }
}
