//! Single values of the settings: a text, a number, one of some words. What is wrong with one is kept with its place.

use std::cell::RefCell;
use std::fmt::Display;

use toml::Spanned;
use toml::de::DeValue;

/// The most characters of a text of one line, inclusive.
const LINE_MAX: usize = 500;
/// The most characters of a longer text, inclusive.
pub(super) const PROSE_MAX: usize = 5_000;

/// What is wrong, each with its place in the file, in bytes.
#[derive(Default)]
pub(super) struct Faults(RefCell<Vec<(usize, String)>>);

impl Faults {
    pub(super) fn add(&self, at: usize, reason: impl Display) {
        self.0.borrow_mut().push((at, reason.to_string()));
    }

    /// In the order of the file.
    pub(super) fn into_sorted(self) -> Vec<(usize, String)> {
        let mut all = self.0.into_inner();
        all.sort();
        all
    }
}

/// A text and its place in the file.
#[derive(Clone, Copy)]
pub(super) struct Placed {
    pub(super) at: usize,
    pub(super) text: &'static str,
}

/// A text of one line.
pub(super) fn one_line(key: &str, value: &Spanned<DeValue<'_>>, faults: &Faults) -> Option<Placed> {
    text(key, value, LINE_MAX, is_plain, faults)
}

pub(super) fn text(
    key: &str,
    value: &Spanned<DeValue<'_>>,
    most: usize,
    is_allowed: impl Fn(char) -> bool,
    faults: &Faults,
) -> Option<Placed> {
    let at = value.span().start;
    let DeValue::String(text) = value.get_ref() else {
        faults.add(at, format!("`{key}` is a text in quotes"));
        return None;
    };
    if text.trim().is_empty() {
        faults.add(at, format!("`{key}` is empty"));
    } else if text.chars().count() > most {
        faults.add(at, format!("`{key}` has more than {most} characters"));
    } else if !text.chars().all(is_allowed) {
        faults.add(at, format!("`{key}` has a line break or another control character"));
    } else {
        return Some(Placed { at, text: keep(text) });
    }
    None
}

pub(super) fn within(
    key: &str,
    value: &Spanned<DeValue<'_>>,
    least: i64,
    most: i64,
    faults: &Faults,
) -> Option<(usize, i64)> {
    let at = value.span().start;
    let DeValue::Integer(digits) = value.get_ref() else {
        faults.add(at, format!("`{key}` is a whole number"));
        return None;
    };
    let number = i64::from_str_radix(digits.as_str(), digits.radix()).ok();
    let number = number.filter(|number| (least..=most).contains(number));
    if number.is_none() {
        faults.add(at, format!("{key} is {digits}, from {least} to {most} is allowed"));
    }
    Some((at, number?))
}

pub(super) fn one_of<T: Copy>(
    key: &str,
    value: &Spanned<DeValue<'_>>,
    words: &[(&str, T)],
    faults: &Faults,
) -> Option<T> {
    let placed = one_line(key, value, faults)?;
    let found = words.iter().find(|(word, _)| *word == placed.text);
    if found.is_none() {
        let known: Vec<String> = words.iter().map(|(word, _)| format!("\"{word}\"")).collect();
        faults.add(placed.at, format!("`{key}` is one of {}", known.join(", ")));
    }
    found.map(|(_, meant)| *meant)
}

/// Neither a control character nor one that turns the direction of reading or breaks a line.
pub(super) fn is_plain(letter: char) -> bool {
    !letter.is_control()
        && !matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Settings live as long as the process that reads them, which reads them once.
pub(super) fn keep(text: &str) -> &'static str {
    Box::leak(text.into())
}

/// The same for lists.
pub(super) fn keep_all<T>(all: Vec<T>) -> &'static [T] {
    Vec::leak(all)
}
