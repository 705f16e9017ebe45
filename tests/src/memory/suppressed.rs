//! The mail service's list in memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::ports::{StoreError, Suppressions};
use domain::{Email, Suppressed};

/// The addresses that the mail service writes to no more. A clone is the same list.
#[derive(Clone, Default)]
pub struct MemoryList(Arc<Mutex<BTreeMap<String, Suppressed>>>);

impl MemoryList {
    /// Puts an address on the list, as a bounce does.
    pub fn put(&self, email: &Email) {
        let bounced = Suppressed { since: None, complained: false };
        self.all().insert(email.canonical().to_owned(), bounced);
    }

    /// Whether an address is on the list.
    #[must_use]
    pub fn holds(&self, email: &Email) -> bool {
        self.all().contains_key(email.canonical())
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<String, Suppressed>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Suppressions for MemoryList {
    async fn find(&self, email: &Email) -> Result<Option<Suppressed>, StoreError> {
        Ok(self.all().get(email.canonical()).copied())
    }

    async fn take_off(&self, email: &Email) -> Result<(), StoreError> {
        self.all().remove(email.canonical());
        Ok(())
    }
}
