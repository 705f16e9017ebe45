//! What staff get back: the rows that stayed out, what looks wrong in the others, and where the report is.

use std::fmt;

use csv::{StringRecord, Writer, WriterBuilder};
use domain::harmless;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Serialize;

/// Where reports go: under another prefix than files, so that none starts an import.
pub const REPORTS: &str = "reports/";

/// What looks wrong in rows that went in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// What.
    pub what: String,
    /// In how many rows.
    pub rows: u64,
    /// The lines of the first 50 of them.
    pub lines: Vec<u64>,
}

/// `rejects.csv`: line and reason before each rejected row as the file has it. Personal, so `Debug` shows its size.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RejectsFile(Vec<u8>);

impl RejectsFile {
    /// The file's bytes, for staff only; none if no row was rejected.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for RejectsFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RejectsFile({} bytes)", self.0.len())
    }
}

/// So many bytes of rejected rows are listed; the file is held whole, and who has more mends these first.
const LISTED: usize = 32 * 1024 * 1024;

/// `rejects.csv` as it grows.
#[derive(Default)]
pub struct Rejects {
    writer: Option<Writer<Vec<u8>>>,
    bytes: usize,
    /// Rows that are not listed.
    left_out: u64,
}

impl Rejects {
    /// Adds a row, with the line on which it begins and why it stays out; the header stands before the first.
    pub fn add(&mut self, header: &StringRecord, line: u64, reason: &str, record: &StringRecord) {
        if self.bytes > LISTED {
            self.left_out += 1;
            return;
        }
        self.bytes += record.as_slice().len() + reason.len();
        let writer = self.writer.get_or_insert_with(|| {
            let mut writer = WriterBuilder::new().flexible(true).from_writer(Vec::new());
            write(&mut writer, ["line", "reason"], header);
            writer
        });
        write(writer, [&line.to_string(), reason], record);
    }

    /// The file; empty if nothing was added.
    #[must_use]
    pub fn into_file(mut self) -> RejectsFile {
        if let (1.., Some(writer)) = (self.left_out, &mut self.writer) {
            let says = format!("{} more rejected rows are not listed here", self.left_out);
            write(writer, ["", &says], &StringRecord::new());
        }
        let bytes = self.writer.and_then(|writer| writer.into_inner().ok());
        RejectsFile(bytes.unwrap_or_default())
    }
}

/// Writes two fields and a record as one row; memory takes it always.
fn write(writer: &mut Writer<Vec<u8>>, first: [&str; 2], rest: &StringRecord) {
    let fields = first.into_iter().chain(rest).map(harmless);
    drop(writer.write_record(fields.collect::<Vec<_>>().iter().map(|field| field.as_bytes())));
}

/// How many line ends stand within a row.
#[must_use]
pub fn lines_within(record: &StringRecord) -> u64 {
    let ends = |field: &str| field.replace("\r\n", "\n").matches(['\n', '\r']).count() as u64;
    record.iter().filter(|field| field.contains(['\n', '\r'])).map(ends).sum()
}

/// How a report's name says when its import began, in UTC.
const STAMP: &str = "%Y%m%dT%H%M%SZ";

/// `reports/NAME/20261123T120000Z`: each import of one name has its own, by when it began.
#[must_use]
pub fn report_place(key: &str, began: Timestamp) -> String {
    format!("{}{}", report_folder(key), began.strftime(STAMP))
}

/// What a key in a [`report_folder`] says: when the import began that it is of, and what it is called.
#[must_use]
pub fn beside<'a>(folder: &str, key: &'a str) -> Option<(Timestamp, &'a str)> {
    let (stamp, name) = key.strip_prefix(folder)?.split_once('/')?;
    let began = DateTime::strptime(STAMP, stamp).ok()?;
    Some((TimeZone::UTC.to_timestamp(began).ok()?, name))
}

/// `reports/NAME/`: where the reports on all uploads of one name are.
#[must_use]
pub fn report_folder(key: &str) -> String {
    let extension = key.len().saturating_sub(".csv".len());
    let name = match key.split_at_checked(extension) {
        Some((name, extension)) if extension.eq_ignore_ascii_case(".csv") => name,
        Some(_) | None => key,
    };
    format!("{REPORTS}{name}/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing_of_the_rejected_rows() {
        let mut rejects = Rejects::default();
        let row = StringRecord::from(vec!["Walker"]);
        rejects.add(&StringRecord::from(vec!["last_name"]), 2, "bad", &row);

        let file = rejects.into_file();

        assert_eq!(file.expose(), b"line,reason,last_name\n2,bad,Walker\n");
        assert!(!format!("{file:?}").contains("Walker"));
    }

    #[test]
    fn more_rejected_rows_than_a_report_holds_are_counted_and_not_kept() {
        let mut rejects = Rejects::default();
        let (header, row) = (["name"][..].into(), StringRecord::from(vec!["x".repeat(4_000)]));

        (0..20_000).for_each(|line| rejects.add(&header, line, "bad", &row));

        let file = rejects.into_file();
        assert!(file.expose().len() < LISTED + 1024 * 1024, "{file:?}");
        let last = file.expose().rsplit(|byte| *byte == b'\n').nth(1).expect("a line");
        let text = std::str::from_utf8(file.expose()).expect("UTF-8");
        let listed = text.lines().count() - 2;
        let says = format!(",{} more rejected rows are not listed here", 20_000 - listed);
        assert_eq!(std::str::from_utf8(last), Ok(says.as_str()));
    }

    #[test]
    fn a_report_has_the_name_of_its_file_without_the_ending() {
        let now = Timestamp::UNIX_EPOCH;

        assert_eq!(report_place("night/a.CSV", now), "reports/night/a/19700101T000000Z");
        assert_eq!(report_place("a.txt", now), "reports/a.txt/19700101T000000Z");
    }

    #[test]
    fn what_is_beside_a_file_says_when_its_import_began() {
        let began = Timestamp::constant(1_795_435_200, 0);
        let folder = report_folder("bills/night.csv");
        let key = format!("{}/summary.json", report_place("bills/night.csv", began));

        assert_eq!(beside(&folder, &key), Some((began, "summary.json")));
        for other in ["nightly/20261123T120000Z/begun", "night/begun", "night/x/begun", "night/"] {
            assert_eq!(beside(&folder, &format!("reports/bills/{other}")), None, "{other}");
        }
    }
}
