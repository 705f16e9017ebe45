//! What a person typed, before anybody has looked at it.

use std::fmt;

/// Text as it was typed. Personal, so `Debug` shows nothing of it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Typed(String);

impl Typed {
    /// Takes text as it came.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text, for parsing it or for showing it back to the one who typed it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Typed(..)")
    }
}

/// Drops what phones and copied bills add: blanks, dashes, dots, invisible characters.
///
/// Source: GOV.UK Design System, "let users enter information in whatever format is familiar".
pub(crate) fn without_separators(typed: &str) -> impl Iterator<Item = char> + '_ {
    typed.chars().filter(|c| {
        let dash = matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '.' | '_' | '/' | '#');
        let invisible = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
        !(c.is_whitespace() || c.is_control() || dash || invisible)
    })
}
