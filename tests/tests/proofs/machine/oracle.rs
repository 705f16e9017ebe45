//! The oracle, which predicts what each move must lead to.
//!
//! It repeats the rules of docs/DATA.md and SECURITY.md. It was written from those pages, not from the code.

use std::collections::BTreeMap;

use domain::{Outcome, PendingId, Standing};

use super::factors::Factors;
use super::limits::{DAY, Tries, Window};
use super::links::Issued;
use super::moves::{ACCOUNTS, PEOPLE};
use super::people::Guest;

/// An account in the billing system.
#[derive(Clone, Debug)]
pub(super) struct Billed {
    /// The name on the bill, by extract.
    pub(super) name: &'static str,
    /// Whether it is billed.
    pub(super) is_active: bool,
    /// The holder number. It goes up when other people move in.
    pub(super) holder: u64,
    /// The login that has it, and as which holder.
    pub(super) owner: Option<(usize, u64)>,
    /// When it was bound, and until when it is held.
    pub(super) bound_at: i64,
    pub(super) held_until: i64,
    by_stranger: Tries,
    by_contact: Tries,
}

/// A login. Each person has two addresses: their number, and that plus [`PEOPLE`].
#[derive(Clone, Debug)]
pub(super) struct Login {
    pub(super) address: usize,
    pub(super) standing: Standing,
    /// Which of the two passwords is right.
    pub(super) password: usize,
    /// The epoch. It goes up when all sessions end.
    pub(super) epoch: u64,
    /// The link that confirms bills by email, if they were asked for and nothing came after it.
    pub(super) asked_bills: Option<PendingId>,
    /// The accounts that they were asked for.
    pub(super) agreed_accounts: Vec<usize>,
    /// What there is beside the password.
    pub(super) factors: Factors,
    /// Wrong codes since the last new password.
    pub(super) wrong_codes: u32,
    new_emails: Window,
    adding: Window,
    pub(super) inviting: Window,
}

impl Login {
    /// A new login.
    pub(super) fn at(address: usize) -> Self {
        Self {
            address,
            standing: Standing::Active,
            password: 0,
            epoch: 0,
            asked_bills: None,
            agreed_accounts: Vec::new(),
            factors: Factors::default(),
            wrong_codes: 0,
            new_emails: Window::default(),
            adding: Window::default(),
            inviting: Window::default(),
        }
    }
}

/// A registration that was recorded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) who: usize,
    pub(super) account: usize,
    pub(super) holder: u64,
    pub(super) at: i64,
    pub(super) outcome: Outcome,
    pub(super) is_used: bool,
}

/// All that the oracle knows.
#[derive(Debug)]
pub(super) struct Oracle {
    pub(super) accounts: Vec<Billed>,
    pub(super) logins: Vec<Login>,
    pub(super) asked: BTreeMap<PendingId, Asked>,
    pub(super) issued: BTreeMap<PendingId, Issued>,
    /// Who is on an account that is another's.
    pub(super) guests: Vec<Guest>,
    emails: [Window; PEOPLE],
}

/// The result that asking for one more account must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Adding {
    /// Too many tries of the member: 429.
    Waits,
    /// The page says why not.
    Refused,
    /// They get it.
    Added,
}

impl Oracle {
    pub(super) fn new(names: [&'static str; ACCOUNTS]) -> Self {
        let billed = |name| Billed {
            name,
            is_active: true,
            holder: 1,
            owner: None,
            bound_at: 0,
            held_until: 0,
            by_stranger: Tries::default(),
            by_contact: Tries::default(),
        };
        Self {
            accounts: names.map(billed).into(),
            logins: Vec::new(),
            asked: BTreeMap::new(),
            issued: BTreeMap::new(),
            guests: Vec::new(),
            emails: [Window::default(); PEOPLE],
        }
    }

    /// The login of an address.
    pub(super) fn at(&self, address: usize) -> Option<usize> {
        let is_at = |it: &Login| it.address == address && it.standing != Standing::Closed;
        self.logins.iter().position(is_at)
    }

    /// The address that a person uses. It is their login's, if they have one.
    pub(super) fn address_of(&self, who: usize) -> usize {
        let other = who + PEOPLE;
        if self.at(who).is_none() && self.at(other).is_some() { other } else { who }
    }

    /// The login that a person uses.
    pub(super) fn login_of(&self, who: usize) -> Option<usize> {
        self.at(self.address_of(who))
    }

    /// How many accounts a login has.
    pub(super) fn accounts_of(&self, login: usize) -> usize {
        let owned = self.accounts.iter().filter_map(|it| it.owner);
        owned.filter(|(owner, _)| *owner == login).count()
    }

    /// The tries on an account that count for somebody at an address.
    fn tries(&mut self, address: usize, account: usize) -> &mut Tries {
        // The last person's first address is the contact on file of the last account.
        let is_contact = account == ACCOUNTS - 1 && address == PEOPLE - 1;
        let of = &mut self.accounts[account];
        if is_contact { &mut of.by_contact } else { &mut of.by_stranger }
    }

    /// Whether an account may be tried. Counts the try.
    fn may_try(&mut self, address: usize, account: usize, now: i64) -> bool {
        let tries = self.tries(address, account);
        let allowed = tries.allowed(now);
        if allowed {
            tries.count(now);
        }
        allowed
    }

    /// Which letter must answer. Counts the try.
    pub(super) fn ask(&mut self, who: usize, account: usize, right: bool, now: i64) -> Asked {
        let account_allows = self.may_try(who, account, now);
        let email_allows = self.emails[who].tries(DAY, now) < 5;
        if email_allows {
            self.emails[who].count(DAY, now);
        }
        let of = &self.accounts[account];
        let outcome = if self.at(who).is_some() {
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

    /// The registration of an id.
    pub(super) fn record(&mut self, id: PendingId, asked: Asked) {
        self.asked.insert(id, asked);
    }

    /// Whether a member may ask for a new email. Counts the try.
    pub(super) fn may_ask_new_email(&mut self, login: usize, now: i64) -> bool {
        let tries = &mut self.logins[login].new_emails;
        let allowed = tries.tries(DAY, now) < 5;
        if allowed {
            tries.count(DAY, now);
        }
        allowed
    }

    /// Predicts the result of asking for one more account, and records a new binding.
    pub(super) fn add(&mut self, login: usize, account: usize, right: bool, now: i64) -> Adding {
        if self.logins[login].adding.tries(DAY, now) >= 5 {
            return Adding::Waits;
        }
        self.logins[login].adding.count(DAY, now);
        let account_allows = self.may_try(self.logins[login].address, account, now);
        let of = &mut self.accounts[account];
        let is_theirs = of.owner.is_some_and(|(owner, _)| owner == login);
        if is_theirs || !account_allows || !(right && of.is_active) || of.owner.is_some() {
            return Adding::Refused;
        }
        of.owner = Some((login, of.holder));
        let address = self.logins[login].address;
        self.bind(account, address, now);
        self.logins[login].adding = Window::default();
        Adding::Added
    }

    /// Records that a login ends, which frees its accounts.
    pub(super) fn close(&mut self, login: usize) {
        self.logins[login].standing = Standing::Closed;
        self.logins[login].epoch += 1;
        self.logins[login].factors = Factors::default();
        for account in &mut self.accounts {
            account.owner = account.owner.filter(|(owner, _)| *owner != login);
        }
    }

    /// Records that other people may have moved in, which ends earlier bindings.
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
