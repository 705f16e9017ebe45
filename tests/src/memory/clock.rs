//! A clock that tests set.

use std::sync::{Arc, Mutex, MutexGuard};

use domain::ports::Clock;
use jiff::{SignedDuration, Timestamp};

use super::turn::turn;
use crate::random::Random;

/// A clock that stands still until it is set. Its clones show the same time.
#[derive(Clone)]
pub struct SettableClock(Arc<Mutex<Shown>>);

struct Shown {
    now: Timestamp,
    /// Draws how long pauses are. Each clock draws the same, so that a test runs the same way each time.
    random: Random,
}

impl SettableClock {
    /// A clock that shows an instant.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self(Arc::new(Mutex::new(Shown { now, random: Random::of(0) })))
    }

    /// Sets the clock.
    pub fn set(&self, now: Timestamp) {
        self.shown().now = now;
    }

    /// Lets time pass.
    pub fn advance(&self, by: SignedDuration) {
        self.shown().now += by;
    }

    fn shown(&self) -> MutexGuard<'_, Shown> {
        self.0.lock().expect("nobody panics while holding the clock")
    }
}

impl Clock for SettableClock {
    fn now(&self) -> Timestamp {
        self.shown().now
    }

    /// Lets others go on, for each millisecond that is drawn one step of theirs.
    async fn pause(&self, at_most: SignedDuration) {
        let most = u64::try_from(at_most.as_millis()).unwrap_or_default();
        let drawn = self.shown().random.draw() % (most + 1);
        for _ in 0..=drawn {
            turn().await;
        }
    }

    /// Time passes at once.
    async fn wait_until(&self, at: Timestamp) {
        let mut shown = self.shown();
        shown.now = at.max(shown.now);
    }
}
