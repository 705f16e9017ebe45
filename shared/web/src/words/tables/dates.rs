//! Days and times as people say them.

/// The names of days and months, and how a time is said.
pub struct Dates {
    /// January first.
    pub months: [&'static str; 12],
    /// Monday first.
    pub weekdays: [&'static str; 7],
    /// Month's name, day, year.
    pub date: fn(&str, i8, i16) -> String,
    /// Weekday's and month's name, day, hour from 0 to 23, minute.
    pub time: fn(&str, &str, i8, i8, i8) -> String,
}

/// The hour on a clock of twelve.
pub(in crate::words) fn on_the_clock(hour: i8) -> i8 {
    match hour % 12 {
        0 => 12,
        rest => rest,
    }
}
