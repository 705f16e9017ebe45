//! A clock that tests set.

use std::sync::atomic::{AtomicU64, Ordering};
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

    /// Lets others go on, for each millisecond that is drawn one step of theirs.
    async fn pause(&self, at_most: SignedDuration) {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let drawn = NEXT.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        let most = u64::try_from(at_most.as_millis()).unwrap_or_default();
        for _ in 0..=drawn % (most + 1) {
            tokio::task::yield_now().await;
        }
    }
}
