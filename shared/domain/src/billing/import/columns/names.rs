//! The names in a header: what counts of them, and what of them staff may see.

/// The most characters of a column's name that are repeated to staff.
const SHOWN: usize = 40;

/// The header's names, without the empty ones at its end.
pub(crate) fn named(header: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = header.iter().map(|name| forgiven(name)).collect();
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    names
}

/// A column's name without what stands around it: a mark, quotes, a spreadsheet's `="…"`.
fn forgiven(name: &str) -> String {
    let around =
        |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '"' | '\'' | '=');
    name.trim_matches(around).to_owned()
}

/// Whether two names are one but for case, blanks and signs.
pub(crate) fn same(one: &str, other: &str) -> bool {
    let letters = |name: &str| {
        name.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    forgiven(one).to_lowercase() == forgiven(other).to_lowercase()
        || (!letters(one).is_empty() && letters(one) == letters(other))
}

/// The header for staff, unless it may be a row: then it says something of somebody.
pub(crate) fn shown(names: &[String]) -> Option<Vec<String>> {
    let is_name = |name: &String| {
        !name.contains('@') && name.chars().filter(char::is_ascii_digit).count() < 3
    };
    let header = !names.is_empty() && names.iter().all(is_name);
    header.then(|| names.iter().map(|name| cut(name)).collect())
}

/// A name as staff see it.
pub(crate) fn cut(name: &str) -> String {
    name.chars().take(SHOWN).collect()
}
