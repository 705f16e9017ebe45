//! Numbers that went through a spreadsheet: what it wraps them in, and what it makes of them.

use std::fmt;

/// What a spreadsheet made of a number, so that nobody can say any more what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Broken {
    /// `70004.0`: a number where a text was meant.
    DotAndZeros,
    /// `7.1E+06`: digits are lost.
    Exponent,
    /// `70,001`: commas between thousands.
    Thousands,
    /// `####`: the column was too narrow.
    Hashes,
    /// `3/4/2026` or `4-Mar`: taken for a date.
    Date,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DotAndZeros => "ends in a dot and zeros (70004.0)",
            Self::Exponent => "has an exponent (7.1E+06)",
            Self::Thousands => "has commas between thousands (70,001)",
            Self::Hashes => "is only hashes (####)",
            Self::Date => "was taken for a date (4-Mar)",
        })
    }
}

/// Takes a number out of what keeps a spreadsheet from counting with it: `="007"`, `'007`, and quotes left around.
///
/// There is one reading of these, so nothing is lost. `None` if nothing is around it.
pub(crate) fn unwrapped(text: &str) -> Option<&str> {
    let mut inner = text;
    loop {
        let next = without_wrapper(inner).trim();
        if next == inner {
            return (inner != text).then_some(inner);
        }
        inner = next;
    }
}

/// Takes a text out of a formula that is nothing but the text: `="Lee"`. `None` if it is none.
pub(crate) fn of_formula(text: &str) -> Option<&str> {
    let formula = text.strip_prefix('=')?.trim_start();
    formula.strip_prefix('"')?.strip_suffix('"')
}

fn without_wrapper(text: &str) -> &str {
    let formula = text.strip_prefix("=T(").and_then(|rest| rest.strip_suffix(')'));
    let formula = formula.or_else(|| text.strip_prefix('='));
    let between = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    formula
        .or_else(|| between('"'))
        .or_else(|| between('\u{201c}').or_else(|| between('\'')))
        .or_else(|| text.strip_prefix(['\'', '\u{2018}', '\u{2019}', '`']))
        .unwrap_or(text)
}

/// What a spreadsheet made of a number, if it did.
///
/// `12E5` is left alone: account numbers may have letters, and a spreadsheet writes `1.2E+06`.
pub(crate) fn broken(text: &str) -> Option<Broken> {
    let text = text.trim();
    let joined: String = text.split_whitespace().collect();
    if text.len() > 1 && text.bytes().all(|byte| byte == b'#') {
        Some(Broken::Hashes)
    } else if whole_of_decimal(&joined).is_some() {
        Some(Broken::DotAndZeros)
    } else if has_exponent(&joined) {
        Some(Broken::Exponent)
    } else if without_thousands(text).is_some() {
        Some(Broken::Thousands)
    } else if is_date(text) {
        Some(Broken::Date)
    } else {
        None
    }
}

/// A whole number where a spreadsheet's form leaves one reading: `24091.0` and `24,091`.
pub(crate) fn whole(text: &str) -> Option<String> {
    let whole = whole_of_decimal(text.trim()).unwrap_or_else(|| text.trim());
    let digits = without_thousands(whole).unwrap_or_else(|| whole.to_owned());
    (is_digits(&digits) && digits != text.trim()).then_some(digits)
}

/// What stands before a decimal sign with zeros behind it.
fn whole_of_decimal(text: &str) -> Option<&str> {
    let (whole, zeros) = text.rsplit_once(['.', ','])?;
    // Three zeros behind a comma are a thousand.
    let is_thousand = text.contains(',') && !text.contains('.') && zeros.len() == 3;
    let is_zero = !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0');
    let is_number = is_digits(whole) || without_thousands(whole).is_some();
    (is_zero && is_number && !is_thousand).then_some(whole)
}

fn without_thousands(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let first = groups.next().filter(|first| is_digits(first) && first.len() <= 3)?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || !is_digits(group) {
            return None;
        }
        digits.push_str(group);
    }
    (digits.len() > first.len()).then_some(digits)
}

fn has_exponent(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let Some((mantissa, exponent)) = unsigned.split_once(['e', 'E']) else { return false };
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let says_so = mantissa != whole || digits != exponent;
    let is_number = match (whole, fraction) {
        ("", fraction) => is_digits(fraction),
        (whole, fraction) => is_digits(whole) && (fraction.is_empty() || is_digits(fraction)),
    };
    says_so && is_number && is_digits(digits) && digits.len() <= 3
}

