use jiff::civil::date;
use jiff::{SignedDuration, tz};

use super::*;
use crate::fixtures::test_keys;

const NOON: Timestamp = Timestamp::constant(1_795_435_200, 0);

fn flow(watt_hours: u64) -> Flow {
    Flow::new(watt_hours).expect("a flow")
}

fn read(delivered: u64) -> Read {
    Read { delivered: flow(delivered), received: None, estimated: false }
}

/// A day of 24 hours with some of them told.
fn hours(told: &[(usize, u64)]) -> Day {
    let mut hours = vec![None; 24];
    for (at, delivered) in told {
        hours[*at] = Some(read(*delivered));
    }
    Day::Hours(hours)
}

fn told(day: Day, hours: i64) -> ToldDay {
    ToldDay { day, at: NOON + SignedDuration::from_hours(hours) }
}

#[test]
fn debug_shows_no_use() {
    let shown = format!("{:?} {:?}", flow(1_234), hours(&[(0, 1_234)]));

    assert!(!shown.contains("1234") && !shown.contains("1_234"), "{shown}");
}

#[test]
fn a_day_has_as_many_hours_as_the_clocks_of_its_zone_showed() {
    let zone = tz::TimeZone::get("America/New_York").expect("a zone");
    let count = |date| hours_of(date, &zone).expect("a day").0.len();

    assert_eq!(count(date(2026, 11, 23)), 24);
    assert_eq!(count(date(2026, 3, 8)), 23);
    assert_eq!(count(date(2026, 11, 1)), 25);
}

#[test]
fn a_day_reads_back() {
    let guess = Read { estimated: true, received: Some(flow(0)), ..read(300) };
    for day in [hours(&[]), hours(&[(0, 0), (23, Flow::MOST)]), Day::Whole(guess)] {
        assert_eq!(Day::from_text(&day.to_text()), Some(day.clone()), "{}", day.to_text());
    }
    let mut all = vec![Some(guess); 25];
    all[4] = None;
    let autumn = Day::Hours(all);
    assert_eq!(Day::from_text(&autumn.to_text()), Some(autumn));
}

#[test]
fn a_day_of_which_an_hour_is_too_much_reads_back_and_is_corrected_by_the_next_file() {
    let garbage = Day::from_text("h 3999999996000 - 7 - - - - - - - - - - - - - - - - - - - - -");
    let kept = told(garbage.expect("a day"), 0);

    let took = told(hours(&[(0, 4_000)]), 1).over(Some(&kept));

    assert_eq!(took.kept, Some(told(hours(&[(0, 4_000), (2, 7)]), 1)));
}

#[test]
fn a_day_of_a_house_is_short() {
    let day = hours(&(0..24).map(|hour| (hour, 1_234)).collect::<Vec<_>>());

    assert!(day.to_text().len() <= 128, "{}", day.to_text().len());
}

#[test]
fn what_is_no_day_is_none() {
    for text in ["", "h", "d", "d -", "d 1 2", "h 1 2 3", "x 1", "d -5", "d 1+", "d 1e+2"] {
        assert_eq!(Day::from_text(text), None, "{text}");
    }
}

#[test]
fn hours_add_up_over_files() {
    let kept = told(hours(&[(0, 1), (1, 2)]), 0);

    let took = told(hours(&[(2, 3)]), 1).over(Some(&kept));

    assert_eq!(took.newer, Newer::Replaces);
    let all = told(hours(&[(0, 1), (1, 2), (2, 3)]), 1);
    assert_eq!(took.kept, Some(all));
}

#[test]
fn the_same_again_changes_nothing() {
    let kept = told(hours(&[(0, 1), (1, 2)]), 0);

    for again in [kept.day.clone(), hours(&[(1, 2)])] {
        for after in [-1, 0, 1] {
            let took = told(again.clone(), after).over(Some(&kept));
            assert_eq!(took, Took { newer: Newer::Same, kept: None });
        }
    }
}

#[test]
fn a_corrected_hour_replaces_and_an_older_file_does_not_bring_the_wrong_one_back() {
    let (wrong, right) = (told(hours(&[(0, 1)]), 0), told(hours(&[(0, 2)]), 1));

    assert_eq!(right.clone().over(Some(&wrong)).kept, Some(right.clone()));
    assert_eq!(wrong.clone().over(Some(&right)), Took { newer: Newer::Older, kept: None });
    let late = told(hours(&[(0, 1), (5, 5)]), 0).over(Some(&right));
    assert_eq!(late.kept, Some(told(hours(&[(0, 2), (5, 5)]), 1)), "what was missing is added");
    assert_eq!(wrong.clone().over(None), Took { newer: Newer::First, kept: Some(wrong) });
}

#[test]
fn hours_take_the_place_of_a_days_sum_and_never_the_other_way() {
    let (sum, fine) = (Day::Whole(read(9)), hours(&[(0, 9)]));

    let finer = told(fine.clone(), -1).over(Some(&told(sum.clone(), 0)));
    let coarser = told(sum.clone(), 1).over(Some(&told(fine.clone(), 0)));

    assert_eq!(finer.kept, Some(told(fine, 0)));
    assert_eq!(coarser, Took { newer: Newer::Older, kept: None });
    let corrected = told(Day::Whole(read(10)), 1).over(Some(&told(sum.clone(), 0)));
    assert_eq!(corrected.kept, Some(told(Day::Whole(read(10)), 1)));
    let late = told(Day::Whole(read(10)), -1).over(Some(&told(sum, 0)));
    assert_eq!(late, Took { newer: Newer::Older, kept: None });
}

#[test]
fn sums_keep_what_was_guessed_and_what_was_sent_back() {
    let guess = Read { estimated: true, received: Some(flow(3)), ..read(1) };

    let sum = guess.plus(read(2));

    assert_eq!(sum, Read { delivered: flow(3), received: Some(flow(3)), estimated: true });
    assert_eq!(guess.plus(guess).received, Some(flow(6)));
}

#[test]
fn a_meters_tag_is_one_partitions_alone() {
    let keys = test_keys();
    let (one, other) = (HistoryKey::from_stored("one"), HistoryKey::from_stored("other"));
    let meter = Typed::new("M-7");

    let tag = MeterTag::of(&keys, &one, Some(&meter));

    assert_eq!(tag, MeterTag::of(&keys, &one, Some(&meter)));
    assert_ne!(tag, MeterTag::of(&keys, &other, Some(&meter)));
    assert_ne!(tag, MeterTag::of(&keys, &one, None));
    assert_eq!(tag.as_str().len(), 8);
}
