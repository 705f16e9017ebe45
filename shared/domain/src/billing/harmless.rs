//! Cells that a spreadsheet would take for a formula.

use std::borrow::Cow;

use crate::values::typed::visible;

/// What a formula begins with, of either width.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A cell that does nothing when somebody opens the file: an apostrophe before what a formula begins with, blanks and
/// marks that show nothing before it or not. Source: OWASP, "CSV Injection".
#[must_use]
pub fn harmless(cell: &str) -> Cow<'_, str> {
    let begins = visible(cell).find(|c| !c.is_whitespace() && !c.is_control());
    if cell.starts_with(['\t', '\r', '\n']) || begins.is_some_and(|c| SIGNS.contains(&c)) {
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
        for cell in [
            "=1+1",
            "+1",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "\tLee",
            " =1",
            "\u{a0}=1",
            "\u{feff}=1",
            "\u{200b}+1",
            "＝1+1",
            "－1",
        ] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        for cell in ["", "1=1", "O'Brien", "2026-11-25", "pat@example.com"] {
            assert_eq!(harmless(cell), cell);
        }
    }
}
