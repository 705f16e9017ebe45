//! What an import did, in words for the co-op's staff: on the command line and in the letter that reports it.

use std::fmt::Write as _;

use sheets::Warning;

use crate::summary::Summary;

/// Counts and remarks, a line each; `grouped` writes numbers as people read them.
#[must_use]
pub fn in_words(summary: &Summary, grouped: impl Fn(u64) -> String) -> String {
    let mut text = String::new();
    let counts = [
        ("added", summary.added, "that were not known"),
        ("changed", summary.changed, "in the place of an earlier one"),
        ("unchanged", summary.unchanged, ""),
        ("older", summary.older, "than what is known: they change nothing"),
        ("lines", summary.lines, "under the header"),
        ("rows", summary.rows, ""),
        ("rejected", summary.rejected, "rows that stay out"),
    ];
    for (name, count, meaning) in counts {
        let line = format!("  {name:<12} {:>9}  {meaning}", grouped(count));
        let _ = writeln!(text, "{}", line.trim_end());
    }
    for (reason, count) in &summary.reasons {
        let _ = writeln!(text, "    {reason}: {}", grouped(*count));
    }
    if summary.encoding != "UTF-8" && !summary.encoding.is_empty() {
        let _ = writeln!(text, "The file was read as {}.", summary.encoding);
    }
    let found: Vec<String> =
        summary.found_columns.iter().map(|(name, of)| format!("{name} is \"{of}\"")).collect();
    if !found.is_empty() {
        let _ = writeln!(text, "Columns that were found by another name: {}", found.join(", "));
    }
    if !summary.unknown_columns.is_empty() {
        let unknown = summary.unknown_columns.join(", ");
        let _ = writeln!(text, "Columns that nothing is known of: {unknown}");
    }
    for (what, rows) in &summary.mended {
        let _ = writeln!(text, "Mended in {} rows: {what}", grouped(*rows));
    }
    for Warning { what, rows, lines } in &summary.warnings {
        let lines: Vec<String> = lines.iter().map(u64::to_string).collect();
        let _ =
            writeln!(text, "LOOK AT {} rows: {what}. Lines: {}", grouped(*rows), lines.join(", "));
    }
    text
}
