//! What ought to come of it: the rules of DATA and SECURITY once more, written from those pages and not from the code.

use std::collections::BTreeMap;

use domain::{Outcome, PendingId};

use super::moves::{ACCOUNTS, PEOPLE};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// A window: it opens at the first try.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Window {
    opened: i64,
    count: u32,
}

impl Window {
    /// How many tries it holds at an instant.
    fn tries(self, length: i64, now: i64) -> u32 {
        if now < self.opened + length { self.count } else { 0 }
    }

    /// Counts a try; answers how many there are now.
    pub(super) fn count(&mut self, length: i64, now: i64) -> u32 {
        let tries = self.tries(length, now);
        *self = Self { opened: if tries == 0 { now } else { self.opened }, count: tries + 1 };
        self.count
    }
}

/// Tries on one account by one kind of people: 5 in 6 hours, 10 in 30 days, then 1 a day.
#[derive(Clone, Copy, Debug, Default)]
struct Tries {
    often: Window,
    month: Window,
    after: Window,
}

impl Tries {
    fn allowed(self, now: i64) -> bool {
        let month_is_spent = self.month.tries(30 * DAY, now) >= 10;
        self.often.tries(6 * HOUR, now) < 5 && (!month_is_spent || self.after.tries(DAY, now) < 1)
    }

    fn count(&mut self, now: i64) {
        self.often.count(6 * HOUR, now);
        if self.month.count(30 * DAY, now) > 10 {
            self.after.count(DAY, now);
        }
    }
}

/// An account as billing has it.
#[derive(Clone, Debug)]
pub(super) struct Billed {
    /// Whose name is on the bill, by extract.
    pub(super) name: &'static str,
    /// Whether it is billed.
    pub(super) is_active: bool,
    /// Raised when other people move in.
    holder: u64,
    /// Who has it, and as which holder.
    pub(super) owner: Option<(usize, u64)>,
    by_stranger: Tries,
    by_contact: Tries,
}

/// A registration that was recorded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) who: usize,
    pub(super) account: usize,
    holder: u64,
    at: i64,
    pub(super) outcome: Outcome,
    is_used: bool,
}

/// All that is known.
#[derive(Debug)]
pub(super) struct Oracle {
    pub(super) accounts: Vec<Billed>,
    pub(super) is_member: [bool; PEOPLE],
    asked: BTreeMap<PendingId, Asked>,
    emails: [Window; PEOPLE],
}

/// What choosing a password has to lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Confirming {
    /// The link is spent or over: 410, when it is opened already.
    Over,
    /// The account or the email went to somebody else: 409.
    TooLate,
    /// A member.
    Member,
}

impl Oracle {
    pub(super) fn new(names: [&'static str; ACCOUNTS]) -> Self {
        let billed = |name| Billed {
            name,
            is_active: true,
            holder: 1,
            owner: None,
            by_stranger: Tries::default(),
            by_contact: Tries::default(),
        };
        Self {
            accounts: names.map(billed).into(),
            is_member: [false; PEOPLE],
            asked: BTreeMap::new(),
            emails: [Window::default(); PEOPLE],
        }
    }

    /// Which letter has to answer; the try is counted.
    pub(super) fn ask(&mut self, who: usize, account: usize, right: bool, now: i64) -> Asked {
        // The last person is the contact on file of the last account.
        let is_contact = account == ACCOUNTS - 1 && who == PEOPLE - 1;
        let of = &mut self.accounts[account];
        let tries = if is_contact { &mut of.by_contact } else { &mut of.by_stranger };
        let (account_allows, email_allows) =
            (tries.allowed(now), self.emails[who].tries(DAY, now) < 5);
        if account_allows {
            tries.count(now);
        }
        if email_allows {
            self.emails[who].count(DAY, now);
        }
        let outcome = if self.is_member[who] {
            Outcome::AlreadyMember
        } else if !(account_allows && email_allows) {
            Outcome::TooManyTries
        } else if !(right && of.is_active) {
            Outcome::CouldNotMatch
        } else if of.owner.is_some() {
            Outcome::AccountHasLogin
        } else {
            Outcome::Confirm
        };
        Asked { who, account, holder: of.holder, at: now, outcome, is_used: false }
    }

    /// The registration of an id, as it was recorded.
    pub(super) fn record(&mut self, id: PendingId, asked: Asked) {
        self.asked.insert(id, asked);
    }

    pub(super) fn asked(&self, id: &PendingId) -> Asked {
        self.asked[id]
    }

    /// What confirming a registration has to lead to; if to a member, they are one from now on.
    pub(super) fn confirm(&mut self, id: &PendingId, now: i64) -> Confirming {
        let asked = self.asked.get_mut(id).expect("it was recorded");
        if asked.is_used || now >= asked.at + DAY {
            return Confirming::Over;
        }
        let account = &mut self.accounts[asked.account];
        let is_same = account.is_active && account.holder == asked.holder;
        if !is_same || account.owner.is_some() || self.is_member[asked.who] {
            return Confirming::TooLate;
        }
        asked.is_used = true;
        account.owner = Some((asked.who, asked.holder));
        self.is_member[asked.who] = true;
        Confirming::Member
    }

    /// Other people may have moved in; a binding to those before them ends.
    pub(super) fn import(&mut self, rows: [(&'static str, bool); ACCOUNTS]) {
        for (account, (name, is_active)) in self.accounts.iter_mut().zip(rows) {
            if account.name != name {
                account.holder += 1;
                account.owner = None;
            }
            (account.name, account.is_active) = (name, is_active);
        }
    }
}

/// P7 for a mailbox: 1 letter to confirm in 60 seconds, 5 in an hour, 10 in a day; 5 of the others in a day.
#[derive(Debug, Default)]
pub(super) struct Mailbox {
    confirm: [Window; 3],
    told: Window,
}

impl Mailbox {
    /// A letter came; answers the limit that it broke.
    pub(super) fn take(&mut self, kind: &str, now: i64) -> Option<&'static str> {
        match kind {
            "confirm" => {
                let [minute, hour, day] = &mut self.confirm;
                let over = [
                    minute.count(60, now) > 1,
                    hour.count(HOUR, now) > 5,
                    day.count(DAY, now) > 10,
                ];
                over.contains(&true).then_some("confirm: 1 a minute, 5 an hour, 10 a day")
            }
            "already_member" | "could_not_match" | "account_has_login" | "too_many_tries" => {
                (self.told.count(DAY, now) > 5).then_some("the others: 5 a day")
            }
            _ => None,
        }
    }
}
