use jiff::civil::date;

use super::*;
use crate::history::energy::Flow;
use crate::values::account_number::AccountNumber;

const NOW: Timestamp = Timestamp::constant(1_795_435_200, 0);
/// The days on which the clocks change, and an ordinary one.
const AUTUMN: Date = date(2026, 11, 1);
const SPRING: Date = date(2026, 3, 8);
const PLAIN: Date = date(2026, 11, 22);

fn zone() -> TimeZone {
    TimeZone::get("America/New_York").expect("a zone")
}

fn flow(watt_hours: u64) -> Flow {
    Flow::new(watt_hours).expect("a flow")
}

fn row(start: &str, stretch: Stretch, delivered: u64) -> ReadRow {
    ReadRow {
        account: AccountNumber::parse("42").expect("a number"),
        customer: None,
        meter: None,
        start: Start::read(start).expect("a start"),
        stretch,
        read: Read { delivered: flow(delivered), received: None, estimated: false },
    }
}

fn hour(start: &str, delivered: u64) -> ReadRow {
    row(start, Stretch::Hour, delivered)
}

fn all(date: Date, rows: &[ReadRow]) -> Result<Vec<Gathered>, (usize, Reason)> {
    gather(DayRows { date, zone: &zone(), rows }, NOW)
}

/// The hours of the one meter that the rows are of.
#[track_caller]
fn hours(date: Date, rows: &[ReadRow]) -> Vec<Option<u64>> {
    let gathered = all(date, rows).expect("a day");
    let [Gathered { meter: None, day: Day::Hours(hours) }] = &gathered[..] else {
        panic!("one meter by the hour: {gathered:?}")
    };
    hours.iter().map(|hour| hour.map(|read| read.delivered.expose())).collect()
}

#[test]
fn hours_stand_where_they_began_whatever_their_order() {
    let rows = [hour("2026-11-22T23:00:00-05:00", 24), hour("2026-11-22T00:00:00-05:00", 1)];

    let hours = hours(PLAIN, &rows);

    assert_eq!((hours.len(), hours[0], hours[1], hours[23]), (24, Some(1), None, Some(24)));
}

#[test]
fn quarters_and_halves_are_kept_as_hours() {
    let quarter = |minute: u64| row(&format!("2026-11-22 05:{minute:02}"), Stretch::Quarter, 100);
    let half = |minute: u64| row(&format!("2026-11-22 06:{minute:02}"), Stretch::Half, 250);
    let mut rows: Vec<ReadRow> = [0, 15, 30, 45].map(quarter).into();
    rows.extend([0, 30].map(half));

    let hours = hours(PLAIN, &rows);

    assert_eq!((hours[5], hours[6], hours[7]), (Some(400), Some(500), None));
}

#[test]
fn a_quarter_that_lacks_its_fellows_makes_no_hour() {
    let rows = [
        row("2026-11-22 05:00", Stretch::Quarter, 1),
        row("2026-11-22 05:15", Stretch::Quarter, 1),
        row("2026-11-22 05:45", Stretch::Quarter, 1),
    ];

    assert_eq!(all(PLAIN, &rows), Err((2, Reason::Reads(ReadsReason::PartOfHour))));
}

#[test]
fn quarters_that_come_to_more_than_an_hour_can_have_make_no_day() {
    let quarter =
        |minute: u64, much| row(&format!("2026-11-22 05:{minute:02}"), Stretch::Quarter, much);
    let too_much = Reason::Reads(ReadsReason::TooMuch);

    let garbage = [0, 15, 30, 45].map(|minute| quarter(minute, 999_999_999_000));
    let mut sent_back = [0, 15, 30, 45].map(|minute| quarter(minute, 1));
    sent_back[0].read.received = Some(flow(Flow::MOST));
    sent_back[2].read.received = Some(flow(1));
    let most = [0, 15, 30, 45].map(|minute| quarter(minute, Flow::MOST / 4));

    assert_eq!(all(PLAIN, &garbage), Err((1, too_much)));
    assert_eq!(all(PLAIN, &sent_back), Err((2, too_much)));
    assert_eq!(hours(PLAIN, &most)[5], Some(Flow::MOST));
}

