//! What an import did, in words for the co-op's staff: on the command line and in the letter that reports it.

use sheets::{Remarks, counted, remarks};

use crate::summary::Summary;

/// Counts and remarks, a line each; `grouped` writes numbers as people read them.
#[must_use]
pub fn in_words(summary: &Summary, grouped: impl Fn(u64) -> String) -> String {
    let older = match summary.first_older_line {
        Some(line) => {
            format!("than what is known: they change nothing; the first is on line {line}")
        }
        None => "than what is known: they change nothing".to_owned(),
    };
    let counts = [
        ("added", summary.added, "that were not known"),
        ("changed", summary.changed, "in the place of an earlier one"),
        ("unchanged", summary.unchanged, ""),
        ("older", summary.older, &older),
        ("lines", summary.lines, "under the header"),
        ("rows", summary.rows, ""),
        ("rejected", summary.rejected, "rows that stay out"),
    ];
    let found = Remarks {
        encoding: summary.encoding,
        found_columns: &summary.found_columns,
        unknown_columns: &summary.unknown_columns,
        mended: &summary.mended,
        warnings: &summary.warnings,
    };
    counted(&counts, &summary.reasons, &grouped) + &remarks(found, grouped)
}
