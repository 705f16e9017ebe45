//! An answer as the extract has it, in the form that members' answers are compared in.

use std::borrow::Cow;

use crate::billing::import::columns::AnswerColumn;
use crate::billing::import::damage::looks_damaged;
use crate::billing::import::notes::Note;
use crate::billing::import::nothing::{is_nothing, is_nothing_or_zero};
use crate::billing::import::reading::Reading;
use crate::billing::import::reject::Reason;
use crate::billing::import::spreadsheet::{broken, unwrapped, whole};
use crate::values::answer::{Answer, AnswerError, QuestionKind};
use crate::values::typed::without_separators;

/// Dates that programs write where none is known.
const NO_DATES: [&str; 5] = ["0001-01-01", "1899-12-30", "1900-01-01", "1970-01-01", "9999-12-31"];

/// Reads an answer.
///
/// # Errors
///
/// What stands there instead.
pub(super) fn read_answer(
    column: &AnswerColumn,
    text: &str,
    reading: &Reading<'_>,
    notes: &mut Vec<Note>,
) -> Result<Answer, Reason> {
    let field = column.field;
    let is_text = column.kind == QuestionKind::Text;
    let inner = if is_text { None } else { unwrapped(text) };
    if inner.is_some() {
        notes.push(Note::Unwrapped(field));
    }
    let text = inner.unwrap_or(text);
    let zero_counts = column.kind == QuestionKind::Cents;
    if if zero_counts { is_nothing(text) } else { is_nothing_or_zero(text) } {
        if !text.is_empty() {
            notes.push(Note::Nothing(field));
        }
        return Err(Reason::NoAnswer(field));
    }
    if is_text && looks_damaged(text) {
        notes.push(Note::Damaged(field));
    }
    let text = match column.kind {
        QuestionKind::Zip => zip(field, text, reading, notes)?,
        QuestionKind::Cents => cents(field, text, notes)?,
        QuestionKind::Date => Cow::Borrowed(without_time(text)),
        QuestionKind::Text => Cow::Borrowed(text),
    };
    let answer = Answer::parse(column.kind, &text).map_err(|error| match error {
        AnswerError::Missing => Reason::NoAnswer(field),
        AnswerError::WrongKind => Reason::BadAnswer(field),
    })?;
    match column.kind {
        QuestionKind::Date if NO_DATES.contains(&answer.expose()) => {
            notes.push(Note::Nothing(field));
            Err(Reason::NoAnswer(field))
        }
        // A year of two digits.
        QuestionKind::Date if answer.expose().starts_with("00") => Err(Reason::BadAnswer(field)),
        _ => Ok(answer),
    }
}

/// A ZIP code as billing meant it: out of a spreadsheet's form, with the zero that a spreadsheet drops.
fn zip<'t>(
    field: &'static str,
    text: &'t str,
    reading: &Reading<'_>,
    notes: &mut Vec<Note>,
) -> Result<Cow<'t, str>, Reason> {
    let whole = whole(text);
    if whole.is_some() {
        notes.push(Note::Unwrapped(field));
    }
    let text = whole.map_or(Cow::Borrowed(text), Cow::Owned);
    if let Some(how) = broken(&text) {
        return Err(Reason::Broken(field, how));
    }
    let kept: String = without_separators(&text).collect();
    if is_canadian(&kept) {
        return Err(Reason::CanadianZip(field));
    }
    if !kept.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(text);
    }
    // 99999 is nobody's: programs write it where none is known.
    if kept.len() >= 5 && kept.bytes().take(5).all(|byte| byte == b'9') {
        notes.push(Note::Nothing(field));
        return Err(Reason::NoAnswer(field));
    }
    match (kept.len(), reading.zips_begin_with_zero) {
        (3 | 4 | 7 | 8, true) => {
            notes.push(Note::ZeroBack(field));
            let digits = if kept.len() < 5 { 5 } else { 9 };
            Ok(Cow::Owned(format!("{kept:0>digits$}")))
        }
        (1..5 | 7 | 8, _) => Err(Reason::ShortZip(field)),
        (_, _) => Ok(text),
    }
}

/// `K1A 0B1`, without its blank.
fn is_canadian(code: &str) -> bool {
    code.len() == 6
        && code
            .chars()
            .enumerate()
            .all(|(at, c)| if at % 2 == 0 { c.is_ascii_alphabetic() } else { c.is_ascii_digit() })
}

/// Money: a column named `…_cents` counts cents, where a member types dollars.
fn cents<'t>(
    field: &'static str,
    text: &'t str,
    notes: &mut Vec<Note>,
) -> Result<Cow<'t, str>, Reason> {
    let counts_cents = field.ends_with("_cents");
    let whole = whole(text).filter(|_| counts_cents);
    if whole.is_some() {
        notes.push(Note::Unwrapped(field));
    }
    let text = whole.map_or(Cow::Borrowed(text), Cow::Owned);
    if counts_cents && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let (dollars, cents) = text.split_at(text.len().saturating_sub(2));
        return Ok(Cow::Owned(format!("{dollars:0>1}.{cents:0>2}")));
    }
    match broken(&text) {
        Some(how) if text.contains(['e', 'E', '#']) => Err(Reason::Broken(field, how)),
        Some(_) | None => Ok(text),
    }
}

/// A date without the time that databases and spreadsheets put behind it.
fn without_time(text: &str) -> &str {
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    if time.contains(':') { date } else { text }
}

#[cfg(test)]
mod tests {
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
        assert_eq!(
            with_zeros(QuestionKind::Zip, "billing_zip", text, zeros).0,
            Ok(typed),
            "{text}"
        );
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
        for text in ["5656", "5656.0", "05656", "=\"5656\"", "5656-1234", "56561234", "05656-1234"]
        {
            zip_is(text, true, "05656");
        }
        zip_is("601", true, "00601");
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
        assert!(matches!(
            read(QuestionKind::Cents, "last_bill", "8.4E+03"),
            Err(Reason::Broken(..))
        ));
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
            assert_eq!(
                read(QuestionKind::Date, "last_bill_date", text),
                Ok(typed.clone()),
                "{text}"
            );
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
            assert_eq!(
                read(QuestionKind::Text, "town", text),
                Err(Reason::NoAnswer("town")),
                "{text}"
            );
        }
    }
}