#[test]
fn the_same_hour_twice_in_autumn_is_two_and_daylight_time_comes_first() {
    let local = ["00:00", "01:00", "01:00", "02:00"];
    let rows: Vec<ReadRow> =
        (1..).zip(local).map(|(at, clock)| hour(&format!("2026-11-01 {clock}"), at)).collect();

    let known = hours(AUTUMN, &rows);

    assert_eq!(known.len(), 25);
    assert_eq!(known[..5], [Some(1), Some(2), Some(3), Some(4), None]);
    let offsets = [hour("2026-11-01T01:00:00-04:00", 2), hour("2026-11-01T01:00:00-05:00", 3)];
    assert_eq!(hours(AUTUMN, &offsets)[1..3], [Some(2), Some(3)]);
}

#[test]
fn quarters_of_the_autumn_hour_may_come_hour_by_hour_or_side_by_side() {
    let at = |minute: u64, delivered| {
        row(&format!("2026-11-01 01:{minute:02}"), Stretch::Quarter, delivered)
    };
    let mut one_by_one: Vec<ReadRow> = [0, 15, 30, 45].map(|minute| at(minute, 1)).into();
    one_by_one.extend([0, 15, 30, 45].map(|minute| at(minute, 10)));
    let beside: Vec<ReadRow> =
        [0, 15, 30, 45].into_iter().flat_map(|minute| [at(minute, 1), at(minute, 10)]).collect();

    for rows in [one_by_one, beside] {
        assert_eq!(hours(AUTUMN, &rows)[1..3], [Some(4), Some(40)]);
    }
}

#[test]
fn an_hour_that_the_clocks_leave_out_is_none() {
    let rows = [hour("2026-03-08 01:00", 2), hour("2026-03-08 03:00", 3)];

    let known = hours(SPRING, &rows);

    assert_eq!(known.len(), 23);
    assert_eq!(known[1..4], [Some(2), Some(3), None]);
    let missing = [hour("2026-03-08 02:00", 2)];
    assert_eq!(all(SPRING, &missing), Err((0, Reason::BadCell("start", BadCell::Time))));
}

#[test]
fn a_third_one_oclock_overlaps() {
    let rows = ["01:00"; 3].map(|clock| hour(&format!("2026-11-01 {clock}"), 1));

    assert_eq!(all(AUTUMN, &rows), Err((2, Reason::Reads(ReadsReason::Overlap))));
}

#[test]
fn two_rows_about_the_same_time_spoil_the_day() {
    let twice = [hour("2026-11-22T05:00:00-05:00", 1), hour("2026-11-22T05:00:00-05:00", 1)];
    let within =
        [hour("2026-11-22T05:00:00-05:00", 1), row("2026-11-22T05:30:00-05:00", Stretch::Half, 1)];
    let beside_a_sum = [row("2026-11-22", Stretch::Day, 9), hour("2026-11-22 05:00", 1)];
    let sum = row("2026-11-22T00:00:00-05:00", Stretch::Day, 9);
    let sum_beside = [hour("2026-11-22 05:00", 1), sum];

    for rows in [twice, within, beside_a_sum, sum_beside] {
        assert_eq!(all(PLAIN, &rows), Err((1, Reason::Reads(ReadsReason::Overlap))));
    }
}

#[test]
fn without_an_offset_rows_go_in_order() {
    let rows = [hour("2026-11-22 05:00", 1), hour("2026-11-22 04:00", 1)];

    assert_eq!(all(PLAIN, &rows), Err((1, Reason::Reads(ReadsReason::OutOfOrder))));
}

