//! Wrong passwords by network address, whoever they were tried for.
//!
//! One address may be a whole village's, so the figures are wide, and a right password takes its own try back.
//! Source of the figures: SECURITY.md#figures; their reasons: docs/DECISIONS.md.

use jiff::{SignedDuration, Timestamp};

use crate::figures::Figures;
use crate::limits::counter::{Count, Counter, Subject, Window};

const TEN_MINUTES: SignedDuration = SignedDuration::from_mins(10);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Wrong passwords from one IPv4 address or IPv6 /64.
pub(super) const fn from_address(figures: Figures) -> [Window; 2] {
    [
        Window { name: "wrong_10m", max: figures.sign_in_wrong_per_address, length: TEN_MINUTES },
        Window { name: "wrong_1d", max: figures.sign_in_wrong_per_address_day, length: DAY },
    ]
}

/// The same from one IPv6 /48: eight times as many. Source: docs/DATA.md#counters.
pub(super) fn from_site(figures: Figures) -> [Window; 2] {
    from_address(figures).map(|window| Window { max: 8 * window.max, ..window })
}

/// When strangers' browsers may try passwords from a network address again, whoever's they are; for staff who look.
#[must_use]
pub(crate) fn network_opens(
    counter: &Counter,
    figures: Figures,
    now: Timestamp,
) -> Option<Timestamp> {
    counter.room(&from_address(figures), now).err()
}

/// A network's counter with one try less that was made at an instant; `None` if no window holds it any more.
pub(super) fn taken_back(
    counter: &Counter,
    subject: Subject,
    tried_at: Timestamp,
) -> Option<Count> {
    // Only their names and lengths matter here, which no figure changes.
    let windows = from_address(Figures::SHIPPED);
    let mut next = Counter { version: counter.version + 1, ..counter.clone() };
    let holding = windows.iter().filter(|window| {
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
