//! Why somebody cannot register or sign in: the true cause, decided from what was read, for staff who look.
//!
//! Nothing here has words. Who shows a cause says it in theirs: the command line, and whoever comes after it.

mod account;
mod cause;
mod mailbox;
mod told;

pub use account::{Account, of_account};
pub use cause::{Cause, FrozenBy, Place, Tries};
pub use mailbox::{Mailbox, newest, of_email};

/// The cause of an account by what whoever asked for it last met, where nothing of the account itself is in the way.
#[must_use]
pub fn of_asker(account: Cause, asker: Option<Cause>) -> Cause {
    let tells_more = |asker: &Cause| {
        !matches!(asker, Cause::NothingKnown | Cause::Member { .. } | Cause::MayRegister)
    };
    match account {
        Cause::MayRegister
        | Cause::NotMatched { .. }
        | Cause::AddsAccount { .. }
        | Cause::TriesOver { .. } => asker.filter(tells_more).unwrap_or(account),
        // The email's tries may be spent beside the account's.
        Cause::TriesSpent { .. } => {
            let is_spent = |asker: &Cause| matches!(asker, Cause::TriesSpent { .. });
            asker.filter(is_spent).unwrap_or(account)
        }
        bars => bars,
    }
}

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