#[test]
fn a_stretch_begins_where_one_can_begin() {
    for (start, stretch) in [
        ("2026-11-22 05:30", Stretch::Hour),
        ("2026-11-22 05:15", Stretch::Half),
        ("2026-11-22 05:05", Stretch::Quarter),
        ("2026-11-22 05:00", Stretch::Day),
    ] {
        let rows = [row(start, stretch, 1)];
        assert_eq!(all(PLAIN, &rows), Err((0, Reason::BadCell("start", BadCell::Time))), "{start}");
    }
}

#[test]
fn a_day_that_is_not_over_has_no_sum_and_no_hour_to_come() {
    let today = date(2026, 11, 23);
    let future = Err((0, Reason::Future("start")));

    assert_eq!(all(today, &[row("2026-11-23", Stretch::Day, 1)]), future);
    assert_eq!(all(today, &[hour("2026-11-23 07:00", 1)]), future);
    assert!(all(today, &[hour("2026-11-23 06:00", 1)]).is_ok());
    assert!(all(PLAIN, &[row("2026-11-22", Stretch::Day, 1)]).is_ok());
}

#[test]
fn a_days_sum_is_kept_as_one_also_where_the_clocks_change() {
    for date in [SPRING, AUTUMN, PLAIN] {
        let rows = [row(&date.to_string(), Stretch::Day, 9)];
        let gathered = all(date, &rows).expect("a day");
        assert!(matches!(gathered[0].day, Day::Whole(_)), "{date}");
    }
}

#[test]
fn each_meter_has_a_day_of_its_own() {
    let of =
        |meter: &str, start: &str| ReadRow { meter: Some(Typed::new(meter)), ..hour(start, 1) };
    let rows = [
        of("a", "2026-11-22 05:00"),
        of("b", "2026-11-22 05:00"),
        of("a", "2026-11-22 06:00"),
        of("b", "2026-11-22 06:00"),
    ];

    let gathered = all(PLAIN, &rows).expect("two days");

    let meters: Vec<Option<&str>> =
        gathered.iter().map(|of| of.meter.as_ref().map(Typed::expose)).collect();
    assert_eq!(meters, [Some("a"), Some("b")]);
    assert_eq!(gathered[0].day, gathered[1].day);
}

#[test]
fn rows_of_two_customers_make_no_day() {
    let other = ReadRow { customer: Some(Typed::new("7")), ..hour("2026-11-22 06:00", 1) };

    assert_eq!(all(PLAIN, &[hour("2026-11-22 05:00", 1), other]), Err((1, Reason::OtherCustomer)));
}

#[test]
fn a_guess_and_what_was_sent_back_stay_with_the_hour() {
    let mut rows: Vec<ReadRow> = [0, 30]
        .map(|minute: u64| row(&format!("2026-11-22 05:{minute:02}"), Stretch::Half, 1))
        .into();
    rows[1].read.estimated = true;
    rows[1].read.received = Some(flow(7));

    let gathered = all(PLAIN, &rows).expect("a day");

    let Day::Hours(hours) = &gathered[0].day else { panic!("hours") };
    let read = Read { delivered: flow(2), received: Some(flow(7)), estimated: true };
    assert_eq!(hours[5], Some(read));
}

#[test]
fn a_row_is_of_the_day_that_the_clocks_of_the_co_op_showed() {
    let at = |text: &str| ReadRow::date(Start::read(text).expect("a start"), &zone());

    assert_eq!(at("2026-11-23T04:00:00Z"), PLAIN);
    assert_eq!(at("2026-11-22T23:00:00"), PLAIN);
    assert_eq!(at("2026-11-22T23:00:00-07:00"), date(2026, 11, 23));
}

#[test]
fn rows_with_a_meter_and_rows_without_are_not_of_one_day() {
    let named = |start: &str| ReadRow { meter: Some(Typed::new("a")), ..hour(start, 1) };
    let (one, other) = ("2026-11-22T00:00", "2026-11-22T01:00");
    let refused = Err((1, Reason::Reads(ReadsReason::MeterOrNone)));

    assert_eq!(all(PLAIN, &[named(one), hour(other, 1)]), refused);
    assert_eq!(all(PLAIN, &[hour(one, 1), named(other)]), refused);
}
