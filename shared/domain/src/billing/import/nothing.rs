//! Words that stand in a cell where nothing is known.
//!
//! Taken as facts they are dangerous: whoever types `NULL` as the name would match every account without one, and a
//! customer number `NULL` that stays the same would hide that an account passed to other people.

mod words;

use unicode_normalization::UnicodeNormalization;

use words::{DENIALS, DENIED, NOBODY, WORDS};

/// What the words begin with, and a row of `X`.
const FIRST: [char; 9] = ['B', 'D', 'E', 'M', 'N', 'S', 'T', 'U', 'X'];

/// Whether a name is a word for whoever lives there.
pub(crate) fn is_nobody(text: &str) -> bool {
    let begins = text.chars().find(|c| c.is_alphanumeric());
    if begins.is_none_or(|first| !"ABCDHMNOPRSTV".contains(first.to_ascii_uppercase())) {
        return false;
    }
    NOBODY.contains(&letters(text).as_str())
}

/// Whether a cell says that there is nothing, in whatever case and between whatever signs: `NULL`, `\N`, `(n/a)`, `-`;
/// also more than once, or in several words: `null, null`, `no name given`.
pub(crate) fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    let begins = text.chars().find(|c| c.is_alphanumeric());
    // Most cells begin as none of these does and are one word; an import reads millions, so nothing is made of them.
    if begins.is_some_and(|first| first.is_ascii() && !FIRST.contains(&first.to_ascii_uppercase()))
        && !text.starts_with('#')
        && !text.contains(' ')
    {
        return false;
    }
    if is_word_for_nothing(text) || denies(text) {
        return true;
    }
    let apart = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|');
    let mut parts = text.split(apart).filter(|part| !part.is_empty());
    parts.clone().count() > 1 && parts.all(is_word_for_nothing)
}

fn is_word_for_nothing(text: &str) -> bool {
    let letters = letters(text);
    // Hashes alone are a number that had no room in a spreadsheet's column, not nothing.
    let is_crowded = text.len() > 1 && text.bytes().all(|byte| byte == b'#');
    let is_repeated = |letter| letters.len() > 1 && letters.bytes().all(|byte| byte == letter);
    let is = |word| text.eq_ignore_ascii_case(word);
    (letters.is_empty() && !is_crowded)
        || (letters == "N" && text.starts_with('\\'))
        || ["n/d", "s/d", "s/n"].into_iter().any(is)
        || is_repeated(b'X')
        || WORDS.contains(&letters.as_str())
        // A family may be called Blank; between signs it is a remark.
        || (letters == "BLANK" && !text.starts_with(char::is_alphanumeric))
        || is_error(text)
}

/// What a spreadsheet shows in place of a value: `#REF!`, `#NAME?`, `Err:502`.
/// Source: Excel's help, "How to correct a # error"; `LibreOffice`'s, "Error Codes in Calc".
fn is_error(text: &str) -> bool {
    let within = text.strip_prefix('#').and_then(|rest| rest.strip_suffix(['!', '?']));
    let is_name = |name: &str| {
        let sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_');
        name.chars().all(sign) && name.contains(|c: char| c.is_ascii_alphabetic())
    };
    let code =
        text.get(4..).filter(|_| text.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("err:")));
    within.is_some_and(is_name) || code.is_some_and(|code| code.parse::<u16>().is_ok())
}

/// Whether several words deny something and say nothing else: `none given`, `Last name unknown`.
fn denies(text: &str) -> bool {
    let upper = text.to_uppercase();
    let words = || upper.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words().nth(1).is_some()
        && words().all(|word| DENIALS.contains(&word) || DENIED.contains(&word))
        && words().any(|word| DENIALS.contains(&word))
}

/// The letters and digits of a text, in capitals and of the usual width.
fn letters(text: &str) -> String {
    text.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// The same for a column in which a zero is no value either: `0`, `0000`, `0.0`.
pub(crate) fn is_nothing_or_zero(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphanumeric()).peekable();
    is_nothing(text) || (letters.peek().is_some() && letters.all(|c| c == '0'))
}

#[cfg(test)]
mod tests;
