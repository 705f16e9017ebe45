//! Puts a cause into words: the state, what to say on the phone, what to do.
//!
//! The words never tell a caller which answer was wrong, since that would help somebody who guesses.

mod account;
mod asked;
mod letter;
mod login;
pub(crate) mod outage;
mod registration;

use domain::why::Cause;
use web::portal::Portal;

use crate::advice::{Advice, Worded};
use crate::deed::Deed;

/// A cause in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The state, for staff.
    pub now: Worded,
    /// What to say on the phone.
    pub english: &'static str,
    /// The same in Spanish.
    pub spanish: &'static str,
    /// What to do.
    pub act: Option<Advice>,
}

/// The state and what to say, with nothing to do.
fn told(now: impl Into<Worded>, [english, spanish]: [&'static str; 2]) -> Said {
    Said { now: now.into(), english, spanish, act: None }
}

impl Said {
    /// Adds what to do where no act of staff is the answer.
    fn hint(self, words: impl Into<Worded>) -> Self {
        self.advised(None, &[], words)
    }

    /// Adds the one right act, and those that go with it.
    fn right(self, right: Deed, also: &[Deed], words: impl Into<Worded>) -> Self {
        self.advised(Some(right), also, words)
    }

    /// Adds acts of which one may be right, as the caller's answer goes.
    fn depends(self, also: &[Deed], words: impl Into<Worded>) -> Self {
        self.advised(None, also, words)
    }

    fn advised(self, right: Option<Deed>, also: &[Deed], words: impl Into<Worded>) -> Self {
        let act = Some(Advice { right, also: also.to_vec(), words: words.into() });
        Self { act, ..self }
    }
}

/// Puts a cause into words.
#[must_use]
pub fn said(portal: &Portal, cause: &Cause) -> Said {
    match cause {
        Cause::NoExtract => account::no_extract(),
        Cause::KeyGone => account::key_gone(),
        Cause::NoAccount { imported_at } => account::no_account(portal, *imported_at),
        Cause::LeftExtract { imported_at } => account::left_extract(portal, *imported_at),
        Cause::AccountClosed => account::closed(),
        Cause::AccountOnline { since, under } => account::online(portal, *since, under.as_ref()),
        Cause::AccountHeld { since, under, until } => {
            account::held(portal, *since, under.as_ref(), *until)
        }
        Cause::PassedOn => account::passed_on(),
        Cause::MayRegister => account::may_register(portal),
        Cause::LoginFrozen(by) => login::frozen(*by),
        Cause::LoginClosed => login::closed(),
        Cause::EmailMoved => login::moved(),
        Cause::EmailMoving { since } => login::moving(portal, *since),
        Cause::EmailMovesHere { since } => login::moves_here(portal, *since),
        Cause::NewEmail { until } => login::new_email(portal, *until),
        Cause::NoLogin { at } => login::none(portal, *at),
        Cause::ContactTold { at } => login::contact_told(portal, *at),
        Cause::SignInShut => login::shut(),
        Cause::SignInWaits { until, place } => login::waits(portal, *until, *place),
        Cause::Member { since, accounts, opens } => {
            login::member(portal, *since, *accounts, *opens)
        }
        Cause::MemberHeld { until } => login::held(portal, *until),
        Cause::TriesSpent { of, opens, misses } => {
            registration::tries_spent(portal, *of, *opens, misses.as_deref())
        }
        Cause::TriesOver { misses } => registration::tries_over(portal, misses.as_deref()),
        Cause::NotMatched { at, misses } => registration::not_matched(portal, *at, misses),
        Cause::AddsAccount { misses, account } => {
            registration::adds(portal, misses, account.as_ref())
        }
        Cause::WaitsForConfirmation { until } => registration::waits(portal, *until),
        Cause::RanOut => registration::ran_out(),
        Cause::WrongNumbers => registration::wrong_numbers(),
        Cause::Cancelled => registration::cancelled(),
        Cause::Outage(report) => outage::stands(portal, report),
        Cause::NothingKnown => registration::nothing_known(),
        Cause::CodeUnknown => registration::code_unknown(),
        Cause::SeeTimeline => registration::see_timeline(),
        Cause::Unwritten { since, to_member } => letter::unwritten(portal, *since, *to_member),
        Cause::Letter { kind, end, to_member } => letter::trouble(kind, *end, *to_member),
    }
}

#[cfg(test)]
mod tests;
