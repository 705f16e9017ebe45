//! Why an import did not happen, in words for the co-op's staff.

use domain::import::HeaderError;
use domain::ports::StoreError;

use crate::summary::Summary;

/// Why an import did not happen. Nothing here repeats what a row says.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The disk does not hand the file out, or not whole.
    #[error("the file cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// Somebody wrote into the file while it was read.
    #[error("the file changed while it was imported; import it again once nobody writes to it")]
    FileChanged,
    /// The file has no bytes, or only blanks.
    #[error("the file is empty")]
    Empty,
    /// The file has a header and no rows.
    #[error("the file has a header and no rows under it")]
    HeaderOnly,
    /// The text is not UTF-8.
    #[error("line {line} is not UTF-8{hint}; save the file as CSV UTF-8")]
    NotUtf8 {
        /// The first line that is not.
        line: u64,
        /// What it probably is.
        hint: Encoding,
    },
    /// A quote opens and never closes, so nobody can say where its row ends.
    #[error("a quote opens on line {line} and never closes")]
    OpenQuote {
        /// The line on which it opens.
        line: u64,
    },
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
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
    /// The facts in force were hashed with a key that the secret no longer holds.
    #[error(
        "the secret no longer holds the key that the accounts were hashed with, so nobody can see which passed to other people; put the key back, or import with force and leave every holder as it is"
    )]
    KeyGone,
}

/// What a text that is not UTF-8 probably is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Two bytes a letter, what Excel calls Unicode text.
    Utf16,
    /// One byte a letter, as Windows programs in the Americas write.
    Windows1252,
}

impl std::fmt::Display for Encoding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Utf16 => " but UTF-16 (\"Unicode text\")",
            Self::Windows1252 => ", probably Windows-1252 (\"ANSI\")",
        })
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
