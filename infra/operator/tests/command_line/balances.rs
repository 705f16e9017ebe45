//! Imports of what is due on accounts.

use std::fs;

use domain::HistoryKey;
use domain::history::Told;
use domain::ports::Balances;

use crate::portal::{Portal, accounts, today};

/// What is kept of an account's first holder.
async fn kept(portal: &Portal, number: &str) -> Option<Told> {
    let (tables, keys) = portal.tables().await;
    let account = domain::AccountNumber::parse(number).expect("a number");
    let key = HistoryKey::of(&keys, &account, 1);
    let found = tables.balances(&[key]).await.expect("an answer");
    found.into_iter().map(|(_, told)| told).next()
}

#[tokio::test(flavor = "multi_thread")]
async fn balances_go_in_and_bad_rows_come_back_with_line_and_reason() {
    let portal = Portal::start().await;
    portal.import(&accounts(&["1000245,Quixote,24091,", "7,Panza,24091,"])).await;
    let rows = format!("Acct Nbr,Amount Due,as_of\n1000245,$84.10,{0}\n999,$7.77,{0}\n", today());
    let file = portal.file("balances.csv", &rows);

    let dry = portal.run(&["import", "--as", "balances", &file, "--dry-run"]).await;
    let before = kept(&portal, "1000245").await;
    let ran = portal.run(&["import", "--as", "balances", &file]).await;

    assert_eq!((dry.code, before), (4, None), "{}", dry.error);
    assert_eq!(ran.code, 4, "{}", ran.error);
    assert!(ran.out.contains("is taken in."), "{}", ran.out);
    assert!(ran.out.contains("unknown-account: 1"), "{}", ran.out);
    let amount = kept(&portal, "1000245").await.expect("a balance").balance.amount;
    assert_eq!(amount.expose(), 8_410);
    let rejects = portal.data.path().with_extension("balances.rejects.csv");
    let text = fs::read_to_string(rejects).expect("rejected rows");
    assert!(text.starts_with("line,reason,Acct Nbr") && text.contains("999,$7.77"), "{text}");
    for shown in [&ran.out, &ran.error] {
        assert!(!shown.contains("7.77") && !shown.contains("84.10"), "{shown}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_says_nothing_of_anybody_is_refused_and_says_what_to_do() {
    let portal = Portal::start().await;
    let file = portal.file("balances.csv", "account_no,balance_cents,as_of\n999,1,2026-01-02\n");

    let before = portal.run(&["import", "--as", "balances", &file]).await;
    portal.import(&accounts(&["1000245,Lee,24091,"])).await;
    let none = portal.run(&["import", "--as", "balances", &file]).await;
    let forced = portal.run(&["import", "--as", "balances", &file, "--force"]).await;
    let headless = portal.file("balances.csv", "account_no,rate\n1000245,1\n");
    let headless = portal.run(&["import", "--as", "balances", &headless]).await;

    assert!(before.error.contains("no billing extract is in force"), "{}", before.error);
    assert!(none.error.contains("none of the file's 1 rows can be used"), "{}", none.error);
    assert!(forced.error.contains("--force is for the extract"), "{}", forced.error);
    assert!(headless.error.contains("no column `balance_cents`"), "{}", headless.error);
    assert_eq!([before.code, none.code, forced.code, headless.code], [1; 4]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_columns_of_balances_are_listed() {
    let ran = crate::portal::run(&["import", "--columns", "--as", "balances"]).await;

    assert_eq!(ran.code, 0, "{}", ran.error);
    for name in ["balance_cents", "as_of", "auto_pay", "Amount Due"] {
        assert!(ran.out.contains(name), "{name}");
    }
}
