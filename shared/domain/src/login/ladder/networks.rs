//! Wrong passwords by network address, whoever they were tried for.
//!
//! One address may be a whole village's, so the figures are wide, and a right password takes its own try back.
//! Source of the figures: SECURITY.md#figures; their reasons: docs/DECISIONS.md.

use jiff::{SignedDuration, Timestamp};

use crate::figures;
use crate::limits::counter::{Count, Counter, Subject, Window};

const TEN_MINUTES: SignedDuration = SignedDuration::from_mins(10);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Wrong passwords from one IPv4 address or IPv6 /64.
pub(super) const FROM_ADDRESS: [Window; 2] = [
    Window { name: "wrong_10m", max: figures::SIGN_IN_WRONG_PER_ADDRESS, length: TEN_MINUTES },
    Window { name: "wrong_1d", max: figures::SIGN_IN_WRONG_PER_ADDRESS_DAY, length: DAY },
];
/// The same from one IPv6 /48: eight times as many. Source: docs/DATA.md#counters.
pub(super) const FROM_SITE: [Window; 2] = [
    Window { max: 8 * FROM_ADDRESS[0].max, ..FROM_ADDRESS[0] },
    Window { max: 8 * FROM_ADDRESS[1].max, ..FROM_ADDRESS[1] },
];

/// When strangers' browsers may try passwords from a network address again, whoever's they are; for staff who look.
#[must_use]
pub(crate) fn network_opens(counter: &Counter, now: Timestamp) -> Option<Timestamp> {
    counter.room(&FROM_ADDRESS, now).err()
}

/// A network's counter with one try less that was made at an instant; `None` if no window holds it any more.
pub(super) fn taken_back(
    counter: &Counter,
    subject: Subject,
    tried_at: Timestamp,
) -> Option<Count> {
    let mut next = Counter { version: counter.version + 1, ..counter.clone() };
    let holding = FROM_ADDRESS.iter().filter(|window| {
        let tally = counter.open(window, tried_at);
        tally.is_some_and(|tally| tally.opened <= tried_at && tally.count > 0)
    });
    let mut is_held = false;
    for window in holding {
        next.tallies.entry(window.name.to_owned()).and_modify(|tally| tally.count -= 1);
        is_held = true;
    }
    is_held.then(|| Count { subject, next, expires_at: tried_at + DAY })
}
