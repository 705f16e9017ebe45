//! A question whose column the extract in force lacks: nobody could match, and nobody's tries are used up.

use domain::limits::Subject;
use domain::{AccountKey, AccountNumber};
use fixtures::test_keys;
use tests::app::{Browser, PLAIN, Page, SECOND, TestApp};
use tests::walk::{ask, settle, tell_who};

const EMAIL: &str = "imogen.thackeray@mail.example";

#[track_caller]
fn is_unavailable(page: &Page) {
    assert_eq!(page.status, 503);
    assert_eq!(page.header("retry-after"), Some("60"));
}

/// How often an account was tried.
fn tries(app: &TestApp, number: &str) -> usize {
    let account = AccountNumber::parse(number).expect("a number");
    let key = AccountKey::of(&test_keys(), &account);
    app.store.counter(&Subject::Account(key)).tallies.len()
}

async fn add<'a>(browser: &'a mut Browser<'_>) -> &'a Page {
    browser.open("/profile/accounts").await;
    let typed =
        [("account_number", SECOND.number), ("name", SECOND.name), ("billing_zip", SECOND.zip)];
    browser.submit(&typed).await
}

#[tokio::test]
async fn step_3_says_that_it_is_not_available_and_counts_nothing_until_the_column_is_there() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    tell_who(&mut browser, PLAIN, EMAIL).await;
    let typed = [("billing_zip", PLAIN.zip), ("accept_terms", "yes")];
    app.extract_answers(&["last_bill_cents"]).await;

    for _ in 0..6 {
        is_unavailable(browser.submit(&typed).await);
        browser.open("/register/identity").await;
    }
    assert_eq!(tries(&app, PLAIN.number), 0);
    assert!(app.store.pendings().is_empty() && app.store.letters().is_empty());

    app.extract_answers(&["billing_zip", "last_bill_cents"]).await;
    ask(&mut browser, PLAIN, EMAIL).await;

    assert_eq!(app.letter_to(EMAIL).await.kind, "confirm");
}

#[tokio::test]
async fn one_more_account_cannot_be_added_either_and_that_counts_nothing() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    app.extract_answers(&[]).await;

    for _ in 0..6 {
        is_unavailable(add(&mut browser).await);
    }
    assert_eq!(tries(&app, SECOND.number), 0);

    app.extract_answers(&["billing_zip"]).await;
    assert_eq!(add(&mut browser).await.status, 303);
}
