use super::*;
use crate::billing::import::Reading;

const NOON: Timestamp = Timestamp::constant(1_795_435_200, 0);

fn reading() -> Reading<'static> {
    Reading::default()
}

fn columns() -> OutageColumns {
    OutageColumns::parse(&["reference", "status", "as_of"], ',', &reading()).expect("a header")
}

fn row(fields: [&str; 3]) -> Result<OutageRow, Reason> {
    let zone = TimeZone::get("America/New_York").expect("a zone");
    read_outage(&columns(), &reading(), &fields, &zone, NOON).0
}

#[test]
fn a_row_says_how_a_report_stands_and_since_when() {
    let read = row(["k7q 2m4", "Crew Sent", "2026-11-23T06:59:31-05:00"]).expect("a row");

    assert_eq!(read.reference.to_string(), "K7Q-2M4");
    assert_eq!(read.status, OutageStatus::CrewSent);
    let minute: Timestamp = "2026-11-23T11:59:00Z".parse().expect("an instant");
    assert_eq!(read.as_of, Some(minute));
}

#[test]
fn a_time_without_offset_is_the_co_ops_and_none_is_left_open() {
    let local = row(["K7Q-2M4", "restored", "11/23/2026 6:59:31 AM"]).expect("a row");
    let none = row(["K7Q-2M4", "restored", ""]).expect("a row");

    let minute: Timestamp = "2026-11-23T11:59:00Z".parse().expect("an instant");
    assert_eq!((local.as_of, none.as_of), (Some(minute), None));
}

#[test]
fn a_clock_that_is_a_little_ahead_says_now_and_one_far_ahead_is_refused() {
    let ahead = row(["K7Q-2M4", "restored", "2026-11-23 12:04:00Z"]).expect("a row");
    let far = row(["K7Q-2M4", "restored", "2026-11-23 12:06:00Z"]);

    assert_eq!(ahead.as_of, Some(NOON));
    assert_eq!(far, Err(Reason::Outage(OutageReason::Early)));
}

#[test]
fn what_cannot_be_read_stays_out_and_says_why() {
    let outage = Reason::Outage;
    for (fields, reason) in [
        (["", "restored", ""], Reason::NoAnswer("reference")),
        (["K7Q", "restored", ""], outage(OutageReason::BadReference)),
        (["K7Q-2M4", "", ""], Reason::NoAnswer("status")),
        (["K7Q-2M4", "maybe", ""], outage(OutageReason::UnknownStatus)),
        (["K7Q-2M4", "restored", "2026-11-23"], Reason::BadCell("as_of", BadCell::Time)),
        (["K7Q-2M4", "restored", "noon"], Reason::BadCell("as_of", BadCell::Time)),
    ] {
        assert_eq!(row(fields), Err(reason), "{fields:?}");
    }
}

#[test]
fn words_of_outage_systems_are_understood() {
    for (word, status) in [
        ("crew-sent", OutageStatus::CrewSent),
        ("EN ROUTE", OutageStatus::CrewSent),
        ("Power restored", OutageStatus::Restored),
        ("closed", OutageStatus::Restored),
        ("new", OutageStatus::Reported),
    ] {
        assert_eq!(row(["K7Q-2M4", word, ""]).map(|row| row.status), Ok(status), "{word}");
    }
}

#[test]
fn a_header_without_reference_or_status_names_what_is_missing() {
    let missing = OutageColumns::parse(&["as_of", "crew"], ',', &reading());

    let Err(HeaderError::MissingColumns { columns, .. }) = missing else {
        panic!("columns are missing")
    };
    assert_eq!(columns, ["reference", "status"]);
}
