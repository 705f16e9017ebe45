//! Why somebody who asked to register has no login yet.

use jiff::Timestamp;

use super::{Mailbox, left, trouble};
use crate::figures::Figures;
use crate::letters::obstacle::Obstacle;
use crate::letters::outcome::Outcome;
use crate::letters::timeline::TimelineEntry;
use crate::limits::matching::{Tryer, match_opens};
use crate::limits::windows::match_per_email;
use crate::links::purpose::PENDING_LIFE;
use crate::links::state::LinkState;
use crate::registering::pending::{Pending, WRONG_NUMBERS_MAX};
use crate::why::account::barred;
use crate::why::cause::{Cause, Tries};
use crate::why::told;

/// Why the last registration of an email did not become a login.
pub(super) fn of(mailbox: &Mailbox, pending: &Pending, figures: Figures, now: Timestamp) -> Cause {
    let asked = told::asked(&mailbox.told, &pending.id.reference());
    let misses = asked.as_ref().map(told::Asked::misses);
    match (pending.state(now), pending.outcome) {
        // It became one, which has left this email since.
        (LinkState::Used, _) => left(mailbox).unwrap_or(Cause::EmailMoved),
        (LinkState::Open, _) => waits(mailbox, pending),
        (LinkState::Expired, Outcome::Confirm) => over(mailbox, pending),
        (LinkState::Expired, Outcome::CouldNotMatch) => {
            let misses = misses.unwrap_or_default();
            let not_matched = Cause::NotMatched { at: pending.created_at, misses: misses.clone() };
            let spent = || tries_spent(mailbox, Some(misses), figures, now);
            hopeless(mailbox).or_else(spent).unwrap_or(not_matched)
        }
        (LinkState::Expired, Outcome::TooManyTries) => {
            let spent = || tries_spent(mailbox, misses.clone(), figures, now);
            hopeless(mailbox).or_else(spent).unwrap_or(Cause::TriesOver { misses })
        }
        // The login that the email had is gone.
        (LinkState::Expired, Outcome::AlreadyMember) => left(mailbox).unwrap_or(Cause::LoginClosed),
        (LinkState::Expired, Outcome::AccountHasLogin) => {
            mailbox.asked_for.as_ref().and_then(barred).unwrap_or(Cause::MayRegister)
        }
    }
}

/// What bars the account whatever is typed: who tries again tries for ever.
fn hopeless(mailbox: &Mailbox) -> Option<Cause> {
    mailbox.asked_for.as_ref().and_then(barred).filter(|cause| {
        matches!(
            cause,
            Cause::NoExtract | Cause::KeyGone | Cause::LeftExtract { .. } | Cause::AccountClosed
        )
    })
}

/// What is in the way of a link that works: the account, or the letter that brings it.
fn waits(mailbox: &Mailbox, pending: &Pending) -> Cause {
    let code = pending.id.reference();
    let brings = |entry: &TimelineEntry| entry.reference.as_ref() == Some(&code);
    account_gone(mailbox, pending)
        .or_else(|| trouble(mailbox, false, brings))
        .unwrap_or(Cause::WaitsForConfirmation { until: pending.expires_at })
}

/// What a link fails at that works by itself: the account is no longer theirs to take.
fn account_gone(mailbox: &Mailbox, pending: &Pending) -> Option<Cause> {
    let account = mailbox.asked_for.as_ref()?;
    barred(account).or_else(|| {
        let has_passed_on = account.facts.as_ref().is_some_and(|it| it.holder > pending.holder);
        has_passed_on.then_some(Cause::PassedOn)
    })
}

/// Why a link that matched works no more. Only staff end one before its day is over.
fn over(mailbox: &Mailbox, pending: &Pending) -> Cause {
    if pending.wrong_numbers >= WRONG_NUMBERS_MAX {
        Cause::WrongNumbers
    } else if pending.expires_at < pending.created_at + PENDING_LIFE {
        Cause::Cancelled
    } else {
        account_gone(mailbox, pending).unwrap_or(Cause::RanOut)
    }
}

/// Whose tries are spent now, of the email or of the account that it asked for last.
pub(super) fn tries_spent(
    mailbox: &Mailbox,
    misses: Option<Vec<Obstacle>>,
    figures: Figures,
    now: Timestamp,
) -> Option<Cause> {
    let of_email = mailbox.tries.room(&[match_per_email(figures)], now).err();
    let of_account = mailbox.asked_for.as_ref().and_then(|account| {
        let contact = account.facts.as_ref().and_then(|facts| facts.contact.as_ref());
        let asked = mailbox.newest().map(|pending| pending.email.canonical());
        let is_contact = contact.is_some_and(|it| Some(it.email.canonical()) == asked);
        let tryer = if is_contact { Tryer::ContactOnFile } else { Tryer::Stranger };
        match_opens(&account.tries, tryer, figures, now)
    });
    let (of, opens) = match (of_email, of_account) {
        (Some(email), Some(account)) => (Tries::Both, email.max(account)),
        (Some(opens), None) => (Tries::Email, opens),
        (None, Some(opens)) => (Tries::Account, opens),
        (None, None) => return None,
    };
    Some(Cause::TriesSpent { of, opens, misses })
}
