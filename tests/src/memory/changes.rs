//! The changes that the billing system was told of on each day.

use domain::ports::{Changes, StoreError};
use domain::{Event, Outgoing};
use jiff::civil::Date;

use super::store::MemoryStore;

impl Changes for MemoryStore {
    async fn note(&self, day: Date, outgoing: &[Outgoing]) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        let of_day = state.changes.entry(day).or_default();
        // What is told of an outage stands in no file.
        let without = |it: &Outgoing| {
            let event = Event { outage: None, ..it.event.clone() };
            (it.id.clone(), Outgoing { event, ..it.clone() })
        };
        of_day.extend(outgoing.iter().map(without));
        Ok(())
    }

    async fn of_day(&self, day: Date) -> Result<Vec<Outgoing>, StoreError> {
        let state = self.lock().await?;
        Ok(state.changes.get(&day).into_iter().flat_map(|all| all.values()).cloned().collect())
    }
}
