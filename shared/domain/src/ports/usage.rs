//! What meters counted: for the import of it, and for pages.

use std::future::Future;

use jiff::civil::Date;

use crate::history::reads::{DayPlace, ToldDay};
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

/// What meters counted, seen from the import of it.
pub trait ReadsImport: Sync {
    /// Reads days by their places, strongly; places without one are left out.
    fn days_at(
        &self,
        places: &[DayPlace],
    ) -> impl Future<Output = Result<Vec<(DayPlace, ToldDay)>, StoreError>> + Send;

    /// Writes days, in any order, over those that are there. Each needs a place of its own.
    fn put_days(
        &self,
        days: &[(DayPlace, ToldDay)],
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}
