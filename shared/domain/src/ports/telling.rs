//! Who is told what happened: the billing system, and staff.

use std::future::Future;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::letters::timeline::{TimelineEntry, Whose};
use crate::members::event::Outgoing;
use crate::ports::StoreError;

/// Those who listen to what happens.
pub trait EventBus: Sync {
    /// Tells them; once this is `Ok`, the events count as published.
    fn publish(&self, outgoing: &[Outgoing])
    -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// What was told on each day, for those who fetch it once a day.
pub trait Changes: Sync {
    /// Notes events for a day; one that is there already stays one.
    fn note(
        &self,
        day: Date,
        outgoing: &[Outgoing],
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// The events of a day, in the order of their ids.
    fn of_day(&self, day: Date) -> impl Future<Output = Result<Vec<Outgoing>, StoreError>> + Send;
}

/// What happened, for staff.
pub trait Timeline: Sync {
    /// Writes entries onto each of these timelines; an entry that is there already stays one.
    fn tell(
        &self,
        whose: &[Whose],
        entries: &[TimelineEntry],
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// What a timeline holds since an instant, inclusive, oldest first.
    fn told(
        &self,
        whose: &Whose,
        since: Timestamp,
    ) -> impl Future<Output = Result<Vec<TimelineEntry>, StoreError>> + Send;
}
