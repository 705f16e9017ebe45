use jiff::civil::date;

use super::*;
use crate::history::reads::day::Hour;

fn zone() -> TimeZone {
    TimeZone::get("America/New_York").expect("a zone")
}

fn flow(watt_hours: u64) -> Flow {
    Flow::new(watt_hours).expect("a flow")
}

fn read(delivered: u64) -> Read {
    Read { delivered: flow(delivered), received: None, estimated: false }
}

fn even(hours: usize, delivered: u64) -> Day {
    Day::Hours(vec![Some(read(delivered)); hours])
}

fn total(span: &Span) -> Option<(u64, bool)> {
    span.used.map(|used| (used.read.delivered.expose(), used.whole))
}

#[test]
fn months_stand_beside_those_of_the_year_before() {
    let (one, two) = (Day::Whole(read(100)), Day::Whole(read(7)));
    let before: Vec<(Date, &Day)> = (1..=30).map(|day| (date(2025, 11, day), &one)).collect();
    let mut days = before;
    days.push((date(2026, 11, 2), &two));

    let months = by_month(&days, date(2026, 11, 23), 13, &zone());

    assert_eq!(months.len(), 13);
    assert_eq!((months[0].date, months[12].date), (date(2025, 11, 1), date(2026, 11, 1)));
    assert_eq!(total(&months[0]), Some((3_000, true)));
    assert_eq!(total(&months[12]), Some((7, false)), "days are missing");
    let before = months[12].before.expect("a year before");
    assert_eq!((before.read.delivered, before.whole), (flow(3_000), true));
    assert_eq!((months[5].used, months[5].before), (None, None));
}

#[test]
fn a_day_with_an_hour_missing_makes_neither_it_nor_its_month_whole() {
    let mut hours: Vec<Hour> = vec![Some(read(1)); 24];
    hours[7] = None;
    let (gap, whole) = (Day::Hours(hours), even(24, 1));
    let day = |day: i8| (date(2026, 9, day), if day == 9 { &gap } else { &whole });
    let days: Vec<(Date, &Day)> = (1..=30).map(day).collect();

    let shown = by_day(&days, date(2026, 9, 17), &zone());

    assert_eq!((total(&shown[8]), total(&shown[9])), (Some((23, false)), Some((24, true))));
    let month = by_month(&days, date(2026, 9, 1), 1, &zone());
    assert_eq!(total(&month[0]), Some((30 * 24 - 1, false)));
}

#[test]
fn the_days_of_a_month_are_all_there_told_or_not() {
    let day = even(25, 2);

    let days = by_day(&[(date(2026, 11, 1), &day)], date(2026, 11, 9), &zone());

    assert_eq!(days.len(), 30);
    assert_eq!((total(&days[0]), total(&days[1])), (Some((50, true)), None));
}

#[test]
fn hours_are_as_many_as_the_day_had() {
    for (date, count) in [(date(2026, 3, 8), 23), (date(2026, 11, 1), 25), (date(2026, 7, 1), 24)] {
        let day = even(count, 1);
        let hours = by_hour(&[(date, &day)], date, &zone());
        assert_eq!(hours.len(), count);
        assert!(hours.iter().all(|hour| total(hour) == Some((1, true))));
        assert!(
            hours.windows(2).all(|two| two[1].from.duration_since(two[0].from).as_hours() == 1)
        );
    }
}

#[test]
fn a_day_known_only_as_a_whole_has_no_hours() {
    let (whole, hours) = (Day::Whole(read(9)), even(24, 1));
    let day = date(2026, 7, 1);

    assert!(by_hour(&[(day, &whole)], day, &zone()).is_empty());
    assert!(by_hour(&[(day, &whole), (day, &hours)], day, &zone()).is_empty());
    assert!(by_hour(&[], day, &zone()).is_empty());
}

