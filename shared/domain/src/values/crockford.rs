//! Base 32 as people can read it out and type it.

use std::sync::LazyLock;

use data_encoding::{Encoding, Specification};

use crate::values::typed::without_separators;

/// Letters and digits without I, L, O, U. Source: Douglas Crockford, Base 32.
static CROCKFORD: LazyLock<Encoding> = LazyLock::new(|| {
    let mut specification = Specification::new();
    specification.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    specification.encoding().expect("32 symbols are an encoding")
});

/// The first `letters` groups of five bits, as Crockford writes them; at most 25 letters from 16 bytes.
pub(crate) fn crockford(bytes: &[u8], letters: usize) -> String {
    let mut text = CROCKFORD.encode(bytes);
    text.truncate(letters);
    text
}

/// What was read out or typed, in Crockford's alphabet: case, blanks, dashes, every other sign, `O` for `0` and `I`, `L`
/// for `1` do not matter.
pub(crate) fn uncrockford(typed: &str) -> String {
    without_separators(typed)
        .filter(|c| c.is_alphanumeric())
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

/// Whether a text is of Crockford's alphabet alone.
pub(crate) fn is_crockford(text: &str) -> bool {
    let is_letter = |it: u8| CROCKFORD.specification().symbols.as_bytes().contains(&it);
    text.bytes().all(is_letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_bits_are_a_letter_of_crockfords_alphabet() {
        // The numbers from 0 to 31, five bits each.
        let bytes = [
            0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf, 0x84, 0x65, 0x3a, 0x56,
            0xd7, 0xc6, 0x75, 0xbe, 0x77, 0xdf,
        ];

        assert_eq!(crockford(&bytes, 32), "0123456789ABCDEFGHJKMNPQRSTVWXYZ");
        assert_eq!(crockford(&bytes, 3), "012");
    }

    #[test]
    fn dashes_blanks_case_and_look_alikes_are_read_as_what_was_meant() {
        assert_eq!(uncrockford(" o1-Il\u{2013}\u{a0}ab9 "), "0111AB9");
        assert_eq!(uncrockford("\u{202a}A\u{ad}B\u{2060}９.\u{202c}"), "AB9");
        for typed in ["(AB9)", "\"ab9\",", "\u{201c}ab-9\u{201d}.", "<AB9>;", "AB+9", "'AB9'"] {
            assert_eq!(uncrockford(typed), "AB9", "{typed}");
        }
    }
}
