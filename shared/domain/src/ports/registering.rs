//! Registrations: asked for, waiting to be confirmed, cancelled.

use std::future::Future;

use jiff::Timestamp;

use crate::ports::StoreError;
use crate::registering::look_up::{Found, LookUp, RecordEnd, Recorded};
use crate::registering::pending::Pending;
use crate::values::ids::EmailKey;

/// Those who ask to register.
pub trait Registrations: Sync {
    /// Reads all that step 3's decision hangs on, strongly: always two reads, whatever is found.
    fn look_up(&self, asked: &LookUp) -> impl Future<Output = Result<Found, StoreError>> + Send;

    /// Writes pending registration, letter, counters and challenge in one transaction, or nothing.
    ///
    /// MUST return [`StoreError::Conflict`] if a counter is no longer the one read.
    fn record(
        &self,
        recorded: &Recorded,
    ) -> impl Future<Output = Result<RecordEnd, StoreError>> + Send;
}

/// Registrations that wait to be confirmed, and the other answers of step 3.
pub trait Pendings: Sync {
    /// All of an email that were not cleaned away, expired and used ones too.
    fn of(&self, email: &EmailKey)
    -> impl Future<Output = Result<Vec<Pending>, StoreError>> + Send;

    /// Counts a wrong account number, up to the limit and never beyond; answers the count.
    fn count_wrong_number(
        &self,
        pending: &Pending,
    ) -> impl Future<Output = Result<u32, StoreError>> + Send;
}

/// The end of a registration before its time, by staff.
pub trait Cancellations: Sync {
    /// Ends a registration now, so that its link opens nothing any more.
    ///
    /// MUST return [`StoreError::Conflict`] if it was confirmed, is over or is not there.
    fn cancel(
        &self,
        pending: &Pending,
        now: Timestamp,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}
