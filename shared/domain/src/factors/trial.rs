//! The trial of a factor while its login is frozen: it does not run out where its member's mailbox cannot take it off.

use jiff::Timestamp;

use crate::factors::held::{Factors, TRIAL};

/// The end of a trial that stands still: the last whole second of the calendar, since a login may stay frozen for years.
const STOPPED: Timestamp = Timestamp::constant(253_402_207_200, 0);

impl Factors {
    /// Has no trial run out, until [`Factors::begin_trials`].
    pub(crate) fn stop_trials(&mut self, now: Timestamp) {
        self.end_trials_at(STOPPED, now);
    }

    /// Begins the trials anew that do not end by now.
    pub(crate) fn begin_trials(&mut self, now: Timestamp) {
        self.end_trials_at(now + TRIAL, now);
    }

    fn end_trials_at(&mut self, end: Timestamp, now: Timestamp) {
        let app = self.app.iter_mut().map(|app| &mut app.trial_until);
        let passkeys = self.passkeys.iter_mut().map(|passkey| &mut passkey.trial_until);
        for until in app.chain(passkeys).flatten().filter(|until| now < **until) {
            *until = end;
        }
    }
}
