//! A bus that keeps what it is told.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard};

use domain::Outgoing;
use domain::ports::{EventBus, StoreError};

/// A bus in memory; its clones are the same one.
#[derive(Clone, Default)]
pub struct MemoryBus(Arc<Mutex<Told>>);

#[derive(Clone, Default)]
struct Told {
    is_down: bool,
    outgoing: Vec<Outgoing>,
}

impl MemoryBus {
    /// A bus of its own that was told the same.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self(Arc::new(Mutex::new(self.told().clone())))
    }

    /// Switches the bus off or on again.
    pub fn set_down(&self, is_down: bool) {
        self.told().is_down = is_down;
    }

    /// What was told, oldest first, twice if it was.
    #[must_use]
    pub fn all(&self) -> Vec<Outgoing> {
        self.told().outgoing.clone()
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.0.lock().expect("nobody panics while holding the bus")
    }
}

impl EventBus for MemoryBus {
    async fn publish(&self, outgoing: &[Outgoing]) -> Result<(), StoreError> {
        let mut told = self.told();
        if told.is_down {
            return Err(StoreError::Unavailable(Box::new(io::Error::other("the test said so"))));
        }
        told.outgoing.extend_from_slice(outgoing);
        Ok(())
    }
}
