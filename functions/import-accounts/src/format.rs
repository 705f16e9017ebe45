//! What a file is: its encoding, what stands between columns, and on which row its header is.

use std::io::{self, Read};

use csv::ReaderBuilder;
use domain::import::{Columns, Reading};
use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};
use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::error::{ImportError, NoText};
use crate::source::Source;

/// How much of a file is looked at to find its header.
const HEAD: u64 = 64 * 1024;
/// So many rows may stand before the header: titles, dates, `sep=;`.
const TITLES: usize = 30;
/// What may stand between columns, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How a file's bytes are letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Charset {
    Utf8,
    Utf16Little,
    Utf16Big,
    Windows1252,
    Macintosh,
}

impl Charset {
    /// Its name, for staff.
    pub(crate) fn name(self) -> &'static str {
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
    pub(crate) fn decode<'a>(self, file: impl Read + Send + 'a) -> Box<dyn Read + Send + 'a> {
        let mut decoder = DecodeReaderBytesBuilder::new();
        decoder.encoding(self.encoding()).bom_sniffing(false).strip_bom(true);
        Box::new(decoder.build(file))
    }
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Format {
    pub(crate) charset: Charset,
    /// What stands between columns.
    pub(crate) delimiter: u8,
    /// How many rows stand before the header.
    pub(crate) titles: usize,
}

impl Format {
    /// Finds it in the file's beginning. Whether one byte is one letter is only known once all of it is read.
    ///
    /// # Errors
    ///
    /// `Empty`, `NoText` for a workbook, an archive and the like, `Unreadable`.
    pub(crate) fn of(source: &dyn Source, reading: &Reading<'_>) -> Result<Self, ImportError> {
        let mut head = Vec::new();
        source.open()?.take(HEAD).read_to_end(&mut head)?;
        if let Some(what) = no_text(&head) {
            return Err(ImportError::NoText { what });
        }
        let charset = wide(&head).unwrap_or(Charset::Utf8);
        let text = text_of(&head, charset)?;
        if text.trim().is_empty() {
            return Err(ImportError::Empty);
        }
        let (delimiter, titles) = header(&text, reading);
        Ok(Self { charset, delimiter, titles })
    }

    /// The file's text from its beginning.
    pub(crate) fn text<'a>(self, source: &'a dyn Source) -> io::Result<Box<dyn Read + Send + 'a>> {
        Ok(self.charset.decode(source.open()?))
    }
}

