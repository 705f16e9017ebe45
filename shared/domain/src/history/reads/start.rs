//! When a stretch of a meter began, as meter systems write it.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use crate::billing::import::dates::{DateCell, read_date};

/// When a stretch of a meter began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// An instant: the file says the offset.
    Instant(Timestamp),
    /// What the clock showed where the meter is; on the autumn day it may be one of two instants.
    Local(DateTime),
}

impl Start {
    /// Reads `2026-11-01T01:00:00-04:00`, `2026-11-01 01:00`, `11/1/2026 1:00 AM` or `2026-11-01`, which is midnight.
    ///
    /// `None` for anything else, and for a time that is not a whole minute.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, rest) = match text.find(['T', ' ']) {
            Some(at) => (&text[..at], text[at + 1..].trim()),
            None => (text, ""),
        };
        let date = read_day(date)?;
        let (time, offset) = without_offset(rest)?;
        let local = date.to_datetime(read_time(time)?);
        match offset {
            None => Some(Self::Local(local)),
            Some(offset) => offset.to_timestamp(local).ok().map(Self::Instant),
        }
    }
}

/// A date. Most files write it one way, and that way costs least: a file has millions of them.
fn read_day(text: &str) -> Option<Date> {
    let plain = || {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let year = number(&text[..4])?;
        let (month, day) = (number(&text[5..7])?, number(&text[8..])?);
        (year >= 1_901)
            .then(|| Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok())?
    };
    plain().or_else(|| match read_date(text) {
        DateCell::Date(date) => Some(date),
        DateCell::Nothing | DateCell::NoDate => None,
    })
}

/// A time without the offset behind it: `Z`, `-04:00`, `-0400` or `-04`. `None` if what is there is no offset.
fn without_offset(text: &str) -> Option<(&str, Option<Offset>)> {
    if let Some(time) = text.strip_suffix(['Z', 'z']) {
        return Some((time, Some(Offset::UTC)));
    }
    let Some(at) = text.find(['+', '-']) else { return Some((text, None)) };
    let (time, offset) = text.split_at(at);
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let digits = offset[1..].replace(':', "");
    let (hours, minutes) = match digits.len() {
        2 => (number(&digits)?, 0),
        4 => (number(&digits[..2])?, number(&digits[2..])?),
        _ => return None,
    };
    if hours > 14 || minutes > 59 {
        return None;
    }
    let seconds = sign * (i32::from(hours) * 3_600 + i32::from(minutes) * 60);
    Some((time, Some(Offset::from_seconds(seconds).ok()?)))
}

/// `1:00`, `01:00:00.000` or `1:00 AM`; nothing is midnight.
fn read_time(text: &str) -> Option<Time> {
    let text = text.trim();
    if text.is_empty() {
        return Some(Time::midnight());
    }
    let upper = text.to_ascii_uppercase();
    let (clock, half) = match (upper.strip_suffix("AM"), upper.strip_suffix("PM")) {
        (Some(clock), _) => (clock.trim_end(), Some(0)),
        (None, Some(clock)) => (clock.trim_end(), Some(12)),
        (None, None) => (&*upper, None),
    };
    let mut parts = clock.split(':');
    let hour = number(parts.next()?)?;
    let minute = number(parts.next()?)?;
    let is_whole = parts.next().is_none_or(|rest| {
        !rest.is_empty() && rest.bytes().all(|byte| matches!(byte, b'0' | b'.'))
    });
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(half) => hour % 12 + half,
    };
    if parts.next().is_some() || !is_whole {
        return None;
    }
    Time::new(hour.try_into().ok()?, minute.try_into().ok()?, 0, 0).ok()
}

/// One to four digits.
fn number(text: &str) -> Option<i16> {
    let is_number = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_time_with_an_offset_is_an_instant() {
        let at: Timestamp = "2026-11-01T05:00:00Z".parse().expect("an instant");
        for text in [
            "2026-11-01T01:00:00-04:00",
            "2026-11-01T01:00-0400",
            "2026-11-01 01:00:00.000 -04:00",
            "2026-11-01T05:00:00Z",
            "2026-11-01T00:00:00-05",
            "11/1/2026 1:00:00 AM -04:00",
        ] {
            assert_eq!(Start::read(text), Some(Start::Instant(at)), "{text}");
        }
    }

    #[test]
    fn a_time_without_one_is_what_the_clock_showed() {
        let one = date(2026, 11, 1).at(1, 0, 0, 0);
        for text in ["2026-11-01 01:00", "2026-11-01T01:00:00", "11/1/2026 1:00 AM"] {
            assert_eq!(Start::read(text), Some(Start::Local(one)), "{text}");
        }
        let half = |text: &str| Start::read(&format!("11/1/2026 {text}"));
        assert_eq!(half("12:30 AM"), Some(Start::Local(date(2026, 11, 1).at(0, 30, 0, 0))));
        assert_eq!(half("12:30pm"), Some(Start::Local(date(2026, 11, 1).at(12, 30, 0, 0))));
        assert_eq!(half("11:45:00 PM"), Some(Start::Local(date(2026, 11, 1).at(23, 45, 0, 0))));
    }

    #[test]
    fn a_day_alone_begins_at_midnight() {
        let midnight = Start::Local(date(2026, 11, 1).at(0, 0, 0, 0));

        assert_eq!(Start::read("2026-11-01"), Some(midnight));
        assert_eq!(Start::read("11/1/2026"), Some(midnight));
    }

    #[test]
    fn what_is_no_whole_minute_of_a_day_is_none() {
        for text in [
            "",
            "soon",
            "2026-02-30 01:00",
            "2026-11-01 24:00",
            "2026-11-01 01:60",
            "2026-11-01 01:00:30",
            "2026-11-01 1",
            "2026-11-01 13:00 PM",
            "2026-11-01 0:00 AM",
            "2026-11-01 01:00 EST",
            "2026-11-01T01:00-4",
            "2026-11-01T01:00-99:00",
            "2026-11-01 01:00:00:00",
            "46085.25",
            "11/1/26 1:00",
        ] {
            assert_eq!(Start::read(text), None, "{text}");
        }
    }
}
