//! Names on a billing account, and when two are the same.

use std::fmt;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::values::typed::visible;

/// Endings behind people's names that nobody types alike. Source: docs/DESIGN.md#matching.
pub(crate) const ENDINGS: [&str; 13] =
    ["jr", "junior", "sr", "senior", "ii", "iii", "iv", "v", "2nd", "3rd", "4th", "5th", "esq"];

/// Endings of businesses' names that nobody types alike: the usual ones of the United States.
pub(crate) const LEGAL_FORMS: [&str; 11] = [
    "inc",
    "incorporated",
    "llc",
    "llp",
    "lp",
    "pllc",
    "ltd",
    "co",
    "company",
    "corp",
    "corporation",
];

/// What people write before a name.
pub(crate) const TITLES: [&str; 13] =
    ["mr", "mrs", "ms", "miss", "mx", "dr", "rev", "sr", "sra", "srta", "don", "dona", "the"];

/// A last name or business name in the one form it is compared in.
///
/// Case, accents, punctuation, blanks, `JR`/`SR`/`III`, business endings and `&`/`AND` do not matter.
#[derive(Clone)]
pub struct Name {
    whole: String,
    /// Every run of whole words in it that may be the last name alone.
    parts: Vec<String>,
}

/// The rule that was broken; never the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    /// Nothing was typed, or nothing that could be compared.
    Missing,
    /// More than [`Name::MAX`] characters were typed.
    TooLong,
}

impl Name {
    /// The most characters a typed name may have, inclusive.
    pub const MAX: usize = 100;
    /// The normaliser's version; facts made by another one must be imported again.
    pub const NORMALISER: u32 = 2;

    /// Parses a name as typed or as the extract has it.
    ///
    /// # Errors
    ///
    /// `Missing` if no letter or digit is in it, `TooLong` over 100 characters.
    pub fn parse(typed: &str) -> Result<Self, NameError> {
        if typed.chars().count() > Self::MAX {
            return Err(NameError::TooLong);
        }
        let words = without_endings(without_and(words(typed)));
        let whole = words.concat();
        if whole.is_empty() {
            return Err(NameError::Missing);
        }
        let before_comma = typed.split_once(',').map_or("", |(before, _)| before);
        let before_comma = without_and(self::words(before_comma)).len();
        Ok(Self { parts: parts(&words, before_comma, &whole), whole })
    }

    /// The comparable form, for the keyed hash.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.whole
    }

    /// Every form in which what was typed may be a holder's last name: all of it first, then whole words of it, since
    /// people type their first name, too. Of more than four words those before a comma count and those at the end.
    ///
    /// At most ten: a try stays one try, and what is guessed with it stays a handful of names.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.whole.as_str()).chain(self.parts.iter().map(String::as_str))
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.whole == other.whole
    }
}

impl Eq for Name {}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Name(..)")
    }
}

/// The most runs of words beside the whole.
const PARTS_MAX: usize = 9;

/// The runs of whole words that may be a last name: all of up to four words. Of more, those that end at the end, the first
/// ones where a comma stands behind them, and the last three.
fn parts(words: &[String], before_comma: usize, whole: &str) -> Vec<String> {
    let titles = words.iter().take_while(|word| TITLES.contains(&word.as_str())).count();
    let titles = titles.min(words.len() - 1);
    let named = &words[titles..];
    let count = named.len();
    let all_from = |first: usize| {
        (first..count).flat_map(move |from| (from + 1..=count).map(move |to| (from, to)))
    };
    let runs: Vec<(usize, usize)> = if count > 4 {
        let first = (1..=before_comma.saturating_sub(titles).min(4)).map(|to| (0, to));
        let last = (count - 5..count).rev().map(|from| (from, count));
        first.chain(last).chain(all_from(count - 3)).collect()
    } else {
        all_from(0).collect()
    };
    let mut parts: Vec<String> = Vec::new();
    for (from, to) in runs {
        let part = named[from..to].concat();
        // A letter or two is an initial, and a title or an ending is nobody's name.
        let is_none = part.chars().count() < 2 || TITLES.contains(&&*part) || is_ending(&part);
        if !is_none && part != whole && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.truncate(PARTS_MAX);
    parts
}

/// Lower-case words without accents; apostrophes and dots join, everything else parts.
fn words(typed: &str) -> Vec<String> {
    let plain: String = visible(typed)
        .collect::<String>()
        .replace('&', " and ")
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !is_apostrophe(*c) && *c != '.')
        .flat_map(char::to_lowercase)
        .flat_map(spelled_out)
        .collect();
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What stands within a name, be it an apostrophe, an ʻokina or whatever a keyboard has for them.
fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '\u{b4}' | '\u{2b9}'..='\u{2df}' | '\u{2ec}'..='\u{2ff}' | '\u{2018}'..='\u{201b}'
            | '\u{2032}' | '\u{2035}' | '\u{a78b}' | '\u{a78c}' | '\u{ff07}'
    )
}

/// Letters that decomposition leaves alone, as bills without accents spell them.
fn spelled_out(c: char) -> std::vec::IntoIter<char> {
    let text = match c {
        'ß' => "ss",
        'ø' => "o",
        'æ' => "ae",
        'œ' => "oe",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        other => return vec![other].into_iter(),
    };
    text.chars().collect::<Vec<_>>().into_iter()
}

/// Drops `and` wherever it stands, unless nothing else would remain.
fn without_and(words: Vec<String>) -> Vec<String> {
    if words.iter().all(|word| word == "and") {
        return words.into_iter().take(1).collect();
    }
    words.into_iter().filter(|word| word != "and").collect()
}

fn is_ending(word: &str) -> bool {
    ENDINGS.contains(&word) || LEGAL_FORMS.contains(&word)
}

/// Drops endings from the back while a word remains.
fn without_endings(mut words: Vec<String>) -> Vec<String> {
    while words.len() > 1 && words.last().is_some_and(|word| is_ending(word)) {
        words.pop();
    }
    words
}

#[cfg(test)]
mod tests;
