//! A bus that keeps its events.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard};

use domain::Outgoing;
use domain::ports::{EventBus, StoreError};

use super::turn::turn;

/// A bus in memory. Its clones are the same bus.
#[derive(Clone, Default)]
pub struct MemoryBus(Arc<Mutex<Told>>);

#[derive(Clone, Default)]
struct Told {
    is_down: bool,
    outgoing: Vec<Outgoing>,
}

impl MemoryBus {
    /// Another bus with the same events.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self(Arc::new(Mutex::new(self.told().clone())))
    }

    /// Switches the bus off or on again.
    pub fn set_down(&self, is_down: bool) {
        self.told().is_down = is_down;
    }

    /// The events, oldest first. An event that was published twice is there twice.
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
        turn().await;
        let mut told = self.told();
        if told.is_down {
            return Err(StoreError::Unavailable(Box::new(io::Error::other("the test said so"))));
        }
        told.outgoing.extend_from_slice(outgoing);
        Ok(())
    }
}
