//! Why an account cannot be registered.

use jiff::Timestamp;

use crate::billing::facts::{AccountStatus, Extract, Facts, Owner};
use crate::figures::Figures;
use crate::letters::outcome::Outcome;
use crate::letters::timeline::TimelineEntry;
use crate::limits::counter::Counter;
use crate::limits::matching::{Tryer, match_opens};
use crate::members::member::{Member, Standing};
use crate::why::cause::{Cause, Tries};
use crate::why::told;

/// An account as it was read.
#[derive(Clone, Debug)]
pub struct Account {
    /// The extract in force; none before the first import.
    pub extract: Option<Extract>,
    /// Whether the secret holds the key of that extract.
    pub key_held: bool,
    /// What an extract says of the account, the one in force or an earlier one.
    pub facts: Option<Facts>,
    /// Who the account is bound to, and their login.
    pub owner: Option<(Owner, Option<Member>)>,
    /// Tries on the account.
    pub tries: Counter,
    /// Its timeline, in order.
    pub told: Vec<TimelineEntry>,
}

/// Why an account cannot be registered: the first thing that stands in the way.
#[must_use]
pub fn of_account(account: &Account, figures: Figures, now: Timestamp) -> Cause {
    let held = account.owner.as_ref().and_then(|(owner, _)| owner.held_until);
    let held = held.filter(|until| now < *until);
    match (barred(account), held) {
        (Some(Cause::AccountOnline { since, under }), Some(until)) => {
            Cause::AccountHeld { since, under, until }
        }
        (Some(bars), _) => bars,
        (None, _) => tried(account, figures, now),
    }
}

/// What bars everybody, whatever they type.
pub(super) fn barred(account: &Account) -> Option<Cause> {
    let Some(extract) = &account.extract else { return Some(Cause::NoExtract) };
    if let Some(online) = online(account) {
        return Some(online);
    }
    if !account.key_held {
        return Some(Cause::KeyGone);
    }
    let imported_at = extract.imported_at;
    match &account.facts {
        None => Some(Cause::NoAccount { imported_at }),
        Some(facts) if facts.version < extract.version => Some(Cause::LeftExtract { imported_at }),
        Some(facts) => (facts.status == AccountStatus::Closed).then_some(Cause::AccountClosed),
    }
}

/// A login that has the account, also where the extract has lost the account since.
fn online(account: &Account) -> Option<Cause> {
    let holder = account.facts.as_ref().map_or(0, |facts| facts.holder);
    let (owner, member) = account.owner.as_ref().filter(|(owner, _)| owner.holder >= holder)?;
    let under = member.as_ref().map(|member| member.email.clone());
    Some(match member.as_ref().map(|member| member.standing) {
        Some(Standing::Frozen) => Cause::LoginFrozen(told::frozen_by(&account.told)),
        Some(Standing::Closed) => Cause::LoginClosed,
        Some(Standing::Active) | None => Cause::AccountOnline { since: owner.since, under },
    })
}

/// What came of the last try on an account that nobody has and that may be registered.
fn tried(account: &Account, figures: Figures, now: Timestamp) -> Cause {
    let asked = told::last_asked(&account.told);
    let misses = asked.as_ref().map(told::Asked::misses);
    if let Some(opens) = match_opens(&account.tries, Tryer::Stranger, figures, now) {
        return Cause::TriesSpent { of: Tries::Account, opens, misses };
    }
    let Some(asked) = asked else { return Cause::MayRegister };
    match asked.outcome {
        Outcome::AlreadyMember => Cause::AddsAccount { misses: asked.misses(), account: None },
        Outcome::TooManyTries => Cause::TriesOver { misses },
        Outcome::CouldNotMatch => Cause::NotMatched { at: asked.at, misses: asked.misses() },
        // Who had it then has it no more.
        Outcome::AccountHasLogin | Outcome::Confirm => Cause::MayRegister,
    }
}
