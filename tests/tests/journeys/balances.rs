//! What is due, on home: whose it is, and how old.

use jiff::SignedDuration;
use tests::app::{Account, Browser, CLOSED, PLAIN, SECOND, TestApp};
use tests::walk::{add_account, says, settle};

const EMAIL: &str = "robin.asterfield@mail.example";
const WHO_MOVED_IN: &str = "moved.in@mail.example";
const DAY: SignedDuration = SignedDuration::from_hours(24);
const HEADER: &str = "account_no,balance_cents,as_of,due_date,auto_pay,customer_no";

/// [`PLAIN`] under its next holder's name.
const NEXT: Account = Account { name: "Nightingale", ..PLAIN };

/// A file with these rows.
fn file(rows: &[&str]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

/// What home shows now.
async fn home(browser: &mut Browser<'_>) -> String {
    let page = browser.open("/home").await;
    assert_eq!((page.path.as_str(), page.status), ("/home", 200));
    browser.page().main()
}

/// An app with a member of one account, and their browser.
async fn settled(app: &TestApp) -> Browser<'_> {
    for sum in ["84.10", "91.20"] {
        app.remember(sum);
    }
    let mut browser = app.browser();
    settle(app, &mut browser, PLAIN, EMAIL).await;
    browser
}

#[tokio::test]
async fn a_member_sees_what_is_due_and_by_when() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;

    let due = file(&["4815-1623,8410,2026-11-23,2026-12-08,no,"]);
    assert_eq!(app.import_balances(&due).await.added, 1);

    let home = home(&mut browser).await;
    assert!(home.contains(says().account.home.due), "{home}");
    assert!(home.contains("$84.10 is due by December 8, 2026"), "{home}");
}

#[tokio::test]
async fn a_member_sees_that_auto_pay_takes_it_and_then_that_nothing_is_due() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;

    app.import_balances(&file(&["48151623,8410,2026-11-23,2026-12-08,yes,"])).await;
    let before = home(&mut browser).await;
    app.wait(DAY * 2);
    let mut elsewhere = app.browser();
    tests::walk::sign_in(&mut elsewhere, EMAIL, tests::walk::PASSWORD).await;
    app.import_balances(&file(&["48151623,0,2026-11-25,,yes,"])).await;
    let after = home(&mut elsewhere).await;

    assert!(before.contains("Auto Pay takes $84.10 on December 8, 2026"), "{before}");
    assert!(after.contains(says().account.home.nothing_due), "{after}");
}

#[tokio::test]
async fn before_billing_has_told_anything_home_is_as_it_was() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;

    app.import_balances(&file(&["48151642,8410,2026-11-23,,,"])).await;

    let home = home(&mut browser).await;
    assert!(!home.contains(says().account.home.due), "a neighbour's figures show nothing here");
    assert!(!home.contains("84.10") && home.contains(says().account.home.bills), "{home}");
}

#[tokio::test]
async fn figures_of_over_a_week_say_of_which_day_they_are() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    app.import_balances(&file(&["48151623,8410,2026-11-23,,,"])).await;
    let fresh = home(&mut browser).await;

    app.wait(DAY * 8);
    let mut later = app.browser();
    tests::walk::sign_in(&mut later, EMAIL, tests::walk::PASSWORD).await;
    let old = home(&mut later).await;

    assert!(!fresh.contains("Figures of") && fresh.contains("$84.10 is due"), "{fresh}");
    assert!(old.contains("Figures of November 23, 2026"), "{old}");
}

#[tokio::test]
async fn an_older_file_that_comes_late_changes_nothing() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    app.wait(DAY * 2);
    app.import_balances(&file(&["48151623,9120,2026-11-25,,,"])).await;

    let late = app.import_balances(&file(&["48151623,8410,2026-11-24,,,"])).await;

    assert_eq!((late.older, late.changed), (1, 0));
    tests::walk::sign_in(&mut browser, EMAIL, tests::walk::PASSWORD).await;
    let home = home(&mut browser).await;
    assert!(home.contains("$91.20") && !home.contains("84.10"), "{home}");
}

