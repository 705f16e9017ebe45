//! A bill: sealed, under a key that names nobody.

use domain::history::{Bill, BillKey, BillPlace, Cents, DocumentTag, KeptMonths, ToldBill};
use domain::{HistoryKey, KeyRing, open_history};
use jiff::Timestamp;
use jiff::civil::Date;

use super::history::{FORM, NONE, item_of, place, sealed};
use super::{Item, ItemError, Key, Reader};

/// Every body is this long, so that its length tells nothing of a sum.
const LENGTH: usize = 160;
/// The start of the sort keys of bills.
pub(crate) const BILLS: &str = "B#";
/// What stands before the tag of a document that was copied, and of one that was not.
const COPIED: char = '+';
const WAITS: char = '?';

pub(crate) fn bill_item(
    keys: &KeyRing,
    (partition, bill): &BillPlace,
    told: &ToldBill,
    kept: KeptMonths,
) -> Item {
    sealed(keys, &Key::bill(partition, bill), &bill_body(told), kept.end_of(told.bill.date))
}

pub(crate) fn bill(keys: &KeyRing, item: &Item) -> Result<(BillPlace, ToldBill), ItemError> {
    let item = Reader::new(item);
    let partition = item.parsed("pk", |pk| pk.strip_prefix("Y#").map(HistoryKey::from_stored))?;
    let bill = item.parsed("sk", |sk| sk.strip_prefix(BILLS).map(BillKey::from_stored))?;
    let of = item_of(&Key::bill(&partition, &bill));
    let told = item.parsed("body", |sealed| read_bill(&open_history(keys, place(&of), sealed)?))?;
    Ok(((partition, bill), told))
}

/// A bill as text, always of one length.
fn bill_body(told: &ToldBill) -> String {
    let ToldBill { bill, at, has_document } = told;
    let any = |text: Option<String>| text.unwrap_or_else(|| NONE.to_owned());
    let fields = [
        FORM.to_owned(),
        bill.date.to_string(),
        bill.amount.expose().to_string(),
        bill.from.to_string(),
        any(bill.to.map(|day| day.to_string())),
        any(bill.due.map(|day| day.to_string())),
        any(bill.watt_hours.map(|it| it.to_string())),
        any(bill.balance.map(|it| it.expose().to_string())),
        at.as_second().to_string(),
        any(bill.document.map(|tag| document(tag, *has_document))),
    ];
    format!("{:<LENGTH$}", fields.join(" "))
}

/// A document as text: its tag, after a mark that says whether it was copied.
fn document(tag: DocumentTag, is_copied: bool) -> String {
    format!("{}{}", if is_copied { COPIED } else { WAITS }, tag.text())
}

fn read_document(text: &str) -> Option<(DocumentTag, bool)> {
    let (is_copied, tag) = match text.strip_prefix(COPIED) {
        Some(tag) => (true, tag),
        None => (false, text.strip_prefix(WAITS)?),
    };
    Some((DocumentTag::parse(tag)?, is_copied))
}

fn read_bill(text: &str) -> Option<ToldBill> {
    let mut fields = text.split_ascii_whitespace();
    let mut next = || fields.next();
    let sum = |text: &str| Cents::new(text.parse().ok()?);
    if next()? != FORM {
        return None;
    }
    let (date, amount, from) = (next()?.parse().ok()?, sum(next()?)?, next()?.parse().ok()?);
    let [to, due, used, balance] =
        [next()?, next()?, next()?, next()?].map(|text| Some(text).filter(|text| *text != NONE));
    let day = |text: Option<&str>| text.map(str::parse::<Date>).transpose().ok();
    let watt_hours = used.map(str::parse).transpose().ok()?;
    let balance = match balance {
        Some(text) => Some(sum(text)?),
        None => None,
    };
    let (to, due) = (day(to)?, day(due)?);
    let at = Timestamp::from_second(next()?.parse().ok()?).ok()?;
    // Bills from before there were documents end here.
    let document = match next() {
        None | Some(NONE) => None,
        Some(text) => Some(read_document(text)?),
    };
    let has_document = document.is_some_and(|(_, is_copied)| is_copied);
    let document = document.map(|(tag, _)| tag);
    let bill = Bill { date, amount, from, to, due, watt_hours, balance, document };
    Some(ToldBill { bill, at, has_document })
}

#[cfg(test)]
mod tests {
    use domain::history::{DocumentName, Kept};
    use fixtures::test_keys;
    use jiff::civil::date;

    use super::*;

    fn sum(amount: i64) -> Cents {
        Cents::new(amount).expect("a sum")
    }

    fn sample_bill(name: Option<&str>, has_document: bool) -> ToldBill {
        let tag =
            |name: &str| DocumentTag::of(&test_keys(), &DocumentName::parse(name).expect("a name"));
        let bill = Bill {
            date: date(2026, 11, 12),
            amount: sum(-Cents::MOST),
            from: date(2026, 10, 10),
            to: Some(date(9999, 12, 31)),
            due: Some(date(9999, 12, 31)),
            watt_hours: Some(999_999_999_999),
            balance: Some(sum(-Cents::MOST)),
            document: name.map(tag),
        };
        ToldBill { bill, at: Timestamp::constant(1_795_435_200, 0), has_document }
    }

    #[test]
    fn a_bill_reads_back_with_its_document_and_has_one_length() {
        let place = (HistoryKey::from_stored("abc"), BillKey::from_stored("b"));
        let samples = [(None, false), (Some("a.pdf"), false), (Some("a.pdf"), true)];
        for (name, has_document) in samples {
            let told = sample_bill(name, has_document);
            let item = bill_item(&test_keys(), &place, &told, Kept::SHIPPED.bills);

            assert_eq!(bill(&test_keys(), &item), Ok((place.clone(), told)));
            assert_eq!(bill_body(&told).len(), LENGTH);
        }
    }

    #[test]
    fn a_bill_from_before_there_were_documents_has_none() {
        let told = sample_bill(None, false);
        let body = bill_body(&told);
        let before = body.trim_end().strip_suffix(NONE).expect("a field for the document");

        assert_eq!(read_bill(before), Some(told));
    }
}
