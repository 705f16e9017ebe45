//! How many letters may be sent, so that nobody's mailbox is flooded in our name.
//!
//! The worker that sends counts them, never a page: what a page answers must not hang on whom a letter goes to. A
//! letter is counted before it is sent, once in each window, so no window ever lets more through than it says.

use jiff::{SignedDuration, Timestamp};

use crate::figures::Figures;
use crate::keys::ring::KeyRing;
pub use crate::letters::asking::Asking;
use crate::letters::audience::Audience;
use crate::letters::bounces;
use crate::letters::envelope::Addressed;
use crate::letters::held::Held;
use crate::letters::waiting::{self, Slot};
use crate::limits::counter::{Count, Counter, Subject, Window};
use crate::values::ids::EmailKey;

const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Letters that confirm, to one address: one a minute. Source of these and the next: SECURITY.md#figures.
pub const CONFIRM_PER_MINUTE: Window = Window { name: "confirm_60s", max: 1, length: MINUTE };

/// Letters that confirm, to one address: in a minute, an hour and a day.
#[must_use]
pub const fn confirming(figures: Figures) -> [Window; 3] {
    [
        CONFIRM_PER_MINUTE,
        Window { name: "confirm_1h", max: figures.letters_confirm_per_hour, length: HOUR },
        Window { name: "confirm_1d", max: figures.letters_confirm_per_day, length: DAY },
    ]
}

/// Letters with a way back in, to one address or asked for by one known browser: as many as those that confirm.
#[must_use]
pub const fn recovering(figures: Figures) -> [Window; 3] {
    let [minute, hour, day] = confirming(figures);
    [
        Window { name: "recover_60s", ..minute },
        Window { name: "recover_1h", ..hour },
        Window { name: "recover_1d", ..day },
    ]
}

/// All letters to one address that say why there is nothing to confirm, together.
#[must_use]
pub const fn notices(figures: Figures) -> Window {
    Window { name: "notice_1d", max: figures.letters_notices_per_day, length: DAY }
}

/// Letters to all addresses that are neither a member's nor matched, in an hour and in a day.
#[must_use]
pub const fn strangers(figures: Figures) -> [Window; 2] {
    [
        Window { name: "strangers_1h", max: figures.letters_strangers_per_hour, length: HOUR },
        Window { name: "strangers_1d", max: figures.letters_strangers_per_day, length: DAY },
    ]
}

/// Letters asked for again from one network address or IPv6 /64. Source: SECURITY.md#figures.
#[must_use]
pub const fn resend_per_address(figures: Figures) -> Window {
    Window { name: "resend_1h", max: figures.resend_per_address, length: HOUR }
}

/// Letters asked for again from one IPv6 /48: eight times as many. Source: docs/DATA.md#counters.
#[must_use]
pub const fn resend_per_site(figures: Figures) -> Window {
    let one = resend_per_address(figures);
    Window { max: 8 * one.max, ..one }
}

/// Ways back in asked for from one network address or IPv6 /64: as many as letters asked for again.
#[must_use]
pub const fn recover_per_address(figures: Figures) -> Window {
    Window { name: "recover_1h", ..resend_per_address(figures) }
}

/// Ways back in asked for from one IPv6 /48.
#[must_use]
pub const fn recover_per_site(figures: Figures) -> Window {
    Window { name: "recover_1h", ..resend_per_site(figures) }
}

/// A letter that does not get its turn in so long is held for good.
///
/// Ours: members have called by then.
const LONGEST_WAIT: SignedDuration = DAY;

/// A budget that a letter takes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// What it is counted on.
    pub subject: Subject,
    /// While one of these is full, the letter waits.
    windows: Vec<Window>,
    /// What a letter that waits for them waits for.
    held: Held,
}

/// When a letter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Now.
    Now,
    /// Not before an instant.
    Waits {
        /// When there may be room.
        until: Timestamp,
        /// What for.
        why: Held,
    },
    /// Never.
    Never(Held),
}

/// A turn, and what is to be written before anything is done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// When the letter goes.
    pub turn: Turn,
    /// The counters with the letter: counted, waiting, or no longer so.
    ///
    /// There are none where that stands already.
    pub counts: Vec<Count>,
}

