//! Which files can be read, and what is said of the others.

use super::*;

const COMMAS: Format = Format { charset: Charset::Utf8, delimiter: b',', titles: 0 };

fn checked(file: &[u8]) -> Result<Checked, FileError> {
    check(&file, COMMAS)
}

#[track_caller]
fn refused(file: &[u8]) -> String {
    checked(file).expect_err("a file that is refused").to_string()
}

fn line_after(before: &[u8]) -> u64 {
    let mut lines = Lines::default();
    for byte in before {
        lines.pass(*byte);
    }
    lines.line()
}

/// A file that comes in pieces, as a slow disk hands it out, and counts them.
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

/// A file of one byte without end.
struct Endless(&'static [u8], u8);

impl Source for Endless {
    fn open(&self) -> io::Result<Box<dyn Read + Send + '_>> {
        Ok(Box::new(self.0.chain(io::repeat(self.1))))
    }
}

#[test]
fn a_byte_order_mark_is_no_text_and_does_not_hide_a_quote() {
    assert!(checked("\u{feff}a,b".as_bytes()).is_ok());
    assert_eq!(refused("\u{feff}\"a,b".as_bytes()), "a quote opens on line 1 and never closes");
}

#[test]
fn the_hash_is_of_the_bytes_as_they_are_however_they_come() {
    let file = "\u{feff}a,b\nÑandú,2\n".repeat(9000);

    let whole = checked(file.as_bytes()).expect("text");

    assert_eq!(whole.hash, HEXLOWER.encode(&Sha256::digest(file.as_bytes())));
    assert_eq!(check(&Slow(file.as_bytes()), COMMAS).expect("text").hash, whole.hash);
}

#[test]
fn a_letter_across_two_chunks_is_a_letter() {
    for before in 65_530..65_540 {
        let file = format!("{}ñ\n", "a\n".repeat(before / 2) + &"b".repeat(before % 2));

        assert_eq!(
            checked(file.as_bytes()).expect("text").format.charset,
            Charset::Utf8,
            "{before}"
        );
    }
}

#[test]
fn what_is_not_utf_8_is_read_by_its_letters_or_refused_with_its_line() {
    let charset = |file: &[u8]| checked(file).expect("text").format.charset;

    assert_eq!(charset(b"account_no,last_name\r\n1,Lee\r\n2,Garc\xeda\r\n"), Charset::Windows1252);
    assert_eq!(charset(b"account_no,last_name\r\n1,Mu\xf1"), Charset::Windows1252);
    assert_eq!(charset(b"account_no,last_name\r1,Mu\x96oz\r"), Charset::Macintosh);
    let said = refused(b"account_no,last_name\r\n1,Lee\r\n2,Mu\xa4oz\r\n");
    assert!(
        said.starts_with("line 3 is neither UTF-8 nor Windows-1252, probably MS-DOS"),
        "{said}"
    );
}

#[test]
fn a_file_of_two_encodings_is_refused_for_what_it_is() {
    let said = refused(b"account_no,last_name\n1,Mu\xc3\xb1oz\n2,Pe\xf1a\n");

    assert!(said.starts_with("line 3 is not UTF-8 as those before it are"), "{said}");
}

#[test]
fn a_nul_byte_is_refused_with_its_line() {
    assert_eq!(
        refused(b"a,b\n1,\0\n"),
        "line 2 holds a NUL byte, so the file is damaged or no text"
    );
}

#[test]
fn a_quote_that_never_closes_is_refused_with_its_line() {
    assert_eq!(refused(b"a,b\n1,2\n\"3,4\n5,6\n"), "a quote opens on line 3 and never closes");
    assert!(checked(b"a,b\n\"1 \"\"x\"\"\",2\n3,4\"\n").is_ok());
    let tabs = Format { delimiter: b'\t', ..COMMAS };
    assert!(check(&&b"a\tb\n1,\"x\t2\n"[..], tabs).is_ok(), "a quote within a field opens nothing");
}

#[test]
fn a_field_or_a_row_without_end_is_refused_at_the_limit_without_reading_on() {
    for (begin, byte, words) in [
        (&b"a,b\n1,2\n"[..], b'x', "a field on line 3 is longer than 4 KiB"),
        (b"a,b\n\"1", b'\n', "a field on line 2 is longer than 4 KiB"),
        (b"a,b\n\n", b',', "the row on line 3 is longer than 64 KiB"),
    ] {
        let said = check(&Endless(begin, byte), COMMAS).expect_err("a refusal").to_string();

        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn a_field_and_a_row_may_be_as_long_as_the_limit() {
    let field = "x".repeat(LONGEST_FIELD);

    assert!(checked(format!("a,b\n{field}\n").as_bytes()).is_ok());
    assert!(checked(format!("a,b\n{field}x\n").as_bytes()).is_err());
    assert!(checked(format!("a,b\n{}\n", ",".repeat(LONGEST_ROW)).as_bytes()).is_ok());
    assert!(checked(format!("a,b\n{}\n", ",".repeat(LONGEST_ROW + 1)).as_bytes()).is_err());
}

#[test]
fn lines_are_counted_by_every_kind_of_line_end() {
    assert_eq!(line_after(b""), 1);
    assert_eq!(line_after(b"a\r\nb\r\n"), 3);
    assert_eq!(line_after(b"a\rb\nc"), 3);
}

#[test]
fn rows_are_counted_as_they_are_read_over_lines_and_without_blank_ones() {
    for (file, rows) in [
        (&b"a,b\n1,2\n3,4\n"[..], 3),
        (b"a,b\r\n1,2\r\n\r\n\r\n3,4", 3),
        (b"a,b\r1,2\r", 2),
        (b"a,b\n\"1\n1\",2\n", 2),
        (b"a", 1),
    ] {
        assert_eq!(checked(file).expect("a file").rows, rows, "{file:?}");
    }
}
