//! How often something may be tried, and counting it.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use crate::figures;
use crate::ids::{AccountKey, AddressKey, DeviceId, EmailKey, MemberId};

/// So many tries in so long; it opens at the first try and then stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// What its tally is kept under.
    pub name: &'static str,
    /// The last try allowed, inclusive.
    pub max: u32,
    /// How long it stays open.
    pub length: SignedDuration,
}

/// Whose tries are counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A billing account, whether it exists or not.
    Account(AccountKey),
    /// A network address or site.
    Address(AddressKey),
    /// An email address, whether it is a member's or not: match tries.
    Email(EmailKey),
    /// An email address: sign-in tries of browsers that no member has used.
    SignIn(EmailKey),
    /// An email address and a network address together: sign-in tries.
    SignInFrom(EmailKey, AddressKey),
    /// A browser that its member has used before: sign-in tries.
    Device(MemberId, DeviceId),
    /// An email address without its tags: letters.
    Letters(EmailKey),
    /// All letters to addresses that are neither a member's nor matched.
    StrangersLetters,
    /// A network address: letters asked for again.
    Resend(AddressKey),
    /// A member: tries to add an account.
    Adding(MemberId),
    /// A member: new emails asked for.
    NewEmail(MemberId),
    /// A network address: ways back in asked for.
    Recover(AddressKey),
    /// A browser that its member has used before: letters with a way back in that it asked for.
    RecoverKnown(MemberId, DeviceId),
}

/// The tries in one window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// When the first of them was.
    pub opened: Timestamp,
    /// How many there were.
    pub count: u32,
}

/// All windows of one subject, kept in one item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counter {
    /// Raised by each write; zero means that there is no item yet.
    pub version: u64,
    /// The tallies, by window.
    pub tallies: BTreeMap<String, Tally>,
}

/// A counter as it was read and as it is to be written; nobody may have written in between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Whose it is.
    pub subject: Subject,
    /// What is to be written; its version is the one read plus one.
    pub next: Counter,
    /// When its last window closes.
    pub expires_at: Timestamp,
}

impl Counter {
    /// How many tries an open window holds.
    #[must_use]
    pub fn tries(&self, window: &Window, now: Timestamp) -> u32 {
        self.open(window, now).map_or(0, |tally| tally.count)
    }

    /// Whether one more try fits into every window.
    ///
    /// # Errors
    ///
    /// The first instant at which it does.
    pub fn room(&self, windows: &[Window], now: Timestamp) -> Result<(), Timestamp> {
        let full = windows.iter().filter(|window| self.tries(window, now) >= window.max);
        let opens =
            full.filter_map(|w| self.open(w, now).map(|tally| tally.opened + w.length)).max();
        opens.map_or(Ok(()), Err)
    }

    /// The counter with one more try in each window.
    #[must_use]
    pub fn counted(&self, subject: Subject, windows: &[Window], now: Timestamp) -> Count {
        let mut next = Self { version: self.version + 1, tallies: self.tallies.clone() };
        for window in windows {
            let tally = self.open(window, now).unwrap_or(Tally { opened: now, count: 0 });
            let tally = Tally { count: tally.count.saturating_add(1), ..tally };
            next.tallies.insert(window.name.to_owned(), tally);
        }
        let longest = windows.iter().map(|window| window.length).max().unwrap_or_default();
        Count { subject, next, expires_at: now + longest }
    }

    /// A window's tally, while it is open.
    pub(crate) fn open(&self, window: &Window, now: Timestamp) -> Option<Tally> {
        self.tallies.get(window.name).copied().filter(|tally| tally.opened + window.length > now)
    }
}

/// What a page counts of its sender, whatever was typed: a network address, and the IPv6 /48 around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SenderTries(Vec<(Subject, Window)>);

impl SenderTries {
    /// Takes each subject with the window that it is counted in.
    #[must_use]
    pub fn new(address: (Subject, Window), site: Option<(Subject, Window)>) -> Self {
        Self(std::iter::once(address).chain(site).collect())
    }

    /// Takes one more.
    #[must_use]
    pub fn and(mut self, more: (Subject, Window)) -> Self {
        self.0.push(more);
        self
    }

    /// The counters to read, in the order in which [`SenderTries::count`] takes them.
    #[must_use]
    pub fn subjects(&self) -> Vec<Subject> {
        self.0.iter().map(|(subject, _)| subject.clone()).collect()
    }

