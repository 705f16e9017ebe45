use csv::StringRecord;
use domain::history::reads::{Flow, Read, Start, Stretch};
use jiff::civil::date;

use super::*;

const DAY: Date = date(2026, 11, 1);
const NEXT: Date = date(2026, 11, 2);

fn account(number: &str) -> AccountNumber {
    AccountNumber::parse(number).expect("a number")
}

fn line() -> Line {
    Line { at: 2, record: StringRecord::new(), notes: Vec::new() }
}

fn row(number: &str, date: Date, hour: i8) -> ReadLine {
    let read = Read { delivered: Flow::new(1).expect("a flow"), received: None, estimated: false };
    let row = ReadRow {
        account: account(number),
        customer: None,
        meter: None,
        start: Start::Local(date.at(hour, 0, 0, 0)),
        stretch: Stretch::Hour,
        read,
    };
    let account = Some(account(number));
    ReadLine { line: line(), account, date: Some(date), verdict: Ok(row) }
}

fn bad(number: Option<&str>, date: Option<Date>) -> ReadLine {
    let (account, verdict) = (number.map(account), Err(Reason::Width));
    ReadLine { line: line(), account, date, verdict }
}

/// What becomes of rows: of each group its rows, and how many of them stay out by a day's not being whole.
fn ends(rows: Vec<ReadLine>) -> Vec<(usize, Option<usize>)> {
    let now = "2026-11-23T12:00:00Z".parse().expect("an instant");
    let zone = TimeZone::UTC;
    let mut groups = Groups::new(&zone, now);
    for row in rows {
        groups.take(row);
    }
    groups.end();
    let not_whole = |reasons: &Vec<Reason>| {
        reasons.iter().filter(|reason| **reason == Reason::Reads(ReadsReason::DayNotWhole)).count()
    };
    let end = |group: Group| (group.lines.len(), group.end.as_ref().err().map(not_whole));
    groups.ended().into_iter().map(end).collect()
}

#[test]
fn a_group_ends_where_another_account_or_day_begins() {
    let rows = vec![row("1", DAY, 0), row("1", DAY, 1), row("1", NEXT, 0), row("2", NEXT, 0)];

    assert_eq!(ends(rows), [(2, None), (1, None), (1, None)]);
}

#[test]
fn a_bad_row_keeps_its_whole_day_out_and_no_other() {
    let rows =
        vec![row("1", DAY, 0), bad(Some("1"), Some(DAY)), row("1", DAY, 2), row("1", NEXT, 0)];

    assert_eq!(ends(rows), [(3, Some(2)), (1, None)]);
}

#[test]
fn a_bad_row_of_an_account_on_nobody_knows_which_day_spoils_the_days_beside_it() {
    let rows = vec![
        row("1", DAY, 0),
        bad(Some("1"), None),
        row("1", NEXT, 1),
        row("1", date(2026, 11, 3), 0),
    ];

    assert_eq!(ends(rows), [(2, Some(1)), (1, Some(1)), (1, None)]);
}

#[test]
fn a_bad_row_within_a_day_is_of_that_day() {
    let rows = vec![row("1", DAY, 0), bad(None, None), row("1", DAY, 2), row("1", NEXT, 0)];

    assert_eq!(ends(rows), [(3, Some(2)), (1, None)]);
}

#[test]
fn it_spoils_no_other_accounts_day() {
    let rows = vec![row("1", DAY, 0), bad(Some("2"), None), row("3", DAY, 0)];

    assert_eq!(ends(rows), [(1, None), (1, Some(0)), (1, None)]);
}

#[test]
fn a_row_of_nobody_knows_whom_spoils_what_stands_beside_it() {
    let rows = vec![row("1", DAY, 0), bad(None, None), row("2", DAY, 0), row("3", DAY, 0)];

    assert_eq!(ends(rows), [(2, Some(1)), (1, Some(1)), (1, None)]);
}

#[test]
fn a_file_may_begin_and_end_with_a_bad_row() {
    assert_eq!(ends(vec![bad(None, None)]), [(1, Some(0))]);
    let rows = vec![bad(Some("1"), None), row("1", DAY, 0)];
    assert_eq!(ends(rows), [(1, Some(0)), (1, Some(1))]);
}

/// Takes rows as the import does, and answers how many stayed out for a reason; no more are held than two batches.
fn turned_away_for(rows: impl Iterator<Item = ReadLine>, wanted: ReadsReason) -> usize {
    let now = "2026-11-23T12:00:00Z".parse().expect("an instant");
    let zone = TimeZone::UTC;
    let mut groups = Groups::new(&zone, now);
    let of = |groups: &mut Groups<'_>| {
        let ended = groups.ended();
        let reasons = ended.iter().filter_map(|group| group.end.as_ref().err()).flatten();
        reasons.filter(|reason| **reason == Reason::Reads(wanted)).count()
    };
    let mut away = 0;
    for row in rows {
        groups.take(row);
        let open = groups.open.as_ref().map_or(0, |open| open.lines.len());
        assert!(open < MOST && groups.rows() <= MOST, "{open} and {} are held", groups.rows());
        if groups.rows() > 0 {
            away += of(&mut groups);
        }
    }
    groups.end();
    away + of(&mut groups)
}

#[test]
fn more_rows_of_a_day_than_any_account_has_all_stay_out_and_each_says_why() {
    let many = MOST + 5;
    let rows = (0..many).map(|_| row("1", DAY, 0)).chain([bad(Some("1"), Some(DAY))]);
    let others = [row("1", NEXT, 0)];

    assert_eq!(turned_away_for(rows.chain(others), ReadsReason::TooMany), many);
}

#[test]
fn of_a_million_rows_of_one_account_and_day_no_more_are_held_than_of_any() {
    let one = row("1", DAY, 0);
    let again = || ReadLine {
        line: line(),
        account: one.account.clone(),
        date: one.date,
        verdict: one.verdict.clone(),
    };

    let away = turned_away_for((0..1_000_000).map(|_| again()), ReadsReason::TooMany);

    assert_eq!(away, 1_000_000);
}
