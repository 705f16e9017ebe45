//! Electricity: counted in whole watt-hours, read and shown in kilowatt-hours.

use std::fmt;

use crate::history::grouping::ungrouped;

/// Electricity in whole watt-hours. Personal, so `Debug` shows nothing of it.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flow(u64);

impl Flow {
    /// The most that one stretch can have: far above any service of a co-op's, and far below where sums overflow.
    pub const MOST: u64 = 1_000_000_000_000;

    /// Takes watt-hours; `None` beyond [`Flow::MOST`].
    #[must_use]
    pub fn new(watt_hours: u64) -> Option<Self> {
        (watt_hours <= Self::MOST).then_some(Self(watt_hours))
    }

    /// Takes the watt-hours of many stretches together, and whatever was written before: these may be more than one stretch
    /// can have.
    pub(super) fn of_sum(watt_hours: u64) -> Self {
        Self(watt_hours)
    }

    /// Reads kilowatt-hours such as `1,234.567`, rounded to whole watt-hours, the half up.
    ///
    /// `None` for what is below zero or no number. Nothing is counted in floating point, since sums have to agree.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let plain = ungrouped(text.trim())?;
        let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        // Programs write `.5` as well as `0.5`.
        let is_empty = whole.is_empty() && rest.is_empty();
        if is_empty || whole.len() > 10 || !digits(whole) || !digits(rest) {
            return None;
        }
        let thousandths: String = rest.chars().chain("000".chars()).take(3).collect();
        let watt_hours: u64 = format!("{whole}{thousandths}").parse().ok()?;
        let rounds_up = rest.as_bytes().get(3).is_some_and(|digit| *digit >= b'5');
        Self::new(watt_hours + u64::from(rounds_up))
    }

    /// The watt-hours.
    #[must_use]
    pub fn expose(self) -> u64 {
        self.0
    }

    /// Whether one stretch can have so much.
    #[must_use]
    pub fn is_of_one_stretch(self) -> bool {
        self.0 <= Self::MOST
    }

    /// Both together; what is beyond all numbers is the largest one.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl fmt::Debug for Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Flow(..)")
    }
}

/// `1,034 kWh` of watt-hours, rounded to whole ones.
#[must_use]
pub fn kilowatt_hours(watt_hours: u64) -> String {
    format!("{}\u{a0}kWh", grouped(watt_hours.saturating_add(500) / 1_000))
}

/// A number with commas between its thousands.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn use_is_shown_in_whole_kilowatt_hours_with_commas_between_thousands() {
        for (watt_hours, shown) in [
            (0, "0\u{a0}kWh"),
            (499, "0\u{a0}kWh"),
            (500, "1\u{a0}kWh"),
            (999_499, "999\u{a0}kWh"),
            (1_034_500, "1,035\u{a0}kWh"),
            (1_234_567_000, "1,234,567\u{a0}kWh"),
        ] {
            assert_eq!(kilowatt_hours(watt_hours), shown);
        }
    }

    #[test]
    fn kilowatt_hours_are_read_in_whole_watt_hours() {
        for (text, watt_hours) in [
            ("1.234", 1_234),
            ("1,234", 1_234_000),
            ("0", 0),
            (".5", 500),
            ("5.", 5_000),
            ("0.0004", 0),
            ("0.0005", 1),
            ("12.34567", 12_346),
            ("0.9999", 1_000),
            ("0000000001", 1_000),
        ] {
            assert_eq!(Flow::read(text), Flow::new(watt_hours), "{text}");
        }
    }

    #[test]
    fn what_is_no_electricity_is_none() {
        for text in ["", ".", "-1", "+1", "1.2.3", "1E3", "many", "1000000001", "NaN", "inf", "0x1"]
        {
            assert_eq!(Flow::read(text), None, "{text}");
        }
        assert_eq!(Flow::new(Flow::MOST + 1), None);
    }
}
