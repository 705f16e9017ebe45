//! Names on a billing account, and when two are the same.

use std::fmt;
use std::ops::Range;

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
        let all = words(typed);
        let is_joined = all.iter().any(|word| word == "and");
        let words = without_endings(without_and(all));
        let whole = words.concat();
        if whole.is_empty() {
            return Err(NameError::Missing);
        }
        let before_comma = typed.split_once(',').map_or("", |(before, _)| before);
        let before_comma = without_and(self::words(before_comma)).len();
        Ok(Self { parts: parts(&words, before_comma, is_joined, &whole), whole })
    }

    /// The comparable form, for the keyed hash.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.whole
    }

    /// Every form in which what was typed may be a holder's last name: all of it first, then whole words of it, since
    /// people type their first name, too. Of more than six names those before a comma count and those at the end.
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
/// Of so many words every run may be a last name.
const FEW: usize = 4;
/// Of so many names each may be the last one.
const SOME: usize = 6;

/// What stands before the word that it makes one name with.
const PARTICLES: [&str; 18] = [
    "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la", "las", "los",
    "ten", "ter", "van", "von",
];

/// The runs of whole words that may be a last name.
fn parts(words: &[String], before_comma: usize, is_joined: bool, whole: &str) -> Vec<String> {
    let titles = words.iter().take_while(|word| TITLES.contains(&word.as_str())).count();
    let titles = titles.min(words.len() - 1);
    let named = &words[titles..];
    let runs = if named.len() > FEW {
        let first = before_comma.saturating_sub(titles);
        of_many(named, first, is_joined)
    } else {
        let ends = |from| (from + 1..=named.len()).map(move |to| named[from..to].concat());
        (0..named.len()).flat_map(ends).collect()
    };
    let mut parts: Vec<String> = Vec::new();
    for part in runs {
        // A letter or two is an initial, and a title or an ending is nobody's name.
        let is_none = part.chars().count() < 2 || TITLES.contains(&&*part) || is_ending(&part);
        if !is_none && part != whole && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.truncate(PARTS_MAX);
    parts
}

/// The runs of many words, the likeliest first: what stands before a comma, each name of some, and what stands at the end.
/// Of two people the first may stand with the last name before them.
fn of_many(words: &[String], before_comma: usize, is_joined: bool) -> Vec<String> {
    let names = names(words);
    let count = names.len();
    let run = |from: usize, to: usize| -> String {
        names[from..to].iter().flat_map(|name| &words[name.clone()]).map(String::as_str).collect()
    };
    let first = names.iter().take_while(|name| name.end <= before_comma).count();
    let first = first.max(usize::from(is_joined)).min(FEW).min(count);
    let mut runs: Vec<String> = (1..=first).map(|to| run(0, to)).collect();
    if count > SOME {
        runs.extend((1..=5).map(|length| run(count - length, count)));
        runs.extend([run(count - 3, count - 2), run(count - 2, count - 1)]);
        runs.push(run(count - 3, count - 1));
        return runs;
    }
    runs.extend((0..count).map(|at| run(at, at + 1)));
    runs.extend(names.iter().filter(|name| name.len() > 1).map(|it| words[it.end - 1].clone()));
    runs.push(words[words.len() - 2..].concat());
    for length in [2, 3] {
        runs.extend(count.checked_sub(length).map(|from| run(from, count)));
    }
    for length in [2, 3] {
        runs.extend((length..count).rev().map(|to| run(to - length, to)));
    }
    runs
}

/// The names that words are: particles go with the word behind them, and an initial is none.
fn names(words: &[String]) -> Vec<Range<usize>> {
    let (mut names, mut from) = (Vec::new(), 0);
    for (at, word) in words.iter().enumerate() {
        let is_last = at + 1 == words.len();
        if PARTICLES.contains(&word.as_str()) && !is_last {
            continue;
        }
        if from < at || word.chars().count() > 1 {
            names.push(from..at + 1);
        }
        from = at + 1;
    }
    names
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
