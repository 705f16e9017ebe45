//! Whether a file is text that can be read as CSV, before anything is made of it.

use crate::error::{Encoding, ImportError};

/// Takes a file as text without its byte order mark.
///
/// # Errors
///
/// `Empty`, `NotUtf8` with the line, or `OpenQuote`.
pub(crate) fn read(file: &[u8]) -> Result<&str, ImportError> {
    if file.starts_with(&[0xff, 0xfe]) || file.starts_with(&[0xfe, 0xff]) {
        return Err(ImportError::NotUtf8 { line: 1, hint: Encoding::Utf16 });
    }
    let text = std::str::from_utf8(file).map_err(|error| {
        let line = line_at(&file[..error.valid_up_to()]);
        ImportError::NotUtf8 { line, hint: Encoding::Windows1252 }
    })?;
    // ASCII in UTF-16 without a mark is UTF-8 with a zero between the letters.
    if let Some(zero) = text.find('\0') {
        let line = line_at(&file[..zero]);
        return Err(ImportError::NotUtf8 { line, hint: Encoding::Utf16 });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    match open_quote(text.as_bytes()) {
        Some(at) => Err(ImportError::OpenQuote { line: line_at(&text.as_bytes()[..at]) }),
        None => Ok(text),
    }
}

/// The line on which the next byte stands; the first is 1.
pub(crate) fn line_at(before: &[u8]) -> u64 {
    let ends = before.iter().enumerate().filter(|(at, byte)| match **byte {
        b'\n' => true,
        // Old Macs end lines with this alone.
        b'\r' => before.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    1 + ends.count() as u64
}

/// Where a quote opens that never closes. Source: RFC 4180 §2, rules 5 to 7, as the csv crate reads them.
fn open_quote(text: &[u8]) -> Option<usize> {
    let mut opened = None;
    let mut field_begins = true;
    for (at, byte) in text.iter().enumerate() {
        match (opened, byte) {
            // A doubled quote closes and opens again at once.
            (Some(_), b'"') => {
                opened = None;
                field_begins = true;
            }
            (Some(_), _) => {}
            (None, b'"') if field_begins => opened = Some(at),
            (None, b',' | b'\n' | b'\r') => field_begins = true,
            (None, _) => field_begins = false,
        }
    }
    opened
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(file: &[u8]) -> String {
        read(file).expect_err("a file that is refused").to_string()
    }

    #[test]
    fn a_byte_order_mark_is_dropped() {
        assert_eq!(read("\u{feff}a,b".as_bytes()).expect("text"), "a,b");
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
    }

    #[test]
    fn utf_16_is_refused_with_and_without_its_mark() {
        assert!(refused(b"\xff\xfea\0,\0").contains("UTF-16"));
        assert!(refused(b"a\0,\0b\0").contains("UTF-16"));
    }

    #[test]
    fn a_quote_that_never_closes_is_refused_with_its_line() {
        assert_eq!(refused(b"a,b\n1,2\n\"3,4\n5,6\n"), "a quote opens on line 3 and never closes");
        assert!(read(b"a,b\n\"1 \"\"x\"\"\",2\n3,4\"\n").is_ok());
    }

    #[test]
    fn lines_are_counted_by_every_kind_of_line_end() {
        assert_eq!(line_at(b""), 1);
        assert_eq!(line_at(b"a\r\nb\r\n"), 3);
        assert_eq!(line_at(b"a\rb\nc"), 3);
    }
}
