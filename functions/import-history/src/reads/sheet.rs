//! The file as rows of reads.

use domain::AccountNumber;
use domain::history::reads::{ReadRow, ReadsColumns, ReadsRead, read_reads};
use domain::import::{Reading, Reason};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sheets::Source;

use crate::error::ImportError;
use crate::sheet::{Head, Line};

/// A file whose header can be used.
pub(super) struct ReadsSheet<'a> {
    source: &'a dyn Source,
    reading: &'a Reading<'a>,
    /// What stands before its rows.
    pub(super) head: Head,
    /// Which column is where.
    pub(super) columns: ReadsColumns,
}

/// A row as it was read.
pub(super) struct ReadLine {
    /// Where it stands.
    pub(super) line: Line,
    /// Its account and its day of the co-op's, as far as they can be read.
    pub(super) account: Option<AccountNumber>,
    pub(super) date: Option<Date>,
    /// What it says, or why it stays out.
    pub(super) verdict: Result<ReadRow, Reason>,
}

impl<'a> ReadsSheet<'a> {
    /// Reads a file's header, and whether the rest is text.
    ///
    /// # Errors
    ///
    /// `File` and `Header`, as they say.
    pub(super) fn open(
        source: &'a dyn Source,
        reading: &'a Reading<'a>,
    ) -> Result<Self, ImportError> {
        let head = Head::read(source, &|line| ReadsColumns::recognised(line, reading))?;
        let columns = ReadsColumns::parse(&head.names(), head.delimiter(), reading)?;
        Ok(Self { source, reading, head, columns })
    }

    /// Every row, in the file's order.
    ///
    /// # Errors
    ///
    /// What the system says of a file that cannot be opened.
    pub(super) fn rows(
        &self,
        now: Timestamp,
        zone: &TimeZone,
    ) -> Result<impl Iterator<Item = Result<ReadLine, ImportError>> + Send, ImportError> {
        let rows = self.head.rows(self.source)?;
        Ok(rows.map(move |row| {
            let (at, record) = row?;
            let fields: Vec<&str> = record.iter().collect();
            let read = read_reads(&self.columns, self.reading, &fields, now);
            let ReadsRead { account, start, verdict, notes } = read;
            let date = start.map(|start| ReadRow::date(start, zone));
            Ok(ReadLine { line: Line { at, record, notes }, account, date, verdict })
        }))
    }
}
