//! Names on a billing account, and when two are the same.

use std::fmt;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Endings of people's and businesses' names that nobody types alike.
/// Source: docs/DESIGN.md#matching; the usual US entity endings.
const ENDINGS: [&str; 17] = [
    "jr",
    "sr",
    "ii",
    "iii",
    "iv",
    "esq",
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

/// A last name or business name in the one form it is compared in.
///
/// Case, accents, punctuation, blanks, `JR`/`SR`/`III`, business endings and `&`/`AND` do not matter.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Name(String);

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
    pub const NORMALISER: u32 = 1;

    /// Parses a name as typed or as the extract has it.
    ///
    /// # Errors
    ///
    /// `Missing` if no letter or digit is in it, `TooLong` over 100 characters.
    pub fn parse(typed: &str) -> Result<Self, NameError> {
        if typed.chars().count() > Self::MAX {
            return Err(NameError::TooLong);
        }
        let words = words(typed);
        let kept = without_endings(without_and(words));
        let name = kept.concat();
        if name.is_empty() { Err(NameError::Missing) } else { Ok(Self(name)) }
    }

    /// The comparable form, for the keyed hash.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Name(..)")
    }
}

/// Lower-case words without accents; apostrophes and dots join, everything else parts.
fn words(typed: &str) -> Vec<String> {
    let plain: String = typed
        .replace('&', " and ")
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .filter(|c| !matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' | '.'))
        .flat_map(char::to_lowercase)
        .flat_map(spelled_out)
        .collect();
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
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

/// Drops endings from the back while a word remains.
fn without_endings(mut words: Vec<String>) -> Vec<String> {
    while words.len() > 1 && words.last().is_some_and(|word| ENDINGS.contains(&word.as_str())) {
        words.pop();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(one: &str, other: &str) {
        assert!(Name::parse(one).is_ok());
        assert!(Name::parse(one) == Name::parse(other), "{one} is not {other}");
    }

    #[track_caller]
    fn differ(one: &str, other: &str) {
        assert!(Name::parse(one) != Name::parse(other), "{one} is {other}");
    }

    #[test]
    fn case_accents_and_punctuation_do_not_matter() {
        same("GARCÍA-LÓPEZ", "garcia lopez");
        same("O’Brien", "OBRIEN");
        same("Muñoz", "MUNOZ");
        same("de la Cruz", "DELACRUZ");
        same("Straße", "STRASSE");
        same("Bjørnstad", "bjornstad");
    }

    #[test]
    fn endings_do_not_matter_while_a_word_remains() {
        same("Smith Jr.", "Smith");
        same("King III", "KING");
        same("Miller & Sons Co., Inc.", "Miller and Sons");
        same("CO & CO", "co");
        differ("Company", "Inc");
        assert!(Name::parse("LLC").is_ok());
    }

    #[test]
    fn a_part_of_a_name_is_not_the_name() {
        differ("Smith", "Smi");
        differ("Smith", "Smithson");
        differ("Smith", "S%");
        differ("Garcia Lopez", "Garcia");
    }

    #[test]
    fn nothing_to_compare_is_missing() {
        for typed in ["", "  ", "'.-", "\u{301}"] {
            assert_eq!(Name::parse(typed), Err(NameError::Missing));
        }
    }

    #[test]
    fn one_hundred_characters_are_the_most() {
        assert!(Name::parse(&"a".repeat(100)).is_ok());
        assert_eq!(Name::parse(&"a".repeat(101)), Err(NameError::TooLong));
    }
}
