//! How often an account may be matched, and by whom.

use jiff::{SignedDuration, Timestamp};

use crate::figures::Figures;
use crate::limits::counter::{Count, Counter, Subject, Window};
use crate::limits::windows::DAY;
use crate::values::ids::AccountKey;

/// Who tries to match an account: a stranger, or whoever reads the contact's mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tryer {
    /// Anybody.
    Stranger,
    /// The email typed is the contact on file: the letter reaches only them, so strangers cannot use up their tries.
    ContactOnFile,
}

/// The windows of match tries on one account: 5 in 6 hours, 10 in 30 days, then 1 a day. Source: SECURITY.md#figures.
pub(super) struct MatchWindows {
    pub(super) often: Window,
    month: Window,
    after: Window,
}

pub(super) const fn match_windows(tryer: Tryer, figures: Figures) -> MatchWindows {
    let (often, month, after) = match tryer {
        Tryer::Stranger => ("match_6h", "match_30d", "match_1d"),
        Tryer::ContactOnFile => ("on_file_6h", "on_file_30d", "on_file_1d"),
    };
    MatchWindows {
        often: Window {
            name: often,
            max: figures.match_per_account,
            length: SignedDuration::from_hours(6),
        },
        month: Window {
            name: month,
            max: figures.match_per_account_month,
            length: SignedDuration::from_hours(24 * 30),
        },
        after: Window { name: after, max: 1, length: DAY },
    }
}

/// Whether an account may be tried once more.
#[must_use]
pub fn match_allowed(counter: &Counter, tryer: Tryer, figures: Figures, now: Timestamp) -> bool {
    match_opens(counter, tryer, figures, now).is_none()
}

/// When an account may be tried again; `None` if it may be now.
#[must_use]
pub fn match_opens(
    counter: &Counter,
    tryer: Tryer,
    figures: Figures,
    now: Timestamp,
) -> Option<Timestamp> {
    let windows = match_windows(tryer, figures);
    let month_is_spent = counter.tries(&windows.month, now) >= windows.month.max;
    let of_the_day = [windows.often, windows.after];
    let asked = if month_is_spent { &of_the_day[..] } else { &of_the_day[..1] };
    counter.room(asked, now).err()
}

/// Counts a try on an account; once the limit is spent, only its version moves.
#[must_use]
pub fn count_match(
    counter: &Counter,
    key: AccountKey,
    tryer: Tryer,
    figures: Figures,
    now: Timestamp,
) -> Count {
    let windows = match_windows(tryer, figures);
    let all = [windows.often, windows.month, windows.after];
    let subject = Subject::Account(key);
    if match_allowed(counter, tryer, figures, now) {
        // The day's window matters, and opens, only once the month is spent.
        let month_is_spent = counter.tries(&windows.month, now) + 1 > windows.month.max;
        counter.counted(subject, if month_is_spent { &all } else { &all[..2] }, now)
    } else {
        let count = counter.counted(subject, &[], now);
        Count { expires_at: now + windows.month.length, ..count }
    }
}
