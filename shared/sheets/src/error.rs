//! Why a file cannot be read, in words for the co-op's staff.

use std::fmt;

/// The event is not S3's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the event names no object")]
pub struct NoObject;

/// Why a file cannot be read. Nothing here repeats what a row says.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
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
