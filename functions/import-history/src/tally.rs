//! Counts what becomes of each row, and writes down what stays out.

use std::collections::BTreeMap;

use csv::StringRecord;
use domain::history::Newer;
use domain::import::{Note, Reason, Weight};
use sheets::{Rejects, Warning, lines_within};

use crate::kind::Kind;
use crate::sheet::{ReadRow, Sheet};
use crate::summary::{ImportEnd, Summary};

/// How many lines of a warning are listed.
const LISTED: usize = 50;

/// A summary as it grows.
pub(crate) struct Tally<'a> {
    /// The header, which the rejected rows get too.
    header: &'a StringRecord,
    summary: Summary,
    rejects: Rejects,
    /// In how many rows each note is, and the lines of the first.
    notes: BTreeMap<Note, (u64, Vec<u64>)>,
}

impl<'a> Tally<'a> {
    pub(crate) fn of<K: Kind>(sheet: &'a Sheet<'_, K>) -> Self {
        let columns = K::common(&sheet.columns);
        let summary = Summary {
            file_hash: sheet.hash.clone(),
            encoding: sheet.format.charset.name(),
            delimiter: char::from(sheet.format.delimiter).to_string(),
            found_columns: columns.found.iter().cloned().collect(),
            unknown_columns: columns.unknown.clone(),
            ..Summary::default()
        };
        Self { header: &sheet.header, summary, rejects: Rejects::default(), notes: BTreeMap::new() }
    }

    pub(crate) fn rows(&self) -> u64 {
        self.summary.rows
    }

    /// Counts a row by what became of it.
    pub(crate) fn count<R>(&mut self, row: &ReadRow<R>, became: Result<Newer, Reason>) {
        let summary = &mut self.summary;
        summary.rows += 1;
        summary.lines += 1 + lines_within(&row.record);
        match became {
            Ok(Newer::First) => summary.added += 1,
            Ok(Newer::Replaces) => summary.changed += 1,
            Ok(Newer::Same) => summary.unchanged += 1,
            Ok(Newer::Older) => summary.older += 1,
            Err(reason) => {
                summary.rejected += 1;
                *summary.reasons.entry(reason.name()).or_default() += 1;
                self.rejects.add(self.header, row.line, &reason.to_string(), &row.record);
            }
        }
        for note in &row.notes {
            let (rows, lines) = self.notes.entry(*note).or_default();
            *rows += 1;
            if lines.len() < LISTED {
                lines.push(row.line);
            }
        }
    }

    pub(crate) fn end(self, end: ImportEnd) -> Summary {
        let mut summary = Summary { end, rejects: self.rejects.into_file(), ..self.summary };
        for (note, (rows, lines)) in self.notes {
            match note.weight() {
                Weight::Mended => drop(summary.mended.insert(note.says(), rows)),
                Weight::Warning => {
                    summary.warnings.push(Warning { what: note.says(), rows, lines });
                }
            }
        }
        summary
    }
}
