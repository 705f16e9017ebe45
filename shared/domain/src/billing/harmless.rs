//! Cells that a spreadsheet would take for a formula.

use std::borrow::Cow;

/// A cell that does nothing when somebody opens the file: an apostrophe before what a formula begins with.
/// Source: OWASP, "CSV Injection".
#[must_use]
pub fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_formula_begins_with_has_an_apostrophe_before_it() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        for cell in ["", "1=1", "O'Brien", "2026-11-25", "pat@example.com"] {
            assert_eq!(harmless(cell), cell);
        }
    }
}
