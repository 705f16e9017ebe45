//! What was used last month, on home.

use std::fmt::Write as _;

use jiff::SignedDuration;
use tests::app::{Account, ON_FILE, PLAIN, SECOND, TestApp};
use tests::walk::{PASSWORD, add_account, settle, sign_in};

use super::super::people::{DAUGHTER, accept_as_new, let_in};
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
    add_account(&mut browser, SECOND).await;
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
    settle(&app, &mut browser, super::NEXT, super::EMAIL).await;

    let home = shown(&mut browser, "/home").await;

    assert!(!home.contains("kWh"), "{home}");
}

/// Adds an account on the profile.
async fn add(browser: &mut tests::app::Browser<'_>, account: Account) {
    browser.open("/profile/accounts").await;
    let Account { number, name, zip } = account;
    let fields = [("account_number", number), ("name", name), ("billing_zip", zip)];
    browser.go_on(&fields).await;
}

#[tokio::test]
async fn whoever_has_many_accounts_sees_what_was_used_on_each() {
    let more = [
        Account { number: "48151650", name: "Hollowell", zip: "78650" },
        Account { number: "48151651", name: "Pemberton", zip: "78651" },
        Account { number: "48151652", name: "Thistlewood", zip: "78652" },
    ];
    let app = TestApp::empty();
    let row = |it: &Account| format!("{},{},{},active,2024-01-01\n", it.number, it.name, it.zip);
    app.import(&(super::EXTRACT.to_owned() + &more.each_ref().map(row).concat())).await;
    let mut browser = member(&app).await;
    for account in [SECOND, more[0], more[1], more[2]] {
        add(&mut browser, account).await;
    }
    for (kwh, account) in (40..).zip([PLAIN, SECOND, more[0], more[1]]) {
        told(&app, &month(account.number, "2026-10", 31, kwh)).await;
        told(&app, &month(account.number, "2025-10", 31, kwh + 10)).await;
    }

    let alone = shown(&mut browser, "/home").await;
    let due = "account_no,balance_cents,as_of\n48151623,0,2026-11-23\n";
    app.import_balances(due).await;
    let with_dues = shown(&mut browser, "/home").await;

    for home in [alone, with_dues] {
        assert!(home.contains("Used in October 2026; in brackets, a year before."), "{home}");
        for used in
            ["1,240 kWh (1,550)", "1,271 kWh (1,581)", "1,302 kWh (1,612)", "1,333 kWh (1,643)"]
        {
            assert_eq!(home.matches(used).count(), 1, "{used}: {home}");
        }
        assert_eq!(home.matches("kWh").count(), 4, "of the fifth nothing is known: {home}");
        assert_eq!(home.matches("ending in").count(), 5, "each is named once: {home}");
    }
}

#[tokio::test]
async fn a_guest_sees_nothing_of_what_was_used_on_home() {
    for role in ["pay", "view"] {
        let app = app().await;
        told(&app, &month(PLAIN.number, "2026-10", 31, 40)).await;
        let (mut owner, mut guest) = (member(&app).await, app.browser());
        let link = let_in(&app, &mut owner, DAUGHTER, role).await;
        accept_as_new(&mut guest, &link).await;

        let home = shown(&mut guest, "/home").await;

        assert!(shown(&mut owner, "/home").await.contains("1,240 kWh"));
        assert!(!home.contains("kWh") && !home.contains("1,240"), "{role}: {home}");
    }
}

#[tokio::test]
async fn of_an_account_that_is_held_home_shows_no_use_until_the_hold_is_over() {
    let app = TestApp::empty();
    let Account { number, name, zip } = ON_FILE;
    app.import(&format!(
        "account_no,last_name,billing_zip,status,service_from,contact_email\n\
         {number},{name},{zip},active,2024-01-01,onfile@mail.example\n"
    ))
    .await;
    told(&app, &month(number, "2026-10", 31, 40)).await;
    let mut browser = app.browser();
    settle(&app, &mut browser, ON_FILE, super::EMAIL).await;

    let held = shown(&mut browser, "/home").await;
    app.wait(SignedDuration::from_hours(72));
    sign_in(&mut browser, super::EMAIL, PASSWORD).await;
    let open = shown(&mut browser, "/home").await;

    assert!(!held.contains("kWh"), "{held}");
    assert!(open.contains("Used in October 2026: 1,240 kWh"), "{open}");
}

#[tokio::test]
async fn of_an_account_that_was_closed_home_shows_the_last_month_as_long_as_of_any_other() {
    let app = app().await;
    let mut browser = member(&app).await;
    told(&app, &month(PLAIN.number, "2025-11", 30, 50)).await;
    told(&app, &month(PLAIN.number, "2026-10", 31, 40)).await;
    app.import(&super::EXTRACT.replace("78611,active", "78611,closed")).await;
    // Its meter was read for the last time, and no file tells of it again.
    told(&app, &month(PLAIN.number, "2026-11", 20, 9)).await;

    let mut seen = vec![shown(&mut browser, "/home").await];
    // December 1, January 31, February 1.
    for days in [8, 61, 1] {
        app.wait(SignedDuration::from_hours(24 * days));
        sign_in(&mut browser, super::EMAIL, PASSWORD).await;
        seen.push(shown(&mut browser, "/home").await);
    }

    let november = "Used in November 2026: 180 kWh in part, a year before: 1,500 kWh";
    assert!(seen[0].contains("Used in October 2026: 1,240 kWh"), "{}", seen[0]);
    assert!(seen[1].contains(november), "{}", seen[1]);
    assert!(seen[2].contains(november), "{}", seen[2]);
    assert!(!seen[3].contains("kWh"), "{}", seen[3]);
}

#[tokio::test]
async fn until_the_last_day_of_a_month_was_told_home_shows_the_month_before() {
    let app = app().await;
    let mut browser = member(&app).await;
    told(&app, &month(PLAIN.number, "2026-10", 31, 40)).await;
    told(&app, &month(PLAIN.number, "2026-11", 22, 9)).await;
    app.wait(SignedDuration::from_hours(24 * 8));
    sign_in(&mut browser, super::EMAIL, PASSWORD).await;

    let before = shown(&mut browser, "/home").await;
    told(&app, &month(PLAIN.number, "2026-11", 30, 10)).await;
    let after = shown(&mut browser, "/home").await;

    assert!(before.contains("Used in October 2026: 1,240 kWh"), "{before}");
    assert!(after.contains("Used in November 2026: 300 kWh"), "{after}");
}
