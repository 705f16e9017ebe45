//! Whose the names of documents are.

use domain::HistoryKey;
use domain::history::{BillKey, BillPlace, DocumentName, DocumentTag, Kept, NameClaim, ToldBill};
use fixtures::test_keys;

use super::Store;
use super::history::bill;
use super::world::{NOON, SECOND};

fn tag(name: &str) -> DocumentTag {
    DocumentTag::of(&test_keys(), &DocumentName::parse(name).expect("a name"))
}

fn place(bill: &str) -> BillPlace {
    (HistoryKey::from_stored("a"), BillKey::from_stored(bill))
}

pub async fn a_name_is_its_bills_and_says_whether_its_document_was_copied(store: impl Store) {
    let until = NOON + SECOND;
    let [one, two, three] = ["one.pdf", "two.pdf", "three.pdf"].map(tag);
    let claims = [(one, NameClaim::Waits(place("x"))), (two, NameClaim::Disputed)];
    store.put_claims(&claims, until).await.expect("they are written");
    let copied = [(one, NameClaim::Copied(place("x")))];
    store.put_claims(&copied, until).await.expect("it is written");

    let mut found = store.claims(&[two, one, three, one]).await.expect("an answer");
    let none = store.claims(&[]).await.expect("an answer");

    found.sort_by_key(|(tag, _)| *tag);
    let mut expected = [copied[0].clone(), claims[1].clone()];
    expected.sort_by_key(|(tag, _)| *tag);
    assert_eq!(found, expected);
    assert!(none.is_empty());
}

pub async fn more_names_than_a_batch_holds_are_written_and_read(store: impl Store) {
    let of = |at: u32| (tag(&at.to_string()), NameClaim::Waits(place(&at.to_string())));
    let mut all: Vec<(DocumentTag, NameClaim)> = (0..230).map(of).collect();
    store.put_claims(&all, NOON).await.expect("they are written");

    let tags: Vec<DocumentTag> = all.iter().map(|(tag, _)| *tag).collect();
    let mut found = store.claims(&tags).await.expect("an answer");

    found.sort_by_key(|(tag, _)| *tag);
    all.sort_by_key(|(tag, _)| *tag);
    assert_eq!(found, all);
}

pub async fn a_bill_keeps_its_document_and_whether_it_was_copied(store: impl Store) {
    let with = |has_document| {
        let mut told = bill(1);
        told.bill.document = Some(tag("one.pdf"));
        ToldBill { has_document, ..told }
    };
    let bills = [(place("x"), with(false)), (place("y"), with(true)), (place("z"), bill(2))];

    store.put_bills(&bills, Kept::SHIPPED.bills).await.expect("they are written");

    let mut found = store.bills(&HistoryKey::from_stored("a")).await.expect("an answer");
    found.sort_by(|one, other| one.0.cmp(&other.0));
    let expected = bills.map(|((_, key), told)| (key, told));
    assert_eq!(found, expected);
}
