//! Security questions and what may answer them.

use std::fmt;

use crate::values::crockford::{is_crockford, uncrockford};
use crate::values::name::Name;
use crate::values::typed::{visible, without_separators};

/// How an answer is read before it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuestionKind {
    /// A US ZIP code: its first five digits count.
    Zip,
    /// Words, compared as names are.
    Text,
    /// A sum of money on the bill, compared in cents.
    Cents,
    /// A date, compared as `YYYY-MM-DD`.
    Date,
    /// The code that a bill was printed with: eight letters and digits. No column has it.
    BillCode,
}

/// A question that the co-op asks at step 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// The form field, the same word as the extract's column.
    pub field: &'static str,
    /// How its answer is read.
    pub kind: QuestionKind,
}

impl Question {
    /// The column that an extract needs for it.
    #[must_use]
    pub fn column(&self) -> &'static str {
        match self.kind {
            QuestionKind::BillCode => "customer_no",
            QuestionKind::Zip | QuestionKind::Text | QuestionKind::Cents | QuestionKind::Date => {
                self.field
            }
        }
    }

    /// What an extract that was made for it names it by. A code on the bill is known by what it is, since the column that it
    /// needs was there before.
    #[must_use]
    pub fn noted_as(&self) -> &'static str {
        match self.kind {
            QuestionKind::BillCode => "the code on the bill",
            QuestionKind::Zip | QuestionKind::Text | QuestionKind::Cents | QuestionKind::Date => {
                self.field
            }
        }
    }
}

/// An answer in the one form it is compared in, and what kind of question it is to.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Answer(QuestionKind, String);

/// The rule that was broken; never the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerError {
    /// Nothing was typed.
    Missing,
    /// It is not of the question's kind.
    WrongKind,
}

impl Answer {
    /// Parses an answer as typed or as the extract has it.
    ///
    /// # Errors
    ///
    /// `Missing` if nothing is left of it, `WrongKind` if it cannot be what was asked for.
    pub fn parse(kind: QuestionKind, typed: &str) -> Result<Self, AnswerError> {
        let typed: String = visible(typed).collect();
        if typed.trim().is_empty() {
            return Err(AnswerError::Missing);
        }
        let text = match kind {
            QuestionKind::Zip => zip(&typed),
            QuestionKind::Text => Name::parse(&typed).ok().map(|name| name.expose().to_owned()),
            QuestionKind::Cents => cents(&typed),
            QuestionKind::Date => date(&typed),
            QuestionKind::BillCode => bill_code(&typed),
        };
        text.map(|text| Self(kind, text)).ok_or(AnswerError::WrongKind)
    }

    /// The comparable form, for the keyed hash.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.1
    }

    /// The kind of its question.
    #[must_use]
    pub fn kind(&self) -> QuestionKind {
        self.0
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer(..)")
    }
}

/// `12345` or `12345-6789`: the first five digits.
fn zip(typed: &str) -> Option<String> {
    let around = |c: char| c.is_whitespace() || "()[]\"',;".contains(c);
    let digits: String = without_separators(typed.trim_matches(around)).collect();
    let long_enough = digits.len() == 5 || digits.len() == 9;
    (long_enough && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits[..5].to_owned())
}

/// `$1,234.50`, `1234.5` or `1234`, as cents; also `84,10`, as people write it in other countries.
fn cents(typed: &str) -> Option<String> {
    let bare = typed.trim_matches(|c: char| c == '$' || c.is_whitespace());
    // A blank between digits is a group's, as a comma is.
    let plain: String = bare.chars().map(|c| if c.is_whitespace() { ',' } else { c }).collect();
    let (whole, rest) = match plain.rfind(['.', ',']) {
        // Three digits behind a comma are a thousand.
        Some(at) if plain[at..].starts_with('.') || plain.len() - at < 4 => {
            (&plain[..at], &plain[at + 1..])
        }
        Some(_) | None => (plain.as_str(), ""),
    };
    let groups: Vec<&str> = whole.split([',', '.']).collect();
    let is_grouped = groups.len() == 1
        || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    let dollars = groups.concat();
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let is_sum = is_grouped && digits(&dollars) && digits(rest);
    if !is_sum || groups[0].is_empty() || dollars.len() > 9 || rest.len() > 2 {
        return None;
    }
    let cents: u64 = format!("{dollars}{rest:0<2}").parse().ok()?;
    Some(cents.to_string())
}

