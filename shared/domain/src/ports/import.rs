//! What the import needs: the extract, and who accounts are bound to.

use std::future::Future;

use jiff::Timestamp;

use crate::billing::facts::{Extract, Facts, Owner};
use crate::billing::import::Row;
use crate::billing::service::Service;
use crate::login::pass_on::PassedOn;
use crate::members::member::Member;
use crate::ports::StoreError;
use crate::values::account_number::AccountNumber;
use crate::values::ids::MemberId;
use crate::values::typed::Typed;

/// A lease of the import that somebody wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeaseWish<'a> {
    /// Leases that end by then are over.
    pub now: Timestamp,
    /// Until when it is wanted.
    pub until: Timestamp,
    /// Who wants it.
    pub by: LeaseBy<'a>,
}

impl LeaseWish<'_> {
    /// A lease for an import that nobody starts again by itself.
    #[must_use]
    pub fn of_anybody(now: Timestamp, until: Timestamp) -> Self {
        Self { now, until, by: LeaseBy::Anybody }
    }
}

/// Who wants the import's lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeaseBy<'a> {
    /// An import that nobody starts again by itself.
    Anybody,
    /// An event that is tried again when its import was killed. It takes over its own lease.
    Event(&'a str),
    /// The import that has it, for longer. Whose event it is stays.
    Holder,
}

/// The billing extract, seen from the import.
pub trait Extracts: Sync {
    /// Takes the lease and answers the extract in force.
    ///
    /// MUST return [`StoreError::Conflict`] if another import holds it, unless it is of the same event.
    fn begin(
        &self,
        wish: LeaseWish<'_>,
    ) -> impl Future<Output = Result<Option<Extract>, StoreError>> + Send;

    /// Reads facts of accounts, of whatever version; unknown ones are left out.
    fn facts_of(
        &self,
        accounts: &[AccountNumber],
    ) -> impl Future<Output = Result<Vec<Facts>, StoreError>> + Send;

    /// Writes rows, in any order; writing one again changes nothing.
    fn put(&self, rows: &[Row]) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Makes an extract the one in force and gives the lease back. That of the same file again is only younger.
    ///
    /// MUST return [`StoreError::Conflict`] if the version is not the next one, nor, of the same file, the one in force.
    fn put_in_force(
        &self,
        extract: &Extract,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// The extract in force, seen by who only looks.
pub trait InForce: Sync {
    /// Reads it, strongly; none before the first import.
    fn in_force(&self) -> impl Future<Output = Result<Option<Extract>, StoreError>> + Send;
}

/// What billing says of the services of accounts, seen from who shows it.
pub trait Services: Sync {
    /// Reads it, strongly and together, in no order; accounts that no extract had are left out.
    fn services(
        &self,
        accounts: &[AccountNumber],
    ) -> impl Future<Output = Result<Vec<Service>, StoreError>> + Send;
}

/// Account numbers as billing wrote them, seen from who tells the billing system.
pub trait Written: Sync {
    /// Reads them, in the order of the accounts. Where nothing is known, it is the number in its compared form.
    fn written(
        &self,
        accounts: &[AccountNumber],
    ) -> impl Future<Output = Result<Vec<Typed>, StoreError>> + Send;
}

/// Who accounts are bound to, seen from the import.
pub trait Bindings: Sync {
    /// Reads the owners of accounts, strongly; accounts that nobody owns are left out.
    fn owners_of(
        &self,
        accounts: &[AccountNumber],
    ) -> impl Future<Output = Result<Vec<(AccountNumber, Owner)>, StoreError>> + Send;

    /// Reads a member, strongly.
    fn by_id(
        &self,
        member: &MemberId,
    ) -> impl Future<Output = Result<Option<Member>, StoreError>> + Send;

    /// Writes facts, ends the binding, changes the member and queues what tells of it in one transaction, or nothing.
    ///
    /// MUST return [`StoreError::Conflict`] if the owner is no longer the one seen, if an earlier holder has claimed
    /// the account where nobody was seen, or if the member's stored version is not the one that was read. MUST raise it by
    /// one.
    fn pass_on(&self, passed_on: &PassedOn) -> impl Future<Output = Result<(), StoreError>> + Send;
}
