//! Staff: what billing says of accounts over time, from a CSV to the history table. A file holds balances or bills.
//!
//! Each row goes into the partition of its account's holder, if it is theirs for certain, and stays out otherwise. What
//! is kept changes only to a later day or a correction, so files may come late and twice, and a stop midway is mended
//! by running again. Some hundreds of rows are read, compared and written at a time, so memory holds no more.
//! Source: docs/DATA.md#what-is-due.

mod error;
mod kind;
mod lease;
mod rows;
mod sheet;
mod summary;
mod tally;
mod upload;
mod words;

use domain::KeyRing;
use domain::history::HistoryKind;
use domain::import::Reading;
use domain::ports::{Balances, BillImport, Clock, HistoryImport, InForce, LeaseBy};
use jiff::Timestamp;
use sheets::Source;

pub use error::ImportError;
pub use summary::{ImportEnd, Summary};
pub use upload::{UploadError, Uploads};
pub use words::in_words;

use kind::{Keeps, Kind, OfBalances, OfBills};
use lease::Lease;
use rows::File;
use sheet::Sheet;

/// What an import works with.
#[derive(Clone, Copy, Debug)]
pub struct Importer<'a, S, C> {
    /// Where accounts and their history are kept.
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

/// Who puts a file in, and when it was put.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Put<'a> {
    /// The lease that an earlier try of the same event may have left is theirs.
    pub(crate) by: LeaseBy<'a>,
    /// Of two files that say something else of one day, the later counts.
    pub(crate) at: Timestamp,
}

impl<S: Balances + BillImport + HistoryImport + InForce, C: Clock> Importer<'_, S, C> {
    /// Imports a file that somebody puts in now; `progress` hears how many rows are done.
    ///
    /// # Errors
    ///
    /// As [`ImportError`] says. What was written before stays, and the same file can be imported again.
    pub async fn import(
        &self,
        kind: HistoryKind,
        file: &(impl Source + ?Sized),
        progress: impl FnMut(u64) + Send,
    ) -> Result<Summary, ImportError> {
        let put = Put { by: LeaseBy::Anybody, at: self.clock.now() };
        self.import_as(kind, put, file, progress).await
    }

    /// As [`Importer::import`], of a file that was put before, for an event that may be tried again.
    ///
    /// # Errors
    ///
    /// As [`ImportError`] says.
    pub(crate) async fn import_as(
        &self,
        kind: HistoryKind,
        put: Put<'_>,
        file: &(impl Source + ?Sized),
        progress: impl FnMut(u64) + Send,
    ) -> Result<Summary, ImportError> {
        match kind {
            HistoryKind::Balances => self.take::<OfBalances>(put, &file, progress).await,
            HistoryKind::Bills => self.take::<OfBills>(put, &file, progress).await,
        }
    }

    async fn take<K: Kind>(
        &self,
        put: Put<'_>,
        file: &dyn Source,
        progress: impl FnMut(u64) + Send,
    ) -> Result<Summary, ImportError>
    where
        S: Keeps<K>,
    {
        let sheet: Sheet<'_, K> = Sheet::open(file, self.reading)?;
        let extract = self.store.in_force().await?.ok_or(ImportError::NoExtract)?;
        let mut lease = if self.dry_run {
            None
        } else {
            Some(Lease::take(self.store, self.clock, K::KIND, put.by).await?)
        };
        let file = File { extract: &extract, at: put.at };
        let end = self.rows(&mut lease, &sheet, &file, progress).await;
        match lease {
            Some(lease) if !matches!(end, Err(ImportError::AnotherIsRunning)) => {
                lease.give_back().await;
            }
            Some(_) | None => {}
        }
        end
    }
}
