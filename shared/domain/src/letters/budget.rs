//! How many letters may be sent, so that nobody's mailbox is flooded in our name.
//!
//! The worker that sends counts them, never a page: what a page answers must not hang on whom a letter goes to. A
//! letter is counted before it is sent, once in each window, so no window ever lets more through than it says.

use jiff::{SignedDuration, Timestamp};

use crate::figures;
use crate::keys::ring::KeyRing;
use crate::letters::audience::Audience;
use crate::letters::bounces;
use crate::letters::envelope::Addressed;
use crate::letters::held::Held;
use crate::limits::counter::{Count, Counter, Subject, Window};
use crate::values::ids::EmailKey;

const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Letters that confirm, to one address: one a minute. Source of these and the next: SECURITY.md#figures.
pub const CONFIRM_PER_MINUTE: Window = Window { name: "confirm_60s", max: 1, length: MINUTE };
/// Letters that confirm, to one address, in an hour.
pub const CONFIRM_PER_HOUR: Window =
    Window { name: "confirm_1h", max: figures::LETTERS_CONFIRM_PER_HOUR, length: HOUR };
/// Letters that confirm, to one address, in a day.
pub const CONFIRM_PER_DAY: Window =
    Window { name: "confirm_1d", max: figures::LETTERS_CONFIRM_PER_DAY, length: DAY };
/// Letters with a way back in, to one address or asked for by one known browser: as many as those that confirm.
pub const RECOVER_PER_MINUTE: Window = Window { name: "recover_60s", ..CONFIRM_PER_MINUTE };
/// Letters with a way back in, in an hour.
pub const RECOVER_PER_HOUR: Window = Window { name: "recover_1h", ..CONFIRM_PER_HOUR };
/// Letters with a way back in, in a day.
pub const RECOVER_PER_DAY: Window = Window { name: "recover_1d", ..CONFIRM_PER_DAY };
/// All letters to one address that say why there is nothing to confirm, together.
pub const NOTICES_PER_DAY: Window =
    Window { name: "notice_1d", max: figures::LETTERS_NOTICES_PER_DAY, length: DAY };
/// Letters to all addresses that are neither a member's nor matched, in an hour.
pub const STRANGERS_PER_HOUR: Window =
    Window { name: "strangers_1h", max: figures::LETTERS_STRANGERS_PER_HOUR, length: HOUR };
/// Letters to all addresses that are neither a member's nor matched, in a day.
pub const STRANGERS_PER_DAY: Window =
    Window { name: "strangers_1d", max: figures::LETTERS_STRANGERS_PER_DAY, length: DAY };
/// Letters asked for again from one network address or IPv6 /64. Source: SECURITY.md#figures.
pub const RESEND_PER_ADDRESS: Window =
    Window { name: "resend_1h", max: figures::RESEND_PER_ADDRESS, length: HOUR };
/// Letters asked for again from one IPv6 /48: eight times as many. Source: docs/DATA.md#counters.
pub const RESEND_PER_SITE: Window =
    Window { name: "resend_1h", max: 8 * figures::RESEND_PER_ADDRESS, length: HOUR };
/// Ways back in asked for from one network address or IPv6 /64: as many as letters asked for again.
pub const RECOVER_PER_ADDRESS: Window = Window { name: "recover_1h", ..RESEND_PER_ADDRESS };
/// Ways back in asked for from one IPv6 /48.
pub const RECOVER_PER_SITE: Window = Window { name: "recover_1h", ..RESEND_PER_SITE };

/// A budget that a letter takes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// What it is counted on.
    pub subject: Subject,
    /// While one of these is full, the letter waits.
    waits: &'static [Window],
    /// While one of these is full, the letter is held.
    holds: &'static [Window],
    held: Held,
}

/// When a letter goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Now, once these are counted; none are left where it was counted before.
    Now(Vec<Count>),
    /// Not before an instant.
    At(Timestamp),
    /// Never.
    Never(Held),
}