    /// Counts one try more.
    ///
    /// # Errors
    ///
    /// The first instant at which there is room for it.
    pub fn count(&self, read: &[Counter], now: Timestamp) -> Result<Vec<Count>, Timestamp> {
        let each = || read.iter().zip(&self.0);
        let full = each().filter_map(|(counter, (_, window))| counter.room(&[*window], now).err());
        if let Some(until) = full.max() {
            return Err(until);
        }
        let one_more = |(counter, (subject, window)): (&Counter, &(Subject, Window))| {
            counter.counted(subject.clone(), &[*window], now)
        };
        Ok(each().map(one_more).collect())
    }
}

const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Match tries of one network address or IPv6 /64. Source: DATA, "One answer".
pub const MATCH_PER_ADDRESS: Window =
    Window { name: "match_1h", max: figures::MATCH_PER_ADDRESS, length: HOUR };
/// Match tries of one IPv6 /48: eight times as many.
pub const MATCH_PER_SITE: Window =
    Window { name: "match_1h", max: 8 * figures::MATCH_PER_ADDRESS, length: HOUR };
/// Match tries for one email. Source: SECURITY §1.
pub const MATCH_PER_EMAIL: Window =
    Window { name: "match_1d", max: figures::MATCH_PER_EMAIL, length: DAY };
/// Match tries of one member who adds an account, as many as for one email; the right answers clear it.
pub const MATCH_PER_MEMBER: Window =
    Window { name: "match_1d", max: figures::MATCH_PER_EMAIL, length: DAY };
/// New emails that one member asks for: as many letters as one address gets in an hour. Ours.
pub const NEW_EMAIL_PER_MEMBER: Window = Window { name: "new_email_1d", max: 5, length: DAY };
/// Robot checks passed without JavaScript, per address. Source: SECURITY §5.
pub const NO_SCRIPT_PER_ADDRESS: Window =
    Window { name: "no_script_1h", max: figures::NO_SCRIPT_PER_ADDRESS, length: HOUR };

/// Who tries to match an account: a stranger, or whoever reads the contact's mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tryer {
    /// Anybody.
    Stranger,
    /// The email typed is the contact on file: the letter reaches only them, so strangers cannot use up their tries.
    ContactOnFile,
}

/// The windows of match tries on one account: 5 in 6 hours, 10 in 30 days, then 1 a day. Source: SECURITY §1.
struct MatchWindows {
    often: Window,
    month: Window,
    after: Window,
}

const fn match_windows(tryer: Tryer) -> MatchWindows {
    let (often, month, after) = match tryer {
        Tryer::Stranger => ("match_6h", "match_30d", "match_1d"),
        Tryer::ContactOnFile => ("on_file_6h", "on_file_30d", "on_file_1d"),
    };
    MatchWindows {
        often: Window {
            name: often,
            max: figures::MATCH_PER_ACCOUNT,
            length: SignedDuration::from_hours(6),
        },
        month: Window {
            name: month,
            max: figures::MATCH_PER_ACCOUNT_MONTH,
            length: SignedDuration::from_hours(24 * 30),
        },
        after: Window { name: after, max: 1, length: DAY },
    }
}

/// Whether an account may be tried once more.
#[must_use]
pub fn match_allowed(counter: &Counter, tryer: Tryer, now: Timestamp) -> bool {
    match_opens(counter, tryer, now).is_none()
}

/// When an account may be tried again; `None` if it may be now.
#[must_use]
pub fn match_opens(counter: &Counter, tryer: Tryer, now: Timestamp) -> Option<Timestamp> {
    let windows = match_windows(tryer);
    let month_is_spent = counter.tries(&windows.month, now) >= windows.month.max;
    let of_the_day = [windows.often, windows.after];
    let asked = if month_is_spent { &of_the_day[..] } else { &of_the_day[..1] };
    counter.room(asked, now).err()
}

/// Counts a try on an account; once the limit is spent, only its version moves.
#[must_use]
pub fn count_match(counter: &Counter, key: AccountKey, tryer: Tryer, now: Timestamp) -> Count {
    let windows = match_windows(tryer);
    let all = [windows.often, windows.month, windows.after];
    let subject = Subject::Account(key);
    if match_allowed(counter, tryer, now) {
        // The day's window matters, and opens, only once the month is spent.
        let month_is_spent = counter.tries(&windows.month, now) + 1 > windows.month.max;
        counter.counted(subject, if month_is_spent { &all } else { &all[..2] }, now)
    } else {
        let count = counter.counted(subject, &[], now);
        Count { expires_at: now + windows.month.length, ..count }
    }
}

#[cfg(test)]
mod tests;
