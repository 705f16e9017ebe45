//! What comes along with an email address that was copied: quotes, brackets, a name, a label.

use crate::values::typed::visible;

/// What people and programs write before an address.
const LABELS: [&str; 9] = [
    "mailto:",
    "mail:",
    "email:",
    "e-mail:",
    "email address:",
    "e-mail address:",
    "correo:",
    "correo electrónico:",
    "correo electronico:",
];

/// What was typed without what surely is not part of an address.
pub(super) fn bare(typed: &str) -> String {
    let seen: String = visible(typed).map(plain).collect();
    let text = without_label(within(&seen).trim_matches(is_around));
    let text = text.trim_start_matches(is_around).trim_end_matches(is_behind);
    match text.split_once('@') {
        // `pat@gmail,com`: there is no other reading.
        Some((_, domain)) if !domain.contains(['.', '@']) && domain.matches(',').count() == 1 => {
            text.replace(',', ".")
        }
        Some(_) | None => text.to_owned(),
    }
}

/// A character as an address has it: a curly apostrophe straight, letters and signs of the usual width.
fn plain(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c)
        }
        other => other,
    }
}

/// What stands in the brackets that have the address: `Pat Lee <pat@example.com>`, `Pat (pat@example.com)`. Without it,
/// brackets behind a blank are a remark.
fn within(text: &str) -> &str {
    if let Some((before, rest)) = text.rsplit_once('<') {
        match rest.split_once('>') {
            Some((inside, _)) => return inside,
            None if before.trim().is_empty() => return rest,
            None => {}
        }
    }
    // As Markdown has a link.
    let text = text.split_once("](").map_or(text, |(shown, _)| shown);
    let trimmed = text.trim_end_matches(is_behind).trim_end();
    let remark = trimmed.rsplit_once(" (").or_else(|| trimmed.rsplit_once(" ["));
    match remark {
        Some((before, inside)) if inside.contains('@') && !before.contains('@') => inside,
        Some((before, inside)) if before.contains('@') && !inside.contains('@') => before,
        Some(_) | None => text,
    }
}

/// The text behind its label, and without the question of a `mailto:`.
fn without_label(text: &str) -> &str {
    let label = LABELS
        .iter()
        .find(|label| text.get(..label.len()).is_some_and(|start| start.to_lowercase() == **label));
    let Some(label) = label else { return text };
    let address = text[label.len()..].trim_start_matches(['/', ' ']);
    address.split('?').next().unwrap_or_default()
}

fn is_around(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '"' | '\''
                | '<'
                | '>'
                | '('
                | ')'
                | '['
                | ']'
                | '«'
                | '»'
                | '‹'
                | '›'
                | '•'
                | '·'
                | '\u{201a}'..='\u{201f}'
        )
}

fn is_behind(c: char) -> bool {
    is_around(c)
        || matches!(
            c,
            ',' | ';' | '.' | ':' | '!' | '?' | '/' | '\\' | '|' | '*' | '…' | '。' | '、'
        )
}
