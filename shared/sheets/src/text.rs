//! Whether a file can be read as CSV from its first byte to its last, before anything is made of it.

use std::io::{self, BufRead, BufReader, Read};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::error::FileError;
use crate::format::{Charset, Format};
use crate::letters::Letters;
use crate::source::Source;

/// How much is looked at at a time.
const CHUNK: usize = 64 * 1024;
/// The most bytes of a field, inclusive: many times what a name, a number or an email is.
pub(crate) const LONGEST_FIELD: usize = 4 * 1024;
/// The most bytes of a row, inclusive.
pub(crate) const LONGEST_ROW: usize = 64 * 1024;

/// What is known of a file that was read once.
#[derive(Debug)]
pub struct Checked {
    /// SHA-256 of its bytes, in hex.
    pub hash: String,
    /// How it is read.
    pub format: Format,
    /// How many rows it has, titles and header among them; blank lines are none.
    pub rows: u64,
}

/// Reads a file once, to the end or to the first thing that cannot be.
///
/// # Errors
///
/// `Empty`, `NulByte`, `Encoding`, `MixedEncodings`, `LongField` and `LongRow` with the line, `OpenQuote`, or `Unreadable`.
pub fn check(source: &dyn Source, format: Format) -> Result<Checked, FileError> {
    let mut hash = Sha256::new();
    let mut text = Text { quotes: Quotes::new(format.delimiter), ..Text::default() };
    let hashed = Hashed { file: source.open()?, hash: &mut hash };
    let mut decoded = BufReader::with_capacity(CHUNK, format.charset.decode(hashed));
    loop {
        let bytes = decoded.fill_buf()?;
        if bytes.is_empty() {
            break;
        }
        text.pass(bytes)?;
        let read = bytes.len();
        decoded.consume(read);
    }
    drop(decoded);
    let rows = text.quotes.rows();
    let charset = text.end(format.charset)?;
    let hash = HEXLOWER.encode(&hash.finalize());
    Ok(Checked { hash, format: Format { charset, ..format }, rows })
}

/// A file whose bytes are hashed as they go by.
struct Hashed<'a, R> {
    file: R,
    hash: &'a mut Sha256,
}

impl<R: Read> Read for Hashed<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.hash.update(&buffer[..read]);
        Ok(read)
    }
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
    /// Whether there is anything but blanks.
    is_filled: bool,
    quotes: Quotes,
    utf8: Utf8,
    letters: Letters,
}

impl Text {
    fn pass(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        for byte in bytes {
            let line = self.lines.line();
            if *byte == 0 {
                return Err(FileError::NulByte { line });
            }
            self.is_filled |= !byte.is_ascii_whitespace();
            self.utf8.pass(*byte, line);
            self.letters.pass(*byte);
            self.quotes.pass(*byte, line)?;
            self.lines.pass(*byte);
        }
        Ok(())
    }

    /// What the text is encoded in, as far as that was open.
    fn end(mut self, charset: Charset) -> Result<Charset, FileError> {
        if !self.is_filled {
            return Err(FileError::Empty);
        }
        if let Some(line) = self.quotes.opened_on {
            return Err(FileError::OpenQuote { line });
        }
        // The last letter has a neighbour too.
        self.letters.pass(b'\n');
        match self.utf8.broken_on() {
            Some(line) if charset == Charset::Utf8 => {
                let mixed = self.utf8.letters > 0;
                self.letters.charset().ok_or(if mixed {
                    FileError::MixedEncodings { line }
                } else {
                    FileError::Encoding { line }
                })
            }
            Some(_) | None => Ok(charset),
        }
    }
}

/// Whether bytes are UTF-8, a letter of several bytes across two chunks too.
#[derive(Default)]
struct Utf8 {
    letter: Vec<u8>,
    /// How many letters of several bytes were read so far.
    letters: u64,
    broken_on: Option<u64>,
}

impl Utf8 {
    fn pass(&mut self, byte: u8, line: u64) {
        if self.broken_on.is_some() || (byte.is_ascii() && self.letter.is_empty()) {
            return;
        }
        self.letter.push(byte);
        match std::str::from_utf8(&self.letter) {
            Ok(_) => {
                self.letters += 1;
                self.letter.clear();
            }
            Err(error) if error.error_len().is_some() => self.broken_on = Some(line),
            // A letter that is not whole yet.
            Err(_) => {}
        }
    }

    /// The first line that is not UTF-8; a letter that is not whole at the file's end is none.
    fn broken_on(&self) -> Option<u64> {
        self.broken_on.or_else(|| (!self.letter.is_empty()).then_some(1))
    }
}

/// Whether a quote is open, and how long field and row are so far.
/// Source: RFC 4180 §2, rules 5 to 7, as the csv crate reads them.
struct Quotes {
    delimiter: u8,
    opened_on: Option<u64>,
    field_begins: bool,
    field: usize,
    row: usize,
    row_begins_on: u64,
    /// How many rows have ended.
    ended: u64,
}

impl Default for Quotes {
    fn default() -> Self {
        Self::new(b',')
    }
}

impl Quotes {
    fn new(delimiter: u8) -> Self {
        let (field, row, row_begins_on, ended) = (0, 0, 1, 0);
        Self { delimiter, opened_on: None, field_begins: true, field, row, row_begins_on, ended }
    }

    /// How many rows there were, the last one too if no line end follows it.
    fn rows(&self) -> u64 {
        self.ended + u64::from(self.row > 0)
    }

    fn pass(&mut self, byte: u8, line: u64) -> Result<(), FileError> {
        if self.row == 0 {
            self.row_begins_on = line;
        }
        self.field += 1;
        self.row += 1;
        match (self.opened_on, byte) {
            // A doubled quote closes and opens again at once.
            (Some(_), b'"') => {
                self.opened_on = None;
                self.field_begins = true;
            }
            (Some(_), _) => {}
            (None, b'"') if self.field_begins => self.opened_on = Some(line),
            (None, b'\n' | b'\r') => {
                // The line end itself is counted, so a blank line has one byte.
                self.ended += u64::from(self.row > 1);
                (self.field_begins, self.field, self.row) = (true, 0, 0);
            }
            (None, _) if byte == self.delimiter => (self.field_begins, self.field) = (true, 0),
            (None, _) => self.field_begins = false,
        }
        if self.field > LONGEST_FIELD {
            return Err(FileError::LongField { line: self.row_begins_on });
        }
        if self.row > LONGEST_ROW {
            return Err(FileError::LongRow { line: self.row_begins_on });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
