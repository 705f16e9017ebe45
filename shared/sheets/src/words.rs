//! What was found while a file was read, in words for the co-op's staff: on the command line and in the letter.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::rejects::Warning;

/// What was found beside the rows.
#[derive(Clone, Copy, Debug)]
pub struct Remarks<'a> {
    /// How the letters are encoded; nothing if that is not known.
    pub encoding: &'a str,
    /// Columns that were found by another name than their own: what each is called here and in the file.
    pub found_columns: &'a BTreeMap<&'static str, String>,
    /// Columns that nothing is known of.
    pub unknown_columns: &'a [String],
    /// What was mended, with how many rows it was in.
    pub mended: &'a BTreeMap<String, u64>,
    /// What went in and looks wrong.
    pub warnings: &'a [Warning],
}

/// Counts with their meanings, a line each, then the rejected rows by reason; `grouped` writes numbers as people read them.
#[must_use]
pub fn counted(
    counts: &[(&str, u64, &str)],
    reasons: &BTreeMap<&'static str, u64>,
    grouped: impl Fn(u64) -> String,
) -> String {
    let mut text = String::new();
    for (name, count, meaning) in counts {
        let line = format!("  {name:<12} {:>9}  {meaning}", grouped(*count));
        let _ = writeln!(text, "{}", line.trim_end());
    }
    for (reason, count) in reasons {
        let _ = writeln!(text, "    {reason}: {}", grouped(*count));
    }
    text
}

/// The remarks, a line each.
#[must_use]
pub fn remarks(found: Remarks<'_>, grouped: impl Fn(u64) -> String) -> String {
    let mut text = String::new();
    if found.encoding != "UTF-8" && !found.encoding.is_empty() {
        let _ = writeln!(text, "The file was read as {}.", found.encoding);
    }
    let columns: Vec<String> =
        found.found_columns.iter().map(|(name, of)| format!("{name} is \"{of}\"")).collect();
    if !columns.is_empty() {
        let _ = writeln!(text, "Columns that were found by another name: {}", columns.join(", "));
    }
    if !found.unknown_columns.is_empty() {
        let unknown = found.unknown_columns.join(", ");
        let _ = writeln!(text, "Columns that nothing is known of: {unknown}");
    }
    for (what, rows) in found.mended {
        let _ = writeln!(text, "Mended in {} rows: {what}", grouped(*rows));
    }
    for Warning { what, rows, lines } in found.warnings {
        let lines: Vec<String> = lines.iter().map(u64::to_string).collect();
        let (rows, lines) = (grouped(*rows), lines.join(", "));
        let _ = writeln!(text, "LOOK AT {rows} rows: {what}. Lines: {lines}");
    }
    text
}
