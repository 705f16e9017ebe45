//! What was used last month, on home.

use std::fmt::Write as _;

use tests::app::{PLAIN, SECOND, TestApp};

use super::{app, file, member, shown};

/// A row for each day of a month, of so many kilowatt-hours.
fn month(account: &str, first: &str, days: u32, kwh: u32) -> String {
    let mut rows = String::new();
    for day in 1..=days {
        let _ = writeln!(rows, "{account},{first}-{day:02},1440,{kwh},,,");
    }
    rows
}

async fn told(app: &TestApp, rows: &str) {
    app.import_reads(&file(rows)).await;
}

#[tokio::test]
async fn last_month_stands_on_home_beside_the_same_month_a_year_before() {
    let app = app().await;
    let mut browser = member(&app).await;
    let before = shown(&mut browser, "/home").await;
    told(&app, &month(PLAIN.number, "2026-10", 31, 40)).await;
    let alone = shown(&mut browser, "/home").await;
    told(&app, &month(PLAIN.number, "2025-10", 30, 50)).await;
    // This month is not over.
    told(&app, &month(PLAIN.number, "2026-11", 20, 9)).await;

    let both = shown(&mut browser, "/home").await;

    assert!(!before.contains("kWh"), "{before}");
    assert!(alone.contains("Used in October 2026: 1,240 kWh") && !alone.contains("a year before"));
    assert!(both.contains("Used in October 2026: 1,240 kWh, a year before: 1,500 kWh"), "{both}");
}

#[tokio::test]
async fn a_month_that_is_known_in_part_says_so_and_of_two_accounts_each_has_its_own() {
    let app = app().await;
    let mut browser = member(&app).await;
    browser.open("/profile/accounts").await;
    let second =
        [("account_number", SECOND.number), ("name", SECOND.name), ("billing_zip", SECOND.zip)];
    browser.go_on(&second).await;
    told(&app, &month(PLAIN.number, "2026-10", 10, 40)).await;
    told(&app, &month(SECOND.number, "2026-10", 31, 7)).await;

    let home = shown(&mut browser, "/home").await;

    assert!(home.contains("Used in October 2026: 400 kWh in part"), "{home}");
    assert!(home.contains("Used in October 2026: 217 kWh"), "{home}");
}

#[tokio::test]
async fn nothing_of_what_the_holder_before_used_stands_on_home() {
    let app = app().await;
    told(&app, &month(PLAIN.number, "2026-10", 31, 40)).await;
    app.import(&super::EXTRACT.replace(PLAIN.name, super::NEXT.name)).await;
    let mut browser = app.browser();
    tests::walk::settle(&app, &mut browser, super::NEXT, super::EMAIL).await;

    let home = shown(&mut browser, "/home").await;

    assert!(!home.contains("kWh"), "{home}");
}
