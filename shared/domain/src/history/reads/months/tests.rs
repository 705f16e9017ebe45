use jiff::SignedDuration;
use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::history::energy::Flow;
use crate::history::reads::day::Read;
use crate::history::reads::used::by_month;

fn read(delivered: u64) -> Read {
    Read { delivered: Flow::of_sum(delivered), received: None, estimated: false }
}

/// The months after a file has told of days, where `days` is all that is kept.
fn added_up(
    kept: Option<&Months>,
    days: &[(Date, Day)],
    told: (Date, Date),
    today: Date,
) -> Option<Months> {
    let lacking = Months::lacking(kept, told, today)?;
    let of = days.iter().filter(|(date, _)| (lacking.from..=lacking.to).contains(date));
    let of: Vec<(Date, &Day)> = of.map(|(date, day)| (*date, day)).collect();
    Some(Months::over(kept, lacking, &of, today))
}

fn month(first: Date, delivered: u64) -> Vec<(Date, Day)> {
    let date = |day| first + i64::from(day).days();
    (0..first.days_in_month()).map(|day| (date(day), Day::Whole(read(delivered)))).collect()
}

fn sum(used: Option<Used>) -> Option<(u64, bool)> {
    used.map(|used| (used.read.delivered.expose(), used.whole))
}

#[test]
fn the_last_month_stands_beside_the_same_month_a_year_before() {
    let mut days = month(date(2025, 10, 1), 50);
    days.extend(month(date(2026, 10, 1), 40));
    let told = (date(2025, 10, 1), date(2026, 10, 31));

    let months = added_up(None, &days, told, date(2026, 11, 23)).expect("days to add up");

    let last = months.last(date(2026, 11, 23)).expect("a month");
    assert_eq!(last.month, date(2026, 10, 1));
    assert_eq!(sum(Some(last.used)), Some((31 * 40, true)));
    assert_eq!(sum(last.before), Some((31 * 50, true)));
}

#[test]
fn a_month_that_runs_is_added_up_once_it_is_over_and_something_is_told_again() {
    let mut days = month(date(2026, 10, 1), 40);
    let told = |day| (day, day);
    let first = added_up(None, &days, told(date(2026, 10, 31)), date(2026, 11, 1));
    let first = first.expect("days to add up");
    days.extend(month(date(2026, 11, 1), 30).into_iter().take(20));

    let running = Months::lacking(Some(&first), told(date(2026, 11, 20)), date(2026, 11, 21));
    days.push((date(2026, 12, 4), Day::Whole(read(9))));
    let then = added_up(Some(&first), &days, told(date(2026, 12, 4)), date(2026, 12, 5));

    assert_eq!(running, None, "nothing is read and written while a month runs");
    let then = then.expect("the month that ended");
    assert_eq!(sum(then.of(date(2026, 11, 1))), Some((20 * 30, false)), "its end was never told");
    assert_eq!(sum(then.of(date(2026, 10, 1))), Some((31 * 40, true)));
}

#[test]
fn until_a_month_is_added_up_the_one_before_is_the_last_and_later_none_is() {
    let days = month(date(2026, 10, 1), 40);
    let told = (date(2026, 10, 1), date(2026, 10, 31));
    let months = added_up(None, &days, told, date(2026, 11, 1)).expect("days to add up");

    let last = |today| months.last(today).map(|last| last.month);

    assert_eq!(last(date(2026, 11, 30)), Some(date(2026, 10, 1)));
    assert_eq!(last(date(2026, 12, 31)), Some(date(2026, 10, 1)));
    assert_eq!(last(date(2027, 1, 1)), None);
    assert_eq!(last(date(2026, 10, 31)), None, "another clock was ahead");
}

#[test]
fn the_last_month_of_a_closed_account_is_added_up_while_it_runs_and_shown_once_it_is_over() {
    let mut days = month(date(2026, 10, 1), 40);
    days.extend(month(date(2025, 11, 1), 30));
    days.extend(month(date(2026, 11, 1), 10).into_iter().take(12));
    let told = (date(2025, 11, 1), date(2026, 11, 12));
    let closed = Months::as_if_over(date(2026, 11, 13));
    let months = added_up(None, &days, told, closed).expect("days to add up");
    days.extend(month(date(2026, 11, 1), 10).into_iter().skip(12).take(1));
    let (last_day, next) = (date(2026, 11, 13), Months::as_if_over(date(2026, 11, 14)));
    let months = added_up(Some(&months), &days, (last_day, last_day), next).expect("its last day");

    let last =
        |today| months.last(today).map(|last| (last.month, sum(Some(last.used)), sum(last.before)));

    assert_eq!(last(date(2026, 11, 30)), Some((date(2026, 10, 1), Some((31 * 40, true)), None)));
    let november = Some((date(2026, 11, 1), Some((13 * 10, false)), Some((30 * 30, true))));
    assert_eq!(last(date(2026, 12, 1)), november);
    assert_eq!(last(date(2027, 1, 31)), november);
    assert_eq!(last(date(2027, 2, 1)), None);
}

#[test]
fn a_month_that_is_added_up_before_anything_was_told_of_it_hides_none_before_it() {
    let days = month(date(2026, 10, 1), 40);
    let told = (date(2026, 10, 1), date(2026, 10, 31));
    let months = added_up(None, &days, told, date(2026, 12, 1)).expect("days to add up");

    assert_eq!(months.last(date(2026, 12, 1)).map(|last| last.month), Some(date(2026, 10, 1)));
}

