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
fn on_the_clock(hour: i8) -> i8 {
    match hour % 12 {
        0 => 12,
        rest => rest,
    }
}

pub(super) const ENGLISH: Dates = Dates {
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

pub(super) const SPANISH: Dates = Dates {
    months: [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    weekdays: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    date: |month, day, year| format!("{day} de {month} de {year}"),
    time: |weekday, month, day, hour, minute| {
        let half = if hour < 12 { "a. m." } else { "p. m." };
        let clock = on_the_clock(hour);
        let article = if clock == 1 { "la" } else { "las" };
        format!("{weekday} {day} de {month} a {article} {clock}:{minute:02} {half}")
    },
};
