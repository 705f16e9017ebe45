//! What is kept of an account over time: sealed, under a key that names nobody.

use domain::history::{Balance, Cents, KeptMonths, Payment, Told};
use domain::{HistoryKey, KeyRing, Place, open_history, seal_history};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Item, ItemError, Key, Reader, Table, Writer};
use crate::random;

/// The form of a body; a body of another form is not read.
pub(super) const FORM: &str = "1";
/// Every body is this long, so that its length tells nothing of a sum.
const LENGTH: usize = 96;
/// What stands where there is nothing.
pub(super) const NONE: &str = "-";

/// The place of a body: partition and sort key, so that it opens in neither another account's nor another kind's item.
pub(super) fn place(item: &str) -> Place<'_> {
    Place { table: Table::History.name(), item, field: "body" }
}

pub(super) fn item_of(key: &Key) -> String {
    format!("{} {}", key.pk, key.sk.as_deref().unwrap_or_default())
}

pub(crate) fn balance_item(
    keys: &KeyRing,
    partition: &HistoryKey,
    told: &Told,
    kept: KeptMonths,
) -> Item {
    sealed(keys, &Key::balance(partition), &body(told), kept.end_of(told.balance.as_of))
}

/// An item with a sealed body that goes at an instant.
pub(super) fn sealed(keys: &KeyRing, key: &Key, body: &str, end: Timestamp) -> Item {
    let of = item_of(key);
    let body = seal_history(keys, place(&of), body, random::bytes());
    Writer::under(key).text("body", &body).instant("delete_at", end).item()
}

pub(crate) fn balance(keys: &KeyRing, item: &Item) -> Result<(HistoryKey, Told), ItemError> {
    let item = Reader::new(item);
    let partition = item.parsed("pk", |pk| pk.strip_prefix("Y#").map(HistoryKey::from_stored))?;
    let of = item_of(&Key::balance(&partition));
    let told = item.parsed("body", |sealed| read_body(&open_history(keys, place(&of), sealed)?))?;
    Ok((partition, told))
}

/// A balance as text, always of one length.
fn body(told: &Told) -> String {
    let Told { balance, at } = told;
    let day = |day: Option<Date>| day.map_or_else(|| NONE.to_owned(), |day| day.to_string());
    let paid = balance.last_payment;
    let fields = [
        FORM.to_owned(),
        balance.amount.expose().to_string(),
        balance.as_of.to_string(),
        day(balance.due),
        match balance.auto_pay {
            Some(true) => "yes".to_owned(),
            Some(false) => "no".to_owned(),
            None => NONE.to_owned(),
        },
        paid.map_or_else(|| NONE.to_owned(), |paid| paid.amount.expose().to_string()),
        day(paid.and_then(|paid| paid.on)),
        at.as_second().to_string(),
    ];
    format!("{:<LENGTH$}", fields.join(" "))
}

fn read_body(text: &str) -> Option<Told> {
    let mut fields = text.split_ascii_whitespace();
    let mut next = || fields.next();
    let sum = |text: &str| Cents::new(text.parse().ok()?);
    let day = |text: &str| match text {
        NONE => Some(None),
        text => text.parse::<Date>().ok().map(Some),
    };
    if next()? != FORM {
        return None;
    }
    let (amount, as_of, due) = (sum(next()?)?, next()?.parse().ok()?, day(next()?)?);
    let auto_pay = match next()? {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let paid = match next()? {
        NONE => None,
        text => Some(sum(text)?),
    };
    let on = day(next()?)?;
    let at = Timestamp::from_second(next()?.parse().ok()?).ok()?;
    let last_payment = paid.map(|amount| Payment { amount, on });
    Some(Told { balance: Balance { amount, as_of, due, auto_pay, last_payment }, at })
}

#[cfg(test)]
mod tests {
    use domain::history::Kept;
    use fixtures::test_keys;
    use jiff::civil::date;

    use super::*;

    fn partition() -> HistoryKey {
        HistoryKey::from_stored("abc")
    }

    fn sum(amount: i64) -> Cents {
        Cents::new(amount).expect("a sum")
    }

    fn sample() -> Told {
        let paid = Payment { amount: sum(9_000), on: Some(date(2026, 11, 2)) };
        let balance = Balance {
            amount: sum(-8_410),
            as_of: date(2026, 11, 23),
            due: Some(date(2026, 12, 8)),
            auto_pay: Some(true),
            last_payment: Some(paid),
        };
        Told { balance, at: Timestamp::constant(1_795_435_200, 0) }
    }

    fn bare() -> Told {
        let told = sample();
        let balance = Balance { due: None, auto_pay: None, last_payment: None, ..told.balance };
        Told { balance, ..told }
    }

    #[track_caller]
    fn reads_back(told: &Told) {
        let item = balance_item(&test_keys(), &partition(), told, Kept::SHIPPED.bills);
        assert_eq!(balance(&test_keys(), &item), Ok((partition(), *told)));
    }

    #[test]
    fn a_balance_reads_back() {
        reads_back(&sample());
        reads_back(&bare());
        let dayless = Payment { amount: sum(0), on: None };
        let told = sample();
        let balance =
            Balance { auto_pay: Some(false), last_payment: Some(dayless), ..told.balance };
        reads_back(&Told { balance, ..told });
    }

    #[test]
    fn an_item_has_nothing_open_but_its_end_and_tells_by_its_length_no_sum() {
        let length = |told: &Told| {
            let item = balance_item(&test_keys(), &partition(), told, Kept::SHIPPED.bills);
            item["body"].as_s().expect("text").len()
        };

        let item = balance_item(&test_keys(), &partition(), &sample(), Kept::SHIPPED.bills);
        let mut names: Vec<&str> = item.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["body", "delete_at", "pk", "sk"]);
        assert_eq!(length(&sample()), length(&bare()));
    }

    #[test]
    fn the_longest_body_has_room() {
        let most = Payment { amount: sum(-Cents::MOST), on: Some(date(9999, 12, 31)) };
        let told = sample();
        let balance =
            Balance { amount: sum(-Cents::MOST), last_payment: Some(most), ..told.balance };

        assert_eq!(body(&Told { balance, ..told }).len(), LENGTH);
    }

    #[test]
    fn a_balance_copied_to_another_partition_does_not_open() {
        let mut item = balance_item(&test_keys(), &partition(), &sample(), Kept::SHIPPED.bills);
        item.insert("pk".to_owned(), super::super::text("Y#other"));

        assert_eq!(balance(&test_keys(), &item), Err(ItemError { attribute: "body" }));
    }

    #[test]
    fn a_balance_goes_as_many_months_after_its_day_as_the_settings_say() {
        let end = |kept| {
            let item = balance_item(&test_keys(), &partition(), &sample(), kept);
            Reader::new(&item).instant("delete_at").expect("an end").to_string()
        };

        assert_eq!(end(Kept::SHIPPED.bills), "2031-11-23T00:00:00Z");
        assert_eq!(end(Kept::of(Some(24), None).expect("kept").bills), "2028-11-23T00:00:00Z");
    }
}
