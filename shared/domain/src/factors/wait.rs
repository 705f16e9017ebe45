//! The wait after which a member's factors are taken off.

use jiff::{SignedDuration, Timestamp};

use crate::factors::held::Factors;
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

impl Factors {
    /// Ends the wait, whoever began it; when it would have been over, if it ran.
    pub(crate) fn end_wait(&mut self, now: Timestamp) -> Option<Timestamp> {
        let is_asked = self.is_asked();
        self.wait.take().filter(|wait| is_asked && wait.runs(now)).map(|wait| wait.ends_at)
    }

    /// Whether what shows the member by now ends the wait: a factor that is still there stood when it began.
    ///
    /// One that was on trial then may be the thief's, whom the wait is against. So may all that was added since.
    pub(crate) fn may_end_wait(&self) -> bool {
        let Some(wait) = &self.wait else { return false };
        let at = wait.begun_at;
        let app = self.app.as_ref().is_some_and(|it| it.since <= at && !it.is_on_trial(at));
        app || self.passkeys.iter().any(|it| it.since <= at && !it.is_on_trial(at))
    }
}
