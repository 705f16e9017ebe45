//! What stands of single letters in their mailbox's counter.
//!
//! One waiting letter of a kind is enough for a mailbox. The others end at once, whoever asked for them. A letter that was
//! counted is known by its envelope for a while: if its worker died before it was sent, it is not counted once more and
//! does not wait for itself. Finding either costs no read, since a letter's turn depends on the counter anyway.

use jiff::{SignedDuration, Timestamp};

use crate::letters::asking::Asking;
use crate::letters::letter::Letter;
use crate::limits::counter::{Counter, Tally};

/// On a counter of letters: one that waits; by when it should have gone.
const WAITS: &str = "waits:";
/// On a counter of letters: one that was counted; when.
const COUNTED: &str = "counted:";
/// After this, what was counted has gone, and what should have gone never will.
///
/// The sweep takes each within a minute or two.
const GRACE: SignedDuration = SignedDuration::from_mins(5);

/// The place of a letter among those of one mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// What every letter has in common that would do as well.
    shared: String,
    /// The same, and which letter this is.
    own: String,
}

impl Slot {
    /// The slot of a letter.
    ///
    /// Letters of one kind share one. Letters that confirm share one for each link: two registrations of one household
    /// both arrive, and somebody's new email waits for nobody else's. So do invitations by two owners. How many links there are is limited where they are
    /// made.
    pub(crate) fn of(asking: &Asking<'_>) -> Self {
        let shared = match asking.letter {
            Letter::Confirm { link, .. }
            | Letter::NewEmail { link, .. }
            | Letter::Invitation { link, .. } => {
                format!("{}:{}:", asking.letter.kind().name(), link.id.text())
            }
            _ => format!("{}:", asking.letter.kind().name()),
        };
        let own = format!("{shared}{}:{}", asking.envelope.as_str(), asking.place);
        Self { shared, own }
    }

    /// Whether another letter waits in this slot.
    pub(crate) fn is_taken(&self, counter: &Counter, now: Timestamp) -> bool {
        counter.tallies.iter().any(|(name, tally)| {
            let waits = name.strip_prefix(WAITS);
            let other = waits.is_some_and(|it| it.starts_with(&self.shared) && it != self.own);
            other && matters(tally, now)
        })
    }

    /// By when this letter should have gone, if it waits.
    pub(crate) fn waits(&self, counter: &Counter) -> Option<Timestamp> {
        counter.tallies.get(&format!("{WAITS}{}", self.own)).map(|tally| tally.opened)
    }

    /// When this letter was counted, if it was a while ago at most.
    pub(crate) fn counted(&self, counter: &Counter) -> Option<Timestamp> {
        counter.tallies.get(&format!("{COUNTED}{}", self.own)).map(|tally| tally.opened)
    }

    /// Notes that this letter waits.
    pub(crate) fn wait(&self, counter: &mut Counter, by: Timestamp, now: Timestamp) {
        forget_old(counter, now);
        counter.tallies.insert(format!("{WAITS}{}", self.own), Tally { opened: by, count: 1 });
    }

    /// Notes that this letter waits no more.
    pub(crate) fn leave(&self, counter: &mut Counter) {
        counter.tallies.remove(&format!("{WAITS}{}", self.own));
    }

    /// Notes that this letter is counted, and so waits no more.
    pub(crate) fn count(&self, counter: &mut Counter, now: Timestamp) {
        forget_old(counter, now);
        self.leave(counter);
        counter.tallies.insert(format!("{COUNTED}{}", self.own), Tally { opened: now, count: 1 });
    }
}

/// Until when a counter matters for what waits; `None` if nothing does.
pub(crate) fn matters_until(counter: &Counter) -> Option<Timestamp> {
    let waits = counter.tallies.iter().filter(|(name, _)| name.starts_with(WAITS));
    waits.map(|(_, tally)| tally.opened + GRACE).max()
}

/// What matters no more goes, so that the item stays small.
fn forget_old(counter: &mut Counter, now: Timestamp) {
    let is_ours = |name: &str| name.starts_with(WAITS) || name.starts_with(COUNTED);
    counter.tallies.retain(|name, tally| !is_ours(name) || matters(tally, now));
}

fn matters(tally: &Tally, now: Timestamp) -> bool {
    tally.opened + GRACE > now
}

#[cfg(test)]
mod tests;
