//! The day's file of changes: what the bus told, for a billing system that reads files.
//!
//! A file is written once, after its day (UTC) is over, and never again. Each hour looks at the last three days, so an
//! hour in which nothing ran does no harm. What is told twice has the same id, also across days.
//! Source: docs/MACHINES.md#what-the-billing-system-is-told.

mod folder;
mod sheet;

use domain::ports::{Changes, Clock, StoreError};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};

pub use folder::{Folder, FolderError, S3Folder};

/// So long after its end a day may still get changes: longer than a worker holds an envelope.
const LATE: SignedDuration = SignedDuration::from_mins(15);
/// So many days are looked at, the last that are over.
const DAYS: i64 = 3;

/// What the machine works with.
pub struct Writer<S, F, C> {
    /// Where changes are noted.
    pub store: S,
    /// Where files go.
    pub folder: F,
    /// The time.
    pub clock: C,
}

/// Why a file was not written; the next hour tries again.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The changes could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file could not be put.
    #[error(transparent)]
    Folder(#[from] FolderError),
}

/// Writes the files of the last days that are not there yet.
///
/// # Errors
///
/// When changes cannot be read or a file cannot be put; the days before it are written.
#[tracing::instrument(name = "write-changes", skip_all)]
pub async fn handle(
    writer: &Writer<impl Changes, impl Folder, impl Clock>,
) -> Result<(), WriteError> {
    for day in days(writer.clock.now()) {
        let changes = writer.store.of_day(day).await?;
        let many = changes.len();
        let is_new = writer.folder.put_new(&name(day), sheet::csv(&changes)).await?;
        if is_new {
            tracing::info!(changes = many, outcome = "written", "a file of changes");
        }
    }
    Ok(())
}

/// The days that are over, oldest first.
fn days(now: jiff::Timestamp) -> impl Iterator<Item = Date> {
    let today = (now - LATE).to_zoned_datetime(TimeZone::UTC).date();
    (1..=DAYS).rev().map(move |ago| today.saturating_sub(ago.days()))
}

/// Where a day's file goes.
fn name(day: Date) -> String {
    format!("changes/{day}/changes.csv")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days_at(now: &str) -> Vec<String> {
        days(now.parse().expect("an instant")).map(|day| day.to_string()).collect()
    }

    #[test]
    fn the_last_three_days_are_written_once_they_are_over() {
        let until_late = ["2026-11-22", "2026-11-23", "2026-11-24"];

        assert_eq!(days_at("2026-11-25T12:00:00Z"), until_late);
        assert_eq!(days_at("2026-11-26T00:14:59Z"), until_late);
        assert_eq!(days_at("2026-11-26T00:15:00Z"), ["2026-11-23", "2026-11-24", "2026-11-25"]);
    }
}
