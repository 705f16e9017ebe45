//! What was used, in Spanish.

use crate::words::tables::dates::on_the_clock;
use crate::words::tables::usage::Usage;

pub(super) const WORDS: Usage = Usage {
    title: "Consumo de electricidad",
    months: |last| format!("13 meses hasta {last}"),
    days: |month| format!("Los días de {month}"),
    hours: |day| format!("Las horas del {day}"),
    by_month: "Por mes",
    by_day: "Por día",
    by_hour: "Por hora",
    earlier: |what| format!("Antes: {what}"),
    later: |what| format!("Después: {what}"),
    month: |month, year| format!("{month} de {year}"),
    hour: |hour| {
        format!(
            "{}\u{a0}{}",
            on_the_clock(hour),
            if hour < 12 { "a.\u{a0}m." } else { "p.\u{a0}m." }
        )
    },
    hour_again: |hour| format!("{hour}, la segunda vez"),
    chart: |what, sum, most, when| {
        format!("{what}: {sum} kWh en total. Lo más alto, {when}: {most} kWh.")
    },
    bars: "Las barras llenas son lo que usted consumió.",
    bars_before: "Los contornos son el mismo mes del año anterior.",
    bars_estimate: "Los bordes punteados son estimaciones.",
    bars_part: "Las barras pálidas de borde entero se conocen en parte.",
    bars_received: "Debajo de la línea está lo que usted devolvió a la red.",
    table: "Todas las cifras en una tabla",
    month_column: "Mes",
    day_column: "Día",
    hour_column: "Hora",
    used_column: "Consumo, kWh",
    before_column: "Un año antes",
    received_column: "Devuelto, kWh",
    estimate: "estimación",
    part: "en parte",
    unknown: "no se sabe",
    marks: "«En parte»: faltan horas o todavía no han pasado.",
    changed_hours: |hours| format!("Ese día cambió la hora, así que tuvo {hours} horas."),
    until: |day| format!("Cifras hasta el {day}"),
    nothing_yet: "Todavía no hay cifras de esta cuenta. Llegan cuando se haya leído su medidor.",
    nothing_of_closed: "No hay cifras de esta cuenta y, como está cerrada, ya no llegarán.",
    nothing_here: "No hay cifras para este tiempo.",
    no_hours: "De este día solo se conoce el total.",
    download: "Descargar sus datos",
    download_hint: |months| {
        format!(
            "Los últimos 13 meses, o todo lo que guardamos, hasta {months} meses. Otros programas leen Green Button; una hoja de cálculo abre CSV."
        )
    },
    year_green_button: "Últimos 13 meses en Green Button",
    year_csv: "Últimos 13 meses en CSV",
    green_button: "Todo en Green Button",
    csv: "Todo en CSV",
    csv_header: ["inicio", "minutos", "kwh", "kwh_devueltos", "estimado", "medidor"],
    yes_no: ["sí", "no"],
    file: "consumo-de-electricidad",
    feed_title: "Consumo de electricidad",
};
