//! Days and times, in English.

use crate::words::tables::dates::{Dates, on_the_clock};

pub(super) const WORDS: Dates = Dates {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    date: |month, day, year| format!("{month} {day}, {year}"),
    time: |weekday, month, day, hour, minute| {
        let half = if hour < 12 { "AM" } else { "PM" };
        format!("{weekday}, {month} {day} at {}:{minute:02} {half}", on_the_clock(hour))
    },
};
