//! What meters counted on a day: sealed, under a key that names nobody but says which day it is.

use domain::history::KeptMonths;
use domain::history::reads::{Day, DayPlace, MeterTag, ToldDay};
use domain::{HistoryKey, KeyRing, open_history};
use jiff::Timestamp;
use jiff::civil::Date;

use super::history::{FORM, item_of, place, sealed};
use super::{Item, ItemError, Key, Reader};

/// A body is as long as a multiple of this, so that its length tells little of what was used.
const LENGTH: usize = 64;

pub(crate) fn day_item(
    keys: &KeyRing,
    place_of: &DayPlace,
    told: &ToldDay,
    kept: KeptMonths,
) -> Item {
    let text = format!("{FORM} {} {}", told.at.as_second(), told.day.to_text());
    let length = text.len().next_multiple_of(LENGTH);
    let end = kept.end_of(place_of.date);
    sealed(keys, &Key::day(place_of), &format!("{text:<length$}"), end)
}

pub(crate) fn day(keys: &KeyRing, item: &Item) -> Result<(DayPlace, ToldDay), ItemError> {
    let item = Reader::new(item);
    let partition = item.parsed("pk", |pk| pk.strip_prefix("Y#").map(HistoryKey::from_stored))?;
    let (date, meter) = item.parsed("sk", |sk| {
        let (date, meter) = sk.strip_prefix("R#")?.split_once('#')?;
        Some((date.parse::<Date>().ok()?, MeterTag::from_stored(meter)))
    })?;
    let place_of = DayPlace { partition, date, meter };
    let of = item_of(&Key::day(&place_of));
    let told = item.parsed("body", |sealed| read(&open_history(keys, place(&of), sealed)?))?;
    Ok((place_of, told))
}

fn read(text: &str) -> Option<ToldDay> {
    let (form, rest) = text.split_once(' ')?;
    let (at, day) = rest.split_once(' ')?;
    if form != FORM {
        return None;
    }
    let at = Timestamp::from_second(at.parse().ok()?).ok()?;
    Some(ToldDay { day: Day::from_text(day)?, at })
}

#[cfg(test)]
mod tests {
    use domain::history::Kept;
    use domain::history::reads::{Flow, Read};
    use fixtures::test_keys;
    use jiff::civil::date;

    use super::*;

    fn hours(count: usize, delivered: u64) -> ToldDay {
        let delivered = Flow::new(delivered).expect("a flow");
        let read = Read { delivered, received: None, estimated: false };
        let at = Timestamp::constant(1_795_435_200, 0);
        ToldDay { day: Day::Hours(vec![Some(read); count]), at }
    }

    fn day_place() -> DayPlace {
        let (date, meter) = (date(2026, 11, 1), MeterTag::from_stored("meter"));
        DayPlace { partition: HistoryKey::from_stored("abc"), date, meter }
    }

    #[test]
    fn a_day_reads_back_and_says_nothing_openly_but_its_date() {
        let item = day_item(&test_keys(), &day_place(), &hours(25, 1_234), Kept::SHIPPED.reads);

        assert_eq!(day(&test_keys(), &item), Ok((day_place(), hours(25, 1_234))));
        assert_eq!(item["sk"].as_s().expect("text"), "R#2026-11-01#meter");
        let mut names: Vec<&str> = item.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["body", "delete_at", "pk", "sk"]);
    }

    #[test]
    fn a_day_of_a_house_has_one_length_whatever_was_used() {
        let length = |delivered| {
            let item =
                day_item(&test_keys(), &day_place(), &hours(24, delivered), Kept::SHIPPED.reads);
            item["body"].as_s().expect("text").len()
        };

        assert_eq!(length(1_000), length(9_999));
        assert!(length(1_234) < 320, "{}", length(1_234));
    }

    #[test]
    fn a_day_copied_to_another_date_does_not_open() {
        let mut item = day_item(&test_keys(), &day_place(), &hours(24, 1), Kept::SHIPPED.reads);
        item.insert("sk".to_owned(), super::super::text("R#2026-11-02#meter"));

        assert_eq!(day(&test_keys(), &item), Err(ItemError { attribute: "body" }));
    }

    #[test]
    fn a_day_goes_twenty_six_months_after_it() {
        let item = day_item(&test_keys(), &day_place(), &hours(24, 1), Kept::SHIPPED.reads);

        let until = Reader::new(&item).instant("delete_at").expect("an end");
        assert_eq!(until, "2029-01-01T00:00:00Z".parse().expect("an instant"));
    }
}
