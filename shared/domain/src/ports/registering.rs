//! Registrations: asked for, waiting to be confirmed, cancelled.

use std::future::Future;

use jiff::Timestamp;

use crate::ports::StoreError;
use crate::registering::look_up::{Found, LookUp, RecordEnd, Recorded};
use crate::registering::pending::Pending;
use crate::values::ids::{EmailKey, PendingId};

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
    /// Those of an email that matched, newest first, expired and used ones too.
    ///
    /// MUST NOT read what others asked in vain: how many there are is theirs to choose. Those that matched are at most
    /// as many as [`match_per_email`](crate::limits::match_per_email) lets through in the month that they are kept.
    fn matched(
        &self,
        email: &EmailKey,
    ) -> impl Future<Output = Result<Vec<Pending>, StoreError>> + Send;

    /// Finds one, whatever came of it: the same reads in every case.
    fn pending(
        &self,
        email: &EmailKey,
        id: &PendingId,
    ) -> impl Future<Output = Result<Option<Pending>, StoreError>> + Send;

    /// Counts an account number as a wrong one before anybody compares it, up to the limit and never beyond; answers
    /// the count, or `None` if no number may be compared any more.
    fn count_number(
        &self,
        pending: &Pending,
    ) -> impl Future<Output = Result<Option<u32>, StoreError>> + Send;

    /// Takes one back that was counted and was the right one.
    fn take_back_number(
        &self,
        pending: &Pending,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// What staff see of registrations, and how they end one before its time.
pub trait Cancellations: Sync {
    /// All that an email asked and that was not cleaned away, whatever came of it.
    fn asked(
        &self,
        email: &EmailKey,
    ) -> impl Future<Output = Result<Vec<Pending>, StoreError>> + Send;

    /// Ends a registration now, so that its link opens nothing any more.
    ///
    /// MUST return [`StoreError::Conflict`] if it was confirmed, is over or is not there.
    fn cancel(
        &self,
        pending: &Pending,
        now: Timestamp,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}
