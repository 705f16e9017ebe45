//! A clock that tests set.

use std::sync::{Arc, Mutex};

use domain::ports::Clock;
use jiff::{SignedDuration, Timestamp};

/// A clock that stands still until it is set. Its clones show the same time.
#[derive(Clone, Debug)]
pub struct SettableClock(Arc<Mutex<Timestamp>>);

impl SettableClock {
    /// A clock that shows an instant.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self(Arc::new(Mutex::new(now)))
    }

    /// Sets the clock.
    pub fn set(&self, now: Timestamp) {
        *self.0.lock().expect("nobody panics while holding the clock") = now;
    }

    /// Lets time pass.
    pub fn advance(&self, by: SignedDuration) {
        *self.0.lock().expect("nobody panics while holding the clock") += by;
    }
}

impl Clock for SettableClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("nobody panics while holding the clock")
    }

    /// Time passes at once.
    async fn wait_until(&self, at: Timestamp) {
        let mut now = self.0.lock().expect("nobody panics while holding the clock");
        *now = at.max(*now);
    }
}
