//! The file as rows, each with its line and what it says.

use std::io;

use csv::StringRecord;
use domain::import::{Note, Reading, Reason};
use jiff::civil::Date;
use sheets::{Checked, FileError, Format, Known, Rows, Source, numbered};

use crate::error::ImportError;
use crate::kind::Kind;

/// The most rows of a file; an import of more would not end before Lambda does. Source: docs/OPERATING.md#reads.
const MOST_ROWS: u64 = 10_000_000;

/// A file whose header can be used.
pub(crate) struct Sheet<'a, K: Kind> {
    source: &'a dyn Source,
    reading: &'a Reading<'a>,
    /// What stands before its rows.
    pub(crate) head: Head,
    /// Which column is where.
    pub(crate) columns: K::Columns,
}

/// What stands before the rows of a file of any kind.
pub(crate) struct Head {
    /// What the file is.
    pub(crate) format: Format,
    /// The header as the file has it.
    pub(crate) header: StringRecord,
    /// SHA-256 of the file, in hex.
    pub(crate) hash: String,
    /// How many rows it has under the header, empty ones of a spreadsheet among them.
    pub(crate) rows: u64,
}

/// A row of a file of any kind.
pub(crate) struct Line {
    /// The line on which it begins.
    pub(crate) at: u64,
    /// The row as the file has it.
    pub(crate) record: StringRecord,
    /// What was mended in it.
    pub(crate) notes: Vec<Note>,
}

/// A row as it was read.
pub(crate) struct ReadRow<R> {
    /// Where it stands.
    pub(crate) line: Line,
    /// What it says, or why it stays out.
    pub(crate) verdict: Result<R, Reason>,
}

impl Head {
    /// Reads what stands before the rows, and whether the rest is text; `known` counts the columns of a line that are.
    ///
    /// # Errors
    ///
    /// `File`, as it says.
    pub(crate) fn read(source: &dyn Source, known: Known<'_>) -> Result<Self, ImportError> {
        let Checked { hash, format, rows } = sheets::check(source, Format::of(source, known)?)?;
        let under = rows.saturating_sub(format.titles as u64 + 1);
        if under > MOST_ROWS {
            return Err(ImportError::TooManyRows);
        }
        let mut rows = Rows::of(source, format)?.skip(format.titles);
        let header = rows.next().ok_or(FileError::Empty)??;
        Ok(Self { format, header, hash, rows: under })
    }

    /// The names of its columns.
    pub(crate) fn names(&self) -> Vec<&str> {
        self.header.iter().collect()
    }

    /// What stands between its columns.
    pub(crate) fn delimiter(&self) -> char {
        char::from(self.format.delimiter)
    }

    /// Every row with its line, in the file's order, but for the empty ones that spreadsheets leave at the end.
    ///
    /// # Errors
    ///
    /// What the system says of a file that cannot be opened.
    pub(crate) fn rows<'a>(
        &self,
        source: &'a dyn Source,
    ) -> Result<impl Iterator<Item = io::Result<(u64, StringRecord)>> + Send + use<'a>, ImportError>
    {
        let rows = numbered(source, self.format)?.skip(self.format.titles + 1);
        Ok(rows.filter(|row| !matches!(row, Ok((_, record)) if is_empty(record))))
    }
}

impl<'a, K: Kind> Sheet<'a, K> {
    /// Reads a file's header, and whether the rest is text.
    ///
    /// # Errors
    ///
    /// `File` and `Header`, as they say.
    pub(crate) fn open(
        source: &'a dyn Source,
        reading: &'a Reading<'a>,
    ) -> Result<Self, ImportError> {
        let head = Head::read(source, &|line| K::recognised(line, reading))?;
        let columns = K::columns(&head.names(), head.delimiter(), reading)?;
        Ok(Self { source, reading, head, columns })
    }

    /// Every row, in the file's order, but for the empty ones that spreadsheets leave at the end.
    pub(crate) fn rows(
        &self,
        today: Date,
    ) -> Result<impl Iterator<Item = Result<ReadRow<K::Row>, ImportError>> + Send + '_, ImportError>
    {
        let rows = self.head.rows(self.source)?;
        Ok(rows.map(move |row| {
            let (at, record) = row?;
            let fields: Vec<&str> = record.iter().collect();
            let (verdict, notes) = K::read(&self.columns, self.reading, &fields, today);
            Ok(ReadRow { line: Line { at, record, notes }, verdict })
        }))
    }
}

fn is_empty(record: &StringRecord) -> bool {
    record.iter().all(|field| field.trim().is_empty())
}
