//! What a page counts of its sender.

use jiff::Timestamp;

use crate::limits::counter::{Count, Counter, Subject, Window};

/// What a page counts of its sender, whatever was typed: a network address, and the IPv6 /48 around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SenderTries(Vec<Limit>);

/// A subject with the window that it is counted in.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Limit {
    subject: Subject,
    window: Window,
}

impl SenderTries {
    /// Takes the address with the window that it is counted in.
    #[must_use]
    pub fn of(address: Subject, window: Window) -> Self {
        Self(Vec::new()).and(address, window)
    }

    /// Takes one more subject, if there is one: only an IPv6 address has a site.
    #[must_use]
    pub fn and(mut self, more: impl Into<Option<Subject>>, window: Window) -> Self {
        self.0.extend(more.into().map(|subject| Limit { subject, window }));
        self
    }

    /// The counters to read, in the order in which [`SenderTries::count`] takes them.
    #[must_use]
    pub fn subjects(&self) -> Vec<Subject> {
        self.0.iter().map(|limit| limit.subject.clone()).collect()
    }

    /// Counts one try more.
    ///
    /// # Errors
    ///
    /// The first instant at which there is room for it.
    pub fn count(&self, read: &[Counter], now: Timestamp) -> Result<Vec<Count>, Timestamp> {
        let each = || read.iter().zip(&self.0);
        let full = each().filter_map(|(counter, limit)| counter.room(&[limit.window], now).err());
        if let Some(until) = full.max() {
            return Err(until);
        }
        let one_more = |(counter, limit): (&Counter, &Limit)| {
            counter.counted(limit.subject.clone(), &[limit.window], now)
        };
        Ok(each().map(one_more).collect())
    }
}
