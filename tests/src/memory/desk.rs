//! Sessions of staff at the desk, and their look-ups.

use domain::desk::{OnceKey, StaffKey, StaffSession, StaffSessionKey};
use domain::ports::{LookUps, StaffSessions, StoreError};
use jiff::Timestamp;

use super::store::MemoryStore;

impl StaffSessions for MemoryStore {
    async fn use_once(&self, what: &OnceKey, until: Timestamp) -> Result<bool, StoreError> {
        let mut state = self.lock().await?;
        if state.used.contains_key(what) {
            return Ok(false);
        }
        state.used.insert(what.clone(), until);
        Ok(true)
    }

    async fn open_at_desk(&self, session: &StaffSession) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        state.staff_sessions.insert(session.key.clone(), session.clone());
        Ok(())
    }

    async fn at_desk(&self, key: &StaffSessionKey) -> Result<Option<StaffSession>, StoreError> {
        Ok(self.lock().await?.staff_sessions.get(key).cloned())
    }

    async fn end_at_desk(&self, key: &StaffSessionKey) -> Result<(), StoreError> {
        self.lock().await?.staff_sessions.remove(key);
        Ok(())
    }
}

impl LookUps for MemoryStore {
    async fn count_look_up(&self, who: &StaffKey, now: Timestamp) -> Result<u32, StoreError> {
        let mut state = self.lock().await?;
        let count = state.look_ups.entry((who.clone(), now.as_second().div_euclid(3600)));
        let count = count.or_default();
        *count += 1;
        Ok(*count)
    }
}
