//! Links that letters carry to members, from being asked for to being used.

use std::future::Future;

use jiff::Timestamp;

use crate::links::link::FoundLink;
use crate::links::purpose::Purpose;
use crate::links::state::LinkState;
use crate::links::token::LinkClaim;
use crate::login::ask_bills::BillsAsked;
use crate::login::use_link::{Issued, SpendEnd, Spending};
use crate::ports::StoreError;

/// How links stand, for whoever is about to send one that waited.
pub trait LinkStates: Sync {
    /// How a link stands by itself, strongly.
    ///
    /// What became of its member meanwhile does not count. A link that is not there is over.
    /// [`Purpose::Verify`] names a registration, every other purpose a link of a member.
    fn state_of(
        &self,
        purpose: Purpose,
        claim: &LinkClaim,
        now: Timestamp,
    ) -> impl Future<Output = Result<LinkState, StoreError>> + Send;
}

/// Links of members.
pub trait Links: Sync {
    /// Writes the item, its letter and the counters in one transaction, or nothing.
    ///
    /// MUST return [`StoreError::Conflict`] if a counter is no longer the one read.
    fn issue(&self, issued: &Issued) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Writes a member who agreed to bills by email, the link that confirms it and its letter in one transaction, or nothing.
    ///
    /// MUST raise the member's stored version by one, and return [`StoreError::Conflict`] if it is not the one that was
    /// read.
    fn ask_bills(&self, asked: &BillsAsked) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Finds a link and the member that it is about, strongly; `None` if there is no link, or it is about nobody.
    fn find(
        &self,
        claim: &LinkClaim,
    ) -> impl Future<Output = Result<Option<FoundLink>, StoreError>> + Send;

    /// Uses a link and changes its member in one conditional transaction, or does nothing.
    ///
    /// MUST NOT let a link be used twice, or after its time. MUST answer `Spent` if the answer to this very request was
    /// lost and it had worked. MUST raise the member's stored version by one, and return [`StoreError::Conflict`] if
    /// it is not the one that was read.
    fn spend(
        &self,
        spending: &Spending,
    ) -> impl Future<Output = Result<SpendEnd, StoreError>> + Send;
}
