//! Predicts what links lead to.

use domain::{Outcome, PendingId, Purpose, Standing};

use super::limits::DAY;
use super::moves::{ACCOUNTS, PEOPLE};
use super::oracle::{Asked, Billed, Login, Oracle};

/// A letter leaves out its link if less time than this is left.
const LEAST_LEFT: i64 = 10 * 60;

/// How long an account is held.
const HOLD: i64 = 3 * DAY;

/// A link of a login.
#[derive(Clone, Copy, Debug)]
pub(super) struct Issued {
    pub(super) purpose: Purpose,
    pub(super) login: usize,
    /// The address of its letter.
    to: usize,
    pub(super) epoch: u64,
    pub(super) at: i64,
    pub(super) is_used: bool,
}

/// The result that using a link must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Using {
    /// The link is spent or over: 410, already when it is opened.
    Over,
    /// It opens, but there is nothing left to do: 410.
    Gone,
    /// Somebody else has the account or the email by now: 409.
    TooLate,
    /// It works.
    Done,
}

/// The result that asking for a way back in must have.
#[derive(Clone, Copy, Debug)]
pub(super) enum WayBack {
    /// A link for a login.
    Recover(usize),
    /// The login is frozen.
    StillFrozen,
    /// The registration's letter goes again.
    Confirm,
    /// A letter for an expired registration, which gets a new end.
    Anew(Asked),
    /// The address is unknown.
    NoLogin,
}

impl Oracle {
    pub(super) fn asked(&self, id: &PendingId) -> Asked {
        self.asked[id]
    }

    /// Predicts the result of confirming a registration, and records a new member.
    pub(super) fn confirm(&mut self, id: &PendingId, now: i64) -> Using {
        let asked = self.asked[id];
        if asked.is_used || now >= asked.at + DAY {
            return Using::Over;
        }
        let is_taken = self.at(asked.who).is_some();
        let account = &mut self.accounts[asked.account];
        let is_same = account.is_active && account.holder == asked.holder;
        if !is_same || account.owner.is_some() || is_taken {
            return Using::TooLate;
        }
        account.owner = Some((self.logins.len(), asked.holder));
        self.bind(asked.account, asked.who, now);
        self.asked.insert(id.clone(), Asked { is_used: true, ..asked });
        self.logins.push(Login::at(asked.who));
        Using::Done
    }

    /// Predicts the result of asking for a way back in.
    pub(super) fn ask_back(&self, address: usize, now: i64) -> WayBack {
        if let Some(login) = self.at(address) {
            return match self.logins[login].standing {
                Standing::Active => WayBack::Recover(login),
                Standing::Frozen => WayBack::StillFrozen,
                Standing::Closed => unreachable!("nobody signs in to a closed login"),
            };
        }
        let is_theirs =
            |it: &&Asked| it.who == address && !it.is_used && it.outcome == Outcome::Confirm;
        let theirs: Vec<Asked> = self.asked.values().filter(is_theirs).copied().collect();
        if theirs.iter().any(|it| now + LEAST_LEFT < it.at + DAY) {
            return WayBack::Confirm;
        }
        let anew = |it: &Asked| WayBack::Anew(Asked { at: now, ..*it });
        theirs.iter().max_by_key(|it| it.at).map_or(WayBack::NoLogin, anew)
    }

    /// Records that a letter with a link of a login was queued.
    pub(super) fn issue(
        &mut self,
        id: PendingId,
        purpose: Purpose,
        login: usize,
        to: usize,
        now: i64,
    ) {
        let epoch = self.logins[login].epoch;
        self.issued.insert(id, Issued { purpose, login, to, epoch, at: now, is_used: false });
    }

    /// Records that an account was bound: it is held if its contact on file is somebody else.
    pub(super) fn bind(&mut self, account: usize, address: usize, now: i64) {
        let is_held = account == ACCOUNTS - 1 && address != PEOPLE - 1;
        let of = &mut self.accounts[account];
        of.bound_at = now;
        of.held_until = if is_held { now + HOLD } else { 0 };
    }

