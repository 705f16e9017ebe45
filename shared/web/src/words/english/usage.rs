//! What was used, in English.

use crate::words::tables::dates::on_the_clock;
use crate::words::tables::usage::Usage;

pub(super) const WORDS: Usage = Usage {
    title: "Electricity use",
    months: |last| format!("13 months up to {last}"),
    days: |month| format!("The days of {month}"),
    hours: |day| format!("The hours of {day}"),
    by_month: "By month",
    by_day: "By day",
    by_hour: "By hour",
    earlier: |what| format!("Before: {what}"),
    later: |what| format!("After: {what}"),
    month: |month, year| format!("{month} {year}"),
    hour: |hour| format!("{}\u{a0}{}", on_the_clock(hour), if hour < 12 { "AM" } else { "PM" }),
    hour_again: |hour| format!("{hour}, the second time"),
    chart: |what, sum, most, when| {
        format!("{what}: {sum} kWh in all. The most, {when}: {most} kWh.")
    },
    bars: "Full bars are what you used.",
    bars_before: "Outlines are the same month a year before.",
    bars_estimate: "Dashed edges are estimates.",
    bars_part: "Pale bars with a whole edge are known in part.",
    bars_received: "Below the line is what you sent back.",
    table: "All figures as a table",
    month_column: "Month",
    day_column: "Day",
    hour_column: "Hour",
    used_column: "Used, kWh",
    before_column: "A year before",
    received_column: "Sent back, kWh",
    estimate: "estimate",
    part: "in part",
    unknown: "not known",
    marks: "“In part”: hours are missing or still to come.",
    changed_hours: |hours| format!("The clocks changed on this day, so it had {hours} hours."),
    until: |day| format!("Figures until {day}"),
    nothing_yet: "There are no figures of this account yet. They come once your meter has been read.",
    nothing_of_closed: "There are no figures of this account, and since it is closed none will come.",
    nothing_here: "There are no figures for this time.",
    no_hours: "This day is known only as a whole.",
    download: "Download your data",
    download_hint: |months| {
        format!(
            "The last 13 months, or everything that we keep, up to {months} months. Other programs read Green Button; a spreadsheet opens CSV."
        )
    },
    year_green_button: "Last 13 months as Green Button",
    year_csv: "Last 13 months as CSV",
    green_button: "Everything as Green Button",
    csv: "Everything as CSV",
    csv_header: ["start", "minutes", "kwh", "received_kwh", "estimated", "meter"],
    yes_no: ["yes", "no"],
    file: "electricity-use",
    feed_title: "Electricity use",
};