/// What a file is that is no text, by its first bytes. Source: each format's own description.
fn no_text(head: &[u8]) -> Option<NoText> {
    const SIGNS: [(&[u8], NoText); 9] = [
        (b"PK\x03\x04", NoText::Workbook),
        (b"\xd0\xcf\x11\xe0", NoText::OldWorkbook),
        (b"\x1f\x8b", NoText::Archive),
        (b"7z\xbc\xaf", NoText::Archive),
        (b"Rar!", NoText::Archive),
        (b"%PDF", NoText::Pdf),
        (b"\xff\xfe\0\0", NoText::Utf32),
        (b"\0\0\xfe\xff", NoText::Utf32),
        (b"{\\rtf", NoText::Document),
    ];
    let sign = SIGNS.into_iter().find(|(sign, _)| head.starts_with(sign)).map(|(_, what)| what);
    let begin = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let markup = begin.starts_with(b"<")
        && begin.get(1).is_some_and(|b| matches!(b, b'!' | b'?') || b.is_ascii_alphabetic());
    // Digits are F0 to F9 there, and a line feed is no byte of it.
    let ebcdic =
        head.len() > 20 && head.iter().filter(|byte| **byte >= 0x80).count() * 2 > head.len();
    sign.or(markup.then_some(NoText::Markup)).or(ebcdic.then_some(NoText::Ebcdic))
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
fn header(text: &str, reading: &Reading<'_>) -> (u8, usize) {
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
            let known = Columns::recognised(&fields, reading);
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
mod tests {
    use domain::{Question, QuestionKind};

    use super::*;

    const ZIP: [Question; 1] = [Question { field: "billing_zip", kind: QuestionKind::Zip }];

    fn of(file: &[u8]) -> Result<Format, ImportError> {
        let reading = Reading { questions: &ZIP, ..Reading::default() };
        Format::of(&file, &reading)
    }

    #[track_caller]
    fn shape(file: &str) -> (char, usize) {
        let format = of(file.as_bytes()).expect("a text");
        (char::from(format.delimiter), format.titles)
    }

    #[test]
    fn what_stands_between_columns_is_found_by_the_header() {
        for delimiter in [',', ';', '\t', '|'] {
            let header = ["Acct Nbr", "Name", "ZIP"].join(&delimiter.to_string());

            assert_eq!(shape(&format!("{header}\n1,2;3|4\n")), (delimiter, 0));
        }
    }

    #[test]
    fn titles_before_the_header_are_passed_over() {
        assert_eq!(
            shape("Members of Juniper Valley\n\nAs of 11/23/2026,,\nAcct,Name,ZIP\n1,Lee,24091\n"),
            (',', 2)
        );
        assert_eq!(shape("sep=;\nAcct;Name;ZIP\n"), (';', 1));
        assert_eq!(shape("\"sep=^\"\nAcct^Name^ZIP\n"), ('^', 1));
        assert_eq!(shape("\"Account\nNumber\",\"Name\",\"ZIP\"\n"), (',', 0));
    }

    #[test]
    fn a_first_row_of_which_nothing_is_known_is_cut_as_finely_as_it_can_be() {
        assert_eq!(shape("Meter;City;State\n1;2;3\n"), (';', 0));
        assert_eq!(shape("Meter\n"), (',', 0));
    }

    #[test]
    fn what_is_no_text_is_named_for_what_it_is() {
        let wide = "a,b".repeat(9).bytes().flat_map(|byte| [byte, 0, 0, 0]).collect::<Vec<u8>>();
        for (file, what) in [
            (&b"PK\x03\x04\x14\0\x06\0"[..], NoText::Workbook),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NoText::OldWorkbook),
            (b"\x1f\x8b\x08\0", NoText::Archive),
            (b"%PDF-1.7", NoText::Pdf),
            (b"<html><body><table>", NoText::Markup),
            (b"\xef\xbb\xbf<?xml version=\"1.0\"?>", NoText::Markup),
            (&[&b"\xff\xfe\0\0"[..], &wide].concat(), NoText::Utf32),
            (&b"\xc1\xc3\xc3\xe3\x6b\xd5\xc1\xd4\xc5\x6b\xe9\xc9\xd7\x15\xf1\x6b\xd3\xc5\xc5\x6b\xf2\xf4\xf0"[..], NoText::Ebcdic),
        ] {
            let said = of(file).expect_err("no text");
            assert!(matches!(said, ImportError::NoText { what: found } if found == what), "{said}");
        }
    }

    #[test]
    fn two_bytes_a_letter_are_seen_with_and_without_a_mark() {
        let text = "account_no,last_name,billing_zip\n1,Muñoz,24091\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let charset = |bytes: &[u8]| of(bytes).expect("a text").charset;

        assert_eq!(charset(&little), Charset::Utf16Little);
        assert_eq!(charset(&big), Charset::Utf16Big);
        assert_eq!(charset(&[&b"\xff\xfe"[..], &little].concat()), Charset::Utf16Little);
        assert_eq!(charset(&[&b"\xfe\xff"[..], &big].concat()), Charset::Utf16Big);
        assert_eq!(charset(text.as_bytes()), Charset::Utf8);
    }

    #[test]
    fn an_empty_file_is_refused() {
        for file in [&b""[..], b"\xef\xbb\xbf \r\n\r\n", b"\xff\xfe", b" "] {
            assert!(matches!(of(file), Err(ImportError::Empty)));
        }
    }
}
