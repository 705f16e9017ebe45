//! Dates as billing systems write them.

use jiff::civil::Date;

use crate::billing::import::nothing::is_nothing_or_zero;
use crate::values::answer::{Answer, QuestionKind};

/// Dates that programs write where none is known.
pub(super) const NO_DATES: [&str; 5] =
    ["0001-01-01", "1899-12-30", "1900-01-01", "1970-01-01", "9999-12-31"];

/// What stands in a cell for a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateCell {
    /// Nothing, or a date that programs write for nothing.
    Nothing,
    /// A date.
    Date(Date),
    /// Something else.
    NoDate,
}

/// Reads a date; a time behind it drops.
pub(crate) fn read_date(text: &str) -> DateCell {
    if is_nothing_or_zero(text) {
        return DateCell::Nothing;
    }
    let Ok(read) = Answer::parse(QuestionKind::Date, without_time(text)) else {
        return DateCell::NoDate;
    };
    match read.expose().parse::<Date>() {
        _ if NO_DATES.contains(&read.expose()) => DateCell::Nothing,
        // A year of two digits is a date of nobody's.
        Ok(date) if date.year() >= 100 => DateCell::Date(date),
        Ok(_) | Err(_) => DateCell::NoDate,
    }
}

/// A date without the time that databases and spreadsheets put behind it.
pub(super) fn without_time(text: &str) -> &str {
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    if time.contains(':') { date } else { text }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_date_is_read_as_databases_spreadsheets_and_people_write_it() {
        for text in
            ["2026-03-04", "3/4/2026", "20260304", "2026-03-04 00:00:00", "3/4/2026 12:00:00 AM"]
        {
            assert_eq!(read_date(text), DateCell::Date(date(2026, 3, 4)), "{text}");
        }
    }

    #[test]
    fn what_stands_for_no_date_is_none_and_anything_else_is_no_date() {
        for text in ["", "NULL", "0", "0000-00-00", "1900-01-01", "12/31/9999"] {
            assert_eq!(read_date(text), DateCell::Nothing, "{text}");
        }
        for text in ["3/4/26", "46085", "soon", "2026-02-30"] {
            assert_eq!(read_date(text), DateCell::NoDate, "{text}");
        }
    }
}
