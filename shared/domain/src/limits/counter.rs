//! How often something may be tried, and counting it.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use crate::values::ids::{AccountKey, AddressKey, DeviceId, EmailKey, MemberId};

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
    /// A network address or site: sign-in tries with any email.
    SignInAt(AddressKey),
    /// A browser that its member has used before: sign-in tries.
    Device(MemberId, DeviceId),
    /// A member: codes of the second factor, typed in browsers that the member has not used.
    Second(MemberId),
    /// A browser that its member has used before: codes of the second factor.
    SecondFrom(MemberId, DeviceId),
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
    /// A member: invitations to their accounts.
    Inviting(MemberId),
    /// A member: waits that take the second factor off, begun by whoever has the password.
    Resetting(MemberId),
    /// A member: downloads of what is kept of an account over time.
    Downloads(MemberId),
    /// A member: outages reported.
    Outages(MemberId),
    /// A network address or site: outages reported without signing in.
    OutagesAt(AddressKey),
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
