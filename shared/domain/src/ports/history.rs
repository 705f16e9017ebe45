//! What billing says of accounts over time: for the imports of it, and for pages.

use std::future::Future;

use jiff::Timestamp;

use crate::billing::facts::Facts;
use crate::history::{
    BillKey, BillPlace, DocumentKey, DocumentTag, HistoryKind, KeptMonths, NameClaim, Told,
    ToldBill,
};
use crate::ports::{LeaseWish, StoreError};
use crate::values::account_number::AccountNumber;
use crate::values::ids::HistoryKey;

/// What is due, seen from who shows it.
pub trait Balances: Sync {
    /// Reads balances, strongly; partitions without one that can be read are left out.
    fn balances(
        &self,
        keys: &[HistoryKey],
    ) -> impl Future<Output = Result<Vec<(HistoryKey, Told)>, StoreError>> + Send;
}

/// Bills, seen from who shows them.
pub trait Bills: Sync {
    /// Reads all bills of a partition with their keys, strongly, in no order.
    fn bills(
        &self,
        partition: &HistoryKey,
    ) -> impl Future<Output = Result<Vec<(BillKey, ToldBill)>, StoreError>> + Send;
}

/// The documents of bills, seen from who shows them.
pub trait Documents: Sync {
    /// An address of a document that works for a minute from `now` on, whoever has it. The browser keeps what is there
    /// under `name`.
    fn link(
        &self,
        key: &DocumentKey,
        name: &str,
        now: Timestamp,
    ) -> impl Future<Output = Result<String, StoreError>> + Send;
}

/// What every import of history needs.
pub trait HistoryImport: Sync {
    /// Takes the lease of a kind of import.
    ///
    /// MUST return [`StoreError::Conflict`] if another import of the kind holds it, unless it is of the same event.
    fn begin_history(
        &self,
        kind: HistoryKind,
        wish: LeaseWish<'_>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Reads the facts that numbers lead to, of whatever version: those of the number, or of the account that an old
    /// number of the extract in force leads to. What leads nowhere is left out.
    fn facts_behind(
        &self,
        numbers: &[AccountNumber],
        in_force: u64,
    ) -> impl Future<Output = Result<Vec<(AccountNumber, Facts)>, StoreError>> + Send;

    /// Writes balances, in any order, over those that are there. Each needs a partition of its own, and goes so many months
    /// after its day.
    fn put_balances(
        &self,
        balances: &[(HistoryKey, Told)],
        kept: KeptMonths,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// Bills, seen from the import of them.
pub trait BillImport: Sync {
    /// Reads bills by their places; places without one that can be read are left out, so that a file can put another there.
    fn bills_at(
        &self,
        places: &[BillPlace],
    ) -> impl Future<Output = Result<Vec<(BillPlace, ToldBill)>, StoreError>> + Send;

    /// Writes bills, in any order, over those that are there. Each needs a place of its own, and goes so many months after
    /// its day.
    fn put_bills(
        &self,
        bills: &[(BillPlace, ToldBill)],
        kept: KeptMonths,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// Whose the names of documents are, seen from the import of bills.
pub trait DocumentNames: Sync {
    /// Reads who has claimed names, strongly; names that nobody has claimed are left out.
    fn claims(
        &self,
        tags: &[DocumentTag],
    ) -> impl Future<Output = Result<Vec<(DocumentTag, NameClaim)>, StoreError>> + Send;

    /// Writes claims, in any order, over those that are there. Each needs a name of its own. They go at `until`.
    fn put_claims(
        &self,
        claims: &[(DocumentTag, NameClaim)],
        until: Timestamp,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// When files were taken in last, for whoever measures how old what is known is.
pub trait ImportTimes: Sync {
    /// Notes that a file of a kind was taken in.
    fn put_taken(
        &self,
        kind: HistoryKind,
        at: Timestamp,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// When a file of each kind was taken in last; kinds that never were are left out.
    fn taken(
        &self,
    ) -> impl Future<Output = Result<Vec<(HistoryKind, Timestamp)>, StoreError>> + Send;
}
