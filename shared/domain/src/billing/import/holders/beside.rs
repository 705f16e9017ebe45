//! What stands beside a name and is none: remarks, to whom letters go, under which name somebody trades.

use std::borrow::Cow;

/// Behind these stands what somebody trades as.
const TRADES_AS: [&str; 3] = [" dba ", " d/b/a ", " t/a "];
/// Behind these stands no holder.
const CUT: [&str; 6] = [" c/o ", " % ", " attn ", " attn: ", " et al", " et ux"];
/// These stand before a name.
const BEFORE: [&str; 9] = [
    "c/o ",
    "attn ",
    "attn: ",
    "dba ",
    "d/b/a ",
    "the estate of ",
    "estate of ",
    "est of ",
    "est. of ",
];

/// Whom a text names, and what they trade as.
pub(super) struct Named<'a> {
    pub(super) people: Cow<'a, str>,
    pub(super) business: Option<&'a str>,
}

/// Parts a text into the people and their business.
pub(super) fn named(text: &str) -> Named<'_> {
    let (people, business) = match first(text, &TRADES_AS) {
        Some((people, business)) => (people, Some(business)),
        None => (text, None),
    };
    let people = first(people, &CUT).map_or(people, |(people, _)| people).trim();
    let people = BEFORE.iter().find_map(|word| without(people, word)).unwrap_or(people);
    let people = match people.find('(').filter(|at| *at > 0) {
        Some(at) => without_brackets(people, at),
        None => Cow::Borrowed(people),
    };
    Named { people, business }
}

/// What stands before the first of some words and behind it, if something stands before it.
fn first<'a>(text: &'a str, words: &[&str]) -> Option<(&'a str, &'a str)> {
    let lower = text.to_ascii_lowercase();
    let found = words.iter().filter_map(|word| Some((lower.find(word)?, word.len())));
    let (at, len) = found.filter(|(at, _)| *at > 0).min()?;
    Some((&text[..at], text[at + len..].trim()))
}

fn without<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let begins = text.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word));
    begins.then(|| text[word.len()..].trim_start())
}

/// A text without the brackets that begin at a place.
fn without_brackets(text: &str, from: usize) -> Cow<'_, str> {
    let after = text[from..].find(')').map_or("", |at| &text[from + at + 1..]);
    Cow::Owned(format!("{}{after}", text[..from].trim_end()))
}
