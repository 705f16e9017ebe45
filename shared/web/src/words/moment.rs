//! Instants and days as the co-op's members read them.

use domain::Language;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

use crate::words::words;

/// An instant in the co-op's zone: "Tuesday, March 4 at 2:15 PM".
///
/// `zone` is an IANA name, as in [`crate::portal::Portal::time_zone`], which the build has checked;
/// an unknown one counts as UTC.
#[must_use]
pub fn local_time(at: Timestamp, zone: &str, language: Language) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let at: ZonedDateTime = at.to_zoned_datetime(zone);
    let dates = &words(language).dates;
    let weekday = at.weekday().to_monday_zero_offset();
    let weekday = named(&dates.weekdays, weekday);
    let month = named(&dates.months, at.month() - 1);
    (dates.time)(weekday, month, at.day(), at.hour(), at.minute())
}

/// The day of an instant in the co-op's zone: "March 4, 2026".
#[must_use]
pub fn local_date(at: Timestamp, zone: &str, language: Language) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    day(at.to_zoned_datetime(zone).date(), language)
}

/// The day in the co-op's zone.
#[must_use]
pub fn today(now: Timestamp, zone: &str) -> Date {
    now.to_zoned_datetime(TimeZone::get(zone).unwrap_or(TimeZone::UTC)).date()
}

/// A day written `2026-11-01`, in words: "November 1, 2026". Anything else stays as it is.
pub(crate) fn long_date(written: &str, language: Language) -> String {
    let Ok(date) = written.parse::<Date>() else { return written.to_owned() };
    day(date, language)
}

/// A month: "March 2026".
#[must_use]
pub fn month(date: Date, language: Language) -> String {
    let words = words(language);
    (words.usage.month)(named(&words.dates.months, date.month() - 1), date.year())
}

/// The first three letters of a month: "Mar".
#[must_use]
pub fn short_month(date: Date, language: Language) -> String {
    named(&words(language).dates.months, date.month() - 1).chars().take(3).collect()
}

/// A day: "March 4, 2026".
#[must_use]
pub fn day(date: Date, language: Language) -> String {
    let dates = &words(language).dates;
    (dates.date)(named(&dates.months, date.month() - 1), date.day(), date.year())
}

fn named(names: &[&'static str], at: i8) -> &'static str {
    usize::try_from(at).ok().and_then(|at| names.get(at)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(instant: &str, language: Language, text: &str) {
        let at: Timestamp = instant.parse().expect("an instant");

        assert_eq!(local_time(at, "America/Chicago", language), text);
    }

    #[test]
    fn times_are_told_in_the_zone_of_the_office() {
        reads("2025-03-04T20:15:00Z", Language::English, "Tuesday, March 4 at 2:15 PM");
        reads(
            "2025-03-04T20:15:00Z",
            Language::Spanish,
            "martes 4 de marzo a las 2:15\u{a0}p.\u{a0}m.",
        );
    }

    #[test]
    fn summer_time_counts() {
        reads("2025-07-06T20:15:00Z", Language::English, "Sunday, July 6 at 3:15 PM");
    }

    #[test]
    fn noon_and_midnight_are_twelve() {
        reads("2025-01-06T18:00:00Z", Language::English, "Monday, January 6 at 12:00 PM");
        reads("2025-01-06T06:05:00Z", Language::English, "Monday, January 6 at 12:05 AM");
    }

    #[test]
    fn one_oclock_is_singular_in_spanish() {
        reads(
            "2025-01-06T19:00:00Z",
            Language::Spanish,
            "lunes 6 de enero a la 1:00\u{a0}p.\u{a0}m.",
        );
    }

    #[test]
    fn days_are_those_of_the_office() {
        let at: Timestamp = "2026-11-02T03:30:00Z".parse().expect("an instant");

        let days = [Language::English, Language::Spanish]
            .map(|language| local_date(at, "America/Chicago", language));

        assert_eq!(days, ["November 1, 2026", "1 de noviembre de 2026"]);
    }

    #[test]
    fn days_are_written_out() {
        assert_eq!(long_date("2026-11-01", Language::English), "November 1, 2026");
        assert_eq!(long_date("2026-11-01", Language::Spanish), "1 de noviembre de 2026");
    }
}
