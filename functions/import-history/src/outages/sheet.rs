//! The file as rows of outages.

use domain::history::{OutageColumns, OutageRow, read_outage};
use domain::import::{Reading, Reason};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sheets::Source;

use crate::error::ImportError;
use crate::sheet::{Head, Line};

/// A file whose header can be used.
pub(super) struct OutageSheet<'a> {
    source: &'a dyn Source,
    reading: &'a Reading<'a>,
    /// What stands before its rows.
    pub(super) head: Head,
    /// Which column is where.
    pub(super) columns: OutageColumns,
}

/// A row as it was read.
pub(super) struct OutageLine {
    /// Where it stands.
    pub(super) line: Line,
    /// What it says, or why it stays out.
    pub(super) verdict: Result<OutageRow, Reason>,
}

impl<'a> OutageSheet<'a> {
    /// Reads a file's header, and whether the rest is text.
    ///
    /// # Errors
    ///
    /// `File` and `Header`, as they say.
    pub(super) fn open(
        source: &'a dyn Source,
        reading: &'a Reading<'a>,
    ) -> Result<Self, ImportError> {
        let head = Head::read(source, &|line| OutageColumns::recognised(line, reading))?;
        let columns = OutageColumns::parse(&head.names(), head.delimiter(), reading)?;
        Ok(Self { source, reading, head, columns })
    }

    /// Every row, in the file's order.
    ///
    /// # Errors
    ///
    /// What the system says of a file that cannot be opened.
    pub(super) fn rows(
        &self,
        zone: &TimeZone,
        now: Timestamp,
    ) -> Result<impl Iterator<Item = Result<OutageLine, ImportError>> + Send, ImportError> {
        let rows = self.head.rows(self.source)?;
        Ok(rows.map(move |row| {
            let (at, record) = row?;
            let fields: Vec<&str> = record.iter().collect();
            let (verdict, notes) = read_outage(&self.columns, self.reading, &fields, zone, now);
            Ok(OutageLine { line: Line { at, record, notes }, verdict })
        }))
    }
}
