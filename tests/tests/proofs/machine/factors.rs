//! Predicts what the second step asks for, and what ends it. It repeats the rules of SECURITY.md.

use domain::{FACTOR_MOVES, FactorState, PendingId};
use tests::app::NOON;

use super::limits::{DAY, HOUR, Window};
use super::links::Issued;
use super::moves::How;
use super::oracle::Oracle;

/// How long the first factor is on trial, and how long a wait takes.
const THREE_DAYS: i64 = 72 * HOUR;
/// When a trial ends that stands still, in seconds of the calendar.
const STOPPED: i64 = 253_402_207_200;
/// How long a wait takes after a password that was set by mail, and how long ago that may be.
const AFTER_MAIL: (i64, i64) = (14 * DAY, 30 * DAY);
/// How long the last link of a wait works.
const OPEN: i64 = DAY;

/// An app or a passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) since: i64,
    /// When its trial ends; it is no later than `since` where there is none.
    pub(super) trial_until: i64,
}

/// A wait after which all of it may be taken off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wait {
    pub(super) id: PendingId,
    pub(super) stop: PendingId,
    begun: i64,
    pub(super) ends: i64,
}

/// What a login has beside the password.
#[derive(Clone, Debug, Default)]
pub(super) struct Factors {
    pub(super) app: Option<Held>,
    pub(super) passkey: Option<Held>,
    /// When recovery codes were made, and how many were used.
    pub(super) codes: Option<(i64, usize)>,
    pub(super) wait: Option<Wait>,
    pub(super) by_mail: Option<i64>,
    /// Waits that were begun.
    pub(super) begun: Window,
}

impl Held {
    pub(super) fn stands(self, now: i64) -> bool {
        now >= self.trial_until
    }
}

impl Factors {
    pub(super) fn is_asked(&self) -> bool {
        self.app.is_some() || self.passkey.is_some()
    }

    /// Whether one is not on trial.
    pub(super) fn stand(&self, now: i64) -> bool {
        [self.app, self.passkey].into_iter().flatten().any(|it| it.stands(now))
    }

    /// One that is added now. Where none stood, it is on trial; otherwise it shows that its member is there, unless all were on
    /// trial when a wait began.
    pub(super) fn add(&mut self, now: i64) -> Held {
        let is_trusted = self.stand(now);
        if is_trusted && self.wait.as_ref().is_some_and(|wait| self.stand(wait.begun)) {
            self.wait = None;
        }
        Held { since: now, trial_until: if is_trusted { now } else { now + THREE_DAYS } }
    }

    /// Records that one was proven: it ends a wait, unless all were on trial when that began.
    fn proven(&mut self, by: Held, now: i64) {
        let ends = self.wait.as_ref().is_some_and(|wait| by.stands(now) && self.stand(wait.begun));
        if ends {
            self.wait = None;
        }
    }

    /// Records that a code was typed or a passkey touched; a recovery code is used up.
    pub(super) fn prove(&mut self, how: How, now: i64) {
        let by = match how {
            How::Passkey => self.passkey,
            How::Paper | How::UsedPaper => None,
            How::Code | How::Used | How::Wrong => self.app,
        };
        if let Some(by) = by {
            self.proven(by, now);
        } else if let Some((_, used)) = &mut self.codes {
            *used += 1;
        }
    }

    /// The wait that runs, or whose link still works.
    pub(super) fn running(&self, now: i64) -> Option<&Wait> {
        self.wait.as_ref().filter(|wait| now < wait.ends + OPEN)
    }

    /// Whether one more wait may be begun.
    pub(super) fn may_begin(&self, now: i64) -> bool {
        self.begun.tries(30 * DAY, now) < 3
    }

    /// Records that a wait begins, by the links of its letters.
    pub(super) fn begin(&mut self, [id, stop]: [PendingId; 2], now: i64) -> i64 {
        self.begun.count(30 * DAY, now);
        let (long, counts) = AFTER_MAIL;
        let is_by_mail = self.by_mail.is_some_and(|at| now < at + counts);
        let ends = now + if is_by_mail { long } else { THREE_DAYS };
        self.wait = Some(Wait { id, stop, begun: now, ends });
        ends
    }

