//! How often an account may be tried, by whom and from where.

use jiff::SignedDuration;
use tests::app::{Account, Browser, JOINT, PLAIN, RENAMED, SECOND, TestApp};

use super::{EMAIL, OTHER, add, is_added, member, says_why, wrong};
use tests::walk::{PASSWORD, ask, says, sign_in};

const DAY: SignedDuration = SignedDuration::from_hours(24);

#[tokio::test]
async fn five_misses_of_a_member_in_a_day_and_the_sixth_waits() {
    let app = TestApp::start().await;
    let mut browser = member(&app, PLAIN, EMAIL).await;
    for number in 0..5 {
        let number = format!("90000{number}");
        let miss = Account { number: number.clone().leak(), ..SECOND };
        assert_eq!(add(&mut browser, miss).await.status, 422, "try {number}");
    }

    let mut elsewhere = app.browser();
    sign_in(&mut elsewhere, EMAIL, PASSWORD).await;
    let page = add(&mut elsewhere, SECOND).await;

    assert_eq!(page.status, 429);
    assert_eq!(page.header("retry-after"), Some("86400"));
    app.wait(DAY - SignedDuration::from_secs(1));
    sign_in(&mut elsewhere, EMAIL, PASSWORD).await;
    assert_eq!(add(&mut elsewhere, SECOND).await.status, 429, "a second too early");
    app.wait(SignedDuration::from_secs(1));
    is_added(add(&mut elsewhere, SECOND).await);
}

#[tokio::test]
async fn who_has_many_accounts_is_not_stopped_while_the_facts_are_right() {
    let app = TestApp::start().await;
    let mut browser = member(&app, PLAIN, EMAIL).await;
    for _ in 0..4 {
        add(&mut browser, Account { number: "900001", ..SECOND }).await;
    }

    is_added(add(&mut browser, SECOND).await);
    is_added(add(&mut browser, JOINT).await);
    is_added(add(&mut browser, RENAMED).await);
}

#[tokio::test]
async fn an_account_tried_too_often_at_registration_cannot_be_added_until_it_may_be_tried_again() {
    let app = TestApp::start().await;
    let mut browser = member(&app, PLAIN, EMAIL).await;
    for number in 0..5 {
        ask(&mut app.browser(), wrong(SECOND), &format!("stranger{number}@mail.example")).await;
    }

    says_why(add(&mut browser, SECOND).await, says().login.accounts.too_many_tries.title);
    app.wait(SignedDuration::from_hours(6));
    sign_in(&mut browser, EMAIL, PASSWORD).await;

    is_added(add(&mut browser, SECOND).await);
}

#[tokio::test]
async fn an_account_tried_too_often_by_members_cannot_be_registered_either() {
    let app = TestApp::start().await;
    let mut browser = member(&app, PLAIN, EMAIL).await;
    for _ in 0..5 {
        add(&mut browser, wrong(SECOND)).await;
    }

    ask(&mut app.browser(), SECOND, OTHER).await;

    assert_eq!(app.letter_to(OTHER).await.kind, "too_many_tries");
}

#[tokio::test]
async fn tries_of_one_network_address_count_whoever_makes_them() {
    let app = TestApp::start().await;
    let here = "198.51.100.7";
    for number in 0..30 {
        let account = Account { number: format!("8000{number:02}").leak(), ..SECOND };
        ask(&mut app.browser().at(here), account, &format!("s{number}@mail.example")).await;
    }
    let mut browser = app.browser().at(here);
    settle_elsewhere(&app, &mut browser).await;

    assert_eq!(add(&mut browser, SECOND).await.status, 429);
    app.wait(SignedDuration::from_hours(1));
    sign_in(&mut browser, EMAIL, PASSWORD).await;
    is_added(add(&mut browser, SECOND).await);
}

/// Signs in a member who registered in another browser.
async fn settle_elsewhere(app: &TestApp, browser: &mut Browser<'_>) {
    member(app, PLAIN, EMAIL).await;
    sign_in(browser, EMAIL, PASSWORD).await;
}
