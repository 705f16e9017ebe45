//! Whole names in one column: which last names are in it.

mod beside;
mod words;

use crate::billing::import::reading::NameForm;
use crate::values::name::{ENDINGS, LEGAL_FORMS, TITLES};

use beside::named;
use words::{BUSINESS_WORDS, DEGREES, MORE_LEGAL_FORMS, PARTICLES, PARTNERS, ROLES, TRUSTS};

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
    if form == NameForm::Last {
        return apart(text);
    }
    let parted = named(text);
    let people = parted.people.as_ref();
    let mut names = match form {
        _ if is_business(people) => vec![people.to_owned()],
        NameForm::FirstLast if people.split_once(',').is_none_or(|(_, rest)| is_ending(rest)) => {
            first_last(people)
        }
        NameForm::Last | NameForm::LastFirst | NameForm::FirstLast => last_first(people),
    };
    names.extend(parted.business.map(str::to_owned));
    // Some type what the bill says, such as `Estate of John Smith`.
    if people != text && !text.contains(',') {
        names.push(text.to_owned());
    }
    names
}

/// A last name as it is, and each of two that stand in one cell: `LEE/KIM`, `LEE & KIM`.
fn apart(text: &str) -> Vec<String> {
    let holders: Vec<&str> = holders(text).filter(|holder| !holder.is_empty()).collect();
    let is_name = |holder: &&str| {
        let named = words(holder).into_iter().filter(|word| !is_particle(word)).count() == 1;
        let word = plain(holder);
        named && word.chars().count() > 1 && !is_ending(holder) && !PARTNERS.contains(&&*word)
    };
    let are_names = holders.len() > 1 && !is_business(text) && holders.iter().all(is_name);
    let each = holders.into_iter().filter(|_| are_names).map(str::to_owned);
    std::iter::once(text.to_owned()).chain(each).collect()
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
        let words: Vec<&str> = words(text).into_iter().skip_while(|word| is_title(word)).collect();
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
        let all = words(holder);
        let words = without_endings(&all);
        let Some(last) = words.len().checked_sub(1) else { continue };
        // One word alone is a first name, unless a role stood behind it, as in `SMITH FAMILY TRUST`.
        let is_whole = last > 0 || (words.len() < all.len() && holder == text);
        // An initial at the end is no last name, so the name is the other way round.
        if !is_whole || (last > 1 && is_initial(words[last])) {
            continue;
        }
        names.push(words[last].to_owned());
        let before = words.get(1..last).unwrap_or_default();
        let particles = before.iter().rev().take_while(|word| is_particle(word)).count();
        if particles > 0 {
            names.push(words[last - particles..].join(" "));
        } else if last > 1 && !is_initial(words[last - 1]) {
            names.push(words[last - 1..].join(" "));
        }
    }
    names.push(text.to_owned());
    names
}

/// Words without suffixes, degrees, roles and `trust` behind them, while one remains.
fn without_endings<'a, 'b>(words: &'b [&'a str]) -> &'b [&'a str] {
    let mut kept = words;
    while let [first @ .., last] = kept
        && !first.is_empty()
    {
        kept = match plain(last).as_str() {
            "trust" => {
                let behind = |word: &&&str| TRUSTS.contains(&plain(word).as_str());
                let beside = first[1..].iter().rev().take_while(behind).count();
                &first[..first.len() - beside]
            }
            _ if is_suffix(last) => first,
            _ => break,
        };
    }
    kept
}

fn is_initial(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() < 2
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&plain(word).as_str())
}

/// The people whom a text names: parted by `&`, `/`, `;`, `+`, `AND` and `OR`.
fn holders(text: &str) -> impl Iterator<Item = &str> {
    text.split(['&', ';', '+']).flat_map(|part| {
        let mut rest = Some(part);
        std::iter::from_fn(move || {
            let text = rest?;
            let lower = text.to_ascii_lowercase();
            let cut = [" and/or ", " and ", " or ", "/"]
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
    [&ENDINGS[..], &DEGREES, &ROLES].iter().any(|list| list.contains(&word.as_str()))
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
mod tests;
