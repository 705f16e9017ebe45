//! Reports of outages: for members, staff and the outage system, and for those who are not signed in.

use std::future::Future;

use crate::outages::{OutageChange, OutageLead, Report, Reported, UnverifiedReport};
use crate::ports::StoreError;
use crate::registering::look_up::RecordEnd;
use crate::values::account_number::AccountNumber;
use crate::values::ids::ReferenceCode;

/// Reports of outages. An account has one item, so at most one of its reports is open.
pub trait Outages: Sync {
    /// Reads the last reports of accounts, strongly, in no order; accounts without one are left out.
    fn reports(
        &self,
        accounts: &[AccountNumber],
    ) -> impl Future<Output = Result<Vec<Report>, StoreError>> + Send;

    /// Writes a new report, what its code leads to, the count and what tells of it in one transaction, or nothing.
    ///
    /// MUST return [`StoreError::Conflict`] if the account's report or the counter is no longer the one read, or if the
    /// code is taken. MUST raise the stored version by one.
    fn report(&self, reported: &Reported) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Writes how a report stands and what tells of it, or nothing.
    ///
    /// MUST return [`StoreError::Conflict`] if the report is no longer the one read. MUST raise the stored version by one.
    fn change_report(
        &self,
        change: &OutageChange,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// What reference codes of reports lead to.
pub trait OutageLeads: Sync {
    /// Reads them, strongly; codes that lead nowhere are left out.
    fn leads(
        &self,
        codes: &[ReferenceCode],
    ) -> impl Future<Output = Result<Vec<(ReferenceCode, OutageLead)>, StoreError>> + Send;
}

/// Reports of those who are not signed in.
pub trait UnverifiedOutages: Sync {
    /// Writes what the code leads to, the counts, the challenge and what tells of the report in one transaction, or
    /// nothing.
    ///
    /// MUST return [`StoreError::Conflict`] if a counter is no longer the one read. MUST answer `RecordedBefore` if the
    /// same report was written before.
    fn take(
        &self,
        report: &UnverifiedReport,
    ) -> impl Future<Output = Result<RecordEnd, StoreError>> + Send;
}
