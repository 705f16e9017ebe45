//! Guests of accounts: how an account stands, and who comes and goes.

use std::future::Future;

use crate::people::end_guest::GuestEnd;
use crate::people::invite::Invited;
use crate::people::join::{JoinEnd, Joining};
use crate::people::standing::{AccountStanding, StandingOf};
use crate::ports::StoreError;

/// Accounts of others, as a guest or an owner meets them.
pub trait Standings: Sync {
    /// Reads how accounts stand, strongly and together, in the order in which they were asked: one round trip for up to
    /// 25 of them.
    fn standings(
        &self,
        of: &[StandingOf],
    ) -> impl Future<Output = Result<Vec<AccountStanding>, StoreError>> + Send;
}

/// Guests of accounts, as they come and go.
pub trait People: Sync {
    /// Writes list, link, letter and counters in one transaction, and ends the link that is replaced, or does nothing.
    ///
    /// MUST raise the list's stored version by one, and return [`StoreError::Conflict`] if it is not the one that was
    /// read, or if a counter is not. MUST be `Ok` if the answer was lost and all of it was written.
    fn invite(&self, invited: &Invited) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Uses the link and writes list, member and envelope in one conditional transaction, or does nothing.
    ///
    /// MUST NOT let a link be used twice, or after its time, nor if the account is not the owner's any more. MUST raise the
    /// stored versions of list and member by one, and return [`StoreError::Conflict`] if one of them or the owner is not
    /// the one that was read. MUST answer `Joined` if the answer to this very request was lost and it had worked.
    fn join(&self, joining: &Joining) -> impl Future<Output = Result<JoinEnd, StoreError>> + Send;

    /// Writes list, guest and envelope in one transaction, and ends the link of an invitation, or does nothing.
    ///
    /// MUST raise the stored versions of list and member by one, and return [`StoreError::Conflict`] if one of them is
    /// not the one that was read. MUST be `Ok` if the answer was lost and all of it was written.
    fn end_guest(&self, end: &GuestEnd) -> impl Future<Output = Result<(), StoreError>> + Send;
}
