//! An answer as the extract has it, in the form that members' answers are compared in.

use std::borrow::Cow;

use crate::billing::import::columns::AnswerColumn;
use crate::billing::import::damage::looks_damaged;
use crate::billing::import::dates::{NO_DATES, without_time};
use crate::billing::import::notes::Note;
use crate::billing::import::nothing::{is_nothing, is_nothing_or_zero};
use crate::billing::import::reading::Reading;
use crate::billing::import::reject::Reason;
use crate::billing::import::spreadsheet::{broken, unwrapped, whole};
use crate::values::answer::{Answer, AnswerError, QuestionKind};
use crate::values::typed::without_separators;

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
        QuestionKind::Text | QuestionKind::BillCode => Cow::Borrowed(text),
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
    match (kept.len(), reading.zips_begin_with_zero && lacks_zeros_in_front(&text, kept.len())) {
        (3 | 4 | 7 | 8, true) => {
            notes.push(Note::ZeroBack(field));
            let digits = if kept.len() < 5 { 5 } else { 9 };
            Ok(Cow::Owned(format!("{kept:0>digits$}")))
        }
        (1..5 | 7 | 8, _) => Err(Reason::ShortZip(field)),
        (_, _) => Ok(text),
    }
}

/// Whether a code of so many digits can only lack zeros in front: `5656-1234`, and not `24091-123`.
fn lacks_zeros_in_front(text: &str, digits: usize) -> bool {
    let before = text.bytes().take_while(u8::is_ascii_digit).count();
    digits < 5 || before == digits || before + 4 == digits
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

#[cfg(test)]
mod tests;
