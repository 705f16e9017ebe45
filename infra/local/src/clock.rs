//! The one place that reads the time.

use aws::Ahead;
use jiff::{SignedDuration, Timestamp};

/// The stack's clock: the machine's, perhaps put ahead.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Clock {
    ahead: Ahead,
}

impl Clock {
    pub(crate) fn put_ahead(ahead: Ahead) -> Self {
        Self { ahead }
    }

    pub(crate) fn ahead(self) -> Ahead {
        self.ahead
    }

    #[expect(clippy::disallowed_methods, reason = "this is where the time is read")]
    pub(crate) fn now(self) -> Timestamp {
        Timestamp::now() + SignedDuration::from_secs(self.ahead.as_seconds().into())
    }
}
