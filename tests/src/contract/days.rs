//! What meters counted.

use domain::HistoryKey;
use domain::history::Kept;
use domain::history::reads::{Day, DayPlace, Flow, MeterTag, Months, Read, ToldDay};
use domain::ports::Glance;
use jiff::SignedDuration;
use jiff::civil::{Date, date};

use super::Store;
use super::world::NOON;

fn partition(name: &str) -> HistoryKey {
    HistoryKey::from_stored(name)
}

fn place(of: &str, date: Date, meter: &str) -> DayPlace {
    DayPlace { partition: partition(of), date, meter: MeterTag::from_stored(meter) }
}

/// A day whose hours count up from a number, with a guess, a gap and electricity sent back.
fn told(first: u64) -> ToldDay {
    let flow = |watt_hours| Flow::new(watt_hours).expect("a flow");
    let read = |at: u64| Read { delivered: flow(first + at), received: None, estimated: false };
    let mut hours: Vec<Option<Read>> = (0..25).map(|at| Some(read(at))).collect();
    hours[3] = Some(Read { estimated: true, received: Some(flow(7)), ..read(3) });
    hours[4] = None;
    ToldDay { day: Day::Hours(hours), at: NOON }
}

pub async fn days_are_read_from_one_to_another_of_all_meters_in_the_order_of_time(
    store: impl Store,
) {
    let days = [date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1)];
    let mut all: Vec<(DayPlace, ToldDay)> =
        (0..).zip(days).map(|(at, date)| (place("a", date, "m"), told(at))).collect();
    all.push((place("a", date(2026, 10, 1), "zzzzzzzz"), told(9)));
    all.push((place("b", date(2026, 10, 1), "m"), told(8)));
    store.put_days(&all, Kept::SHIPPED.reads).await.expect("they are written");

    let (from, to) = (date(2026, 10, 1), date(2026, 10, 31));
    let found = store.days(&partition("a"), from, to).await.expect("an answer");
    let one = store.days(&partition("b"), from, from).await.expect("an answer");
    let none = store.days(&partition("c"), from, to).await.expect("an answer");
    let backwards = store.days(&partition("a"), to, from).await.expect("an answer");

    let expected = [all[1].clone(), all[4].clone(), all[2].clone()];
    assert_eq!(found, expected);
    assert_eq!(one, [all[5].clone()]);
    assert!(none.is_empty() && backwards.is_empty());
}

pub async fn a_day_that_is_put_again_takes_the_place_of_the_one_before(store: impl Store) {
    let at = place("a", date(2026, 11, 1), "m");
    store.put_days(&[(at.clone(), told(1))], Kept::SHIPPED.reads).await.expect("it is written");

    let whole = match told(2).day {
        Day::Hours(hours) => Day::Whole(hours[3].expect("a read")),
        Day::Whole(_) => panic!("hours"),
    };
    let again = ToldDay { day: whole, at: NOON };
    store
        .put_days(&[(at.clone(), again.clone())], Kept::SHIPPED.reads)
        .await
        .expect("it is written");

    let asked = [at.clone(), at.clone(), place("a", date(2026, 11, 2), "m")];
    assert_eq!(store.days_at(&asked).await.expect("an answer"), [(at, again)]);
    assert!(store.days_at(&[]).await.expect("an answer").is_empty());
}

pub async fn more_days_than_a_page_of_answers_holds_are_written_and_read(store: impl Store) {
    let first = date(2024, 10, 1);
    let date = |at: i64| first + SignedDuration::from_hours(24 * at);
    let all: Vec<(DayPlace, ToldDay)> = (0..790)
        .flat_map(|at| {
            ["m", "n"].map(|meter| (place("a", date(at), meter), told(at.unsigned_abs())))
        })
        .collect();
    store.put_days(&all, Kept::SHIPPED.reads).await.expect("they are written");

    let found = store.days(&partition("a"), first, date(789)).await.expect("an answer");
    let places: Vec<DayPlace> = all.iter().map(|(place, _)| place.clone()).collect();
    let mut by_place = store.days_at(&places).await.expect("an answer");

    by_place.sort_by(|one, other| one.0.cmp(&other.0));
    assert!(found == all, "{} of {}", found.len(), all.len());
    assert!(by_place == all, "{} of {}", by_place.len(), all.len());
}