    /// Takes off what goes; the codes, too, where nothing is left that they would be the way around.
    pub(super) fn lose(&mut self, goes: impl Fn(Held) -> bool) {
        self.app = self.app.filter(|it| !goes(*it));
        self.passkey = self.passkey.filter(|it| !goes(*it));
        let as_held = |since| Held { since, trial_until: since };
        self.codes = self.codes.filter(|(since, _)| self.is_asked() && !goes(as_held(*since)));
        if !self.is_asked() {
            self.wait = None;
        }
    }

    /// Records that the login was frozen: a wait ends, and what is on trial stays so.
    pub(super) fn frozen(&mut self, now: i64) {
        self.wait = None;
        self.end_trials_at(STOPPED - NOON.as_second(), now);
    }

    /// Records that it was opened again: what was on trial is so anew.
    pub(super) fn opened(&mut self, now: i64) {
        self.end_trials_at(now + THREE_DAYS, now);
    }

    fn end_trials_at(&mut self, end: i64, now: i64) {
        let held = [&mut self.app, &mut self.passkey].into_iter().flatten();
        held.filter(|it| !it.stands(now)).for_each(|it| it.trial_until = end);
    }

    /// Records that a password was set by mail: what is on trial goes.
    pub(super) fn mailed(&mut self, now: i64) {
        let (app, passkey) = (self.app, self.passkey);
        self.app = app.filter(|it| it.stands(now));
        self.passkey = passkey.filter(|it| it.stands(now));
        self.codes = self.codes.filter(|_| self.is_asked());
        (self.wait, self.by_mail) = (None, Some(now));
    }
}

/// Whether docs/STATES.md draws a way from one state to another.
pub(super) fn is_drawn(from: FactorState, to: FactorState) -> bool {
    from == to || FACTOR_MOVES.iter().any(|it| (it.from, it.to) == (from, to))
}

/// What the link of a letter about factors must lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ByLetter {
    /// It is over, or shut.
    Over,
    /// It did its work before, and the page says so.
    Before,
    /// It works; whether it asks for the password.
    Works { password: bool },
}

impl Oracle {
    fn factors_of(&self, link: &Issued) -> &Factors {
        &self.logins[link.login].factors
    }

    /// Predicts what the link that takes off what somebody else added leads to.
    pub(super) fn may_not_be_mine(&self, id: &PendingId, now: i64) -> ByLetter {
        let link = self.issued(id);
        let factors = self.factors_of(&link);
        if link.is_used {
            return ByLetter::Before;
        }
        let mut new = [factors.app, factors.passkey].into_iter().flatten();
        let takes_what_stands = new.any(|it| it.since >= link.at) && factors.stand(now);
        let is_shut = takes_what_stands && factors.by_mail.is_some_and(|at| link.at <= at);
        if now >= link.at + 30 * DAY || is_shut {
            return ByLetter::Over;
        }
        ByLetter::Works { password: takes_what_stands }
    }

    /// Predicts what the link that stops a wait leads to.
    pub(super) fn may_stop(&self, id: &PendingId, now: i64) -> ByLetter {
        let link = self.issued(id);
        let is_its = |wait: &&Wait| wait.stop == *id;
        match self.factors_of(&link).running(now).filter(is_its) {
            _ if link.is_used => ByLetter::Before,
            Some(_) => ByLetter::Works { password: false },
            None => ByLetter::Over,
        }
    }

    /// Predicts what the link that takes everything off leads to. What it did is no longer so once a factor was added.
    pub(super) fn may_reset(&self, id: &PendingId, now: i64) -> ByLetter {
        let link = self.issued(id);
        let factors = self.factors_of(&link);
        let is_its = |wait: &&Wait| wait.id == *id && wait.ends <= now;
        let mut since = [factors.app, factors.passkey].into_iter().flatten();
        match factors.running(now).filter(is_its) {
            _ if link.is_used && since.any(|it| it.since >= link.at) => ByLetter::Over,
            _ if link.is_used => ByLetter::Before,
            Some(_) => ByLetter::Works { password: true },
            None => ByLetter::Over,
        }
    }
}
