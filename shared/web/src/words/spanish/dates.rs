//! Days and times, in Spanish.

use crate::words::tables::dates::{Dates, on_the_clock};

pub(super) const WORDS: Dates = Dates {
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
        let half = if hour < 12 { "a.\u{a0}m." } else { "p.\u{a0}m." };
        let clock = on_the_clock(hour);
        let article = if clock == 1 { "la" } else { "las" };
        format!("{weekday} {day} de {month} a {article} {clock}:{minute:02}\u{a0}{half}")
    },
};
