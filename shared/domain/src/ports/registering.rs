//! Registrations: asked for, waiting to be confirmed, cancelled.

use std::future::Future;

use jiff::Timestamp;

use super::StoreError;
use crate::account_number::AccountNumber;
use crate::asking::Found;
use crate::email::Email;
use crate::ids::{AddressKey, ChallengeKey, EmailKey, PendingId};
use crate::letter::Envelope;
use crate::limits::Count;
use crate::registration::Pending;

/// What a look-up at step 3 is for.
#[derive(Clone, Debug)]
pub struct LookUp {
    /// The number that was typed.
    pub account: AccountNumber,
    /// The email that was typed.
    pub email: Email,
    /// Its key.
    pub email_key: EmailKey,
    /// The sender's address.
    pub address: AddressKey,
    /// The sender's IPv6 /48.
    pub site: Option<AddressKey>,
    /// The pending registration that this would make.
    pub pending: PendingId,
}

/// What step 3 writes.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The pending registration.
    pub pending: Pending,
    /// The letter that answers.
    pub envelope: Envelope,
    /// The counters, each one further.
    pub counts: Vec<Count>,
    /// The challenge that was used; none without JavaScript.
    pub challenge: Option<ChallengeKey>,
}

/// How recording ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordEnd {
    /// All of it was written.
    Recorded,
    /// The same was recorded before; nothing was written.
    RecordedBefore,
    /// The challenge was used for something else; nothing was written.
    ChallengeUsed,
}

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
