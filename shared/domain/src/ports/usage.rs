//! What meters counted: for the import of it, and for pages.

use std::future::Future;

use jiff::civil::Date;

use crate::history::reads::{DayPlace, Months, ToldDay};
use crate::history::{KeptMonths, Told};
use crate::ports::StoreError;
use crate::values::ids::HistoryKey;

/// What meters counted, seen from who shows it.
pub trait Usage: Sync {
    /// Reads the days of a partition, of all its meters, from one day to another, both inclusive, in the order of time.
    fn days(
        &self,
        partition: &HistoryKey,
        from: Date,
        to: Date,
    ) -> impl Future<Output = Result<Vec<(DayPlace, ToldDay)>, StoreError>> + Send;
}

/// What is known of accounts at a glance, seen from home.
pub trait Glances: Sync {
    /// Reads what is due on some accounts and what was used on some in each month, strongly and together; what is not known
    /// is left out.
    fn glances(
        &self,
        due: &[HistoryKey],
        used: &[HistoryKey],
    ) -> impl Future<Output = Result<Glance, StoreError>> + Send;
}

/// What is known of accounts at a glance, in no order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glance {
    /// What is due.
    pub due: Vec<(HistoryKey, Told)>,
    /// What was used in each month.
    pub used: Vec<(HistoryKey, Months)>,
}

/// What was used in each month, seen from the import that adds it up.
pub trait MonthsImport: Sync {
    /// Reads months, strongly; partitions without any that can be read are left out, and are added up anew.
    fn months(
        &self,
        keys: &[HistoryKey],
    ) -> impl Future<Output = Result<Vec<(HistoryKey, Months)>, StoreError>> + Send;

    /// Reads the days of a partition as [`Usage::days`], but strongly, and without those that cannot be read.
    fn days_now(
        &self,
        partition: &HistoryKey,
        from: Date,
        to: Date,
    ) -> impl Future<Output = Result<Vec<(DayPlace, ToldDay)>, StoreError>> + Send;

    /// Writes months, in any order, over those that are there. Each needs a partition of its own, and goes so many months
    /// after the last one.
    fn put_months(
        &self,
        months: &[(HistoryKey, Months)],
        kept: KeptMonths,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// What meters counted, seen from the import of it.
pub trait ReadsImport: Sync {
    /// Reads days by their places, strongly; places without one that can be read are left out, so that a file can put
    /// another there.
    fn days_at(
        &self,
        places: &[DayPlace],
    ) -> impl Future<Output = Result<Vec<(DayPlace, ToldDay)>, StoreError>> + Send;

    /// Writes days, in any order, over those that are there. Each needs a place of its own, and goes so many months after it.
    fn put_days(
        &self,
        days: &[(DayPlace, ToldDay)],
        kept: KeptMonths,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}
