//! A table of the settings, read key by key. Every fault is kept and reading goes on, so that all are said at once.

use std::cell::RefCell;
use std::fmt::Display;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Text;
use super::values::{Faults, PROSE_MAX, Placed, is_plain, keep, one_line, one_of, text, within};

/// A table of which each key is read once.
pub(super) struct Table<'t> {
    name: String,
    at: usize,
    /// `None` if the table is missing, which is said already.
    entries: Option<&'t DeTable<'t>>,
    known: RefCell<Vec<&'static str>>,
    faults: &'t Faults,
}

impl<'t> Table<'t> {
    /// The file as a table.
    pub(super) fn whole(root: &'t Spanned<DeTable<'t>>, faults: &'t Faults) -> Self {
        Self::of("the file", 0, Some(root.get_ref()), faults)
    }

    fn of(name: &str, at: usize, entries: Option<&'t DeTable<'t>>, faults: &'t Faults) -> Self {
        Self { name: name.to_owned(), at, entries, known: RefCell::default(), faults }
    }

    /// Where the table begins.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// What keeps the faults, for what is found once the table is read.
    pub(super) fn faults(&self) -> &'t Faults {
        self.faults
    }

    pub(super) fn fault(&self, at: usize, reason: impl Display) {
        self.faults.add(at, reason);
    }

    fn optional(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.known.borrow_mut().push(key);
        self.entries?.get(key)
    }

    fn required(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        let found = self.optional(key);
        if found.is_none() && self.entries.is_some() {
            self.fault(self.at, format!("{} lacks `{key}`", self.name));
        }
        found
    }

    /// A text of one line; empty where it is at fault.
    pub(super) fn line(&self, key: &'static str) -> &'static str {
        self.placed(key).map_or("", |placed| placed.text)
    }

    /// The same with its place.
    pub(super) fn placed(&self, key: &'static str) -> Option<Placed> {
        one_line(key, self.required(key)?, self.faults)
    }

    /// A text of one line that may be left out, with its place.
    pub(super) fn optional_placed(&self, key: &'static str) -> Option<Placed> {
        one_line(key, self.optional(key)?, self.faults)
    }

    /// A text of one line that follows a rule.
    pub(super) fn checked(
        &self,
        key: &'static str,
        rule: impl FnOnce(&str) -> bool,
        reason: &str,
    ) -> &'static str {
        let Some(Placed { at, text }) = self.placed(key) else { return "" };
        if !rule(text) {
            self.fault(at, reason);
        }
        text
    }

    /// A text that may have several lines.
    pub(super) fn prose(&self, key: &'static str) -> Option<Placed> {
        let value = self.required(key)?;
        text(key, value, PROSE_MAX, |letter| letter == '\n' || is_plain(letter), self.faults)
    }

    /// A text of one line in both languages.
    pub(super) fn both(&self, key: &'static str) -> Text {
        let table = self.table(key);
        let both = Text { english: table.line("en"), spanish: table.line("es") };
        table.close();
        both
    }

    /// A text of several lines in both languages.
    pub(super) fn both_prose(&self, key: &'static str) -> Text {
        let table = self.table(key);
        let read = |key| table.prose(key).map_or("", |placed| placed.text);
        let both = Text { english: read("en"), spanish: read("es") };
        table.close();
        both
    }

    /// Texts of one line.
    pub(super) fn lines(&self, key: &'static str, is_required: bool) -> Vec<Placed> {
        let found = if is_required { self.required(key) } else { self.optional(key) };
        let Some(found) = found else { return Vec::new() };
        let DeValue::Array(values) = found.get_ref() else {
            self.fault(found.span().start, format!("`{key}` is a list of texts, [\"…\", \"…\"]"));
            return Vec::new();
        };
        values.iter().filter_map(|value| one_line(key, value, self.faults)).collect()
    }

    /// A whole number within bounds; what is left out is `None`.
    pub(super) fn number(&self, key: &'static str, least: i64, most: i64) -> Option<(usize, i64)> {
        within(key, self.optional(key)?, least, most, self.faults)
    }

    /// Where a number is that is 0; `None` if it is another one or left out. Reading it counts as asking for the key.
    pub(super) fn zero(&self, key: &'static str) -> Option<usize> {
        let found = self.optional(key)?;
        let DeValue::Integer(digits) = found.get_ref() else { return None };
        (digits.as_str() == "0").then(|| found.span().start)
    }

    /// A whole number that must be there.
    pub(super) fn required_number(&self, key: &'static str) -> Option<(usize, i64)> {
        within(key, self.required(key)?, 0, i64::MAX, self.faults)
    }

    /// Yes or no; what is left out is `None`.
    pub(super) fn flag(&self, key: &'static str) -> Option<bool> {
        let found = self.optional(key)?;
        if let DeValue::Boolean(flag) = found.get_ref() {
            return Some(*flag);
        }
        self.fault(found.span().start, format!("`{key}` is true or false"));
        None
    }

    /// One of the words that are known; what is left out is `None`.
    pub(super) fn word<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        one_of(key, self.optional(key)?, words, self.faults)
    }

    /// The same, but it must be there.
    pub(super) fn required_word<T: Copy>(
        &self,
        key: &'static str,
        words: &[(&str, T)],
    ) -> Option<T> {
        one_of(key, self.required(key)?, words, self.faults)
    }

    /// A table that must be there.
    pub(super) fn table(&self, key: &'static str) -> Table<'t> {
        self.found_table(key, self.required(key))
    }

    /// A table that may be left out.
    pub(super) fn optional_table(&self, key: &'static str) -> Table<'t> {
        self.found_table(key, self.optional(key))
    }

    fn found_table(&self, key: &str, found: Option<&'t Spanned<DeValue<'t>>>) -> Table<'t> {
        let at = found.map_or(self.at, |found| found.span().start);
        let entries = found.and_then(|found| self.entries_of(key, found));
        Self::of(&format!("`{key}`"), at, entries, self.faults)
    }

    /// Tables that are repeated, `[[key]]`.
    pub(super) fn tables(&self, key: &'static str) -> Vec<Table<'t>> {
        let Some(found) = self.required(key) else { return Vec::new() };
        let DeValue::Array(values) = found.get_ref() else {
            self.fault(found.span().start, format!("`{key}` is a table each, [[{key}]]"));
            return Vec::new();
        };
        let of = |value: &'t Spanned<DeValue<'t>>| {
            let entries = self.entries_of(key, value);
            Self::of(&format!("`{key}`"), value.span().start, entries, self.faults)
        };
        values.iter().map(of).collect()
    }

    fn entries_of(&self, key: &str, found: &'t Spanned<DeValue<'t>>) -> Option<&'t DeTable<'t>> {
        if let DeValue::Table(entries) = found.get_ref() {
            return Some(entries);
        }
        self.fault(found.span().start, format!("`{key}` is a table"));
        None
    }

    /// Every key with its text, where the keys are the co-op's own words.
    pub(super) fn own_words(self) -> Vec<(Placed, Placed)> {
        let entries = self.entries.into_iter().flat_map(|entries| entries.iter());
        entries
            .filter_map(|(key, value)| {
                let word = Placed { at: key.span().start, text: keep(key.get_ref()) };
                let said = one_line("this", value, self.faults)?;
                if word.text.trim().is_empty() || !word.text.chars().all(is_plain) {
                    self.fault(word.at, "this word is empty or has a control character");
                    return None;
                }
                Some((word, said))
            })
            .collect()
    }

    /// Refuses what was not asked for.
    pub(super) fn close(self) {
        let known = self.known.borrow();
        for (key, _) in self.entries.into_iter().flat_map(|entries| entries.iter()) {
            if !known.contains(&key.get_ref().as_ref()) {
                let (name, key_says) = (&self.name, key.get_ref().escape_debug());
                self.fault(key.span().start, format!("unknown setting `{key_says}` in {name}"));
            }
        }
    }
}
