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
    /// The very same file is in force; no account was written, and the extract's age counts from now.
    SameFile,
    /// The file is in force.
    InForce,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// How it ended.
    pub end: ImportEnd,
    /// The version in force afterwards; 0 if none is.
    pub version: u64,
    /// SHA-256 of the file, in hex.
    pub file_hash: String,
    /// How its letters are encoded.
    pub encoding: &'static str,
    /// What stands between its columns.
    pub delimiter: String,
    /// Columns that were found by another name than their own: what each is called here and in the file.
    pub found_columns: BTreeMap<&'static str, String>,
    /// Lines under the header that are not empty.
    pub lines: u64,
    /// Rows under the header; fewer than lines if a row goes over several.
    pub rows: u64,
    /// Accounts that went in, or were to.
    pub accounts: u64,
    /// Rows that repeat one of these and agree, as of a second meter.
    pub repeated: u64,
    /// Of these, those that were not in force before.
    pub added: u64,
    /// Of these, those that differ from before.
    pub changed: u64,
    /// Of these, those that are as before.
    pub unchanged: u64,
    /// Accounts in force before that the file does not have.
    pub dropped: u64,
    /// Accounts that passed to other people.
    pub passed_on: u64,
    /// Accounts of the file that a member has; accounts that it dropped are not looked at.
    pub bindings: u64,
    /// Of these, those that their members lost or were to lose, because the accounts passed to other people.
    pub unbound: u64,
    /// False if the names in force were normalised otherwise, so that who passed on could not be seen by name.
    pub names_compared: bool,
    /// Old numbers that lead to an account.
    pub aliases: u64,
    /// Old numbers that stayed out while their rows went in.
    pub aliases_rejected: u64,
    /// Rows that stayed out.
    pub rejected: u64,
    /// Rejected rows and old numbers, by reason.
    pub reasons: BTreeMap<&'static str, u64>,
    /// Words of the status column that are not known, with how often each stands there; the first 20.
    pub unknown_statuses: BTreeMap<String, u64>,
    /// What was mended, with how many rows it was in; nothing of it is lost.
    pub mended: BTreeMap<String, u64>,
    /// What went in and looks wrong.
    pub warnings: Vec<Warning>,
    /// Columns that nothing is known of.
    pub unknown_columns: Vec<String>,
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
