//! What a file is: its encoding, what stands between columns, and on which row its header is.

use std::io::{self, Read};

use csv::ReaderBuilder;
use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};
use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::error::{FileError, NoText};
use crate::source::Source;

/// How much of a file is looked at to find its header.
const HEAD: u64 = 64 * 1024;
/// So many rows may stand before the header: titles, dates, `sep=;`.
const TITLES: usize = 30;
/// What may stand between columns, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many columns of a line are known: the header is the line with the most.
pub type Known<'a> = &'a dyn Fn(&[&str]) -> usize;

/// How a file's bytes are letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// UTF-8, with a byte order mark or not.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Little,
    /// UTF-16, the high byte first.
    Utf16Big,
    /// Windows-1252.
    Windows1252,
    /// Mac Roman.
    Macintosh,
}

impl Charset {
    /// Its name, for staff.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Little | Self::Utf16Big => "UTF-16",
            Self::Windows1252 => "Windows-1252",
            Self::Macintosh => "Macintosh",
        }
    }

    /// None for what needs no decoding.
    fn encoding(self) -> Option<&'static Encoding> {
        match self {
            Self::Utf8 => None,
            Self::Utf16Little => Some(UTF_16LE),
            Self::Utf16Big => Some(UTF_16BE),
            Self::Windows1252 => Some(WINDOWS_1252),
            Self::Macintosh => Some(MACINTOSH),
        }
    }

    /// What a reader hands out, as UTF-8 and without a byte order mark.
    pub fn decode<'a>(self, file: impl Read + Send + 'a) -> Box<dyn Read + Send + 'a> {
        let mut decoder = DecodeReaderBytesBuilder::new();
        decoder.encoding(self.encoding()).bom_sniffing(false).strip_bom(true);
        Box::new(decoder.build(file))
    }
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// How its bytes are letters.
    pub charset: Charset,
    /// What stands between columns.
    pub delimiter: u8,
    /// How many rows stand before the header.
    pub titles: usize,
}

impl Format {
    /// Finds it in the file's beginning. Whether one byte is one letter is only known once all of it is read.
    ///
    /// # Errors
    ///
    /// `Empty`, `NoText` for a workbook, an archive and the like, `Unreadable`.
    pub fn of(source: &dyn Source, known: Known<'_>) -> Result<Self, FileError> {
        let mut head = Vec::new();
        source.open()?.take(HEAD).read_to_end(&mut head)?;
        if let Some(what) = no_text(&head) {
            return Err(FileError::NoText { what });
        }
        let charset = wide(&head).unwrap_or(Charset::Utf8);
        let text = text_of(&head, charset)?;
        if text.trim().is_empty() {
            return Err(FileError::Empty);
        }
        let (delimiter, titles) = header(&text, known);
        Ok(Self { charset, delimiter, titles })
    }

    /// The file's text from its beginning.
    ///
    /// # Errors
    ///
    /// What the system says of a file that cannot be opened.
    pub fn text<'a>(self, source: &'a dyn Source) -> io::Result<Box<dyn Read + Send + 'a>> {
        Ok(self.charset.decode(source.open()?))
    }
}

/// What a file is that is no text, by its first bytes. Source: each format's own description.
fn no_text(head: &[u8]) -> Option<NoText> {
    const SIGNS: [(&[u8], NoText); 21] = [
        (b"PK\x03\x04", NoText::Workbook),
        (b"PK\x05\x06", NoText::Workbook),
        (b"PK\x07\x08", NoText::Workbook),
        (b"BZh", NoText::Archive),
        (b"\xfd7zXZ\0", NoText::Archive),
        (b"\x28\xb5\x2f\xfd", NoText::Archive),
        (b"\x89PNG", NoText::Image),
        (b"\xff\xd8\xff", NoText::Image),
        (b"GIF8", NoText::Image),
        (b"II*\0", NoText::Image),
        (b"MM\0*", NoText::Image),
        (b"-----BEGIN PGP", NoText::Encrypted),
        (b"SQLite format 3", NoText::Database),
        (b"PAR1", NoText::Database),
        (b"\xd0\xcf\x11\xe0", NoText::OldWorkbook),
        (b"\x1f\x8b", NoText::Archive),
        (b"7z\xbc\xaf", NoText::Archive),
        (b"Rar!", NoText::Archive),
        (b"\xff\xfe\0\0", NoText::Utf32),
        (b"\0\0\xfe\xff", NoText::Utf32),
        (b"{\\rtf", NoText::Document),
    ];
    let sign = SIGNS.into_iter().find(|(sign, _)| head.starts_with(sign)).map(|(_, what)| what);
    let begin = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let markup = begin.starts_with(b"<")
        && begin.get(1).is_some_and(|b| matches!(b, b'!' | b'?') || b.is_ascii_alphabetic());
    let json = begin.starts_with(b"{\"") || begin.starts_with(b"[{") || begin.starts_with(b"[[");
    let within = [
        (markup, NoText::Markup),
        (begin.starts_with(b"%PDF"), NoText::Pdf),
        (json, NoText::Json),
        (is_ebcdic(head), NoText::Ebcdic),
    ];
    let within = within.into_iter().find(|(is_it, _)| *is_it).map(|(_, what)| what);
    sign.or(within)
}

