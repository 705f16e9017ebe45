//! Whether a file is text that can be read as CSV, before anything is made of it.

use std::io::Read;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::error::{Encoding, ImportError};
use crate::source::Source;

/// How much is looked at at a time.
const CHUNK: u64 = 64 * 1024;

/// Reads a file once, to the end, and answers its SHA-256 in hex.
///
/// # Errors
///
/// `Empty`, `NotUtf8` with the line, `OpenQuote`, or `Unreadable`.
pub(crate) fn check(source: &dyn Source) -> Result<String, ImportError> {
    let mut file = source.open()?;
    let (mut hash, mut text) = (Sha256::new(), Text::default());
    // A letter of several bytes may stand across two chunks: what is left of one begins the next.
    let mut bytes = Vec::new();
    loop {
        let left = bytes.len();
        file.by_ref().take(CHUNK).read_to_end(&mut bytes)?;
        hash.update(&bytes[left..]);
        let is_end = bytes.len() == left;
        let read = text.read(&bytes, is_end)?;
        if is_end {
            break;
        }
        bytes.drain(..read);
    }
    text.end()?;
    Ok(HEXLOWER.encode(&hash.finalize()))
}

/// Counts lines as their ends go by; the first is 1.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lines {
    ended: u64,
    /// Old Macs end lines with a carriage return alone, Windows has a line feed after it.
    after_return: bool,
}

impl Lines {
    pub(crate) fn pass(&mut self, byte: u8) {
        self.ended += u64::from(byte == b'\r' || byte == b'\n' && !self.after_return);
        self.after_return = byte == b'\r';
    }

    /// The line on which the next byte stands.
    pub(crate) fn line(self) -> u64 {
        self.ended + 1
    }
}

/// What is known of the text so far.
#[derive(Default)]
struct Text {
    lines: Lines,
    /// Whether anything was read, a byte order mark included.
    has_begun: bool,
    /// Whether there is anything but blanks.
    is_filled: bool,
    quotes: Quotes,
}

impl Text {
    /// Reads bytes up to the last whole letter, and says how many these are.
    fn read(&mut self, bytes: &[u8], is_end: bool) -> Result<usize, ImportError> {
        let begins_wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        if !self.has_begun && begins_wide {
            return Err(ImportError::NotUtf8 { line: 1, hint: Encoding::Utf16 });
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => self.pass(text)?,
            Err(error) => {
                let good = &bytes[..error.valid_up_to()];
                self.pass(std::str::from_utf8(good).unwrap_or_default())?;
                if error.error_len().is_some() || is_end {
                    let line = self.lines.line();
                    return Err(ImportError::NotUtf8 { line, hint: Encoding::Windows1252 });
                }
                return Ok(good.len());
            }
        }
        Ok(bytes.len())
    }

    fn pass(&mut self, text: &str) -> Result<(), ImportError> {
        let text =
            if self.has_begun { text } else { text.strip_prefix('\u{feff}').unwrap_or(text) };
        self.has_begun |= !text.is_empty();
        self.is_filled |= !text.trim().is_empty();
        for byte in text.bytes() {
            // ASCII in UTF-16 without a mark is UTF-8 with a zero between the letters.
            if byte == 0 {
                let line = self.lines.line();
                return Err(ImportError::NotUtf8 { line, hint: Encoding::Utf16 });
            }
            self.quotes.pass(byte, self.lines.line());
            self.lines.pass(byte);
        }
        Ok(())
    }

    fn end(&self) -> Result<(), ImportError> {
        match self.quotes.opened_on {
            _ if !self.is_filled => Err(ImportError::Empty),
            Some(line) => Err(ImportError::OpenQuote { line }),
            None => Ok(()),
        }
    }
}

/// Whether a quote is open. Source: RFC 4180 §2, rules 5 to 7, as the csv crate reads them.
struct Quotes {
    opened_on: Option<u64>,
    field_begins: bool,
}

impl Default for Quotes {
    fn default() -> Self {
        Self { opened_on: None, field_begins: true }
    }
}

impl Quotes {
    fn pass(&mut self, byte: u8, line: u64) {
        match (self.opened_on, byte) {
            // A doubled quote closes and opens again at once.
            (Some(_), b'"') => {
                self.opened_on = None;
                self.field_begins = true;
            }
            (Some(_), _) => {}
            (None, b'"') if self.field_begins => self.opened_on = Some(line),
            (None, b',' | b'\n' | b'\r') => self.field_begins = true,
            (None, _) => self.field_begins = false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[track_caller]
    fn refused(file: &[u8]) -> String {
        check(&file).expect_err("a file that is refused").to_string()
    }

    fn line_after(before: &[u8]) -> u64 {
        let mut lines = Lines::default();
        for byte in before {
            lines.pass(*byte);
        }
        lines.line()
    }

    /// A file that comes in pieces, as a slow disk hands it out.
    struct Slow<'a>(&'a [u8]);

    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.read(&mut buffer[..1])
        }
    }

    impl Source for Slow<'_> {
        fn open(&self) -> io::Result<Box<dyn Read + Send + '_>> {
            Ok(Box::new(Drip(self.0)))
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_text_and_does_not_hide_a_quote() {
        assert!(check(&"\u{feff}a,b".as_bytes()).is_ok());
        assert_eq!(refused("\u{feff}\"a,b".as_bytes()), "a quote opens on line 1 and never closes");
    }

    #[test]
    fn the_hash_is_of_the_bytes_as_they_are_however_they_come() {
        let file = "\u{feff}a,b\nÑandú,2\n".repeat(9000);

        let whole = check(&file.as_bytes()).expect("text");

        assert_eq!(whole, HEXLOWER.encode(&Sha256::digest(file.as_bytes())));
        assert_eq!(check(&Slow(file.as_bytes())).expect("text"), whole);
    }

    #[test]
    fn a_letter_across_two_chunks_is_a_letter() {
        for before in 65_530..65_540 {
            let file = format!("{}ñ\n", "a".repeat(before));

            assert!(check(&file.as_bytes()).is_ok(), "{before}");
        }
    }

    #[test]
    fn an_empty_file_is_refused() {
        assert_eq!(refused(b""), "the file is empty");
        assert_eq!(refused(b"\xef\xbb\xbf \r\n\r\n"), "the file is empty");
    }

    #[test]
    fn windows_1252_is_refused_with_its_line() {
        let said = refused(b"account_no,last_name\r\n1,Lee\r\n2,Garc\xeda\r\n");

        assert_eq!(
            said,
            "line 3 is not UTF-8, probably Windows-1252 (\"ANSI\"); save the file as CSV UTF-8"
        );
        assert!(refused(b"account_no,last_name\r\n1,Mu\xf1").contains("line 2 is not UTF-8"));
    }

    #[test]
    fn utf_16_is_refused_with_and_without_its_mark() {
        assert!(refused(b"\xff\xfea\0,\0").contains("UTF-16"));
        assert!(refused(b"a\0,\0b\0").contains("UTF-16"));
    }

    #[test]
    fn a_quote_that_never_closes_is_refused_with_its_line() {
        assert_eq!(refused(b"a,b\n1,2\n\"3,4\n5,6\n"), "a quote opens on line 3 and never closes");
        assert!(check(&&b"a,b\n\"1 \"\"x\"\"\",2\n3,4\"\n"[..]).is_ok());
    }

    #[test]
    fn lines_are_counted_by_every_kind_of_line_end() {
        assert_eq!(line_after(b""), 1);
        assert_eq!(line_after(b"a\r\nb\r\n"), 3);
        assert_eq!(line_after(b"a\rb\nc"), 3);
    }
}
