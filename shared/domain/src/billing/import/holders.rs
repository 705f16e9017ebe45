//! Whole names in one column: which last names are in it.

use crate::billing::import::reading::NameForm;
use crate::values::name::{ENDINGS, LEGAL_FORMS};

/// What stands behind people's names besides [`ENDINGS`].
const DEGREES: [&str; 3] = ["md", "phd", "dds"];

/// Words that only a business ends in, besides [`LEGAL_FORMS`].
const MORE_LEGAL_FORMS: [&str; 2] = ["limited", "pc"];

/// Words that make a business of three words and more; some are last names too.
const BUSINESS_WORDS: [&str; 36] = [
    "apartments",
    "association",
    "assn",
    "authority",
    "bank",
    "cemetery",
    "center",
    "centre",
    "church",
    "city",
    "clinic",
    "club",
    "college",
    "cooperative",
    "county",
    "department",
    "dept",
    "district",
    "enterprises",
    "farm",
    "farms",
    "foundation",
    "fund",
    "hospital",
    "lodge",
    "ministries",
    "partnership",
    "properties",
    "rentals",
    "school",
    "schools",
    "services",
    "store",
    "town",
    "university",
    "village",
];

/// Words that belong to the last name behind them.
const PARTICLES: [&str; 25] = [
    "al", "bin", "da", "das", "de", "del", "den", "der", "des", "di", "do", "dos", "du", "el",
    "la", "las", "le", "los", "san", "santa", "st", "ten", "ter", "van", "von",
];

/// What is telling about a last name that is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Odd {
    /// A comma with more than an ending behind it: a first name, probably.
    Comma,
    /// Two words and more.
    Words,
}

/// The last names in a text, each as it may be typed; the text itself too where it may be a business.
pub(crate) fn last_names(form: NameForm, text: &str) -> Vec<String> {
    match form {
        NameForm::Last => vec![text.to_owned()],
        NameForm::LastFirst | NameForm::FirstLast if is_business(text) => vec![text.to_owned()],
        NameForm::LastFirst => last_first(text),
        NameForm::FirstLast if text.split_once(',').is_some_and(|(_, rest)| !is_ending(rest)) => {
            last_first(text)
        }
        NameForm::FirstLast => first_last(text),
    }
}

/// What is odd about a text that should be a last name alone.
pub(crate) fn odd(text: &str) -> Option<Odd> {
    if is_business(text) {
        return None;
    }
    let comma = text.split_once(',').is_some_and(|(_, rest)| !is_ending(rest));
    let words = words(text);
    let many = words.iter().filter(|word| !is_particle(word) && !is_suffix(word)).count();
    match (comma, many) {
        (true, _) => Some(Odd::Comma),
        (false, 2..) => Some(Odd::Words),
        (false, _) => None,
    }
}

/// `LEE, PAT & KIM, SAM`: what stands before each comma. Without one, the first word, or the whole.
fn last_first(text: &str) -> Vec<String> {
    let mut names: Vec<String> = holders(text)
        .filter_map(|holder| holder.split_once(','))
        .map(|(last, _)| last.trim().to_owned())
        .collect();
    if names.is_empty() {
        let words = words(text);
        let ends = words.iter().position(|word| !is_particle(word)).unwrap_or_default();
        names.extend(words.get(..=ends).map(|last| last.join(" ")));
        names.push(text.to_owned());
    }
    names
}

/// `PAT & SAM LEE`: the last word of each who has two; with what belongs to it, and with the word before it, as in
/// `MARIA GARCIA LOPEZ`.
fn first_last(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for holder in holders(text) {
        let mut words = words(holder);
        while words.len() > 1 && words.last().is_some_and(|word| is_suffix(word)) {
            words.pop();
        }
        let Some(last) = words.len().checked_sub(1).filter(|last| *last > 0) else { continue };
        names.push(words[last].to_owned());
        let particles = words[1..last].iter().rev().take_while(|word| is_particle(word)).count();
        if particles > 0 {
            names.push(words[last - particles..].join(" "));
        } else if last > 1 && words[last - 1].chars().filter(|c| c.is_alphabetic()).count() > 1 {
            names.push(words[last - 1..].join(" "));
        }
    }
    names.push(text.to_owned());
    names
}

/// The people whom a text names: parted by `&`, `/`, `;`, `+`, `AND` and `OR`.
fn holders(text: &str) -> impl Iterator<Item = &str> {
    text.split(['&', '/', ';', '+']).flat_map(|part| {
        let mut rest = Some(part);
        std::iter::from_fn(move || {
            let text = rest?;
            let lower = text.to_ascii_lowercase();
            let cut = [" and ", " or "]
                .into_iter()
                .filter_map(|word| Some((lower.find(word)?, word.len())));
            let (holder, after) = match cut.min() {
                Some((at, len)) => (&text[..at], Some(&text[at + len..])),
                None => (text, None),
            };
            rest = after;
            Some(holder.trim())
        })
    })
}

