//! What ends the wait of a member, and what does not.

use jiff::Timestamp;

use crate::factors::held::Factors;

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
