//! What members change of their login beside themselves: its accounts, and its end.

use std::future::Future;

use super::StoreError;
use crate::account_number::AccountNumber;
use crate::facts::Owner;
use crate::letter::Envelope;
use crate::link::Link;
use crate::member::Member;

/// One more account of a login: everything that becomes true together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// The account.
    pub account: AccountNumber,
    /// Who has it from now on.
    pub owner: Owner,
    /// The extract version at which the account was seen.
    pub extract_version: u64,
    /// The member, one version on, with the account.
    pub member: Member,
    /// "This wasn't me" for the contact on file, if that is somebody else.
    pub not_me: Option<Link>,
    /// The letters and events that tell of it.
    pub envelope: Envelope,
}

/// How adding an account ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddEnd {
    /// The account is the member's.
    Added,
    /// The account is gone, closed, or passed to other people.
    AccountGone,
    /// Somebody else has the account.
    AccountOwned,
}

/// The end of a login: everything that becomes true together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The member, one version on, closed.
    pub member: Member,
    /// Their accounts with the owners that were read; free to register again.
    pub freed: Vec<(AccountNumber, Owner)>,
    /// The letters and events that tell of it.
    pub envelope: Envelope,
}

/// Logins, as their members change them.
pub trait Logins: Sync {
    /// Binds one more account in one conditional transaction, or does nothing.
    ///
    /// MUST NOT let two members have one account. MUST return [`StoreError::Conflict`] if the stored version is not
    /// `member.version - 1`. MUST answer `Added` if the answer was lost and all of it was written.
    fn add(&self, addition: &Addition) -> impl Future<Output = Result<AddEnd, StoreError>> + Send;

    /// Closes a login in one transaction, or does nothing: its email and its accounts may register again.
    ///
    /// MUST return [`StoreError::Conflict`] if the member or an owner is not the one that was read. MUST be `Ok` if
    /// the answer was lost and all of it was written.
    fn close(&self, closing: &Closing) -> impl Future<Output = Result<(), StoreError>> + Send;
}
