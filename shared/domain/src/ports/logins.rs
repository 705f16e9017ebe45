//! What members change of their login beside themselves: its accounts, and its end.

use std::future::Future;

use crate::login::add_account::{AddEnd, Addition};
use crate::login::close::Closing;
use crate::login::hold::HoldChange;
use crate::ports::StoreError;

/// Logins, as their members change them.
pub trait Logins: Sync {
    /// Binds one more account in one conditional transaction, or does nothing.
    ///
    /// MUST NOT let two members have one account. MUST raise the member's stored version by one, and return
    /// [`StoreError::Conflict`] if it is not the one that was read. MUST answer `Added` if the answer was lost and all of it was written.
    fn add(&self, addition: &Addition) -> impl Future<Output = Result<AddEnd, StoreError>> + Send;

    /// Closes a login in one transaction, or does nothing: its email and its accounts may register again.
    ///
    /// MUST return [`StoreError::Conflict`] if the member or an owner is not the one that was read. MUST be `Ok` if
    /// the answer was lost and all of it was written.
    fn close(&self, closing: &Closing) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// Holds on accounts, as they begin anew and end.
pub trait Holds: Sync {
    /// Writes the member, the owners of the accounts that it is about, and the letters and events in one transaction, or
    /// nothing; its links before that.
    ///
    /// MUST raise the member's stored version by one. MUST return [`StoreError::Conflict`] if it is not the one that was
    /// read, or if an account's owner is another one. MUST be `Ok` if the answer was lost and all of it was written.
    fn hold(&self, change: &HoldChange) -> impl Future<Output = Result<(), StoreError>> + Send;
}