#[test]
fn meters_are_counted_together() {
    let (one, two) = (even(24, 1), even(24, 10));
    let day = date(2026, 7, 1);
    let days = [(day, &one), (day, &two)];

    assert_eq!(total(&by_hour(&days, day, &zone())[3]), Some((11, true)));
    assert_eq!(total(&by_day(&days, day, &zone())[0]), Some((264, true)));
}

#[test]
fn kilowatt_hours_are_written_as_people_read_them() {
    for (watt_hours, digits, text) in [
        (0, 0, "0"),
        (499, 0, "0"),
        (500, 0, "1"),
        (1_234_567, 0, "1,235"),
        (1_234_567, 1, "1,234.6"),
        (1_234_567, 3, "1,234.567"),
        (420, 2, "0.42"),
        (999_960, 1, "1,000.0"),
        (1_000_000_000, 0, "1,000,000"),
    ] {
        assert_eq!(kilowatt_hours(flow(watt_hours), digits), text);
    }
}

/// A stretch with so much used, sent back and used a year before.
fn span(used: Option<u64>, received: Option<u64>, before: Option<u64>) -> Span {
    let of = |delivered: u64, received: Option<u64>| Used {
        read: Read { received: received.map(flow), ..read(delivered) },
        whole: true,
    };
    Span {
        date: date(2026, 7, 1),
        from: Timestamp::UNIX_EPOCH,
        used: used.map(|used| of(used, received)),
        before: before.map(|used| of(used, None)),
    }
}

#[test]
fn bars_stand_on_a_line_with_what_was_sent_back_below() {
    let chart = UsedChart::of(&[span(Some(100), Some(50), None), span(Some(200), None, None)]);

    assert_eq!((chart.top, chart.line, chart.height), (flow(200), 120, 150));
    assert_eq!(chart.used[0], Bar { x: 0, y: 60, height: 60 });
    assert_eq!(chart.used[1], Bar { x: chart.step, y: 0, height: 120 });
    assert_eq!(chart.received[0], Bar { x: 0, y: 120, height: 30 });
    assert!(chart.before.is_empty());
}

#[test]
fn a_year_before_stands_beside_and_nothing_overlaps() {
    let spans = [span(Some(100), None, Some(50)), span(None, None, Some(100))];

    let chart = UsedChart::of(&spans);

    assert_eq!((chart.before[0].height, chart.used[0].height), (60, 120));
    assert_eq!((chart.before[1].height, chart.used[1].height), (120, 0));
    for bars in [&chart.before, &chart.used] {
        assert!(bars.iter().all(|bar| bar.x + chart.bar <= chart.width && bar.y <= chart.line));
    }
    assert!(chart.before[0].x + chart.bar <= chart.used[0].x);
    assert!(chart.used[0].x + chart.bar <= chart.before[1].x);
}

#[test]
fn every_number_of_stretches_can_be_drawn() {
    for count in [0, 1, 13, 23, 24, 25, 28, 31] {
        let chart = UsedChart::of(&vec![span(Some(Flow::MOST), Some(Flow::MOST), None); count]);
        assert!(chart.bar > 0 && chart.width <= 312 && chart.height <= 240, "{count}");
        let paired = UsedChart::of(&vec![span(Some(1), None, Some(1)); count.min(13)]);
        assert!(paired.bar > 0, "{count}");
    }
    assert!(UsedChart::of(&[span(Some(0), Some(0), None)]).received.is_empty());
}

#[test]
fn more_than_one_stretch_can_have_is_drawn_under_its_own_number() {
    let span_of = |delivered: u64| {
        let read = Read { delivered: Flow::of_sum(delivered), received: None, estimated: false };
        Span { used: Some(Used { read, whole: true }), ..span(None, None, None) }
    };

    let month = UsedChart::of(&[span_of(31 * Flow::MOST)]);
    let all = UsedChart::of(&[span_of(u64::MAX)]);

    assert_eq!(kilowatt_hours(month.top, 0), "40,000,000,000");
    assert_eq!((all.top, all.used[0].height <= 120), (Flow::of_sum(u64::MAX), true));
    assert_eq!(kilowatt_hours(all.top, 0), "18,446,744,073,709,551");
}