fn is_business(text: &str) -> bool {
    let words: Vec<String> = words(text).iter().map(|word| plain(word)).collect();
    let is = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let legal = words.len() > 1 && words.last().is_some_and(|last| is_legal_form(last));
    let long = words.iter().filter(|word| word.len() > 1).count() > 2;
    let comma = text.contains(',');
    legal
        || (!comma
            && (is(&["of", "the"])
                || (long && is(&BUSINESS_WORDS))
                || words.iter().any(|word| is_number(word))))
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && !is_suffix(word)
}

/// Whether nothing but endings stands there: `JR` or `LLC`.
fn is_ending(text: &str) -> bool {
    words(text).iter().all(|word| is_suffix(word) || is_legal_form(&plain(word)))
}

fn is_suffix(word: &str) -> bool {
    let word = plain(word);
    ENDINGS.contains(&word.as_str()) || DEGREES.contains(&word.as_str())
}

fn is_legal_form(word: &str) -> bool {
    LEGAL_FORMS.contains(&word) || MORE_LEGAL_FORMS.contains(&word)
}

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&plain(word).as_str())
}

/// Words between blanks and commas; a hyphen joins.
fn words(text: &str) -> Vec<&str> {
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '&'));
    parts.filter(|word| word.chars().any(char::is_alphanumeric)).collect()
}

fn plain(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::name::Name;

    /// Whether what somebody types is one of the names in a text.
    fn is_in(form: NameForm, text: &str, typed: &str) -> bool {
        let typed = Name::parse(typed).expect("a name");
        last_names(form, text).iter().any(|name| Name::parse(name).as_ref() == Ok(&typed))
    }

    #[test]
    fn a_last_name_stands_before_the_comma() {
        let form = NameForm::LastFirst;
        for (text, typed) in [
            ("LEE, PAT & SAM", "Lee"),
            ("SMITH, JOHN A", "Smith"),
            ("SMITH JR, JOHN", "Smith"),
            ("SMITH, JOHN, JR", "Smith"),
            ("LEE, PAT & KIM, SAM", "Kim"),
            ("LEE, PAT AND KIM, SAM", "Lee"),
            ("DE LA CRUZ, MARIA", "de la Cruz"),
            ("GARCÍA LÓPEZ, ANA", "Garcia Lopez"),
            ("LEE PAT", "Lee"),
            ("VAN DYKE PAT", "Van Dyke"),
            ("CHURCH, FRANK", "Church"),
            ("TOWN OF JUNIPER GAP", "Town of Juniper Gap"),
            ("MILLER & SONS, INC", "Miller and Sons"),
            ("FIRST BAPTIST CHURCH", "First Baptist Church"),
            ("7 ELEVEN", "7 Eleven"),
        ] {
            assert!(is_in(form, text, typed), "{typed} in {text}");
        }
        for (text, typed) in
            [("LEE, PAT & SAM", "Pat"), ("LEE, PAT & SAM", "Sam"), ("TOWN OF JUNIPER GAP", "Town")]
        {
            assert!(!is_in(form, text, typed), "{typed} in {text}");
        }
    }

    #[test]
    fn a_last_name_is_the_last_word() {
        let form = NameForm::FirstLast;
        for (text, typed) in [
            ("PAT LEE", "Lee"),
            ("PAT LEE", "Pat Lee"),
            ("PAT & SAM LEE", "Lee"),
            ("PAT LEE & SAM KIM", "Kim"),
            ("PAT LEE AND SAM", "Lee"),
            ("JOHN A SMITH JR", "Smith"),
            ("JOHN SMITH, JR", "Smith"),
            ("MARIA DE LA CRUZ", "de la Cruz"),
            ("MARIA DE LA CRUZ", "Cruz"),
            ("MARIA GARCIA LOPEZ", "Garcia Lopez"),
            ("FRANK CHURCH", "Church"),
            ("SMITH, JOHN", "Smith"),
            ("FIRST BAPTIST CHURCH", "First Baptist Church"),
            ("MILLER & SONS CO., INC.", "Miller & Sons"),
        ] {
            assert!(is_in(form, text, typed), "{typed} in {text}");
        }
        for (text, typed) in
            [("PAT & SAM LEE", "Pat"), ("FIRST BAPTIST CHURCH", "Church"), ("JOHN A SMITH", "John")]
        {
            assert!(!is_in(form, text, typed), "{typed} in {text}");
        }
    }

    #[test]
    fn a_column_of_last_names_is_taken_as_it_is() {
        assert_eq!(last_names(NameForm::Last, "LEE, PAT"), ["LEE, PAT"]);
    }

    #[test]
    fn whole_names_are_odd_as_last_names() {
        for (text, is) in [
            ("LEE, PAT & SAM", Some(Odd::Comma)),
            ("SMITH, JOHN A", Some(Odd::Comma)),
            ("PAT LEE", Some(Odd::Words)),
            ("Smith", None),
            ("SMITH, JR", None),
            ("Smith-Jones", None),
            ("de la Cruz", None),
            ("King III", None),
            ("Miller & Sons Co., Inc.", None),
            ("Town of Floyd", None),
        ] {
            assert_eq!(odd(text), is, "{text}");
        }
    }
}
