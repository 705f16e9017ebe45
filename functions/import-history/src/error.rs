//! Why an import did not happen, in words for the co-op's staff.

use domain::import::HeaderError;
use domain::ports::StoreError;
use sheets::{BucketError, FileError, NoObject};

use crate::summary::Summary;

/// Why an import did not happen. Nothing here repeats what a row says.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The header cannot be used.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// There is no extract yet, so no row is anybody's.
    #[error("no billing extract is in force, so no account is known; import that first")]
    NoExtract,
    /// Every row was rejected.
    #[error("none of the file's {} rows can be used; the rejects file says why", .0.rows)]
    NothingUsable(Box<Summary>),
    /// The file has more rows than one import takes.
    #[error(
        "the file has more than 10 million rows, and nothing of it was written; split it by days, so that the rows of a day stay together"
    )]
    TooManyRows,
    /// It would not end before its function does.
    #[error(
        "after {rows} rows the import had no time left; they are in, but months of reads may not be added up yet, and the same file would end no sooner: split it by days, so that the rows of a day stay together"
    )]
    OutOfTime {
        /// How many rows are through.
        rows: u64,
    },
    /// Another import holds the lease.
    #[error(
        "another import of this kind is running or was stopped less than 15 minutes ago; try again when it has ended"
    )]
    AnotherIsRunning,
    /// The store did not answer; the same file can be imported again at once.
    #[error("the import stopped midway; import the same file again")]
    Store(#[source] StoreError),
}

/// Why an upload is to be tried again by Lambda; a file that staff must mend is none of these.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// The event is not S3's.
    #[error(transparent)]
    NoObject(#[from] NoObject),
    /// The bucket did not give the file or take the report.
    #[error(transparent)]
    Bucket(#[from] BucketError),
    /// The import stopped, or another one is running.
    #[error(transparent)]
    Import(#[from] ImportError),
}

impl UploadError {
    /// Whether another import holds the lease.
    #[must_use]
    pub fn is_another_running(&self) -> bool {
        matches!(self, Self::Import(ImportError::AnotherIsRunning))
    }
}

impl From<std::io::Error> for ImportError {
    fn from(error: std::io::Error) -> Self {
        Self::File(error.into())
    }
}

impl From<StoreError> for ImportError {
    /// A conflict can only be the lease's.
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::AnotherIsRunning,
            StoreError::Unavailable(_) => Self::Store(error),
        }
    }
}
