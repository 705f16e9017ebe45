//! Counts what becomes of each row, and writes down what stays out.

use std::collections::BTreeMap;

use csv::StringRecord;
use domain::history::Newer;
use domain::import::{Columns, Note, Reason, Weight};
use sheets::{FileError, Rejects, Warning, lines_within};

use crate::Progress;
use crate::error::ImportError;
use crate::sheet::{Head, Line};
use crate::summary::{ImportEnd, Summary};

/// How many lines of a warning are listed.
const LISTED: usize = 50;

/// A summary as it grows.
pub(crate) struct Tally<'a> {
    /// The header, which the rejected rows get too.
    header: &'a StringRecord,
    summary: Summary,
    /// How many rows the file has.
    total: u64,
    rejects: Rejects,
    /// In how many rows each note is, and the lines of the first.
    notes: BTreeMap<Note, (u64, Vec<u64>)>,
}

impl<'a> Tally<'a> {
    pub(crate) fn of(head: &'a Head, columns: &Columns) -> Self {
        let summary = Summary {
            file_hash: head.hash.clone(),
            encoding: head.format.charset.name(),
            delimiter: char::from(head.format.delimiter).to_string(),
            found_columns: columns.found.iter().cloned().collect(),
            unknown_columns: columns.unknown.clone(),
            ..Summary::default()
        };
        let (header, total) = (&head.header, head.rows);
        Self { header, summary, total, rejects: Rejects::default(), notes: BTreeMap::new() }
    }

    /// How far the import is.
    pub(crate) fn progress(&self) -> Progress {
        let done = self.summary.rows;
        Progress { done, total: self.total.max(done) }
    }

    pub(crate) fn rows(&self) -> u64 {
        self.summary.rows
    }

    /// Counts a row by what became of it.
    pub(crate) fn count(&mut self, row: &Line, became: Result<Newer, Reason>) {
        let summary = &mut self.summary;
        summary.rows += 1;
        summary.lines += 1 + lines_within(&row.record);
        match became {
            Ok(Newer::First) => summary.added += 1,
            Ok(Newer::Replaces) => summary.changed += 1,
            Ok(Newer::Same) => summary.unchanged += 1,
            Ok(Newer::Older) => {
                summary.older += 1;
                summary.first_older_line.get_or_insert(row.at);
            }
            Err(reason) => {
                summary.rejected += 1;
                *summary.reasons.entry(reason.name()).or_default() += 1;
                self.rejects.add(self.header, row.at, &reason.to_string(), &row.record);
            }
        }
        for note in &row.notes {
            self.note(row, *note);
        }
    }

    /// Notes something of a row.
    pub(crate) fn note(&mut self, row: &Line, note: Note) {
        let (rows, lines) = self.notes.entry(note).or_default();
        *rows += 1;
        if lines.len() < LISTED {
            lines.push(row.at);
        }
    }

    /// What the import did.
    ///
    /// # Errors
    ///
    /// `HeaderOnly` without rows, `NothingUsable` if none can be used.
    pub(crate) fn ended(self, dry_run: bool) -> Result<Summary, ImportError> {
        let end = if dry_run { ImportEnd::DryRun } else { ImportEnd::Taken };
        match self.end(end) {
            Summary { rows: 0, .. } => Err(FileError::HeaderOnly.into()),
            summary if summary.rejected == summary.rows => {
                let summary = Summary { end: ImportEnd::NothingWritten, ..summary };
                Err(ImportError::NothingUsable(Box::new(summary)))
            }
            summary => Ok(summary),
        }
    }

    fn end(self, end: ImportEnd) -> Summary {
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
