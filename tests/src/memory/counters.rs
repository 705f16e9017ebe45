//! Counters that are written without anything else.

use domain::limits::{Count, Counter, Subject};
use domain::ports::{Counters, StoreError};

use super::store::MemoryStore;

impl Counters for MemoryStore {
    async fn read(&self, subjects: &[Subject]) -> Result<Vec<Counter>, StoreError> {
        let state = self.lock().await?;
        let read = |subject| state.counters.get(subject).cloned().unwrap_or_default();
        Ok(subjects.iter().map(read).collect())
    }

    async fn count(&self, counts: &[Count]) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        for count in counts {
            let stored = state.counters.get(&count.subject).map_or(0, |counter| counter.version);
            if stored + 1 != count.next.version {
                return Err(StoreError::Conflict);
            }
        }
        for count in counts {
            state.put_count(count);
        }
        Ok(())
    }

    async fn clear(&self, subject: &Subject) -> Result<(), StoreError> {
        self.lock().await?.counters.remove(subject);
        Ok(())
    }
}
