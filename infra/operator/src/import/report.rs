//! Reports what an import did, for people and for scripts.

use std::fmt::Write as _;
use std::path::Path;

use import_accounts::{ImportEnd as Ended, Summary, in_words};
use serde_json::Value;
use sheets::Counts as _;

use super::shown;
use crate::arguments::Import;
use crate::end::{CommandEnd, DONE, REJECTS};
use staff::grouped;

/// The report on an import that was not refused.
pub(crate) fn end(
    import: &Import,
    file: &Path,
    summary: &Summary,
    rejects: Option<&Path>,
    accepted: u64,
) -> CommandEnd {
    let version = summary.version;
    let file = file.display();
    let mut text = match summary.end {
        Ended::SameFile if import.dry_run => {
            format!("{file} is in force already, as version {version}; nothing was written.\n")
        }
        Ended::InForce => format!("{file} is in force, as version {version}.\n"),
        Ended::SameFile => {
            format!(
                "{file} is in force already, as version {version}: no account was written, and its age counts from now.\n"
            )
        }
        Ended::DryRun => format!("{file} would do this; nothing was written.\n"),
        Ended::NothingWritten => format!("{file}: nothing was written.\n"),
    };
    text.push_str(&in_words(summary, grouped));
    if let Some(path) = rejects {
        let _ = writeln!(text, "Rejected rows, with line and reason: {}", path.display());
    }
    let code = if summary.is_half_taken(accepted) { REJECTS } else { DONE };
    CommandEnd { code, ..CommandEnd::well(text, json(summary, rejects)) }
}

/// The report for scripts: the bucket's summary, and the file of rejected rows.
pub(crate) fn json(summary: &Summary, rejects: Option<&Path>) -> Value {
    let mut json = serde_json::to_value(summary).expect("counts and texts are JSON");
    json["rejects_file"] = shown(rejects);
    json
}

/// What to do after a refusal, and what the file holds.
pub(crate) fn after_refusal(summary: &Summary, rejects: Option<&Path>) -> String {
    let rejected = rejects.map(|path| format!(" Rejected rows are in {}.", path.display()));
    format!(
        "Nothing was written. Compare the file with the billing system; if it is right, add --force.{}\n\
         What the file would do:\n{}",
        rejected.unwrap_or_default(),
        in_words(summary, grouped)
    )
}
