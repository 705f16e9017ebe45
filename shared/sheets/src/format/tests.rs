//! What files are, by their beginning.

use super::*;

/// The columns that a header has here.
const COLUMNS: [&str; 5] = ["Acct", "Acct Nbr", "Account\nNumber", "Name", "ZIP"];

fn of(file: &[u8]) -> Result<Format, FileError> {
    let known = |line: &[&str]| line.iter().filter(|name| COLUMNS.contains(name)).count();
    Format::of(&file, &known)
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
        (b"\xef\xbb\xbf%PDF-1.7", NoText::Pdf),
        (b"PK\x05\x06\0\0\0\0", NoText::Workbook),
        (b"BZh91AY&SY", NoText::Archive),
        (b"\xfd7zXZ\0\0", NoText::Archive),
        (b"\x28\xb5\x2f\xfd\x04", NoText::Archive),
        (b"\x89PNG\r\n\x1a\n", NoText::Image),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", NoText::Image),
        (b"-----BEGIN PGP MESSAGE-----\n", NoText::Encrypted),
        (b"SQLite format 3\0", NoText::Database),
        (b"[{\"account_no\":\"1\"}]", NoText::Json),
        (b"{\"members\":[]}", NoText::Json),
        (b"<html><body><table>", NoText::Markup),
        (b"\xef\xbb\xbf<?xml version=\"1.0\"?>", NoText::Markup),
        (&[&b"\xff\xfe\0\0"[..], &wide].concat(), NoText::Utf32),
        (&b"\xc1\xc3\xc3\xe3\x6b\xd5\xc1\xd4\xc5\x6b\xe9\xc9\xd7\x15\xf1\x6b\xd3\xc5\xc5\x6b\xf2\xf4\xf0"[..], NoText::Ebcdic),
    ] {
        let said = of(file).expect_err("no text");
        assert!(matches!(said, FileError::NoText { what: found } if found == what), "{said}");
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
        assert!(matches!(of(file), Err(FileError::Empty)));
    }
}