#[test]
fn a_corrected_day_is_added_up_anew_with_its_own_month_alone() {
    let mut days = month(date(2026, 9, 1), 10);
    days.extend(month(date(2026, 10, 1), 10));
    let today = date(2026, 11, 23);
    let kept = added_up(None, &days, (days[0].0, days[60].0), today).expect("days to add up");
    days[3].1 = Day::Whole(read(110));

    let lacking = Months::lacking(Some(&kept), (days[3].0, days[3].0), today);
    let months = added_up(Some(&kept), &days, (days[3].0, days[3].0), today).expect("a month");

    assert_eq!(lacking, Some(Lacking { from: date(2026, 9, 1), to: date(2026, 9, 30) }));
    assert_eq!(sum(months.of(date(2026, 9, 1))), Some((400, true)));
    assert_eq!(sum(months.of(date(2026, 10, 1))), Some((310, true)));
}

#[test]
fn what_is_older_than_a_year_and_a_month_is_not_added_up() {
    let today = date(2026, 11, 23);
    let days = month(date(2025, 9, 1), 10);

    let months = added_up(None, &days, (days[0].0, days[29].0), today).expect("a first time");
    let again = Months::lacking(Some(&months), (days[0].0, days[29].0), today);

    assert_eq!(months.of(date(2025, 9, 1)), None);
    assert_eq!(again, None);
}

#[test]
fn months_read_back_from_their_text() {
    let today = date(2026, 11, 23);
    let mut days = month(date(2025, 10, 1), 50);
    days.extend(month(date(2026, 10, 1), u64::from(u32::MAX)).into_iter().skip(1));
    let sent = Read { received: Some(Flow::of_sum(77)), estimated: true, ..read(5) };
    days.push((date(2026, 3, 8), Day::Hours(vec![Some(sent); 23])));
    let months = added_up(None, &days, (days[0].0, today), today).expect("days to add up");

    let text = months.to_text();

    assert_eq!(Months::from_text(&text), Some(months));
    assert!(text.ends_with(" - - - - 128849018850p") && text.contains(" 115+1771ep "), "{text}");
    for bad in ["", "2026-11-01", "2026-11-02 - - - - - - - - - - - - -", &format!("{text} -")] {
        assert_eq!(Months::from_text(bad), None, "{bad}");
    }
}

/// A file: how many days it comes after the one before, and the days that it tells: how long ago, which meter, in what
/// form, and how much.
type File = (u16, Vec<(u16, u8, u8, u16)>);

/// A day as a file tells it: as a whole, or some of the hours that it had.
fn day(date: Date, form: u8, watt_hours: u16, zone: &TimeZone) -> Day {
    let received = (form % 2 == 1).then(|| Flow::of_sum(u64::from(watt_hours / 3)));
    let read = Read {
        delivered: Flow::of_sum(u64::from(watt_hours)),
        received,
        estimated: watt_hours.is_multiple_of(5),
    };
    if form < 2 {
        return Day::Whole(read);
    }
    let (hours, _) = super::super::hours_of(date, zone).expect("a day");
    let is_told = |at: usize| form < 4 || at % 4 == usize::from(form % 4);
    Day::Hours((0..hours.len()).map(|at| is_told(at).then_some(read)).collect())
}

proptest! {
    #[test]
    fn after_any_files_each_month_is_the_sum_of_its_days_to_the_watt_hour(
        files in vec((0_u16..40, vec((1_u16..430, 0_u8..2, 0_u8..8, any::<u16>()), 1..12)), 1..14)
    ) {
        let files: Vec<File> = files;
        let zone = TimeZone::get("America/New_York").expect("a zone");
        let mut today = date(2026, 2, 20);
        let mut kept: BTreeMap<(Date, u8), super::super::ToldDay> = BTreeMap::new();
        let mut months: Option<Months> = None;
        for (at, (later, rows)) in (0_i64..).zip(files) {
            today = today.saturating_add(i64::from(later).days());
            let put = jiff::Timestamp::UNIX_EPOCH + SignedDuration::from_secs(at);
            let mut told: Option<(Date, Date)> = None;
            for (ago, meter, form, watt_hours) in rows {
                let date = today.saturating_sub(i64::from(ago).days());
                let day = day(date, form, watt_hours, &zone);
                let took = super::super::ToldDay { day, at: put }.over(kept.get(&(date, meter)));
                kept.extend(took.kept.map(|day| ((date, meter), day)));
                told = Some(told.map_or((date, date), |(from, to)| (from.min(date), to.max(date))));
            }
            let days: Vec<(Date, Day)> =
                kept.iter().map(|((date, _), told)| (*date, told.day.clone())).collect();
            let told = told.expect("a file has rows");
            months = added_up(months.as_ref(), &days, told, today).or(months);

            let months = months.as_ref().expect("the first file adds up");
            prop_assert_eq!(months.until(), today.first_of_month());
            let days: Vec<(Date, &Day)> = days.iter().map(|(date, day)| (*date, day)).collect();
            let last = today.first_of_month().saturating_sub(1.month());
            for span in by_month(&days, last, Months::KEPT, &zone) {
                prop_assert_eq!(months.of(span.date), span.used, "{}", span.date);
            }
            prop_assert_eq!(Months::from_text(&months.to_text()), Some(months.clone()));
        }
    }
}
