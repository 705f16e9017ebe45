//! Sessions of staff at the desk, the sign-ins that open them, and their look-ups.

use std::future::Future;

use jiff::Timestamp;
use secrecy::SecretString;

use crate::desk::{OnceKey, StaffKey, StaffSession, StaffSessionKey};
use crate::ports::StoreError;

/// Sessions of staff.
pub trait StaffSessions: Sync {
    /// Uses up what can be used once; whether it was not used before.
    ///
    /// MUST answer `true` once, however many ask at once. MUST remember it until `until`.
    fn use_once(
        &self,
        what: &OnceKey,
        until: Timestamp,
    ) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Opens a session.
    fn open_at_desk(
        &self,
        session: &StaffSession,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Reads a session, strongly; one that is over may be read too.
    fn at_desk(
        &self,
        key: &StaffSessionKey,
    ) -> impl Future<Output = Result<Option<StaffSession>, StoreError>> + Send;

    /// Ends a session; ending one that is not there is no error.
    fn end_at_desk(
        &self,
        key: &StaffSessionKey,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// What the desk proves itself to the provider with.
pub trait ClientSecret: Sync {
    /// The secret as it is now; none where nobody has put it there.
    ///
    /// # Errors
    ///
    /// `Unavailable` if it cannot be read.
    fn client_secret(
        &self,
    ) -> impl Future<Output = Result<Option<SecretString>, StoreError>> + Send;
}

/// How many look-ups each of staff makes.
pub trait LookUps: Sync {
    /// Counts one more, and answers how many it are in the hour of `now` by the clock.
    ///
    /// MUST count each, however many there are at once.
    fn count_look_up(
        &self,
        who: &StaffKey,
        now: Timestamp,
    ) -> impl Future<Output = Result<u32, StoreError>> + Send;
}