/// `2026-03-04` or, as people write it in the US, `3/4/2026`.
fn date(typed: &str) -> Option<String> {
    let typed = typed.trim();
    if let Ok(date) = typed.parse::<jiff::civil::Date>() {
        return Some(date.to_string());
    }
    let mut parts = typed.split('/').map(|part| part.trim().parse::<i16>().ok());
    let (month, day, year) = (parts.next()??, parts.next()??, parts.next()??);
    // Of two digits of a year nobody knows the century; the page says what to type.
    if year < 1000 {
        return None;
    }
    let date = jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    date.ok().map(|date| date.to_string())
}

/// How many letters the code on a bill has: 40 bits.
pub(crate) const CODE_LETTERS: usize = 8;

/// `K7QM-2XPA`, as eight letters of Crockford's alphabet.
fn bill_code(typed: &str) -> Option<String> {
    let letters = uncrockford(typed);
    (letters.len() == CODE_LETTERS && is_crockford(&letters)).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(kind: QuestionKind, typed: &str, compared: &str) {
        assert_eq!(Answer::parse(kind, typed), Ok(Answer(kind, compared.to_owned())));
    }

    #[test]
    fn the_first_five_digits_of_a_zip_count() {
        reads(QuestionKind::Zip, " 24060 ", "24060");
        reads(QuestionKind::Zip, "24060-1234", "24060");
        reads(QuestionKind::Zip, "240601234", "24060");
        reads(QuestionKind::Zip, "\u{2068}24060\u{2069}", "24060");
        reads(QuestionKind::Zip, "２４０６０", "24060");
        reads(QuestionKind::Zip, "(24060),", "24060");
    }

    #[test]
    fn four_or_six_digits_are_no_zip() {
        for typed in ["2406", "240601", "24O60", "2406½"] {
            assert_eq!(Answer::parse(QuestionKind::Zip, typed), Err(AnswerError::WrongKind));
        }
    }

    #[test]
    fn money_is_read_in_cents() {
        reads(QuestionKind::Cents, "$1,234.50", "123450");
        reads(QuestionKind::Cents, "84.1", "8410");
        reads(QuestionKind::Cents, "84", "8400");
        reads(QuestionKind::Cents, "\u{202a}$\u{a0}84.10", "8410");
        reads(QuestionKind::Cents, "84,10", "8410");
        reads(QuestionKind::Cents, "1.234,50", "123450");
        reads(QuestionKind::Cents, "1 234.5", "123450");
        reads(QuestionKind::Cents, "1,234", "123400");
        reads(QuestionKind::Cents, "84 10", "8410");
        for typed in ["84.123", "8,4.10", "84,1000", "1,23,456", "-84.10", ",50", "$"] {
            assert_eq!(
                Answer::parse(QuestionKind::Cents, typed),
                Err(AnswerError::WrongKind),
                "{typed}"
            );
        }
    }

    #[test]
    fn dates_are_read_as_the_bill_and_as_people_write_them() {
        reads(QuestionKind::Date, "2026-03-04", "2026-03-04");
        reads(QuestionKind::Date, "3/4/2026", "2026-03-04");
        for typed in ["13/40/2026", "3/4/26"] {
            assert_eq!(Answer::parse(QuestionKind::Date, typed), Err(AnswerError::WrongKind));
        }
    }

    #[test]
    fn a_code_on_the_bill_is_read_as_people_copy_it() {
        for typed in [
            "K7QM-01PA",
            "k7qm 01pa",
            " k7qmo1pa",
            "K7QMOIPA",
            "k7qm\u{2013}olpa",
            "\"K7QM-O1PA\".",
        ] {
            reads(QuestionKind::BillCode, typed, "K7QM01PA");
        }
        for typed in ["K7QM-01P", "K7QM-01PA-2", "K7QM-01PU", "K7QM-01Pñ", "12345"] {
            assert_eq!(
                Answer::parse(QuestionKind::BillCode, typed),
                Err(AnswerError::WrongKind),
                "{typed}"
            );
        }
    }

    #[test]
    fn a_code_on_the_bill_needs_the_customers_number_and_every_other_question_its_own_column() {
        let question = |kind| Question { field: "answer", kind };

        assert_eq!(question(QuestionKind::BillCode).column(), "customer_no");
        assert_eq!(question(QuestionKind::Zip).column(), "answer");
        assert_ne!(question(QuestionKind::BillCode).noted_as(), "customer_no");
        assert_eq!(question(QuestionKind::Date).noted_as(), "answer");
    }

    #[test]
    fn nothing_typed_is_missing() {
        assert_eq!(Answer::parse(QuestionKind::Text, "  "), Err(AnswerError::Missing));
    }
}