#[tokio::test]
async fn who_moves_in_never_sees_what_their_predecessor_owed() {
    let app = TestApp::start().await;
    let mut out = settled(&app).await;
    let owed = file(&["48151623,8410,2026-11-23,,,"]);
    app.import_balances(&owed).await;
    assert!(home(&mut out).await.contains("84.10"));

    app.wait(DAY * 2);
    app.import(
        "account_no,last_name,billing_zip,status\n48151623,Nightingale,78611,active\n\
         48151642,Ravensbourne,78612,active\n",
    )
    .await;
    let (mut into, mut out) = (app.browser(), app.browser());
    settle(&app, &mut into, NEXT, WHO_MOVED_IN).await;
    tests::walk::sign_in(&mut out, EMAIL, tests::walk::PASSWORD).await;
    let last = file(&["48151623,9120,2026-11-24,,,", "48151642,1,2026-11-25,,,"]);
    let last = app.import_balances(&last).await;

    assert_eq!(last.reasons["before-holder"], 1);
    for (who, home) in [("in", home(&mut into).await), ("out", home(&mut out).await)] {
        assert!(!home.contains("84.10") && !home.contains("91.20"), "{who}: {home}");
        assert!(!home.contains(says().account.home.due), "{who}: {home}");
    }
    app.import_balances(&file(&["48151623,700,2026-11-25,,,"])).await;
    assert!(home(&mut into).await.contains("$7.00 is due"), "and their own from the first day on");
}

#[tokio::test]
async fn the_extract_can_say_since_when_an_account_is_its_holders() {
    let app = TestApp::empty();
    let extract = |day: &str| {
        format!(
            "account_no,last_name,billing_zip,status,service_from\n\
             48151623,Quillfeather,78611,active,{day}\n"
        )
    };
    app.import(&extract("11/3/2026")).await;
    let mut browser = settled(&app).await;

    let early = file(&["48151623,9120,2026-11-02,,,", "48151623,8410,2026-11-03,,,"]);
    let early = app.import_balances(&early).await;

    assert_eq!((early.added, early.reasons["before-holder"]), (1, 1));
    assert!(home(&mut browser).await.contains("$84.10 is due"));
}

#[tokio::test]
async fn a_row_of_another_customer_is_shown_to_nobody() {
    let app = TestApp::empty();
    app.import(
        "account_no,last_name,billing_zip,customer_no\n48151623,Quillfeather,78611,0055\n\
         48151642,Ravensbourne,78612,77\n",
    )
    .await;
    let mut browser = settled(&app).await;

    let rows = ["48151623,9120,2026-11-23,,,56", "48151642,1,2026-11-23,,,77"];
    let other = app.import_balances(&file(&rows)).await;
    let before = home(&mut browser).await;
    app.import_balances(&file(&["48151623,8410,2026-11-23,,,55"])).await;

    assert_eq!((other.added, other.reasons["other-customer"]), (1, 1));
    assert!(!before.contains("91.20"), "{before}");
    assert!(home(&mut browser).await.contains("$84.10 is due"));
}

#[tokio::test]
async fn a_closed_account_shows_its_last_figures_to_who_had_it_and_to_nobody_else() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    app.wait(DAY);
    let closed = |name: &str| {
        format!(
            "account_no,last_name,billing_zip,status\n48151623,{name},78611,closed\n\
             48151642,Ravensbourne,78612,active\n"
        )
    };
    app.import(&closed(PLAIN.name)).await;

    app.import_balances(&file(&["48151623,8410,2026-11-24,2026-12-08,,"])).await;
    tests::walk::sign_in(&mut browser, EMAIL, tests::walk::PASSWORD).await;
    let last = home(&mut browser).await;
    app.wait(DAY);
    app.import(&closed("Nightingale")).await;
    let next = file(&["48151623,9120,2026-11-25,,,"]);
    assert_eq!(app.import_balances(&next).await.added, 1, "it is another holder's partition");
    tests::walk::sign_in(&mut browser, EMAIL, tests::walk::PASSWORD).await;

    assert!(last.contains("$84.10 is due"), "{last}");
    let home = home(&mut browser).await;
    assert!(home.contains("84.10") && !home.contains("91.20"), "{home}");
}

#[tokio::test]
async fn what_is_due_is_said_in_spanish_too() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    app.import_balances(&file(&["48151623,-8410,2026-11-23,,,"])).await;

    browser.open("/home?lang=es").await;

    let home = browser.page().main();
    assert!(home.contains("Por pagar") && home.contains("Crédito de $84.10"), "{home}");
}

#[tokio::test]
async fn a_file_names_accounts_by_their_old_numbers_too() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, tests::app::RENAMED, EMAIL).await;

    app.import_balances(&file(&["77-2001,8410,2026-11-23,,,"])).await;

    assert!(home(&mut browser).await.contains("$84.10 is due"));
}

#[tokio::test]
async fn an_account_without_figures_beside_one_with_says_so() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    add_account(&mut browser, SECOND).await;

    let closed = format!("{},1,2026-11-23,,,", CLOSED.number);
    app.import_balances(&file(&["48151623,8410,2026-11-23,,,", &closed])).await;

    let home = home(&mut browser).await;
    assert!(
        home.contains("$84.10 is due") && home.contains(says().account.home.not_told),
        "{home}"
    );
}