    /// Predicts whether "this was me" ends a hold, and records that it did.
    pub(super) fn was_me(&mut self, id: &PendingId, now: i64) -> bool {
        let link = self.issued[id];
        let is_open = !link.is_used && now < link.at + 30 * DAY;
        let is_active = self.logins[link.login].standing == Standing::Active;
        let of = &mut self.accounts[ACCOUNTS - 1];
        let is_theirs = of.owner.is_some_and(|(owner, _)| owner == link.login);
        let ends =
            is_open && is_active && is_theirs && of.bound_at <= link.at && now < of.held_until;
        if ends {
            of.held_until = 0;
        }
        ends
    }

    /// Records that staff opened a login again: each of its accounts is held anew.
    pub(super) fn open(&mut self, login: usize, now: i64) {
        let is_theirs = |it: &&mut Billed| it.owner.is_some_and(|(owner, _)| owner == login);
        for account in self.accounts.iter_mut().filter(is_theirs) {
            account.held_until = account.held_until.max(now + HOLD);
        }
    }

    pub(super) fn issued(&self, id: &PendingId) -> Issued {
        self.issued[id]
    }

    /// Predicts the result of using a link, and records what it does.
    pub(super) fn spend(&mut self, id: &PendingId, now: i64) -> Using {
        let link = self.issued[id];
        let life = life(link.purpose);
        let is_taken = self.at(link.to).is_some();
        let is_free = self.has_agreed_account(link.login, now);
        let login = &mut self.logins[link.login];
        // A new password or email ends older links, except "this wasn't me".
        let is_replaced =
            link.purpose == Purpose::ConfirmBills && login.asked_bills.as_ref() != Some(id);
        let is_ended = is_replaced || (link.purpose != Purpose::NotMe && link.epoch != login.epoch);
        if link.is_used || now >= link.at + life || is_ended {
            return Using::Over;
        }
        match (link.purpose, login.standing) {
            (Purpose::NotMe, Standing::Closed) => return Using::Gone,
            // The login was frozen before, with another link.
            (Purpose::NotMe, Standing::Frozen) => return Using::Done,
            (Purpose::NotMe, Standing::Active) => {
                login.standing = Standing::Frozen;
                login.factors.frozen(now);
            }
            (Purpose::Recover, _) => {
                login.password = 1 - login.password;
                login.factors.mailed(now);
                login.wrong_codes = 0;
            }
            (Purpose::NewEmail, _) if is_taken => return Using::TooLate,
            (Purpose::NewEmail, _) => {
                login.address = link.to;
                login.factors.wait = None;
            }
            (Purpose::ConfirmBills, _) if !is_free => return Using::Gone,
            (Purpose::ConfirmBills, _) => login.asked_bills = None,
            (
                Purpose::Verify
                | Purpose::ProveEmail
                | Purpose::MoveEmail
                | Purpose::Invite
                | Purpose::NotMyFactor
                | Purpose::StopReset
                | Purpose::ResetFactors,
                _,
            ) => {
                unreachable!("a registration's link is a registration, and no staff are here")
            }
        }
        // Bills end no session.
        login.epoch += u64::from(link.purpose != Purpose::ConfirmBills);
        self.issued.insert(id.clone(), Issued { is_used: true, ..link });
        Using::Done
    }
}

/// How long a link works.
fn life(purpose: Purpose) -> i64 {
    match purpose {
        Purpose::Recover => 30 * 60,
        Purpose::ConfirmBills => 14 * DAY,
        Purpose::NewEmail | Purpose::Verify => DAY,
        Purpose::NotMe => 30 * DAY,
        Purpose::ProveEmail
        | Purpose::MoveEmail
        | Purpose::Invite
        | Purpose::NotMyFactor
        | Purpose::StopReset
        | Purpose::ResetFactors => {
            unreachable!("staff move no email here; invitations and factors have ways of their own")
        }
    }
}
