use jiff::civil::date;

use super::*;
use crate::fixtures::test_keys;
use crate::history::energy::Flow;
use crate::history::reads::day::Read;

const NOW: Timestamp = Timestamp::constant(1_795_435_200, 0);

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).expect("a zone")
}

fn read(delivered: u64, received: Option<u64>) -> Read {
    let flow = |watt_hours| Flow::new(watt_hours).expect("a flow");
    Read { delivered: flow(delivered), received: received.map(flow), estimated: false }
}

fn feed(days: &[(Date, &Day)], title: &str) -> String {
    let (keys, zone) = (test_keys(), zone("America/New_York"));
    let (partition, meter) = (HistoryKey::from_stored("abc"), MeterTag::from_stored("m"));
    let points = vec![Point { meter: &meter, days: days.to_vec() }];
    let feed = Feed { keys: &keys, partition: &partition, zone: &zone, now: NOW, title, points };
    let mut bytes = Vec::new();
    feed.write(&mut bytes).expect("memory takes it");
    String::from_utf8(bytes).expect("UTF-8")
}

/// How often a text occurs.
fn count(of: &str, text: &str) -> usize {
    of.matches(text).count()
}

#[test]
fn the_clocks_of_a_zone_are_written_as_espi_has_them() {
    let of = |name: &str| Clocks::of(&zone(name), NOW);
    let changing = |offset| Clocks {
        end: "B40E2000".to_owned(),
        shift: 3_600,
        start: "360E2000".to_owned(),
        offset,
    };

    assert_eq!(of("America/New_York"), changing(-18_000));
    assert_eq!(of("America/Anchorage"), changing(-32_400));
    let summer = "2026-07-01T00:00:00Z".parse().expect("an instant");
    assert_eq!(Clocks::of(&zone("America/Chicago"), summer), changing(-21_600));
    let still = |offset| Clocks {
        end: "FFFFFFFF".to_owned(),
        shift: 0,
        start: "FFFFFFFF".to_owned(),
        offset,
    };
    assert_eq!(of("America/Phoenix"), still(-25_200));
    assert_eq!(of("Pacific/Honolulu"), still(-36_000));
}

#[test]
fn a_block_is_a_day_with_as_many_seconds_as_the_day_had() {
    let days = [(date(2026, 3, 8), 23), (date(2026, 7, 1), 24), (date(2026, 11, 1), 25)]
        .map(|(date, hours)| (date, Day::Hours(vec![Some(read(1, None)); hours])));
    let days: Vec<(Date, &Day)> = days.iter().map(|(date, day)| (*date, day)).collect();

    let feed = feed(&days, "Use");

    for seconds in ["82800", "86400", "90000"] {
        assert_eq!(count(&feed, &format!("<interval><duration>{seconds}</duration>")), 1);
    }
    assert_eq!(count(&feed, "<IntervalReading>"), 23 + 24 + 25);
}

#[test]
fn what_was_sent_back_is_a_reading_of_its_own() {
    let day = Day::Hours(vec![Some(read(1_234, Some(56))); 24]);

    let feed = feed(&[(date(2026, 7, 1), &day)], "Use");

    assert_eq!((count(&feed, "<MeterReading "), count(&feed, "<ReadingType ")), (2, 2));
    for way in ["<flowDirection>1<", "<flowDirection>19<"] {
        assert_eq!(count(&feed, way), 1);
    }
    assert_eq!((count(&feed, "<value>1234<"), count(&feed, "<value>56<")), (24, 24));
}

#[test]
fn a_guess_says_so_before_its_time_and_a_gap_has_no_value() {
    let mut hours = vec![Some(read(1, None)), None];
    hours.push(Some(Read { estimated: true, ..read(2, None) }));
    hours.resize(24, None);

    let feed = feed(&[(date(2026, 7, 1), &Day::Hours(hours))], "Use");

    assert_eq!(count(&feed, "<IntervalReading>"), 2);
    let guess =
        "<IntervalReading><ReadingQuality><quality>8</quality></ReadingQuality><timePeriod>";
    assert_eq!((count(&feed, guess), count(&feed, "<quality>")), (1, 1));
}

#[test]
fn days_in_one_are_a_reading_of_days() {
    let (day, empty) = (Day::Whole(read(9, None)), Day::Hours(vec![None; 24]));

    let feed = feed(&[(date(2026, 11, 1), &day), (date(2026, 11, 2), &empty)], "Use");

    assert_eq!(count(&feed, "<intervalLength>86400<"), 1);
    assert_eq!((count(&feed, "<IntervalBlock "), count(&feed, "<MeterReading ")), (1, 1));
    assert_eq!(count(&feed, "<duration>90000<"), 2, "the block, and the one value in it");
}

#[test]
fn every_entry_has_its_own_id_and_two_links_side_by_side() {
    let day = Day::Hours(vec![Some(read(1, Some(2))); 24]);

    let feed = feed(&[(date(2026, 7, 1), &day), (date(2026, 7, 2), &day)], "Use");

    let ids = || feed.split("<id>").skip(1).filter_map(|rest| rest.split("</id>").next());
    let once: std::collections::BTreeSet<&str> = ids().collect();
    assert_eq!(once.len(), ids().count());
    for entry in feed.split("<entry>").skip(1) {
        assert!(entry.contains("href=\"/espi/1_1/resource") && count(entry, "/><link rel=") > 0);
    }
}

#[test]
fn a_title_is_text() {
    let day = Day::Whole(read(9, None));

    let feed = feed(&[(date(2026, 7, 1), &day)], "Lee & <Sons>");

    assert!(feed.contains("<title>Lee &amp; &lt;Sons&gt;</title>"), "{feed}");
}
