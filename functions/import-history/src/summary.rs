//! What an import did, for staff and for the log. Counts and column names; no row's contents.

use std::collections::BTreeMap;

use serde::Serialize;
use sheets::{Counts, RejectsFile, Warning};

/// How an import ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImportEnd {
    /// Nothing was written.
    #[default]
    NothingWritten,
    /// It was only asked what the file would do; nothing was written.
    DryRun,
    /// The rows are in, but for the rejected ones.
    Taken,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// How it ended.
    pub end: ImportEnd,
    /// SHA-256 of the file, in hex.
    pub file_hash: String,
    /// How its letters are encoded.
    pub encoding: &'static str,
    /// What stands between its columns.
    pub delimiter: String,
    /// Columns that were found by another name than their own: what each is called here and in the file.
    pub found_columns: BTreeMap<&'static str, String>,
    /// Columns that nothing is known of.
    pub unknown_columns: Vec<String>,
    /// Lines under the header that are not empty.
    pub lines: u64,
    /// Rows under the header; fewer than lines if a row goes over several.
    pub rows: u64,
    /// Rows that were not known in any form.
    pub added: u64,
    /// Rows that took the place of an earlier one.
    pub changed: u64,
    /// Rows that say what was known.
    pub unchanged: u64,
    /// Rows of an earlier day, or of an earlier file, than what is known.
    pub older: u64,
    /// The line of the first of these.
    pub first_older_line: Option<u64>,
    /// Rows that stayed out.
    pub rejected: u64,
    /// Rejected rows, by reason.
    pub reasons: BTreeMap<&'static str, u64>,
    /// What was mended, with how many rows it was in; nothing of it is lost.
    pub mended: BTreeMap<String, u64>,
    /// What went in and looks wrong.
    pub warnings: Vec<Warning>,
    /// `rejects.csv`.
    #[serde(skip)]
    pub rejects: RejectsFile,
}

impl Counts for Summary {
    fn rejected(&self) -> u64 {
        self.rejected
    }

    fn rejects(&self) -> &RejectsFile {
        &self.rejects
    }

    fn in_words(&self) -> String {
        crate::in_words(self, |number| number.to_string())
    }
}
