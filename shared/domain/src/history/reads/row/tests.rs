use jiff::civil::date;

use super::*;
use crate::billing::import::Broken;
use crate::history::energy::Flow;

const NOW: Timestamp = Timestamp::constant(1_795_435_200, 0);
const HEADER: [&str; 8] = [
    "account_no",
    "start",
    "minutes",
    "kwh",
    "received_kwh",
    "estimated",
    "meter_no",
    "customer_no",
];
const GOOD: [&str; 8] =
    ["1234-5001", "2026-11-22T01:00:00-05:00", "60", "1.234", "0.5", "yes", "M-7", "0040"];

fn read_row(fields: &[&str]) -> Result<ReadRow, Reason> {
    let reading = Reading::default();
    let columns = ReadsColumns::parse(&HEADER, ',', &reading).expect("a header");
    read_reads(&columns, &reading, fields, NOW).verdict
}

/// The good row with one cell changed.
fn with(column: &str, text: &str) -> Result<ReadRow, Reason> {
    let at = HEADER.iter().position(|name| *name == column).expect("a column");
    let mut fields = GOOD;
    fields[at] = text;
    read_row(&fields)
}

#[test]
fn a_whole_row_is_read() {
    let row = read_row(&GOOD).expect("a row");

    let flow = |watt_hours| Flow::new(watt_hours).expect("a flow");
    assert_eq!(row.account, AccountNumber::parse("12345001").expect("a number"));
    assert_eq!((row.meter, row.customer), (Some(Typed::new("M7")), Some(Typed::new("40"))));
    assert_eq!(row.start, Start::Instant("2026-11-22T06:00:00Z".parse().expect("an instant")));
    assert_eq!(row.stretch, Stretch::Hour);
    let read = Read { delivered: flow(1_234), received: Some(flow(500)), estimated: true };
    assert_eq!(row.read, read);
}

#[test]
fn what_is_not_needed_may_be_empty_or_not_there() {
    for column in ["received_kwh", "estimated", "meter_no", "customer_no"] {
        assert!(with(column, "").is_ok(), "{column}");
        assert!(with(column, "NULL").is_ok(), "{column}");
    }
    let reading = Reading::default();
    let columns = ReadsColumns::parse(&HEADER[..4], ',', &reading).expect("a header");
    let row = read_reads(&columns, &reading, &GOOD[..4], NOW).verdict.expect("a row");
    assert_eq!((row.read.received, row.read.estimated, row.meter), (None, false, None));
}

#[test]
fn what_is_needed_may_not() {
    assert_eq!(with("account_no", ""), Err(Reason::NoAccount));
    for column in ["start", "minutes", "kwh"] {
        assert_eq!(with(column, "n/a"), Err(Reason::NoAnswer(column)));
    }
    assert_eq!(with("kwh", "0").expect("a row").read.delivered, Flow::default());
}

#[test]
fn an_estimate_is_told_from_an_actual_read_by_either_pair_of_words() {
    for (text, estimated) in [
        ("yes", true),
        ("N", false),
        ("E", true),
        ("A", false),
        ("Estimated", true),
        ("actual", false),
    ] {
        assert_eq!(with("estimated", text).expect("a row").read.estimated, estimated, "{text}");
    }
    let neither = Err(Reason::BadCell("estimated", BadCell::Estimated));
    assert_eq!(with("estimated", "C"), neither);
}

#[test]
fn columns_are_found_by_the_names_that_systems_give_them() {
    let header = ["Acct Nbr", "Interval Start", "Interval", "Delivered kWh", "Meter Number"];

    let columns = ReadsColumns::parse(&header, ',', &Reading::default()).expect("a header");

    assert_eq!((columns.start, columns.minutes, columns.kwh), (1, 2, 3));
    assert_eq!((columns.meter, columns.received), (Some(4), None));
}

#[test]
fn what_cannot_be_read_keeps_the_row_out() {
    for (column, text) in [
        ("start", "soon"),
        ("start", "2026-11-22 01:00:30"),
        ("minutes", "61"),
        ("minutes", "-60"),
        ("minutes", "an hour"),
        ("kwh", "-0.5"),
        ("kwh", "1.2.3"),
        ("kwh", "1E3"),
        ("kwh", "many"),
        ("kwh", "99999999999"),
        ("received_kwh", "-1"),
        ("estimated", "maybe"),
    ] {
        let Err(Reason::BadCell(named, _)) = with(column, text) else { panic!("{text}") };
        assert_eq!(named, column, "{text}");
    }
    let broken = Reason::Broken("meter_no", Broken::Exponent);
    assert_eq!(with("meter_no", "7.1E+06"), Err(broken));
    assert_eq!(read_row(&GOOD[..7]), Err(Reason::Width));
}

#[test]
fn a_meter_is_the_same_however_its_number_is_written() {
    let number =
        |text| with("meter_no", text).expect("a row").meter.map(|it| it.expose().to_owned());

    for text in ["M-1", "m1", "M 1", "m-1", "M1"] {
        assert_eq!(number(text).as_deref(), Some("M1"), "{text}");
    }
    assert_eq!(number("00123"), number("123"));
    assert_ne!(number("M-1"), number("M-2"));
    assert_eq!(number(""), None);
}

#[test]
fn what_is_not_over_stays_out() {
    let future = Err(Reason::Future("start"));
    assert_eq!(with("start", "2026-11-23T12:00:00Z"), future);
    assert_eq!(with("start", "2026-11-23T11:30:00Z"), future, "the hour is not over");
    assert!(with("start", "2026-11-23T11:00:00Z").is_ok());
}

#[test]
fn a_bad_row_says_whose_it_is_where_that_can_be_read() {
    let reading = Reading::default();
    let columns = ReadsColumns::parse(&HEADER, ',', &reading).expect("a header");
    let mut fields = GOOD;
    fields[3] = "-1";
    let negative = read_reads(&columns, &reading, &fields, NOW);
    fields[1] = "soon";
    let timeless = read_reads(&columns, &reading, &fields, NOW);
    fields[0] = "";
    let nobodys = read_reads(&columns, &reading, &fields, NOW);

    assert!(negative.account.is_some() && negative.start.is_some());
    assert!(timeless.account.is_some() && timeless.start.is_none());
    assert!(nobodys.account.is_none());
    assert_eq!(
        ReadRow::date(Start::Local(date(2026, 11, 1).at(0, 0, 0, 0)), &jiff::tz::TimeZone::UTC),
        date(2026, 11, 1)
    );
}
