//! The file as rows, each with its line and what it says.

use csv::StringRecord;
use domain::import::{Note, Reading, Reason};
use jiff::civil::Date;
use sheets::{Checked, FileError, Format, Rows, Source, numbered};

use crate::error::ImportError;
use crate::kind::Kind;

/// A file whose header can be used.
pub(crate) struct Sheet<'a, K: Kind> {
    source: &'a dyn Source,
    reading: &'a Reading<'a>,
    /// What the file is.
    pub(crate) format: Format,
    /// The header as the file has it.
    pub(crate) header: StringRecord,
    /// Which column is where.
    pub(crate) columns: K::Columns,
    /// SHA-256 of the file, in hex.
    pub(crate) hash: String,
}

/// A row as it was read.
pub(crate) struct ReadRow<R> {
    /// The line on which it begins.
    pub(crate) line: u64,
    /// The row as the file has it.
    pub(crate) record: StringRecord,
    /// What it says, or why it stays out.
    pub(crate) verdict: Result<R, Reason>,
    /// What was mended in it.
    pub(crate) notes: Vec<Note>,
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
        let known = |line: &[&str]| K::recognised(line, reading);
        let Checked { hash, format } = sheets::check(source, Format::of(source, &known)?)?;
        let mut rows = Rows::of(source, format)?.skip(format.titles);
        let header = rows.next().ok_or(FileError::Empty)??;
        let fields: Vec<&str> = header.iter().collect();
        let columns = K::columns(&fields, char::from(format.delimiter), reading)?;
        Ok(Self { source, reading, format, header, columns, hash })
    }

    /// Every row, in the file's order, but for the empty ones that spreadsheets leave at the end.
    pub(crate) fn rows(
        &self,
        today: Date,
    ) -> Result<impl Iterator<Item = Result<ReadRow<K::Row>, ImportError>> + Send + '_, ImportError>
    {
        let rows = numbered(self.source, self.format)?.skip(self.format.titles + 1);
        let kept = rows.filter(|row| !matches!(row, Ok((_, record)) if is_empty(record)));
        Ok(kept.map(move |row| {
            let (line, record) = row?;
            let fields: Vec<&str> = record.iter().collect();
            let (verdict, notes) = K::read(&self.columns, self.reading, &fields, today);
            Ok(ReadRow { line, record, verdict, notes })
        }))
    }
}

fn is_empty(record: &StringRecord) -> bool {
    record.iter().all(|field| field.trim().is_empty())
}
