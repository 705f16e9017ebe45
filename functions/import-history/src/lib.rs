//! Staff: what is due on accounts, from a CSV to the history table.
//!
//! Each row goes into the partition of its account's holder, if it is theirs for certain, and stays out otherwise. What
//! is kept changes only to a later day or a correction, so files may come late and twice, and a stop midway is mended
//! by running again. Some hundreds of rows are read, compared and written at a time, so memory holds no more.
//! Source: docs/DATA.md#what-is-due.

mod error;
mod lease;
mod rows;
mod sheet;
mod summary;
mod tally;
mod upload;
mod words;

use domain::KeyRing;
use domain::import::Reading;
use domain::ports::{BalanceImport, Balances, Clock, InForce, LeaseBy};
use jiff::Timestamp;
use sheets::Source;

pub use error::ImportError;
pub use summary::{ImportEnd, Summary};
pub use upload::{UploadError, Uploads};
pub use words::in_words;

use lease::Lease;
use sheet::Sheet;

/// What an import works with.
#[derive(Clone, Copy, Debug)]
pub struct Importer<'a, S, C> {
    /// Where accounts and balances are kept.
    pub store: &'a S,
    /// The time.
    pub clock: &'a C,
    /// The keys that partitions are named by.
    pub keys: &'a KeyRing,
    /// How the co-op's files are to be read.
    pub reading: &'a Reading<'a>,
    /// Whether to say only what the file would do: nothing is written, no lease either.
    pub dry_run: bool,
}

impl<S: BalanceImport + Balances + InForce, C: Clock> Importer<'_, S, C> {
    /// Imports a file that somebody puts in now; `progress` hears how many rows are done.
    ///
    /// # Errors
    ///
    /// As [`ImportError`] says. What was written before stays, and the same file can be imported again.
    pub async fn import(
        &self,
        file: &(impl Source + ?Sized),
        progress: impl FnMut(u64) + Send,
    ) -> Result<Summary, ImportError> {
        self.import_as(LeaseBy::Anybody, self.clock.now(), file, progress).await
    }

    /// As [`Importer::import`], of a file that was put at `at`, for an event that may be tried again.
    ///
    /// # Errors
    ///
    /// As [`ImportError`] says.
    pub(crate) async fn import_as(
        &self,
        by: LeaseBy<'_>,
        at: Timestamp,
        file: &(impl Source + ?Sized),
        progress: impl FnMut(u64) + Send,
    ) -> Result<Summary, ImportError> {
        let sheet = Sheet::open(&file, self.reading)?;
        let extract = self.store.in_force().await?.ok_or(ImportError::NoExtract)?;
        let mut lease =
            if self.dry_run { None } else { Some(Lease::take(self.store, self.clock, by).await?) };
        let end = self.rows(&mut lease, &sheet, &extract, at, progress).await;
        match lease {
            Some(lease) if !matches!(end, Err(ImportError::AnotherIsRunning)) => {
                lease.give_back().await;
            }
            Some(_) | None => {}
        }
        end
    }
}
