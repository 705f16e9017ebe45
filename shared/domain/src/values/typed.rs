//! What a person typed, before anybody has looked at it.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

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

/// Whether a character shows nothing and means nothing in a value: joiners, marks of direction, soft hyphens, variants.
///
/// Source: Unicode 17, `Default_Ignorable_Code_Point`, the marks of direction, and braille without dots.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// A text on one line, and how many characters are seen of it: blanks around it, doubled ones and marks that show nothing
/// are dropped.
pub(crate) fn line(typed: &str) -> (String, usize) {
    // What joins two pictures into one stays; alone it is nothing.
    let joins = |c: char| matches!(c, '\u{200d}' | '\u{fe0f}');
    let seen: String = typed.chars().filter(|c| !is_invisible(*c) || joins(*c)).collect();
    let parted = seen.split(|c: char| c.is_whitespace() || c.is_control());
    let shows = |word: &str| word.chars().any(|c| !joins(c));
    let words: Vec<&str> = parted.filter(|word| shows(word)).collect();
    let text: String = words.join(" ").nfc().collect();
    let count = text.chars().filter(|c| !joins(*c)).count();
    (text, count)
}

/// What can be seen of a text, with digits of every script and width as ASCII digits.
pub(crate) fn visible(typed: &str) -> impl Iterator<Item = char> + '_ {
    typed.chars().filter(|c| !is_invisible(*c)).map(ascii_digit)
}

/// Drops what phones and copied bills add: blanks, dashes, dots, signs and words before a number's digits.
///
/// Source: GOV.UK Design System, "let users enter information in whatever format is familiar".
pub(crate) fn without_separators(typed: &str) -> impl Iterator<Item = char> + '_ {
    visible(typed).filter(|c| {
        let dash = matches!(
            c,
            '-' | '\u{ad}' | '\u{2010}'
                ..='\u{2015}'
                    | '\u{2212}'
                    | '\u{fe58}'
                    | '\u{fe63}'
                    | '\u{ff0d}'
                    | '.'
                    | '\u{ff0e}'
                    | '_'
                    | '/'
                    | '#'
                    | ':'
        );
        !(c.is_whitespace() || c.is_control() || dash)
    })
}

/// A decimal digit of any script as ASCII's; every other character as it is.
fn ascii_digit(c: char) -> char {
    // Nearly all that is typed or imported, and behind it are all sets of digits.
    if c.is_ascii() {
        return c;
    }
    let code = u32::from(c);
    let zero = ZEROS.iter().rev().find(|zero| **zero <= code);
    let value = zero.map(|zero| code - zero).filter(|value| *value < 10);
    value.and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
}

/// The zeros of all sets of decimal digits but ASCII's, in order. Source: Unicode 17, `General_Category=Nd`.
const ZEROS: [u32; 74] = [
    0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66,
    0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
    0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0,
    0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50,
    0x11da0, 0x11de0, 0x11f50, 0x16a60, 0x16ac0, 0x16b50, 0x1ccf0, 0x1d7ce, 0x1d7d8, 0x1d7e2,
    0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1, 0x1e950, 0x1fbf0,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_nothing_is_dropped() {
        let marks =
            "\u{ad}\u{200b}\u{200e}\u{202a}\u{202e}\u{2060}\u{2066}\u{2069}\u{feff}\u{fe0f}";

        assert_eq!(visible(marks).count(), 0);
        assert_eq!(visible("a\u{301}ñ").collect::<String>(), "a\u{301}ñ");
    }

    #[test]
    fn digits_of_every_script_and_width_are_digits() {
        for typed in
            ["٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "０１２３４５６７８９", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "𝟬𝟭𝟮𝟯𝟰𝟱𝟲𝟳𝟴𝟵"]
        {
            assert_eq!(visible(typed).collect::<String>(), "0123456789", "{typed}");
        }
        assert_eq!(visible("½²Ⅷ一").collect::<String>(), "½²Ⅷ一", "numbers that are no digits");
    }

    #[test]
    fn every_set_of_digits_begins_after_the_one_before_it() {
        assert!(ZEROS.is_sorted_by(|one, next| one + 10 <= *next));
    }
}
