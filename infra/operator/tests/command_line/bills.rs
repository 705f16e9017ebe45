//! Imports of bills.

use domain::HistoryKey;
use domain::ports::Bills;

use crate::portal::{Portal, run};

#[tokio::test(flavor = "multi_thread")]
async fn bills_go_in_and_those_from_before_the_holder_come_back() {
    let portal = Portal::start().await;
    let extract =
        "account_no,last_name,billing_zip,service_from\n1000245,Quixote,24091,2026-02-01\n";
    portal.import(extract).await;
    let rows = "Acct,Invoice No,Bill Date,Total Charges,Service From,kWh\n\
                1000245,77,2026-03-12,$84.10,2026-02-10,812\n1000245,76,2026-02-12,$91.20,2026-01-10,900\n";
    let file = portal.file("bills.csv", rows);

    let ran = portal.run(&["import", "--as", "bills", &file]).await;

    assert_eq!(ran.code, 4, "{}", ran.error);
    assert!(ran.out.contains("before-holder: 1"), "{}", ran.out);
    let (tables, keys) = portal.tables().await;
    let account = domain::AccountNumber::parse("1000245").expect("a number");
    let kept = tables.bills(&HistoryKey::of(&keys, &account, 1)).await.expect("an answer");
    let sums: Vec<i64> = kept.iter().map(|(_, told)| told.bill.amount.expose()).collect();
    assert_eq!(sums, [8_410]);
    assert!(!ran.out.contains("84.10") && !ran.error.contains("91.20"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_columns_of_bills_are_listed() {
    let ran = run(&["import", "--columns", "--as", "bills"]).await;

    assert_eq!(ran.code, 0, "{}", ran.error);
    for name in ["bill_date", "from_date", "use_kwh", "Total Charges"] {
        assert!(ran.out.contains(name), "{name}");
    }
}
