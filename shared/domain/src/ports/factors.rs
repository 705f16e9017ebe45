//! What members have beside the password.

use std::future::Future;

use jiff::Timestamp;

use crate::factors::held::KeptOfFactors;
use crate::factors::passkey::Passkey;
use crate::factors::wait::AboutWait;
use crate::factors::write::{FactorWrite, FactorWriteEnd};
use crate::members::member::Member;
use crate::ports::StoreError;
use crate::values::ids::{DeviceId, FactorId, MemberId};

/// Second factors, as they are added, proven and taken off.
pub trait SecondFactors: Sync {
    /// Reads a member, strongly.
    fn member(
        &self,
        id: &MemberId,
    ) -> impl Future<Output = Result<Option<Member>, StoreError>> + Send;

    /// Reads what is kept of a member's factors beside the member, strongly.
    fn kept(
        &self,
        member: &MemberId,
    ) -> impl Future<Output = Result<KeptOfFactors, StoreError>> + Send;

    /// Writes all of it in one transaction, or nothing.
    ///
    /// MUST NOT let a step be used that is not later than the last one, nor a challenge a second time. MUST take a passkey
    /// whose record has ended with it. MUST raise the member's stored version by one, and
    /// return [`StoreError::Conflict`] if it is not the one that was read, if a session that is to go on was ended, if
    /// one that is to begin is there, if a passkey that is to be added is anybody's, or if the counter of one is not the one
    /// that was read. MUST answer `Written` if the answer was lost and all of it was written.
    fn write(
        &self,
        write: &FactorWrite,
    ) -> impl Future<Output = Result<FactorWriteEnd, StoreError>> + Send;

    /// Remembers a browser no longer; it is no error if it was not.
    fn forget(
        &self,
        member: &MemberId,
        device: &DeviceId,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// Passkeys, as they are looked for.
pub trait Passkeys: Sync {
    /// Reads a member and a passkey at once, strongly: the same request whether either is there.
    fn named(
        &self,
        member: &MemberId,
        passkey: &FactorId,
    ) -> impl Future<Output = Result<(Option<Member>, Option<Passkey>), StoreError>> + Send;

    /// Reads passkeys, strongly, at most [`PASSKEYS_MAX`](crate::PASSKEYS_MAX); those that are gone are left out.
    fn passkeys(
        &self,
        ids: &[FactorId],
    ) -> impl Future<Output = Result<Vec<Passkey>, StoreError>> + Send;
}

/// Waits, for whoever is about to send a letter about one.
pub trait Waits: Sync {
    /// Reads the member while a wait of theirs runs, strongly; `None` if that wait does not.
    fn waiting(
        &self,
        about: &AboutWait,
        now: Timestamp,
    ) -> impl Future<Output = Result<Option<Member>, StoreError>> + Send;
}
