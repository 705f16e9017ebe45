//! How counters of sign-ins stand, for staff who look.

use jiff::Timestamp;

use super::{FAILURES, FROM_ONE_ADDRESS, RefusedTry, from_one_address, room};
use crate::figures::Figures;
use crate::limits::counter::{Counter, Subject, Tally};

/// Whether a stranger's browser may try a password with an email, by the email's counter.
///
/// # Errors
///
/// What is in the way.
pub fn sign_in_open(counter: &Counter, figures: Figures, now: Timestamp) -> Result<(), RefusedTry> {
    room(counter, figures, now)
}

/// When a password may be tried where these failures were, by their own counter.
///
/// A browser whose own ladder is shut counts as one that nobody has used, so it waits for the email's.
#[must_use]
pub(crate) fn failed_sign_in_opens(
    subject: &Subject,
    counter: &Counter,
    figures: Figures,
    now: Timestamp,
) -> Option<Timestamp> {
    let refused = match subject {
        Subject::Device(..) => room(counter, figures, now).err(),
        _ => counter.room(&[from_one_address(figures)], now).map_err(RefusedTry::Wait).err(),
    };
    match refused {
        Some(RefusedTry::Wait(until) | RefusedTry::Network(until)) => Some(until),
        Some(RefusedTry::Shut) | None => None,
    }
}

/// How many wrong passwords a counter of sign-ins holds, and when the last series of them was.
#[must_use]
pub fn failed_sign_ins(counter: &Counter) -> Option<Tally> {
    let tallies = [FAILURES, FROM_ONE_ADDRESS].map(|name| counter.tallies.get(name));
    tallies.into_iter().flatten().next().copied()
}
