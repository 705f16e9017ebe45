//! Money, in cents.

use std::fmt;

use crate::history::energy::grouped;
use crate::history::grouping::ungrouped;

/// A sum of money in cents; below zero it is a credit. Personal, so `Debug` shows nothing of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cents(i64);

impl Cents {
    /// The largest sum, either way: far above any bill of a co-op, and far below where sums overflow.
    pub const MOST: i64 = 100_000_000_000;

    /// Takes an amount; `None` beyond [`Cents::MOST`].
    #[must_use]
    pub fn new(amount: i64) -> Option<Self> {
        (-Self::MOST..=Self::MOST).contains(&amount).then_some(Self(amount))
    }

    /// The amount.
    #[must_use]
    pub fn expose(self) -> i64 {
        self.0
    }

    /// Whether somebody owes it.
    #[must_use]
    pub fn is_owed(self) -> bool {
        self.0 > 0
    }

    /// Whether it is owed to the member.
    #[must_use]
    pub fn is_credit(self) -> bool {
        self.0 < 0
    }

    /// `$1,234.56`, without a sign: whether it is a credit is said in words.
    #[must_use]
    pub fn dollars(self) -> String {
        let amount = self.0.unsigned_abs();
        format!("${}.{:02}", grouped(amount / 100), amount % 100)
    }

    /// Reads `$1,234.50`, `-12.00`, `(12.00)`, `12.00-` or `12.00 CR`; in cents, `123450` or `123450.0`.
    ///
    /// `None` for anything else: one sign at most, and no more than two digits behind the point.
    #[must_use]
    pub fn read(text: &str, in_cents: bool) -> Option<Self> {
        let upper = text.trim().to_uppercase();
        let (upper, credit) = match (upper.strip_suffix("CR"), upper.strip_suffix("DR")) {
            (Some(rest), _) => (rest.trim(), true),
            (None, Some(rest)) => (rest.trim(), false),
            (None, None) => (&*upper, false),
        };
        let bracketed = upper.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let kept = bracketed.unwrap_or(upper).replace('\u{2212}', "-");
        let kept = without_dollar(&kept);
        let unsigned = kept.strip_prefix('-').or_else(|| kept.strip_suffix('-'));
        let signs = [credit, bracketed.is_some(), unsigned.is_some()];
        if signs.iter().filter(|is_there| **is_there).count() > 1 {
            return None;
        }
        let amount = amount(&ungrouped(without_dollar(unsigned.unwrap_or(kept)))?, in_cents)?;
        Self::new(if signs.contains(&true) { -amount } else { amount })
    }
}

/// What is left without the dollar sign, at either end.
fn without_dollar(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix('$').or_else(|| text.strip_suffix('$')).unwrap_or(text).trim()
}

/// Digits, with a point or not, as cents.
fn amount(text: &str, in_cents: bool) -> Option<i64> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || !digits(whole) || !digits(rest) {
        return None;
    }
    match (in_cents, rest.len()) {
        // A spreadsheet writes `8410.0`.
        (true, _) => rest.bytes().all(|byte| byte == b'0').then(|| whole.parse().ok())?,
        (false, 0..=2) => format!("{whole}{rest:0<2}").parse().ok(),
        (false, _) => None,
    }
}

impl fmt::Debug for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cents(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn shows(amount: i64, dollars: &str) {
        assert_eq!(Cents::new(amount).expect("a sum").dollars(), dollars);
    }

    #[test]
    fn a_sum_is_shown_in_dollars_with_commas_between_thousands() {
        shows(0, "$0.00");
        shows(5, "$0.05");
        shows(8_410, "$84.10");
        shows(99_999, "$999.99");
        shows(123_456, "$1,234.56");
        shows(100_000_000, "$1,000,000.00");
        shows(-1_200, "$12.00");
    }

    #[test]
    fn dollars_are_read_as_billing_and_spreadsheets_write_them() {
        for (text, amount) in [
            ("$1,234.50", 123_450),
            ("84.1", 8_410),
            ("84", 8_400),
            ("0", 0),
            ("-12.00", -1_200),
            ("\u{2212}12.00", -1_200),
            ("$-12.00", -1_200),
            ("-$12.00", -1_200),
            ("- $ 12.00", -1_200),
            ("84.10 $", 8_410),
            ("12.00 - ", -1_200),
            ("(12.00)", -1_200),
            ("12.00-", -1_200),
            ("12.00 CR", -1_200),
            ("12.00 dr", 1_200),
        ] {
            assert_eq!(Cents::read(text, false).map(Cents::expose), Some(amount), "{text}");
        }
    }

    #[test]
    fn cents_are_whole() {
        for (text, amount) in [("8410", 8_410), ("8410.0", 8_410), ("13,482", 13_482), ("-5", -5)] {
            assert_eq!(Cents::read(text, true).map(Cents::expose), Some(amount), "{text}");
        }
        assert_eq!(Cents::read("84.10", true).map(Cents::expose), None);
    }

    #[test]
    fn what_is_no_sum_is_none() {
        for text in ["", "$", "12.345", "--5", "(-5)", "-5 CR", "1.2E+06", "ten", "1.2.3", "####"] {
            assert_eq!(Cents::read(text, false), None, "{text}");
        }
        assert_eq!(Cents::read("100000000001", true), None);
        assert_eq!(Cents::new(Cents::MOST + 1), None);
    }

    #[test]
    fn debug_shows_no_amount() {
        assert_eq!(format!("{:?}", Cents::new(8_410)), "Some(Cents(..))");
    }
}
