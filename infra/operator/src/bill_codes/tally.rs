//! What became of the bills, for people and for scripts.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use csv::StringRecord;
use domain::history::Coded;
use domain::import::{Columns, Note, Reason, Weight};
use serde::Serialize;
use serde_json::Value;
use sheets::{Format, Rejects, RejectsFile, Remarks, Warning, counted, remarks};

use crate::import::shown;
use staff::grouped;

/// How many lines of a warning are listed.
const LISTED: usize = 50;

/// What became of the bills. Counts and column names; no row's contents.
#[derive(Debug, Default, Serialize)]
pub(super) struct Coding {
    encoding: &'static str,
    delimiter: String,
    found_columns: BTreeMap<&'static str, String>,
    unknown_columns: Vec<String>,
    /// Rows under the header.
    pub(super) rows: u64,
    /// Rows that got a code.
    coded: u64,
    /// Final bills, which get none.
    finals: u64,
    /// Rows that got none, and should have one.
    pub(super) rejected: u64,
    reasons: BTreeMap<&'static str, u64>,
    mended: BTreeMap<String, u64>,
    warnings: Vec<Warning>,
    #[serde(skip)]
    pub(super) rejects: RejectsFile,
}

impl Coding {
    /// Counts and remarks, a line each.
    pub(super) fn words(&self, rejects: Option<&Path>) -> String {
        let counts = [
            ("coded", self.coded, "with a code of their own"),
            ("final", self.finals, "final bills, without a code"),
            ("rejected", self.rejected, "without a code, though they should have one"),
            ("rows", self.rows, ""),
        ];
        let found = Remarks {
            encoding: self.encoding,
            found_columns: &self.found_columns,
            // The printer's other columns are none of ours.
            unknown_columns: &[],
            mended: &self.mended,
            warnings: &self.warnings,
        };
        let mut text = counted(&counts, &self.reasons, grouped) + &remarks(found, grouped);
        if let Some(path) = rejects {
            let _ = writeln!(text, "Rejected rows, with line and reason: {}", path.display());
        }
        text
    }

    pub(super) fn json(&self, out: Option<&Path>, rejects: Option<&Path>) -> Value {
        let mut json = serde_json::to_value(self).expect("counts and texts are JSON");
        json["file"] = shown(out);
        json["rejects_file"] = shown(rejects);
        json
    }
}

/// The same as it grows.
pub(super) struct Tally<'a> {
    /// The header, which the rejected rows get too.
    header: &'a StringRecord,
    coding: Coding,
    rejects: Rejects,
    /// In how many rows each note is, and the lines of the first.
    notes: BTreeMap<Note, (u64, Vec<u64>)>,
}

impl<'a> Tally<'a> {
    pub(super) fn of(format: Format, header: &'a StringRecord, columns: &Columns) -> Self {
        let coding = Coding {
            encoding: format.charset.name(),
            delimiter: char::from(format.delimiter).to_string(),
            found_columns: columns.found.iter().cloned().collect(),
            unknown_columns: columns.unknown.clone(),
            ..Coding::default()
        };
        Self { header, coding, rejects: Rejects::default(), notes: BTreeMap::new() }
    }

    pub(super) fn count(
        &mut self,
        line: u64,
        record: &StringRecord,
        verdict: &Result<Coded, Reason>,
        notes: &[Note],
    ) {
        let coding = &mut self.coding;
        coding.rows += 1;
        match verdict {
            Ok(Coded::Code(_)) => coding.coded += 1,
            Ok(Coded::Final) => coding.finals += 1,
            Err(reason) => {
                coding.rejected += 1;
                *coding.reasons.entry(reason.name()).or_default() += 1;
                self.rejects.add(self.header, line, &reason.to_string(), record);
            }
        }
        for note in notes {
            let (rows, lines) = self.notes.entry(*note).or_default();
            *rows += 1;
            if lines.len() < LISTED {
                lines.push(line);
            }
        }
    }

    /// What became of all of them.
    pub(super) fn ended(self) -> Coding {
        let mut coding = Coding { rejects: self.rejects.into_file(), ..self.coding };
        for (note, (rows, lines)) in self.notes {
            match note.weight() {
                Weight::Mended => drop(coding.mended.insert(note.says(), rows)),
                Weight::Warning => coding.warnings.push(Warning { what: note.says(), rows, lines }),
            }
        }
        coding
    }
}