/// The budgets of a letter; none for letters about a change that was already made.
///
/// A letter's kind says whom it goes to. To strangers go *could not match* and *too many tries*: the first says that
/// nothing matched, the second that nobody looked. So does *no login*. A way back in that a known browser asked for has
/// a budget of its own, so that no flood stops it. *Confirm* and *account has login* are written only where the facts
/// matched, *already a member* only to a member. A confirmation that ran out and asks to register again still counts as
/// one that confirms.
#[must_use]
pub fn budgets(keys: &KeyRing, addressed: &Addressed) -> Vec<Budget> {
    let address = || Subject::Letters(EmailKey::of_budget(keys, &addressed.to));
    let notices = || Budget {
        subject: address(),
        waits: &[],
        holds: &[NOTICES_PER_DAY],
        held: Held::Address,
    };
    let confirming = || Budget {
        subject: address(),
        waits: &[CONFIRM_PER_MINUTE, CONFIRM_PER_HOUR],
        holds: &[CONFIRM_PER_DAY],
        held: Held::Address,
    };
    let strangers = || Budget {
        subject: Subject::StrangersLetters,
        waits: &[],
        holds: &[STRANGERS_PER_HOUR, STRANGERS_PER_DAY],
        held: Held::Strangers,
    };
    let recovering = |subject| Budget {
        subject,
        waits: &[RECOVER_PER_MINUTE, RECOVER_PER_HOUR],
        holds: &[RECOVER_PER_DAY],
        held: Held::Address,
    };
    match addressed.letter.kind().audience() {
        Audience::Confirming => vec![confirming()],
        Audience::Recovering => vec![recovering(match addressed.letter.carried().known {
            Some((member, device)) => Subject::RecoverKnown(member, device),
            None => address(),
        })],
        Audience::Known => vec![notices()],
        Audience::Strangers => vec![notices(), strangers()],
        Audience::Members => Vec::new(),
    }
}

/// Decides when a letter goes, by its budgets and their counters in the same order.
///
/// `counted` is when it was last counted, if an earlier try to send it failed: a window that was open then holds it
/// already, and only one that opened since counts it again.
#[must_use]
pub fn turn(
    budgets: &[Budget],
    counters: &[Counter],
    counted: Option<Timestamp>,
    now: Timestamp,
) -> Turn {
    if let Some(held) = held_by_bounces(budgets, counters, now) {
        return Turn::Never(held);
    }
    let mut opens = None;
    let mut counts = Vec::new();
    for (budget, counter) in budgets.iter().zip(counters) {
        let holding = not_yet_in(budget.holds, counter, counted, now);
        if counter.room(&holding, now).is_err() {
            return Turn::Never(budget.held);
        }
        let mut windows = not_yet_in(budget.waits, counter, counted, now);
        opens = opens.max(counter.room(&windows, now).err());
        windows.extend(holding);
        if !windows.is_empty() {
            let mut count = counter.counted(budget.subject.clone(), &windows, now);
            if counted.is_none() && budget.subject == Subject::StrangersLetters {
                bounces::count_letter(&mut count.next, now);
            }
            // Windows that hold the letter already stay open for at most as long as the longest there is.
            let matters = bounces::matters_until(&count.next);
            let expires_at = matters.into_iter().fold(now + budget.longest(), Timestamp::max);
            counts.push(Count { expires_at, ..count });
        }
    }
    opens.map_or(Turn::Now(counts), Turn::At)
}

/// Why a letter to a stranger does not go: its mailbox bounced, or too many of the others did.
fn held_by_bounces(budgets: &[Budget], counters: &[Counter], now: Timestamp) -> Option<Held> {
    let to_strangers = |budget: &Budget| budget.subject == Subject::StrangersLetters;
    if !budgets.iter().any(to_strangers) {
        return None;
    }
    budgets.iter().zip(counters).find_map(|(budget, counter)| match budget.subject {
        Subject::Letters(_) => bounces::has_bounced(counter, now).then_some(Held::Bounced),
        Subject::StrangersLetters => {
            bounces::strangers_stop(counter, now).then_some(Held::Bouncing)
        }
        Subject::Account(_)
        | Subject::Address(_)
        | Subject::Email(_)
        | Subject::SignIn(_)
        | Subject::SignInFrom(..)
        | Subject::Device(..)
        | Subject::Resend(_)
        | Subject::Adding(_)
        | Subject::NewEmail(_)
        | Subject::Recover(_)
        | Subject::RecoverKnown(..) => None,
    })
}

impl Budget {
    fn longest(&self) -> SignedDuration {
        let all = self.waits.iter().chain(self.holds);
        all.map(|window| window.length).max().unwrap_or_default()
    }
}

/// The windows that do not hold a letter yet that was counted at an instant.
fn not_yet_in(
    windows: &[Window],
    tallies: &Counter,
    counted: Option<Timestamp>,
    now: Timestamp,
) -> Vec<Window> {
    let holds = |window: &Window| {
        let opened = tallies.open(window, now).map(|tally| tally.opened);
        opened.zip(counted).is_some_and(|(opened, counted)| opened <= counted)
    };
    windows.iter().filter(|window| !holds(window)).copied().collect()
}

#[cfg(test)]
mod tests;
