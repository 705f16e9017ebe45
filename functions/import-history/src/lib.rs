//! Staff: what billing says of accounts over time, from a CSV to the history table. A file holds balances,
//! bills or what meters counted. Files of outages come the same way, and say how reports stand.
//!
//! Each row goes into the partition of its account's holder, if it is theirs for certain, and stays out otherwise. What
//! is kept changes only to a later day or a correction, so files may come late and twice, and a stop midway is mended
//! by running again. Some hundreds of rows are read, compared and written at a time, so memory holds no more.
//! Source: docs/DATA.md#what-is-due.

mod documents;
mod error;
mod kind;
mod lease;
mod outages;
mod reads;
mod rows;
mod sheet;
mod standing;
mod summary;
mod sweep;
mod tally;
mod upload;
mod words;

use domain::history::{HistoryKind, Kept};
use domain::import::Reading;
use domain::ports::{
    Balances, BillImport, Clock, DocumentNames, HistoryImport, ImportTimes, InForce, LeaseBy,
    MonthsImport, OutageLeads, Outages, ReadsImport,
};
use domain::{Extract, KeyRing};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sheets::Source;

pub use documents::{Documents, DocumentsSummary};
pub use error::{ImportError, UploadError};
pub use standing::waiting;
pub use summary::{ImportEnd, Summary};
pub use upload::Uploads;
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
    /// The co-op's zone, which says when a day begins.
    pub zone: &'a TimeZone,
    /// How long what goes in is kept, as the co-op's settings say.
    pub kept: Kept,
    /// Whether to say only what the file would do: nothing is written, no lease either.
    pub dry_run: bool,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Rows that are through.
    pub done: u64,
    /// All rows of the file.
    pub total: u64,
}

/// When a file was put, and the time that its import has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Put {
    /// Of two files that say something else of one day, the later counts.
    pub(crate) at: Timestamp,
    /// When the import has to end; the command line has all the time in the world.
    pub(crate) until: Option<Timestamp>,
}

/// A store that an import works with.
pub trait Store:
    Balances
    + BillImport
    + DocumentNames
    + HistoryImport
    + ImportTimes
    + InForce
    + MonthsImport
    + OutageLeads
    + Outages
    + ReadsImport
{
}

impl<S> Store for S where
    S: Balances
        + BillImport
        + DocumentNames
        + HistoryImport
        + ImportTimes
        + InForce
        + MonthsImport
        + OutageLeads
        + Outages
        + ReadsImport
{
}

impl<S: Store, C: Clock> Importer<'_, S, C> {
    /// Imports a file that somebody puts in now; `progress` hears how many rows are done.
    ///
    /// # Errors
    ///
    /// As [`ImportError`] says. What was written before stays, and the same file can be imported again.
    pub async fn import(
        &self,
        kind: HistoryKind,
        file: &(impl Source + ?Sized),
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Summary, ImportError> {
        self.import_put(kind, self.clock.now(), file, progress).await
    }

    /// As [`Importer::import`], of a file that counts as put at an instant: what was told later stays.
    ///
    /// # Errors
    ///
    /// As [`ImportError`] says.
    pub async fn import_put(
        &self,
        kind: HistoryKind,
        at: Timestamp,
        file: &(impl Source + ?Sized),
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Summary, ImportError> {
        let put = Put { at, until: None };
        let lease = self.lease(kind, LeaseBy::Anybody).await?;
        self.import_under(lease, kind, put, file, progress).await
    }

    /// As [`Importer::import`], of a file that was put before, under a lease that was taken before; it is given back.
    ///
    /// # Errors
    ///
    /// As [`ImportError`] says.
    pub(crate) async fn import_under(
        &self,
        mut lease: Option<Lease<'_, S, C>>,
        kind: HistoryKind,
        put: Put,
        file: &(impl Source + ?Sized),
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Summary, ImportError> {
        let held = &mut lease;
        let end = match kind {
            HistoryKind::Balances => self.take::<OfBalances>(held, put, &file, progress).await,
            HistoryKind::Bills => self.take::<OfBills>(held, put, &file, progress).await,
            HistoryKind::Reads => self.take_reads(held, put, &file, progress).await,
            HistoryKind::Outages => self.take_outages(held, put, &file, progress).await,
        };
        let summary = give_back(lease, end).await?;
        if summary.end == ImportEnd::Taken {
            self.store.put_taken(kind, self.clock.now()).await?;
        }
        Ok(summary)
    }

    async fn take<K: Kind>(
        &self,
        lease: &mut Option<Lease<'_, S, C>>,
        put: Put,
        file: &dyn Source,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Summary, ImportError>
    where
        S: Keeps<K>,
    {
        let sheet: Sheet<'_, K> = Sheet::open(file, self.reading)?;
        let extract = self.store.in_force().await?.ok_or(ImportError::NoExtract)?;
        let file = self.file(&extract, put);
        self.rows(lease, &sheet, &file, progress).await
    }
}

impl<S: HistoryImport, C: Clock> Importer<'_, S, C> {
    /// The day here, by which rows are too old or not.
    fn today(&self) -> Date {
        self.zone.to_datetime(self.clock.now()).date()
    }

    /// What is the same for all rows of a file.
    fn file<'a>(&self, extract: &'a Extract, put: Put) -> File<'a> {
        let extracted = self.zone.to_datetime(extract.imported_at).date();
        File { extract, extracted, at: put.at, until: put.until, today: self.today() }
    }

    /// Whether there is time left to go on; `rows` are through.
    fn in_time(&self, file: &File<'_>, rows: u64) -> Result<(), ImportError> {
        match file.until {
            Some(until) if self.clock.now() > until => Err(ImportError::OutOfTime { rows }),
            Some(_) | None => Ok(()),
        }
    }

    /// The lease of a kind of import; a dry run takes none.
    pub(crate) async fn lease(
        &self,
        kind: HistoryKind,
        by: LeaseBy<'_>,
    ) -> Result<Option<Lease<'_, S, C>>, ImportError> {
        if self.dry_run {
            return Ok(None);
        }
        Lease::take(self.store, self.clock, kind, by).await.map(Some)
    }
}

/// Gives a lease back once the import has ended, unless another import has it by now.
async fn give_back<S: HistoryImport, C: Clock>(
    lease: Option<Lease<'_, S, C>>,
    end: Result<Summary, ImportError>,
) -> Result<Summary, ImportError> {
    match lease {
        Some(lease) if !matches!(end, Err(ImportError::AnotherIsRunning)) => {
            lease.give_back().await;
        }
        Some(_) | None => {}
    }
    end
}
