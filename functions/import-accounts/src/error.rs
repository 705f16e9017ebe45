//! Why an import did not happen, in words for the co-op's staff.

use std::fmt;

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
    /// The file is no text at all.
    #[error("the file is {what}; save it as \"CSV UTF-8 (comma delimited)\"")]
    NoText {
        /// What it is.
        what: NoText,
    },
    /// There is a byte that no text has.
    #[error("line {line} holds a NUL byte, so the file is damaged or no text")]
    NulByte {
        /// The first line with one.
        line: u64,
    },
    /// The letters are those of no encoding that is read.
    #[error(
        "line {line} is neither UTF-8 nor Windows-1252, probably MS-DOS (code page 437 or 850); save the file as CSV UTF-8"
    )]
    Encoding {
        /// The first line that is not UTF-8.
        line: u64,
    },
    /// Some lines are UTF-8, and one is not.
    #[error(
        "line {line} is not UTF-8 as those before it are: two programs wrote into the file; save all of it as CSV UTF-8"
    )]
    MixedEncodings {
        /// The first line that is not UTF-8.
        line: u64,
    },
    /// A field is longer than any that an extract has.
    #[error("a field on line {line} is longer than 4 KiB; a quote may be missing")]
    LongField {
        /// The line on which its row begins.
        line: u64,
    },
    /// A row is longer than any that an extract has.
    #[error("the row on line {line} is longer than 64 KiB; a quote or a line end may be missing")]
    LongRow {
        /// The line on which it begins.
        line: u64,
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

/// What a file is that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoText {
    /// What spreadsheets save by themselves, or another archive.
    Workbook,
    /// What Excel saved before 2007.
    OldWorkbook,
    /// A compressed file.
    Archive,
    /// A printed report.
    Pdf,
    /// A picture, perhaps a scan.
    Image,
    /// A file that only its receiver opens.
    Encrypted,
    /// A database, or a table of one.
    Database,
    /// What programs send each other.
    Json,
    /// A page or XML, which some programs call `.xls` or `.csv`.
    Markup,
    /// A text with letters and pages.
    Document,
    /// Four bytes a letter.
    Utf32,
    /// The letters of a mainframe or an AS/400.
    Ebcdic,
}

impl fmt::Display for NoText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Workbook => "an Excel workbook (.xlsx) or another zip archive, and not CSV",
            Self::OldWorkbook => "an old Excel workbook (.xls), and not CSV",
            Self::Archive => "a compressed archive, and not CSV",
            Self::Pdf => "a PDF, and not CSV",
            Self::Image => "a picture, and not CSV",
            Self::Encrypted => "encrypted (PGP); decrypt it first, and if it is no CSV then",
            Self::Database => "a database or a table of one, and not CSV",
            Self::Json => "JSON, and not CSV",
            Self::Markup => "a page of HTML or XML, and not CSV",
            Self::Document => "a document (.rtf), and not CSV",
            Self::Utf32 => "encoded in UTF-32",
            Self::Ebcdic => "encoded in EBCDIC, as mainframes and the AS/400 do",
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
