//! What was used, as rows for a spreadsheet.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::billing::harmless::harmless;
use crate::history::reads::day::{Day, Read, hours_of};
use crate::history::reads::used::kilowatt_hours;

/// The header, with the names in the reader's language, each harmless to a spreadsheet.
#[must_use]
pub fn csv_header(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| quoted(&harmless(name))).collect();
    names.join(",") + "\r\n"
}

/// The rows of a day: start, minutes, kilowatt-hours delivered and received, whether it is an estimate, and which meter.
///
/// `meter` counts from one, since the number of a meter is kept nowhere. What nobody counted has no row.
#[must_use]
pub fn csv_rows(date: Date, day: &Day, zone: &TimeZone, meter: usize, yes_no: [&str; 2]) -> String {
    let Some((hours, end)) = hours_of(date, zone) else { return String::new() };
    let mut rows = String::new();
    let mut row = |from: Timestamp, to: Timestamp, read: &Read| {
        let minutes = (to.as_second() - from.as_second()) / 60;
        // With the offset, so that the two hours called one o'clock in autumn are told apart.
        let start =
            from.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
        let number = |flow| kilowatt_hours(flow, 3).replace(',', "");
        let received = read.received.map(number).unwrap_or_default();
        let estimated = quoted(&harmless(yes_no[usize::from(!read.estimated)]));
        let delivered = number(read.delivered);
        let _ = write!(rows, "{start},{minutes},{delivered},{received},{estimated},{meter}\r\n");
    };
    match day {
        Day::Whole(read) => {
            if let Some(first) = hours.first() {
                row(*first, end, read);
            }
        }
        Day::Hours(reads) => {
            let ends = hours.iter().skip(1).chain([&end]);
            for ((from, to), read) in hours.iter().zip(ends).zip(reads) {
                if let Some(read) = read {
                    row(*from, *to, read);
                }
            }
        }
    }
    rows
}

fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::history::energy::Flow;

    fn read(delivered: u64) -> Read {
        let delivered = Flow::new(delivered).expect("a flow");
        Read { delivered, received: None, estimated: false }
    }

    #[test]
    fn the_two_hours_called_one_in_autumn_are_told_apart() {
        let zone = TimeZone::get("America/New_York").expect("a zone");
        let mut hours = vec![None; 25];
        hours[1] = Some(read(512));
        hours[2] = Some(Read { received: Flow::new(1_500), estimated: true, ..read(7) });

        let rows = csv_rows(date(2026, 11, 1), &Day::Hours(hours), &zone, 1, ["yes", "no"]);

        assert_eq!(
            rows,
            "2026-11-01T01:00:00-04:00,60,0.512,,no,1\r\n\
             2026-11-01T01:00:00-05:00,60,0.007,1.500,yes,1\r\n"
        );
    }

    #[test]
    fn a_day_in_one_has_the_minutes_that_it_had() {
        let zone = TimeZone::get("America/New_York").expect("a zone");

        let rows =
            csv_rows(date(2026, 3, 8), &Day::Whole(read(1_234_567)), &zone, 2, ["yes", "no"]);

        assert_eq!(rows, "2026-03-08T00:00:00-05:00,1380,1234.567,,no,2\r\n");
    }

    #[test]
    fn a_header_does_nothing_in_a_spreadsheet() {
        assert_eq!(csv_header(&["start", "=1+1", "kWh, sent"]), "start,'=1+1,\"kWh, sent\"\r\n");
    }
}
