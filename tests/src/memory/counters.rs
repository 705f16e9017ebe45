//! Counters that are written without anything else.

use domain::limits::{Count, Counter, Subject};
use domain::ports::{Counters, SignIns, StoreError};
use domain::{EmailKey, Envelope, MemberId};

use super::state::Kept;
use super::store::{MemoryStore, State};

impl Counters for MemoryStore {
    async fn read(&self, subjects: &[Subject]) -> Result<Vec<Counter>, StoreError> {
        let state = self.lock().await?;
        let read = |subject| state.counters.get(subject).cloned().unwrap_or_default();
        Ok(subjects.iter().map(read).collect())
    }

    async fn count(&self, counts: &[Count]) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        if !counts.iter().all(|count| state.is_next(count)) {
            return Err(StoreError::Conflict);
        }
        for count in counts {
            state.put_count(count);
        }
        Ok(())
    }

    async fn count_and_tell(&self, count: &Count, envelope: &Envelope) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        if !state.is_next(count) || state.outbox.contains_key(&envelope.id) {
            return Err(StoreError::Conflict);
        }
        state.put_count(count);
        state.outbox.insert(envelope.id.clone(), Kept::new(envelope));
        Ok(())
    }

    async fn clear(&self, subject: &Subject) -> Result<(), StoreError> {
        self.lock().await?.counters.remove(subject);
        Ok(())
    }
}

impl State {
    /// Whether a counter is still the one that was read.
    pub(super) fn is_next(&self, count: &Count) -> bool {
        let stored = self.counters.get(&count.subject).map_or(0, |counter| counter.version);
        stored + 1 == count.next.version
    }
}

impl SignIns for MemoryStore {
    async fn failures(
        &self,
        email: &EmailKey,
        member: Option<&MemberId>,
    ) -> Result<Vec<(Subject, Counter)>, StoreError> {
        let is_theirs = |subject: &Subject| {
            matches!(subject, Subject::SignInFrom(of, _) if of == email)
                || matches!(subject, Subject::Device(of, _) if Some(of) == member)
        };
        let state = self.lock().await?;
        let theirs = state.counters.iter().filter(|(subject, _)| is_theirs(subject));
        Ok(theirs.map(|(subject, counter)| (subject.clone(), counter.clone())).collect())
    }
}
