//! What was used on an account in each month: sealed, under a key that names nobody.

use domain::history::KeptMonths;
use domain::history::reads::Months;
use domain::{HistoryKey, KeyRing, open_history};

use super::history::{FORM, item_of, place, sealed};
use super::{Item, ItemError, Key, Reader};

/// The sort key.
pub(crate) const MONTHS: &str = "months";
/// A body is as long as a multiple of this, so that its length tells little of what was used.
const LENGTH: usize = 256;

pub(crate) fn is_months(item: &Item) -> bool {
    Reader::new(item).text("sk").is_ok_and(|sk| sk == MONTHS)
}

pub(crate) fn months_item(
    keys: &KeyRing,
    partition: &HistoryKey,
    months: &Months,
    kept: KeptMonths,
) -> Item {
    let text = format!("{FORM} {}", months.to_text());
    let length = text.len().next_multiple_of(LENGTH);
    let end = kept.end_of(months.until());
    sealed(keys, &Key::months(partition), &format!("{text:<length$}"), end)
}

pub(crate) fn months(keys: &KeyRing, item: &Item) -> Result<(HistoryKey, Months), ItemError> {
    let item = Reader::new(item);
    let partition = item.parsed("pk", |pk| pk.strip_prefix("Y#").map(HistoryKey::from_stored))?;
    let of = item_of(&Key::months(&partition));
    let months = item.parsed("body", |sealed| {
        let text = open_history(keys, place(&of), sealed)?;
        let (form, months) = text.split_once(' ')?;
        Months::from_text(months).filter(|_| form == FORM)
    })?;
    Ok((partition, months))
}

#[cfg(test)]
mod tests {
    use domain::history::Kept;
    use fixtures::test_keys;

    use super::*;

    fn partition() -> HistoryKey {
        HistoryKey::from_stored("abc")
    }

    /// Thirteen months in which so much was used.
    fn used(watt_hours: &str) -> Months {
        let text = format!("2026-11-01{}", format!(" {watt_hours}").repeat(13));
        Months::from_text(&text).expect("months")
    }

    #[test]
    fn months_read_back_and_say_nothing_openly_but_when_they_go() {
        let item =
            months_item(&test_keys(), &partition(), &used("1034500+12ep"), Kept::SHIPPED.reads);

        assert_eq!(months(&test_keys(), &item), Ok((partition(), used("1034500+12ep"))));
        assert!(is_months(&item));
        let mut names: Vec<&str> = item.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["body", "delete_at", "pk", "sk"]);
        let until = Reader::new(&item).instant("delete_at").expect("an end");
        assert_eq!(until, "2029-01-01T00:00:00Z".parse().expect("an instant"));
    }

    #[test]
    fn months_of_a_house_have_one_length_whatever_was_used_and_cost_one_unit() {
        let size = |of: &str| {
            let item = months_item(&test_keys(), &partition(), &used(of), Kept::SHIPPED.reads);
            item.iter().map(|(name, it)| name.len() + it.as_s().map_or(8, String::len)).sum()
        };

        let sizes: [usize; 3] = ["-", "999", "9999999+9999999e"].map(size);

        assert!(sizes.iter().all(|size| *size == sizes[0] && *size < 1_024), "{sizes:?}");
    }

    #[test]
    fn months_copied_to_another_partition_do_not_open() {
        let mut item = months_item(&test_keys(), &partition(), &used("1"), Kept::SHIPPED.reads);
        item.insert("pk".to_owned(), super::super::text("Y#other"));

        assert_eq!(months(&test_keys(), &item), Err(ItemError { attribute: "body" }));
    }
}
