//! The look over the whole file before anything is read from or written to the store.

use std::collections::BTreeMap;

use domain::import::{Note, Reason, Weight};
use sheets::{FileError, Rejects, Warning, lines_within};

use crate::crowds::{Crowds, LISTED, Of};
use crate::error::{ImportError, Refusal};
use crate::sheet::{Judged, Sheet};
use crate::summary::Summary;

/// The most words of the status column that are listed; if there are more, it is no status column.
const STATUSES_LISTED: usize = 20;
/// The longest word that is listed; what is longer is another column's.
const STATUS_LONGEST: usize = 30;

/// Counts what goes in and writes down what does not.
///
/// # Errors
///
/// `HeaderOnly` without rows, `Refused` if none can be used, `Unreadable`.
pub(crate) fn survey(sheet: &Sheet<'_>) -> Result<Summary, ImportError> {
    let mut survey =
        Survey { crowds: Crowds::new(), rejects: Rejects::default(), notes: BTreeMap::new() };
    let mut summary = Summary {
        file_hash: sheet.hash.clone(),
        encoding: sheet.format.charset.name(),
        delimiter: char::from(sheet.format.delimiter).to_string(),
        found_columns: sheet.columns.found.iter().cloned().collect(),
        unknown_columns: sheet.columns.unknown.clone(),
        ..Summary::default()
    };
    for judged in sheet.judged()? {
        survey.count(sheet, &judged?, &mut summary)?;
    }
    survey.end(&mut summary)?;
    match summary {
        Summary { rows: 0, .. } => Err(FileError::HeaderOnly.into()),
        Summary { accounts: 0, rows, .. } => Err(ImportError::Refused {
            why: Refusal::NothingUsable { rows },
            summary: Box::new(summary),
        }),
        summary => Ok(summary),
    }
}

/// What is collected on the way through the file.
struct Survey {
    crowds: Crowds,
    rejects: Rejects,
    /// In how many rows each note is, and the lines of the first.
    notes: BTreeMap<Note, (u64, Vec<u64>)>,
}

impl Survey {
    fn count(
        &mut self,
        sheet: &Sheet<'_>,
        judged: &Judged,
        summary: &mut Summary,
    ) -> Result<(), ImportError> {
        summary.rows += 1;
        summary.lines += 1 + lines_within(&judged.record);
        match &judged.verdict {
            Err(Reason::UnknownStatus) => {
                summary.rejected += 1;
                let word = sheet.columns.status.and_then(|at| judged.record.get(at));
                list(&mut summary.unknown_statuses, word.unwrap_or_default());
            }
            Err(_) => summary.rejected += 1,
            Ok(good) if good.repeats => summary.repeated += 1,
            Ok(good) => {
                summary.accounts += 1;
                summary.aliases += good.row.aliases.len() as u64;
                summary.aliases_rejected += judged.aliases_out.len() as u64;
                self.crowds.note(&good.row, judged.line)?;
            }
        }
        for note in &judged.notes {
            let (rows, lines) = self.notes.entry(*note).or_default();
            *rows += 1;
            if lines.len() < LISTED {
                lines.push(judged.line);
            }
        }
        for reason in reasons(judged) {
            *summary.reasons.entry(reason.name()).or_default() += 1;
            let reason = reason.to_string();
            self.rejects.add(&sheet.header, judged.line, &reason, &judged.record);
        }
        Ok(())
    }

    fn end(self, summary: &mut Summary) -> Result<(), ImportError> {
        summary.rejects = self.rejects.into_file();
        for (note, (rows, lines)) in self.notes {
            match note.weight() {
                Weight::Mended => drop(summary.mended.insert(note.says(), rows)),
                Weight::Warning if note.is_worth_telling(rows, summary.rows) => {
                    summary.warnings.push(Warning { what: note.says(), rows, lines });
                }
                Weight::Warning => {}
            }
        }
        for (of, rows, lines) in self.crowds.found()? {
            let what = match of {
                Of::Customer => {
                    "customer_no: one number stands on many rows with different names or addresses; if it stands for none, leave it empty"
                }
                Of::Name => {
                    "last_name: one name stands on many rows with different addresses; whoever types it matches them all"
                }
            };
            summary.warnings.push(Warning { what: what.to_owned(), rows, lines });
        }
        Ok(())
    }
}

/// Counts a word that is not known, unless it says more than a status does.
fn list(words: &mut BTreeMap<String, u64>, word: &str) {
    let is_word = word.chars().count() <= STATUS_LONGEST
        && !word.contains('@')
        && word.chars().filter(char::is_ascii_digit).count() < 3;
    let word = if is_word { word.trim() } else { "(something else)" };
    let too_many = "(too many different words for a status)";
    if !words.contains_key(word) && (words.len() == STATUSES_LISTED || words.contains_key(too_many))
    {
        let all: u64 = words.values().sum();
        words.clear();
        words.insert(too_many.to_owned(), all + 1);
        return;
    }
    *words.entry(word.to_owned()).or_default() += 1;
}

/// Why the row, or each old number on it that does not go in, stays out.
fn reasons(judged: &Judged) -> impl Iterator<Item = Reason> + '_ {
    let of_aliases = judged.aliases_out.iter().copied().map(Reason::Alias);
    judged.verdict.as_ref().err().copied().into_iter().chain(of_aliases)
}

#[cfg(test)]
mod tests;
