//! Which encoding of one byte a letter a file has, by the letters that stand in its words.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

use crate::format::Charset;

/// Bytes above ASCII that stand beside a letter: how often behind or before a small one within a word, beside a
/// capital, and at a word's beginning before a small one.
pub(crate) struct Letters {
    seen: [[u64; 3]; 128],
    before: u8,
    byte: u8,
}

impl Default for Letters {
    fn default() -> Self {
        Self { seen: [[0; 3]; 128], before: 0, byte: 0 }
    }
}

impl Letters {
    pub(crate) fn pass(&mut self, next: u8) {
        let neighbour = [next, self.before].into_iter().find(u8::is_ascii_alphabetic);
        if let (Some(at), Some(neighbour)) = (self.byte.checked_sub(0x80), neighbour) {
            let place = match (neighbour.is_ascii_uppercase(), self.before.is_ascii_alphabetic()) {
                (true, _) => 1,
                (false, true) => 0,
                (false, false) => 2,
            };
            self.seen[usize::from(at)][place] += 1;
        }
        (self.before, self.byte) = (self.byte, next);
    }

    /// The encoding in which the words are words; `None` if there is none, as of MS-DOS.
    pub(crate) fn charset(&self) -> Option<Charset> {
        let all: u64 = self.seen.iter().flatten().sum();
        let windows = self.odd(WINDOWS_1252, "’‘´ªº·°®™½¼¾«»“”\u{a0}");
        let mac = self.odd(MACINTOSH, "’‘“”\u{a0}");
        let (charset, odd) = if windows <= mac {
            (Charset::Windows1252, windows)
        } else {
            (Charset::Macintosh, mac)
        };
        // A tenth may be anything: signs, and letters that were damaged before.
        (odd * 10 <= all).then_some(charset)
    }

    /// How many of the bytes would be odd within a word, but for some signs.
    fn odd(&self, encoding: &'static Encoding, signs: &str) -> u64 {
        let mut odd = 0;
        for (byte, [small, capital, first]) in (0x80..=0xff_u8).zip(self.seen) {
            let byte = [byte];
            let (text, _) = encoding.decode_without_bom_handling(&byte);
            odd += match text.chars().next() {
                Some(c) if signs.contains(c) => 0,
                Some(c) if c.is_lowercase() => capital,
                Some(c) if c.is_uppercase() => small,
                // A capital may begin a word. A dash joins two names; within one it is a letter of another encoding.
                Some('–' | '—') => small,
                Some(_) | None => small + capital + first,
            };
        }
        odd
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn charset(text: &[u8]) -> Option<Charset> {
        let mut letters = Letters::default();
        text.iter().chain(b"\n").for_each(|byte| letters.pass(*byte));
        letters.charset()
    }

    #[test]
    fn names_of_windows_are_words_there() {
        for text in [
            &b"Garc\xeda"[..],
            b"MU\xd1OZ",
            b"O\x92Brien",
            b"D\x92angelo",
            b"Smith\x96Jones",
            b"Jos\xe9",
            b"\xc1lvarez",
            b"N\xba 7",
            b"72\xb0F",
        ] {
            assert_eq!(charset(text), Some(Charset::Windows1252), "{text:x?}");
        }
    }

    #[test]
    fn names_of_a_mac_are_words_there() {
        for text in [&b"Mu\x96oz"[..], b"MU\x84OZ", b"Jos\x8e", b"JOS\x83", b"P\x8erez, Mu\x96oz"] {
            assert_eq!(charset(text), Some(Charset::Macintosh), "{text:x?}");
        }
    }

    #[test]
    fn names_of_ms_dos_are_words_nowhere() {
        for text in [&b"Mu\xa4oz"[..], b"MU\xa5OZ", b"Jos\x82", b"JOS\x90", b"Garc\xa1a"] {
            assert_eq!(charset(text), None, "{text:x?}");
        }
    }

    #[test]
    fn signs_that_stand_alone_tell_nothing() {
        assert_eq!(charset(b"1 \xbd 2, \xa3 3"), Some(Charset::Windows1252));
    }
}
