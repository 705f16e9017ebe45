//! What an import did, in words for the co-op's staff: on the command line and in the letter that reports it.

use std::fmt::Write as _;

use sheets::Warning;

use crate::summary::Summary;

/// Counts and remarks, a line each; `grouped` writes numbers as people read them.
#[must_use]
pub fn in_words(summary: &Summary, grouped: impl Fn(u64) -> String) -> String {
    let mut text = String::new();
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
    for (name, count, meaning) in counts {
        let line = format!("  {name:<12} {:>9}  {meaning}", grouped(count));
        let _ = writeln!(text, "{}", line.trim_end());
    }
    for (reason, count) in &summary.reasons {
        let _ = writeln!(text, "    {reason}: {}", grouped(*count));
    }
    remarks(&mut text, summary, &grouped);
    text
}

fn remarks(text: &mut String, summary: &Summary, grouped: &impl Fn(u64) -> String) {
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
    if summary.encoding != "UTF-8" && !summary.encoding.is_empty() {
        let _ = writeln!(text, "The file was read as {}.", summary.encoding);
    }
    let found: Vec<String> =
        summary.found_columns.iter().map(|(name, of)| format!("{name} is \"{of}\"")).collect();
    if !found.is_empty() {
        let _ = writeln!(text, "Columns that were found by another name: {}", found.join(", "));
    }
    if !summary.unknown_columns.is_empty() {
        let _ = writeln!(
            text,
            "Columns that nothing is known of: {}",
            summary.unknown_columns.join(", ")
        );
    }
    for (what, rows) in &summary.mended {
        let _ = writeln!(text, "Mended in {} rows: {what}", grouped(*rows));
    }
    for Warning { what, rows, lines } in &summary.warnings {
        let lines: Vec<String> = lines.iter().map(u64::to_string).collect();
        let _ =
            writeln!(text, "LOOK AT {} rows: {what}. Lines: {}", grouped(*rows), lines.join(", "));
    }
    if !summary.names_compared {
        let _ = writeln!(
            text,
            "Names could not be compared with those in force, so nobody was seen to have moved out."
        );
    }
}