/// Months in which so much was used.
fn months(watt_hours: u64) -> Months {
    let text = format!("2026-11-01{} {watt_hours}+7ep {watt_hours}", " -".repeat(11));
    Months::from_text(&text).expect("months")
}

pub async fn what_is_due_and_used_is_read_at_a_glance_of_what_is_asked_alone(store: impl Store) {
    let (one, other) = (partition("a"), partition("b"));
    let due = super::history::told(8_410);
    store
        .put_balances(&[(one.clone(), due), (other.clone(), due)], Kept::SHIPPED.bills)
        .await
        .expect("written");
    let used = [(one.clone(), months(1)), (other.clone(), months(2))];
    store.put_months(&used, Kept::SHIPPED.reads).await.expect("they are written");
    store
        .put_days(&[(place("a", date(2026, 10, 1), "m"), told(1))], Kept::SHIPPED.reads)
        .await
        .expect("written");

    let asked = [one.clone(), other.clone(), one.clone(), partition("c")];
    let mut glance = store.glances(&asked, &asked[2..]).await.expect("an answer");
    let none = store.glances(&[], &[]).await.expect("an answer");

    glance.due.sort_by(|one, other| one.0.cmp(&other.0));
    let expected =
        Glance { due: vec![(one.clone(), due), (other, due)], used: vec![(one, months(1))] };
    assert_eq!(glance, expected);
    assert_eq!(none, Glance::default());
}

pub async fn months_that_are_put_again_take_the_place_of_those_before(store: impl Store) {
    let all = |used: u64| (100..330).map(move |at| (partition(&at.to_string()), months(used + at)));
    let first: Vec<(HistoryKey, Months)> = all(0).collect();
    let again: Vec<(HistoryKey, Months)> = all(1_000).collect();
    store.put_months(&first, Kept::SHIPPED.reads).await.expect("they are written");
    store.put_months(&again, Kept::SHIPPED.reads).await.expect("they are written");

    let keys: Vec<HistoryKey> = again.iter().map(|(key, _)| key.clone()).collect();
    let mut found = store.months(&keys).await.expect("an answer");

    found.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(found, again);
}

pub async fn the_days_that_are_added_up_are_those_that_pages_show(store: impl Store) {
    let days = [date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1)];
    let all: Vec<(DayPlace, ToldDay)> =
        (0..).zip(days).map(|(at, date)| (place("a", date, "m"), told(at))).collect();
    store.put_days(&all, Kept::SHIPPED.reads).await.expect("they are written");

    let (from, to) = (date(2026, 10, 1), date(2026, 10, 31));
    let found = store.days_now(&partition("a"), from, to).await.expect("an answer");
    let backwards = store.days_now(&partition("a"), to, from).await.expect("an answer");

    assert_eq!(found, all[1..3]);
    assert!(backwards.is_empty());
}

pub async fn the_most_that_meters_can_count_reads_back_and_so_does_what_is_too_much(
    store: impl Store,
) {
    let hours = |hour: &str| Day::from_text(&format!("h{}", format!(" {hour}").repeat(25)));
    let most = Flow::MOST;
    let days = [hours(&format!("{most}+{most}e")), hours("3999999996000"), hours("0+0")];
    let told = |day: Option<Day>| ToldDay { day: day.expect("a day"), at: NOON };
    let places = [1, 2, 3].map(|day| place("a", date(2026, 11, day), "m"));
    let all: Vec<(DayPlace, ToldDay)> = places.clone().into_iter().zip(days.map(told)).collect();
    let sums = [(partition("a"), months(31 * 25 * most)), (partition("b"), months(u64::MAX))];
    store.put_days(&all, Kept::SHIPPED.reads).await.expect("they are written");
    store.put_months(&sums, Kept::SHIPPED.reads).await.expect("they are written");

    let mut found = store.days_at(&places).await.expect("an answer");
    let keys = sums.clone().map(|(key, _)| key);
    let mut of_months = store.months(&keys).await.expect("an answer");

    found.sort_by(|one, other| one.0.cmp(&other.0));
    of_months.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(found, all);
    assert_eq!(of_months, sums);
}