/// Letters, digits and signs are the upper half of the bytes there, but for a few signs and the blank. A line feed is
/// no byte of it.
fn is_ebcdic(head: &[u8]) -> bool {
    let is_upper = |byte: &&u8| **byte >= 0x80;
    let is_sign = |byte: &&u8| {
        is_upper(byte) || (0x40..=0x7f).contains(*byte) || matches!(**byte, 0x0d | 0x15 | 0x25)
    };
    let (upper, signs) =
        (head.iter().filter(is_upper).count(), head.iter().filter(is_sign).count());
    head.len() > 20 && upper * 2 > head.len() && signs * 20 >= head.len() * 19
}

/// Whether two bytes are a letter: by the mark, or by the zeros that every second byte of English is.
fn wide(head: &[u8]) -> Option<Charset> {
    match head {
        [0xff, 0xfe, ..] => return Some(Charset::Utf16Little),
        [0xfe, 0xff, ..] => return Some(Charset::Utf16Big),
        _ => {}
    }
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if half > 1 && odd * 10 >= half * 9 && even * 10 < half {
        Some(Charset::Utf16Little)
    } else if half > 1 && even * 10 >= half * 9 && odd * 10 < half {
        Some(Charset::Utf16Big)
    } else {
        None
    }
}

/// The beginning as text; what cannot be read yet does not matter for finding the header.
fn text_of(head: &[u8], charset: Charset) -> io::Result<String> {
    let mut bytes = Vec::new();
    charset.decode(head).read_to_end(&mut bytes)?;
    Ok(match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.utf8_error().error_len().is_none() => {
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        }
        Err(error) => WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned(),
    })
}

/// What stands between columns and how many rows stand before the header: by the row with the most known columns.
fn header(text: &str, known: Known<'_>) -> (u8, usize) {
    let delimiters = match said(text) {
        Some(delimiter) => vec![delimiter],
        None => DELIMITERS.to_vec(),
    };
    let mut best = (0, 0, delimiters[0], 0);
    for delimiter in delimiters {
        for (at, record) in records(text, delimiter).enumerate() {
            let fields: Vec<&str> = record.iter().collect();
            // Where nothing is known, the first row is shown to staff, cut as finely as it can be.
            let width = if at == 0 { fields.len() } else { 0 };
            let known = known(&fields);
            if (known, width) > (best.0, best.1) && (known > best.0 || best.0 == 0) {
                best = (known, width, delimiter, at);
            }
        }
    }
    (best.2, best.3)
}

fn records(text: &str, delimiter: u8) -> impl Iterator<Item = csv::StringRecord> + '_ {
    let mut reader = ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(delimiter);
    let records = reader.from_reader(text.as_bytes()).into_records();
    records.take(TITLES).map_while(Result::ok)
}

/// What the first line says by itself: `sep=;`, as Excel reads it.
fn said(text: &str) -> Option<u8> {
    let line = text.lines().next()?.trim_matches(['"', ' ']);
    let (name, sign) = line.split_at_checked(4)?;
    let is_said = name.eq_ignore_ascii_case("sep=") && sign.len() == 1;
    is_said.then(|| sign.as_bytes()[0]).filter(|sign| !matches!(sign, b'"' | b'\r' | b'\n'))
}

#[cfg(test)]
mod tests;
