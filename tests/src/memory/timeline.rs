//! Timelines.

use domain::ports::{StoreError, Timeline};
use domain::{TimelineEntry, Whose};
use jiff::Timestamp;

use super::store::MemoryStore;

impl Timeline for MemoryStore {
    async fn tell(&self, whose: &[Whose], entries: &[TimelineEntry]) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        for whose in whose {
            let timeline = state.timelines.entry(whose.clone()).or_default();
            let keyed = entries.iter().map(|entry| ((entry.at, entry.id.clone()), entry.clone()));
            timeline.extend(keyed);
        }
        Ok(())
    }

    async fn told(
        &self,
        whose: &Whose,
        since: Timestamp,
    ) -> Result<Vec<TimelineEntry>, StoreError> {
        let state = self.lock().await?;
        let entries = state.timelines.get(whose).into_iter().flat_map(|all| all.values());
        Ok(entries.filter(|entry| entry.at >= since).cloned().collect())
    }
}
