//! Writes a Green Button file of a made-up house, and says what it has to come to.
//!
//! `tests/ci/green-button` gives it to a parser that is not ours.

use std::fs::File;
use std::io;

use domain::HistoryKey;
use domain::history::reads::{Day, Feed, Flow, MeterTag, Point, Read, hours_of};
use fixtures::test_keys;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// A year across both changes of the clocks, and some days known only as a whole.
const FIRST: Date = date(2025, 10, 20);
const DAYS: i64 = 395;
const WHOLE: i64 = 20;

fn main() -> io::Result<()> {
    let path = std::env::args().nth(1).ok_or_else(|| io::Error::other("name the file to write"))?;
    let zone = TimeZone::get("America/New_York").map_err(io::Error::other)?;
    let (keys, partition) = (test_keys(), HistoryKey::from_stored("sample"));
    let meters = ["one", "two"].map(MeterTag::from_stored);
    let days: Vec<Vec<(Date, Day)>> = (0..2).map(|meter| days(meter, &zone)).collect();
    let points = meters.iter().zip(&days).map(|(meter, days)| {
        let days = days.iter().map(|(date, day)| (*date, day)).collect();
        Point { meter, days }
    });
    let now = Timestamp::constant(1_795_435_200, 0);
    let (keys, partition, zone) = (&keys, &partition, &zone);
    let points = points.collect();
    let feed = Feed { keys, partition, zone, now, title: "Electricity use", points };
    feed.write(&mut File::create(path)?)?;

    let reads = || days.iter().flatten().flat_map(|(_, day)| known(day));
    let sum = |flow: fn(&Read) -> Option<Flow>| -> u64 {
        reads().filter_map(|read| flow(&read)).map(Flow::expose).sum()
    };
    println!(
        "{{\"delivered\": {}, \"received\": {}, \"values\": {}, \"estimates\": {}}}",
        sum(|read| Some(read.delivered)),
        sum(|read| read.received),
        reads().map(|read| 1 + u64::from(read.received.is_some())).sum::<u64>(),
        reads()
            .filter(|read| read.estimated)
            .map(|read| 1 + u64::from(read.received.is_some()))
            .sum::<u64>(),
    );
    Ok(())
}

/// What is known of a day.
fn known(day: &Day) -> Vec<Read> {
    match day {
        Day::Hours(hours) => hours.iter().flatten().copied().collect(),
        Day::Whole(read) => vec![*read],
    }
}

/// The days of a meter; the second one sends electricity back.
fn days(meter: u64, zone: &TimeZone) -> Vec<(Date, Day)> {
    let mut number = 17 + meter;
    let mut read = |at: usize| {
        number = (number * 7_919 + 13) % 4_001;
        let flow = |watt_hours| Flow::new(watt_hours).unwrap_or_default();
        let received = (meter == 1).then(|| flow(number / 3));
        Read { delivered: flow(number), received, estimated: (number + at as u64) % 97 == 5 }
    };
    (0..DAYS)
        .filter_map(|at| {
            let date = FIRST + SignedDuration::from_hours(24 * at);
            let (hours, _) = hours_of(date, zone)?;
            if at < WHOLE {
                return Some((date, Day::Whole(read(0))));
            }
            // Of each day an hour is not known.
            let hours = (0..hours.len()).map(|hour| (hour != 3).then(|| read(hour + 24)));
            Some((date, Day::Hours(hours.collect())))
        })
        .collect()
}
