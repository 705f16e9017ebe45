//! The demo accounts go in whole, as every start of the local portal needs them to.

use domain::Language;
use import_accounts::ImportEnd;

use crate::store::{Store, import, matches};

const DEMO: &str = include_str!("../../../../infra/local/demo.csv");

/// The columns of docs/OPERATING.md#the-billing-extract.
const HEADER: &str = "account_no,alias_nos,last_name,joint_last_names,business_name,billing_zip,\
                      service_zip,last_bill_cents,last_bill_date,status,bill_delivery,\
                      contact_email,contact_phone,language,customer_no,service_from,service_name";

/// The number in the first column of the first row of which `wanted` is true.
fn number_of(wanted: impl Fn(&str) -> bool) -> &'static str {
    let row = DEMO.lines().skip(1).find(|row| wanted(row)).expect("a row");
    row.split(',').next().expect("a number")
}

#[tokio::test]
async fn every_demo_account_goes_in() {
    let store = Store::default();

    let summary = import(&store, DEMO).await.expect("an import");

    assert_eq!(DEMO.lines().next(), Some(HEADER));
    assert_eq!((summary.end, summary.accounts), (ImportEnd::InForce, summary.rows));
    assert!((250..=350).contains(&summary.rows), "{}", summary.rows);
    assert!(summary.reasons.is_empty(), "{:?}", summary.reasons);
    assert!(summary.warnings.is_empty(), "{:?}", summary.warnings);
    assert!(summary.mended.is_empty() && summary.unknown_columns.is_empty());
    assert_eq!((summary.lines, summary.repeated), (summary.rows, 0));
    assert!(summary.aliases >= 30, "{}", summary.aliases);
}

#[tokio::test]
async fn the_first_demo_account_is_the_simplest_to_try() {
    let store = Store::default();

    import(&store, DEMO).await.expect("an import");

    assert_eq!(number_of(|_| true), "1000245");
    assert!(matches(&store, "1000245", "Walker"));
    assert_eq!(store.facts("1000245").and_then(|facts| facts.contact), None);
}

#[tokio::test]
async fn the_demo_accounts_show_what_matching_forgives() {
    let store = Store::default();

    import(&store, DEMO).await.expect("an import");

    let sons = number_of(|row| row.contains("\"Miller & Sons Co., Inc.\""));
    let zeros = number_of(|row| row.starts_with("00"));
    let spanish = number_of(|row| row.contains("@example.") && row.contains(",es,"));
    let contact = store.facts(spanish).and_then(|facts| facts.contact);
    assert!(matches(&store, sons, "miller and sons"));
    assert!(store.facts(zeros.trim_start_matches('0')).is_some());
    assert_eq!(contact.map(|contact| contact.language), Some(Language::Spanish));
    for name in ["García", "Muñoz", "Nguyễn", "O’Brien", "de la Cruz", "King III"] {
        assert!(DEMO.contains(name), "{name}");
    }
}
