//! A file of reads: its columns, and its rows, each parsed once.

use jiff::Timestamp;

use crate::billing::import::columns::usual::{ACCOUNT, CUSTOMER};
use crate::billing::import::{BadCell, Columns, HeaderError, Note, Reading, Reason};
use crate::history::cells::Row;
use crate::history::columns::{Header, HistoryColumn};
use crate::history::reads::day::Read;
use crate::history::reads::start::Start;
use crate::values::account_number::AccountNumber;
use crate::values::typed::Typed;

/// Where the names are listed that its columns are found by.
const LISTED: &str = "`porchlight import --columns --as reads`";

/// When the stretch began.
pub(super) const START: &str = "start";
/// How long it is.
pub(super) const MINUTES: &str = "minutes";
/// What was delivered.
pub(super) const KWH: &str = "kwh";
/// What was sent back.
const RECEIVED: &str = "received_kwh";
/// Whether it is an estimate.
const ESTIMATED: &str = "estimated";
/// The meter.
const METER: &str = "meter_no";

/// The columns of a file of reads. Account and customer number are found by the names that the extract's are.
pub const READS_COLUMNS: [HistoryColumn; 8] = [
    HistoryColumn { name: ACCOUNT, holds: "the number on the bill; needed", found_by: &[] },
    HistoryColumn {
        name: START,
        holds: "when the stretch began, with or without the offset from UTC; needed",
        found_by: &["Interval Start", "Start Time", "Start Date", "Read Start", "From"],
    },
    HistoryColumn {
        name: MINUTES,
        holds: "how long the stretch is: 15, 30 or 60, or 1440 for a day; needed",
        found_by: &["Interval", "Interval Minutes", "Interval Length", "Duration"],
    },
    HistoryColumn {
        name: KWH,
        holds: "the electricity delivered, in kilowatt-hours; needed",
        found_by: &["Delivered", "Delivered kWh", "Usage kWh", "kWh Delivered", "Usage"],
    },
    HistoryColumn {
        name: RECEIVED,
        holds: "the electricity sent back, in kilowatt-hours",
        found_by: &["Received", "kWh Received", "Generation", "Generation kWh", "Export kWh"],
    },
    HistoryColumn {
        name: ESTIMATED,
        holds: "whether it is an estimate: yes or no, or E for an estimate and A for an actual read",
        found_by: &["Estimate", "Is Estimated", "Estimated Flag", "Actual/Estimated", "Est/Act"],
    },
    HistoryColumn {
        name: METER,
        holds: "the meter, where an account has more than one",
        found_by: &["Meter", "Meter Number", "Meter ID", "Meter Nbr", "Serial Number"],
    },
    HistoryColumn {
        name: CUSTOMER,
        holds: "the customer's number; a row of another customer than the extract's stays out",
        found_by: &[],
    },
];

/// Where each column of a file of reads stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadsColumns {
    /// Account, customer, and how wide the file is.
    pub columns: Columns,
    start: usize,
    minutes: usize,
    kwh: usize,
    received: Option<usize>,
    estimated: Option<usize>,
    meter: Option<usize>,
}

impl ReadsColumns {
    /// Reads a header: any order, the usual names; case, blanks and how words are joined do not matter.
    ///
    /// # Errors
    ///
    /// `MissingColumns` with all that are not there, `Duplicate` if two fit one.
    pub fn parse(
        header: &[&str],
        delimiter: char,
        reading: &Reading<'_>,
    ) -> Result<Self, HeaderError> {
        let header = Header::of(header, &READS_COLUMNS, reading);
        let needed = [ACCOUNT, START, MINUTES, KWH];
        let found =
            [header.find(ACCOUNT)?, header.find(START)?, header.find(MINUTES)?, header.find(KWH)?];
        let [Some(account), Some(start), Some(minutes), Some(kwh)] = found else {
            let found = needed.into_iter().zip(found.map(|at| at.is_some()));
            return Err(header.missing(LISTED, &found.collect::<Vec<_>>()));
        };
        let (received, estimated) = (header.find(RECEIVED)?, header.find(ESTIMATED)?);
        let (meter, customer) = (header.find(METER)?, header.find(CUSTOMER)?);
        let columns = header.columns(
            account,
            delimiter,
            &[
                (Some(account), ACCOUNT),
                (Some(start), START),
                (Some(minutes), MINUTES),
                (Some(kwh), KWH),
                (received, RECEIVED),
                (estimated, ESTIMATED),
                (meter, METER),
                (customer, CUSTOMER),
            ],
        );
        Ok(Self { columns, start, minutes, kwh, received, estimated, meter })
    }

