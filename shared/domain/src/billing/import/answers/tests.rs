//! Answers as extracts have them.

use super::*;

fn read(kind: QuestionKind, field: &'static str, text: &str) -> Result<Answer, Reason> {
    with_zeros(kind, field, text, false).0
}

fn with_zeros(
    kind: QuestionKind,
    field: &'static str,
    text: &str,
    zips_begin_with_zero: bool,
) -> (Result<Answer, Reason>, Vec<Note>) {
    let reading = Reading { zips_begin_with_zero, ..Reading::default() };
    let column = AnswerColumn { field, kind, at: 0 };
    let mut notes = Vec::new();
    (read_answer(&column, text, &reading, &mut notes), notes)
}

#[track_caller]
fn zip_is(text: &str, zeros: bool, read: &str) {
    let typed = Answer::parse(QuestionKind::Zip, read).expect("a ZIP code");
    assert_eq!(with_zeros(QuestionKind::Zip, "billing_zip", text, zeros).0, Ok(typed), "{text}");
}

#[test]
fn a_zip_is_read_out_of_a_spreadsheets_form() {
    for text in [
        "24091",
        "24091.0",
        "24091.00",
        "24,091",
        "=\"24091\"",
        "'24091",
        "24091-1234",
        "240911234.0",
    ] {
        zip_is(text, false, "24091");
    }
}

#[test]
fn a_zip_gets_its_zero_back_where_the_coops_begin_with_one() {
    for text in ["5656", "5656.0", "05656", "=\"5656\"", "5656-1234", "56561234", "05656-1234"] {
        zip_is(text, true, "05656");
    }
    zip_is("601", true, "00601");
    zip_is("601-1234", true, "00601");
    assert_eq!(
        with_zeros(QuestionKind::Zip, "billing_zip", "5656", true).1,
        [Note::ZeroBack("billing_zip")]
    );
    for text in ["5656", "5656.0", "601", "56561234"] {
        assert_eq!(
            read(QuestionKind::Zip, "billing_zip", text),
            Err(Reason::ShortZip("billing_zip")),
            "{text}"
        );
    }
}

#[test]
fn a_code_that_lacks_its_last_digits_gets_no_zero_in_front() {
    for text in ["24091-123", "24091-12", "2409-112"] {
        assert_eq!(
            with_zeros(QuestionKind::Zip, "billing_zip", text, true).0,
            Err(Reason::ShortZip("billing_zip")),
            "{text}"
        );
    }
}

#[test]
fn what_is_no_zip_has_a_reason_of_its_own() {
    for text in ["K1A 0B1", "v6b1a1", "V6B-1A1"] {
        assert_eq!(
            read(QuestionKind::Zip, "billing_zip", text),
            Err(Reason::CanadianZip("billing_zip"))
        );
    }
    for text in ["0", "00000", "99999", "99999-9999", "NULL", "N/A", "-"] {
        assert_eq!(
            read(QuestionKind::Zip, "billing_zip", text),
            Err(Reason::NoAnswer("billing_zip")),
            "{text}"
        );
    }
    for text in ["2.4091E+04", "#####"] {
        let said = read(QuestionKind::Zip, "billing_zip", text);
        assert!(matches!(said, Err(Reason::Broken("billing_zip", _))), "{text}");
    }
    assert_eq!(
        read(QuestionKind::Zip, "billing_zip", "240911"),
        Err(Reason::BadAnswer("billing_zip"))
    );
}

#[test]
fn a_column_in_cents_matches_what_a_member_types_in_dollars() {
    for (cents, dollars) in [
        ("8410", "84.10"),
        ("5", "0.05"),
        ("84", "$0.84"),
        ("8410.0", "84.10"),
        ("0", "0.00"),
        ("13,482", "134.82"),
    ] {
        let typed = Answer::parse(QuestionKind::Cents, dollars).expect("an answer");
        assert_eq!(read(QuestionKind::Cents, "last_bill_cents", cents), Ok(typed), "{cents}");
    }
    let typed = Answer::parse(QuestionKind::Cents, "84.10").expect("an answer");
    assert_eq!(read(QuestionKind::Cents, "last_bill", "84.10"), Ok(typed));
    assert!(matches!(read(QuestionKind::Cents, "last_bill", "8.4E+03"), Err(Reason::Broken(..))));
}

#[test]
fn a_date_is_read_without_its_time_and_no_date_is_none() {
    let typed = Answer::parse(QuestionKind::Date, "2026-03-04").expect("a date");
    for text in [
        "2026-03-04",
        "3/4/2026",
        "2026-03-04 00:00:00",
        "2026-03-04T00:00:00Z",
        "3/4/2026 12:00:00 AM",
    ] {
        assert_eq!(read(QuestionKind::Date, "last_bill_date", text), Ok(typed.clone()), "{text}");
    }
    for text in ["0000-00-00", "1900-01-01", "12/30/1899", "NULL"] {
        assert_eq!(
            read(QuestionKind::Date, "last_bill_date", text),
            Err(Reason::NoAnswer("last_bill_date")),
            "{text}"
        );
    }
    for text in ["3/4/26", "46085"] {
        assert_eq!(
            read(QuestionKind::Date, "last_bill_date", text),
            Err(Reason::BadAnswer("last_bill_date")),
            "{text}"
        );
    }
}

#[test]
fn words_for_nothing_answer_no_question() {
    for text in ["NULL", "unknown", "0", "n/a"] {
        assert_eq!(read(QuestionKind::Text, "town", text), Err(Reason::NoAnswer("town")), "{text}");
    }
}
