//! What an import did, in words for the co-op's staff: on the command line and in the letter that reports it.

use std::fmt::Write as _;

use sheets::{Remarks, counted, remarks};

use crate::summary::Summary;

/// Counts and remarks, a line each; `grouped` writes numbers as people read them.
#[must_use]
pub fn in_words(summary: &Summary, grouped: impl Fn(u64) -> String) -> String {
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
        ("lines", summary.lines, "under the header"),
        ("rows", summary.rows, ""),
        (
            "repeated",
            summary.repeated,
            "rows of an account that agree with another, as of a second meter",
        ),
        ("rejected", summary.rejected, "rows that stay out"),
    ];
    let mut text = counted(&counts, &summary.reasons, &grouped);
    rows_and_words(&mut text, summary, &grouped);
    let found = Remarks {
        encoding: summary.encoding,
        found_columns: &summary.found_columns,
        unknown_columns: &summary.unknown_columns,
        mended: &summary.mended,
        warnings: &summary.warnings,
    };
    text.push_str(&remarks(found, grouped));
    if !summary.names_compared {
        let _ = writeln!(
            text,
            "Names could not be compared with those in force, so nobody was seen to have moved out."
        );
    }
    text
}

/// What is to be said of an extract alone.
fn rows_and_words(text: &mut String, summary: &Summary, grouped: &impl Fn(u64) -> String) {
    if summary.lines != summary.rows {
        let more = grouped(summary.lines.saturating_sub(summary.rows));
        let _ = writeln!(
            text,
            "{more} lines are within rows that go over several: a stray quote does that too."
        );
    }
    let words: Vec<String> = summary
        .unknown_statuses
        .iter()
        .map(|(word, rows)| format!("\"{word}\" ({})", grouped(*rows)))
        .collect();
    if !words.is_empty() {
        let _ = writeln!(
            text,
            "Words of the status column that are not known; the settings can translate them: {}",
            words.join(", ")
        );
    }
}
