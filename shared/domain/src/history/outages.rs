//! A file of outages: how reports stand, as the outage system says. Its columns, and its rows, each parsed once.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::billing::import::{BadCell, Columns, HeaderError, Note, OutageReason, Reading, Reason};
use crate::history::cells::Row;
use crate::history::columns::{Header, HistoryColumn};
use crate::history::reads::Start;
use crate::outages::OutageStatus;
use crate::values::ids::ReferenceCode;

/// Where the names are listed that its columns are found by.
const LISTED: &str = "`porchlight import --columns --as outages`";

/// What the report is found by.
const REFERENCE: &str = "reference";
/// How it stands.
const STATUS: &str = "status";
/// Since when.
const AS_OF: &str = "as_of";

/// How far the clock of the outage system may be ahead of ours. Ours.
const AHEAD: SignedDuration = SignedDuration::from_mins(5);

/// The columns of a file of outages.
pub(super) const OUTAGE_COLUMNS: [HistoryColumn; 3] = [
    HistoryColumn {
        name: REFERENCE,
        holds: "the report's reference code, as outage.reported told it; needed",
        found_by: &["Reference Code", "Report Reference", "Ref Code", "Portal Reference"],
    },
    HistoryColumn {
        name: STATUS,
        holds: "how it stands: crew-sent or restored; needed",
        found_by: &["Outage Status", "Report Status", "Ticket Status"],
    },
    HistoryColumn {
        name: AS_OF,
        holds: "since when, with offset or in the co-op's time; without it, when the file was put",
        found_by: &["Status Time", "Status Date", "Updated At", "Last Updated"],
    },
];

/// Where each column of a file of outages stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutageColumns {
    /// How wide the file is, and what became of its other columns.
    pub columns: Columns,
    reference: usize,
    status: usize,
    as_of: Option<usize>,
}

impl OutageColumns {
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
        let header = Header::of(header, &OUTAGE_COLUMNS, reading);
        let (reference, status) = (header.find(REFERENCE)?, header.find(STATUS)?);
        let (Some(reference), Some(status)) = (reference, status) else {
            let needed = [(REFERENCE, reference.is_some()), (STATUS, status.is_some())];
            return Err(header.missing(LISTED, &needed));
        };
        let as_of = header.find(AS_OF)?;
        let read = [(Some(reference), REFERENCE), (Some(status), STATUS), (as_of, AS_OF)];
        // No row is about an account, so nobody asks for its column.
        let columns = header.columns(reference, delimiter, &read);
        Ok(Self { columns, reference, status, as_of })
    }

    /// How many columns of a line are known: the header is the line with the most.
    #[must_use]
    pub fn recognised(line: &[&str], reading: &Reading<'_>) -> usize {
        Header::of(line, &OUTAGE_COLUMNS, reading).recognised()
    }
}

/// What one good row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutageRow {
    /// What the report is found by.
    pub reference: ReferenceCode,
    /// How it stands.
    pub status: OutageStatus,
    /// Since when; unknown if the row does not say.
    pub as_of: Option<Timestamp>,
}

/// Reads a row by the header's columns, with what was mended in it.
pub fn read_outage(
    columns: &OutageColumns,
    reading: &Reading<'_>,
    fields: &[&str],
    zone: &TimeZone,
    now: Timestamp,
) -> (Result<OutageRow, Reason>, Vec<Note>) {
    let mut row = Row::new(&columns.columns, reading, fields);
    let verdict = read(columns, &mut row, zone, now);
    (verdict, row.into_notes())
}

/// The first rule that is broken, from the row's width on.
fn read(
    of: &OutageColumns,
    row: &mut Row<'_>,
    zone: &TimeZone,
    now: Timestamp,
) -> Result<OutageRow, Reason> {
    row.fits()?;
    let reference = row.name(Some(of.reference), REFERENCE)?.ok_or(Reason::NoAnswer(REFERENCE))?;
    let reference = ReferenceCode::parse(reference.expose())
        .ok_or(Reason::Outage(OutageReason::BadReference))?;
    let status = row.text(of.status, STATUS).ok_or(Reason::NoAnswer(STATUS))?;
    let status = status_of(&status).ok_or(Reason::Outage(OutageReason::UnknownStatus))?;
    let as_of = match of.as_of.and_then(|at| row.text(at, AS_OF)) {
        None => None,
        Some(text) => Some(instant(&text, zone).ok_or(Reason::BadCell(AS_OF, BadCell::Time))?),
    };
    if as_of.is_some_and(|at| at > now + AHEAD) {
        return Err(Reason::Outage(OutageReason::Early));
    }
    Ok(OutageRow { reference, status, as_of: as_of.map(|at| at.min(now)) })
}

/// An instant. A day without a time says too little: it would begin before the report.
fn instant(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    if !text.contains(':') {
        return None;
    }
    // Seconds, and parts of them, tell nothing of an outage.
    let to_minute = without_seconds(text);
    match Start::read(&to_minute)? {
        Start::Instant(at) => Some(at),
        Start::Local(local) => zone.to_ambiguous_timestamp(local).compatible().ok(),
    }
}

/// The text with its seconds as `00`.
fn without_seconds(text: &str) -> String {
    let Some((before, rest)) = text.split_once(':') else { return text.to_owned() };
    let Some((minutes, seconds)) = rest.split_once(':') else { return text.to_owned() };
    let is_minutes = minutes.len() == 2 && minutes.bytes().all(|byte| byte.is_ascii_digit());
    if !is_minutes {
        return text.to_owned();
    }
    let behind = seconds.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    format!("{before}:{minutes}{behind}")
}

/// The status that a word means, as outage systems write it.
fn status_of(text: &str) -> Option<OutageStatus> {
    let word: String =
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Some(match word.as_str() {
        "reported" | "new" | "open" | "received" | "confirmed" => OutageStatus::Reported,
        "crewsent" | "crewdispatched" | "dispatched" | "assigned" | "crewassigned" | "enroute"
        | "onsite" | "working" | "inprogress" => OutageStatus::CrewSent,
        "restored" | "powerrestored" | "closed" | "complete" | "completed" | "resolved" => {
            OutageStatus::Restored
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
