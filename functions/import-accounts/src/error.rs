//! Why an import did not happen, in words for the co-op's staff.

use domain::import::HeaderError;
use domain::ports::StoreError;
use sheets::FileError;

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
    /// The file can be read and would do harm.
    #[error("{why}")]
    Refused {
        /// Why.
        why: Refusal,
        /// What the file would have done, with its rejected rows.
        summary: Box<Summary>,
    },
    /// Another import holds the lease, or ended while this one ran.
    #[error(
        "another import is running or was stopped less than 15 minutes ago; try again when it has ended"
    )]
    AnotherIsRunning,
    /// The store did not take a row; the same file can be imported again at once.
    #[error("the import stopped midway; import the same file again")]
    Store(#[source] StoreError),
}

/// Why a readable file is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Every row was rejected.
    #[error("none of the file's {rows} rows can be used; the rejects file says why")]
    NothingUsable {
        /// How many rows the file has.
        rows: u64,
    },
    /// More than a fifth of the accounts would go.
    #[error(
        "the file would drop {dropped} of {of} accounts, more than 20 percent; import it with force if that is right"
    )]
    WouldShrink {
        /// How many would go.
        dropped: u64,
        /// How many there are.
        of: u64,
    },
    /// More than one in a hundred members would lose an account.
    #[error(
        "the file says that {unbound} of the {of} accounts that members see online passed to other people, more than 1 percent; check its names and customer numbers, and import it with force if they are right: those members then lose the accounts and get a letter"
    )]
    WouldUnbind {
        /// How many would be lost.
        unbound: u64,
        /// How many there are in the file.
        of: u64,
    },
    /// The settings ask other questions than when the extract in force was imported.
    #[error(
        "the settings ask for other answers ({now}) than the extract in force has ({before}), so registrations would go by them as soon as it is in; import it with new questions if that is meant"
    )]
    OtherQuestions {
        /// The columns that the extract in force has answers of.
        before: String,
        /// Those that this one would have.
        now: String,
    },
    /// The facts in force were hashed with a key that the secret no longer holds.
    #[error(
        "the secret no longer holds the key that the accounts were hashed with, so nobody can see which passed to other people; put the key back, or import with force and leave every holder as it is"
    )]
    KeyGone,
}

impl From<std::io::Error> for ImportError {
    fn from(error: std::io::Error) -> Self {
        Self::File(error.into())
    }
}

impl ImportError {
    /// A store's answer: what changed meanwhile was changed by another import.
    pub(crate) fn from_store(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::AnotherIsRunning,
            StoreError::Unavailable(_) => Self::Store(error),
        }
    }
}
