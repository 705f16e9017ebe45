//! What a page counts of its sender.

use jiff::Timestamp;

use crate::limits::counter::{Count, Counter, Subject, Window};

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
