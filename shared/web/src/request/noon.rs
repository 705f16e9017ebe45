//! A clock for tests, which stands.

use domain::ports::Clock;
use jiff::{SignedDuration, Timestamp};

/// It is always the same second.
#[derive(Clone)]
pub(crate) struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        Timestamp::constant(1_770_000_000, 0)
    }

    async fn pause(&self, _at_most: SignedDuration) {}

    async fn wait_until(&self, _: Timestamp) {}
}
