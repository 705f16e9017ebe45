//! The wait after which a member's factors are taken off.

use jiff::{SignedDuration, Timestamp};

use crate::values::ids::{MemberId, PendingId};

/// How long the link works once the wait is over. Source: SECURITY.md#figures.
pub const RESET_OPEN: SignedDuration = SignedDuration::from_hours(24);

/// A wait after which the factors of a member are taken off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResetWait {
    /// The id of the link that takes them off.
    pub id: PendingId,
    /// The id of the link that stops it.
    pub stop: PendingId,
    /// When it began.
    pub begun_at: Timestamp,
    /// First instant at which they may be taken off.
    pub ends_at: Timestamp,
}

/// Which wait a letter is about: it goes only while that one runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AboutWait {
    /// Whose.
    pub member: MemberId,
    /// Which.
    pub id: PendingId,
}

impl AboutWait {
    /// Whether a member's wait is this one, and runs.
    #[must_use]
    pub fn runs(&self, wait: Option<&ResetWait>, now: Timestamp) -> bool {
        wait.is_some_and(|wait| wait.id == self.id && wait.runs(now))
    }
}

impl ResetWait {
    /// Whether it runs, or its link still works.
    #[must_use]
    pub fn runs(&self, now: Timestamp) -> bool {
        now < self.open_until()
    }

    /// First instant at which the link that takes the factors off no longer works.
    #[must_use]
    pub fn open_until(&self) -> Timestamp {
        self.ends_at + RESET_OPEN
    }
}
