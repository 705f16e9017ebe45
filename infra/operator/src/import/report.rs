//! Reports what an import did, for people and for scripts.

use std::fmt::Write as _;
use std::path::Path;

use import_accounts::{End as Ended, Summary};
use serde_json::Value;

use super::shown;
use crate::arguments::Import;
use crate::end::CommandEnd;
use crate::numbers::grouped;

/// The report on an import that was not refused.
pub(crate) fn end(import: &Import, summary: &Summary, rejects: Option<&Path>) -> CommandEnd {
    let version = summary.version;
    let file = import.file.display();
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
    let counts = [
        ("accounts", summary.accounts, "that go in"),
        ("added", summary.added, "not in force before"),
        ("changed", summary.changed, "that differ from before"),
        ("unchanged", summary.unchanged, ""),
        (
            "dropped",
            summary.dropped,
            "in force before and not in the file: they bar new registrations",
        ),
        ("passed on", summary.passed_on, "billed to other people now"),
        ("online", summary.bindings, "that a member sees online"),
        ("unbound", summary.unbound, "of these, that their members lose, with a letter"),
        ("old numbers", summary.aliases, "that lead to an account"),
        ("rejected", summary.rejected, "rows that stay out"),
    ];
    for (name, count, meaning) in counts {
        let line = format!("  {name:<12} {:>9}  {meaning}", grouped(count));
        let _ = writeln!(text, "{}", line.trim_end());
    }
    remarks(&mut text, summary, rejects);
    CommandEnd::well(text, json(summary, rejects))
}

/// The report for scripts: the bucket's summary, and the file of rejected rows.
pub(crate) fn json(summary: &Summary, rejects: Option<&Path>) -> Value {
    let mut json = serde_json::to_value(summary).expect("counts and texts are JSON");
    json["rejects_file"] = shown(rejects);
    json
}

/// What to do after a refusal.
pub(crate) fn after_refusal(rejects: Option<&Path>) -> String {
    let rejected = rejects.map(|path| format!(" Rejected rows are in {}.", path.display()));
    format!(
        "Nothing was written. Compare the file with the billing system; if it is right, add --force.{}",
        rejected.unwrap_or_default()
    )
}

fn remarks(text: &mut String, summary: &Summary, rejects: Option<&Path>) {
    for (reason, count) in &summary.reasons {
        let _ = writeln!(text, "    {reason}: {}", grouped(*count));
    }
    if let Some(path) = rejects {
        let _ = writeln!(text, "Rejected rows, with line and reason: {}", path.display());
    }
    if !summary.unknown_columns.is_empty() {
        let _ = writeln!(
            text,
            "Columns that nothing is known of: {}",
            summary.unknown_columns.join(", ")
        );
    }
    if !summary.unusable_contacts.is_empty() {
        let lines: Vec<String> = summary.unusable_contacts.iter().map(u64::to_string).collect();
        let _ = writeln!(
            text,
            "Rows whose contact_email mail cannot reach, by line: {}",
            lines.join(", ")
        );
    }
    if !summary.names_compared {
        let _ = writeln!(
            text,
            "Names could not be compared with those in force, so nobody was seen to have moved out."
        );
    }
}
