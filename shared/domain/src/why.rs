//! Why somebody cannot register or sign in, or how their report stands: the true cause, decided from what was read, for
//! staff who look.
//!
//! Nothing here has words. Who shows a cause says it in theirs: the command line, and whoever comes after it.

mod account;
mod cause;
mod mailbox;
mod outage;
mod told;

use jiff::Timestamp;

use crate::letters::happened::{Act, Happened};
use crate::letters::timeline::TimelineEntry;

pub use account::{Account, of_account};
pub use cause::{Cause, FrozenBy, Place, Tries};
pub use mailbox::{Mailbox, Network, newest, of_email};
pub use outage::{LastWord, OutageCase, of_report};

/// The cause of a code that leads to nobody. That staff looked it up, or let it be tried, tells nothing of it.
#[must_use]
pub fn of_code(told: &[TimelineEntry]) -> Cause {
    let tells = |entry: &TimelineEntry| {
        !matches!(&entry.what, Happened::Staff { act: Act::LookedUp | Act::Unlocked, .. })
    };
    if told.iter().any(tells) { Cause::SeeTimeline } else { Cause::CodeUnknown }
}

/// The cause of an account by what whoever asked for it last met, where nothing of the account itself is in the way.
#[must_use]
pub fn of_asker(account: Cause, asker: Option<Cause>) -> Cause {
    let tells_more = |asker: &Cause| {
        // A login that moved to another email has the account no more, if nobody has it.
        !matches!(
            asker,
            Cause::NothingKnown
                | Cause::Member { .. }
                | Cause::MemberHeld { .. }
                | Cause::MayRegister
                | Cause::EmailMoved
        )
    };
    match account {
        Cause::MayRegister | Cause::NotMatched { .. } | Cause::TriesOver { .. } => {
            asker.filter(tells_more).unwrap_or(account)
        }
        // A member who waits to sign in still goes in a circle with that account.
        Cause::AddsAccount { .. } => {
            let outlasts = |asker: &Cause| !matches!(asker, Cause::SignInWaits { .. });
            asker.filter(tells_more).filter(outlasts).unwrap_or(account)
        }
        // The email's tries may be spent beside the account's.
        Cause::TriesSpent { .. } => {
            let is_spent = |asker: &Cause| matches!(asker, Cause::TriesSpent { .. });
            asker.filter(is_spent).unwrap_or(account)
        }
        bars => bars,
    }
}

/// The cause of an account that is online, by what is so of its login: whoever calls hears that it is to move.
#[must_use]
pub fn of_owner(account: Cause, login: Option<Cause>) -> Cause {
    match (&account, login) {
        (
            Cause::AccountOnline { .. } | Cause::AccountHeld { .. },
            Some(moving @ Cause::EmailMoving { .. }),
        ) => moving,
        _ => account,
    }
}

/// The cause of an email that the mail service writes to no more, where nothing else bars its owner.
///
/// `since` is `None` where it is not known; the whole is `None` if the address is not on the service's list.
#[must_use]
pub fn of_unwritten(cause: Cause, listed: Option<Option<Timestamp>>, to_member: bool) -> Cause {
    let waits_for_a_letter = matches!(
        cause,
        Cause::Member { .. }
            | Cause::MemberHeld { .. }
            | Cause::Letter { .. }
            | Cause::WaitsForConfirmation { .. }
            | Cause::RanOut
            | Cause::EmailMovesHere { .. }
            | Cause::NewEmail { .. }
            | Cause::NoLogin { .. }
            | Cause::NothingKnown
    );
    match listed {
        Some(since) if waits_for_a_letter => Cause::Unwritten { since, to_member },
        _ => cause,
    }
}

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