    /// How many columns of a line are known: the header is the line with the most.
    #[must_use]
    pub fn recognised(line: &[&str], reading: &Reading<'_>) -> usize {
        Header::of(line, &READS_COLUMNS, reading).recognised()
    }
}

/// How long a stretch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// A quarter of an hour.
    Quarter,
    /// Half an hour.
    Half,
    /// An hour.
    Hour,
    /// A day of the co-op's.
    Day,
}

impl Stretch {
    /// The stretch of so many minutes, if it is one of the four that are taken.
    fn of_minutes(minutes: &str) -> Option<Self> {
        match minutes {
            "15" => Some(Self::Quarter),
            "30" => Some(Self::Half),
            "60" => Some(Self::Hour),
            "1440" => Some(Self::Day),
            _ => None,
        }
    }

    /// How many seconds it has; a day has 23 or 25 hours on two days of a year.
    #[must_use]
    pub fn seconds(self) -> i64 {
        match self {
            Self::Quarter => 900,
            Self::Half => 1_800,
            Self::Hour => 3_600,
            Self::Day => 86_400,
        }
    }
}

/// What one good row says. Personal, so `Debug` shows nothing of what was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadRow {
    /// The account, by its own number or an old one.
    pub account: AccountNumber,
    /// The billing system's customer number in the form that it is compared in.
    pub customer: Option<Typed>,
    /// The meter, if the file says which.
    pub meter: Option<Typed>,
    /// When the stretch began.
    pub start: Start,
    /// How long it is.
    pub stretch: Stretch,
    /// What was counted.
    pub read: Read,
}

/// A row as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadsRead {
    /// The account that the row names, where it can be read: a bad row spoils its account's day.
    pub account: Option<AccountNumber>,
    /// When it began, where that can be read.
    pub start: Option<Start>,
    /// What it says, or why it stays out.
    pub verdict: Result<ReadRow, Reason>,
    /// What was mended in it.
    pub notes: Vec<Note>,
}

/// Reads a row by the header's columns. What ends after `now` has not been counted yet.
#[must_use]
pub fn read_reads(
    columns: &ReadsColumns,
    reading: &Reading<'_>,
    fields: &[&str],
    now: Timestamp,
) -> ReadsRead {
    let mut row = Row::new(&columns.columns, reading, fields);
    let mut known = Known::default();
    let verdict = read(columns, &mut row, now, &mut known);
    let Known { account, start } = known;
    ReadsRead { account, start, verdict, notes: row.into_notes() }
}

/// What could be read of a row before a rule was broken.
#[derive(Default)]
struct Known {
    account: Option<AccountNumber>,
    start: Option<Start>,
}

/// The first rule that is broken, from the row's width on.
fn read(
    of: &ReadsColumns,
    row: &mut Row<'_>,
    now: Timestamp,
    known: &mut Known,
) -> Result<ReadRow, Reason> {
    let (account, customer) = row.whose()?;
    known.account = Some(account.clone());
    let start = row.text(of.start, START).ok_or(Reason::NoAnswer(START))?;
    let start = Start::read(&start).ok_or(Reason::BadCell(START, BadCell::Time))?;
    known.start = Some(start);
    let minutes = row.text(of.minutes, MINUTES).ok_or(Reason::NoAnswer(MINUTES))?;
    let stretch =
        Stretch::of_minutes(&minutes).ok_or(Reason::BadCell(MINUTES, BadCell::Minutes))?;
    let delivered = row.flow(Some(of.kwh), KWH)?.ok_or(Reason::NoAnswer(KWH))?;
    let received = row.flow(of.received, RECEIVED)?;
    let estimated = row.estimated(of.estimated, ESTIMATED)?.unwrap_or_default();
    let meter = row.number(of.meter, METER)?;
    if let Start::Instant(at) = start {
        is_over(at, stretch, now)?;
    }
    let read = Read { delivered, received, estimated };
    Ok(ReadRow { account, customer, meter, start, stretch, read })
}

/// Whether a stretch is over.
pub(super) fn is_over(at: Timestamp, of: Stretch, now: Timestamp) -> Result<(), Reason> {
    // A day may have 23 hours; whether it is over is seen where its end is known.
    let least = if of == Stretch::Day { 82_800 } else { of.seconds() };
    let is_over = at.as_second().saturating_add(least) <= now.as_second();
    if is_over { Ok(()) } else { Err(Reason::Future(START)) }
}

#[cfg(test)]
mod tests;