/// `3/4/2026`, `4-Mar`, `Mar-26`, `4-Mar-26`, `2026-03-04 00:00:00`: how a spreadsheet shows a date.
fn is_date(text: &str) -> bool {
    const MONTHS: [&str; 16] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "ene",
        "abr", "ago", "dic",
    ];
    let timed = text.split_once([' ', 'T']).filter(|(_, time)| time.contains(':'));
    if timed.is_some_and(|(date, _)| date.contains(['-', '/'])) {
        return true;
    }
    let date = text.split_whitespace().next().unwrap_or_default();
    let small = |part: &str, most: u8| part.parse::<u8>().is_ok_and(|it| (1..=most).contains(&it));
    let year = |part: &str| is_digits(part) && matches!(part.len(), 2 | 4);
    let month = |part: &str| MONTHS.contains(&part.to_lowercase().as_str());
    let parts: Vec<&str> = date.split('/').collect();
    if let [one, other, last] = parts[..] {
        let century = last.starts_with("19") || last.starts_with("20");
        return small(one, 12) && small(other, 31) && last.len() == 4 && century && year(last);
    }
    match date.split('-').collect::<Vec<_>>()[..] {
        [one, other] => {
            (small(one, 31) && month(other)) || (month(one) && (small(other, 31) || year(other)))
        }
        [day, of, last] => small(day, 31) && month(of) && year(last),
        _ => false,
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_keeps_a_spreadsheet_from_counting_is_taken_off() {
        for text in [
            "=\"007\"",
            "'007",
            "=007",
            "\"007\"",
            "=T(\"007\")",
            "'007'",
            "= \"007\"",
            "'=\"007\"",
            "\u{201c}007\u{201c}",
            "\u{2019}007",
            "=\"\"007\"\"",
        ] {
            assert_eq!(unwrapped(text), Some("007"), "{text}");
        }
        assert_eq!(unwrapped("007"), None);
        assert_eq!(unwrapped("'"), Some(""));
    }

    #[test]
    fn a_text_is_taken_out_of_its_formula_in_every_column() {
        assert_eq!(of_formula("=\"O'Brien\""), Some("O'Brien"));
        assert_eq!(of_formula("= \"\""), Some(""));
        for text in ["O'Brien", "\"Lee\"", "=Lee", "=\"", "'Lee"] {
            assert_eq!(of_formula(text), None, "{text}");
        }
    }

    #[test]
    fn what_a_spreadsheet_made_of_a_number_is_named() {
        for (text, what) in [
            ("70004.0", Broken::DotAndZeros),
            ("70004.00", Broken::DotAndZeros),
            ("70004,0", Broken::DotAndZeros),
            ("70,004.00", Broken::DotAndZeros),
            ("7.1E6", Broken::Exponent),
            ("7.1E+06", Broken::Exponent),
            ("7,1e+06", Broken::Exponent),
            ("7E+06", Broken::Exponent),
            ("1.23457E+11", Broken::Exponent),
            ("70,001", Broken::Thousands),
            ("1,270,001", Broken::Thousands),
            ("70,000", Broken::Thousands),
            ("#####", Broken::Hashes),
            ("3/4/2026", Broken::Date),
            ("12/31/1999", Broken::Date),
            ("4-Mar", Broken::Date),
            ("Mar-45", Broken::Date),
            ("12-JAN-2026", Broken::Date),
            ("4-OCT", Broken::Date),
            ("15-ene", Broken::Date),
            ("abr-26", Broken::Date),
            ("2026-03-04 00:00:00", Broken::Date),
            ("2026-03-04T00:00:00", Broken::Date),
            ("7.0004E 05", Broken::Exponent),
            (".7E+06", Broken::Exponent),
            ("-7.1E+06", Broken::Exponent),
            ("700 04.0", Broken::DotAndZeros),
        ] {
            assert_eq!(broken(text), Some(what), "{text}");
        }
    }

    #[test]
    fn numbers_as_billing_systems_write_them_are_whole() {
        for text in [
            "70004",
            "00-700-04",
            "12E5",
            "7E6",
            "12.345",
            "70004.1",
            "A-100.7",
            "12/34/5678",
            "10/20/30",
            "1234-5001",
            "70004.",
            "1,2",
            "#12",
            "2026-03-04",
            "MAR",
            "12-MARS",
        ] {
            assert_eq!(broken(text), None, "{text}");
        }
    }

    #[test]
    fn a_whole_number_is_read_where_there_is_one_reading() {
        for (text, read) in [("24091.0", "24091"), ("24,091", "24091"), ("5656.00", "5656")] {
            assert_eq!(whole(text).as_deref(), Some(read), "{text}");
        }
        for text in ["24091", "2.4E+04", "24091.5", "24091-1234", "K1A 0B1"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }
}