/// The budgets of a letter; none for letters about a change that was already made.
///
/// A letter's kind says whom it goes to. To strangers go *could not match* and *too many tries*: the first says that
/// nothing matched, the second that nobody looked. So does *no login*, and an *invitation*, since nobody looks whom it goes to. A way back in that a known browser asked for has
/// a budget of its own, so that no flood stops it. *Confirm* and *account has login* are written only where the facts
/// matched, *already a member* only to a member. A confirmation that ran out and asks to register again still counts as
/// one that confirms.
#[must_use]
pub fn budgets(keys: &KeyRing, addressed: &Addressed, figures: Figures) -> Vec<Budget> {
    let address = || Subject::Letters(EmailKey::of_budget(keys, &addressed.to));
    let of = |subject, windows, held| Budget { subject, windows, held };
    let notices = || of(address(), vec![notices(figures)], Held::Address);
    let confirming = || of(address(), confirming(figures).into(), Held::Address);
    let recovering = |subject| of(subject, recovering(figures).into(), Held::Address);
    let strangers = || of(Subject::StrangersLetters, strangers(figures).into(), Held::Strangers);
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
/// A window that was open when the letter was counted holds it already, and only one that opened since counts it again.
/// A letter that has to wait does so if no other one like it waits for the mailbox, and for a day at most.
#[must_use]
pub fn decide(
    budgets: &[Budget],
    counters: &[Counter],
    asking: &Asking,
    now: Timestamp,
) -> Decided {
    let never = |held| Decided { turn: Turn::Never(held), counts: Vec::new() };
    let pairs = || budgets.iter().zip(counters);
    let slot = Slot::of(asking);
    // If a worker died over it, the letter stands in its counters and not in its envelope.
    let stands = counters.first().and_then(|counter| slot.counted(counter));
    let asking = &Asking { counted: stands.max(asking.counted), ..*asking };
    if shuns(budgets, counters, now) {
        return never(Held::Bounced);
    }
    let full = pairs().filter_map(|(it, counter)| it.room(counter, asking, now).err());
    let (Some((opens, why)), Some((budget, counter))) = (full.reduce(later), pairs().next()) else {
        let counts = pairs().filter_map(|(it, of)| it.count(of, &slot, asking, now)).collect();
        return Decided { turn: Turn::Now, counts };
    };
    let end = asking.queued_at + LONGEST_WAIT;
    if now >= end {
        return never(why);
    }
    if slot.is_taken(counter, now) {
        return never(Held::Another);
    }
    let until = opens.min(end);
    // When a budget opens that others share, they may come first.
    let by = if why.is_shared() { end } else { until };
    let mut counts = Vec::new();
    if slot.waits(counter) != Some(by) {
        let mut next = Counter { version: counter.version + 1, ..counter.clone() };
        slot.wait(&mut next, by, now);
        counts.push(budget.written(next, now));
    }
    Decided { turn: Turn::Waits { until, why }, counts }
}

/// As [`decide`], for a letter whose link was used or ended while it waited.
///
/// It never goes, and it no longer counts as one that waits.
#[must_use]
pub fn withdraw(
    budgets: &[Budget],
    counters: &[Counter],
    asking: &Asking,
    now: Timestamp,
) -> Decided {
    let slot = Slot::of(asking);
    let waits = budgets.iter().zip(counters).filter(|(_, it)| slot.waits(it).is_some());
    let counts = waits.map(|(budget, counter)| {
        let mut next = Counter { version: counter.version + 1, ..counter.clone() };
        slot.leave(&mut next);
        budget.written(next, now)
    });
    Decided { turn: Turn::Never(Held::Used), counts: counts.collect() }
}

/// Of two full budgets the later instant, and the reason of the second.
///
/// The second is the one that strangers share: while it is full, all of them wait.
fn later(one: (Timestamp, Held), other: (Timestamp, Held)) -> (Timestamp, Held) {
    (one.0.max(other.0), other.1)
}

/// Whether a letter to a stranger does not go because its mailbox bounced.
fn shuns(budgets: &[Budget], counters: &[Counter], now: Timestamp) -> bool {
    budgets.iter().any(|budget| budget.subject == Subject::StrangersLetters)
        && counters.first().is_some_and(|mailbox| bounces::has_bounced(mailbox, now))
}

impl Budget {
    /// Whether there is room for a letter; else when there may be, and what is full.
    fn room(
        &self,
        counter: &Counter,
        asking: &Asking,
        now: Timestamp,
    ) -> Result<(), (Timestamp, Held)> {
        if self.subject == Subject::StrangersLetters && bounces::strangers_stop(counter, now) {
            return Err((asking.queued_at + LONGEST_WAIT, Held::Bouncing));
        }
        let windows = not_yet_in(&self.windows, counter, asking.counted, now);
        counter.room(&windows, now).map_err(|opens| (opens, self.held))
    }

    /// The counter with a letter that goes now; `None` if it holds that already.
    fn count(
        &self,
        counter: &Counter,
        slot: &Slot,
        asking: &Asking,
        now: Timestamp,
    ) -> Option<Count> {
        let windows = not_yet_in(&self.windows, counter, asking.counted, now);
        if windows.is_empty() && slot.waits(counter).is_none() {
            return None;
        }
        let mut next = counter.counted(self.subject.clone(), &windows, now).next;
        if self.subject != Subject::StrangersLetters {
            slot.count(&mut next, now);
        } else if asking.counted.is_none() {
            bounces::count_letter(&mut next, now);
        }
        Some(self.written(next, now))
    }

    /// A counter as it is to be written, kept for as long as anything in it matters.
    ///
    /// Windows that are open already stay so for at most as long as the longest there is.
    fn written(&self, next: Counter, now: Timestamp) -> Count {
        let longest = self.windows.iter().map(|window| window.length).max().unwrap_or_default();
        let matters = [bounces::matters_until(&next), waiting::matters_until(&next)];
        let expires_at = matters.into_iter().flatten().fold(now + longest, Timestamp::max);
        Count { subject: self.subject.clone(), next, expires_at }
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
