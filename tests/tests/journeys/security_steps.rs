//! Step 3: the robot check, the terms, and the same post twice.

use domain::AccountKey;
use domain::limits::Subject;
use jiff::SignedDuration;
use tests::app::{Account, Browser, PLAIN, SECOND, TestApp};

use tests::walk::{ask, says, tell_who};

const EMAIL: &str = "robin.akintola@mail.example";
const ANSWERED: [(&str, &str); 2] = [("billing_zip", PLAIN.zip), ("accept_terms", "yes")];

/// Tries so far on an account, in the window of six hours.
fn tries(app: &TestApp, account: Account) -> u32 {
    let number = domain::AccountNumber::parse(account.number).expect("a number");
    let key = AccountKey::of(&fixtures::test_keys(), &number);
    let counter = app.store.counter(&Subject::Account(key));
    counter.tallies.get("match_6h").map_or(0, |tally| tally.count)
}

async fn post_by_hand(browser: &mut Browser<'_>, zip: &str, robot: &str) {
    let typed = [("billing_zip", zip), ("accept_terms", "yes"), ("altcha", robot)];
    browser.submit(&typed).await;
}

#[tokio::test]
async fn a_double_click_brings_one_letter_and_costs_one_try() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    tell_who(&mut browser, PLAIN, EMAIL).await;
    let (action, mut fields) = browser.filled_in(&ANSWERED);
    fields.retain(|(name, _)| name != "altcha");
    fields.push(("altcha".to_owned(), browser.solve().await));
    let mut twin = browser.clone();

    let first = browser.post(&action, &fields).await.clone();
    let second = twin.post(&action, &fields).await.clone();

    assert_eq!(first.location(), Some("/register/check-email"));
    assert_eq!(second.location(), first.location());
    app.deliver().await;
    assert_eq!(app.letters_to(EMAIL).len(), 1);
    assert_eq!(tries(&app, PLAIN), 1);
}

#[tokio::test]
async fn a_double_click_without_javascript_brings_one_letter_and_costs_one_try() {
    let app = TestApp::start().await;
    let mut browser = app.browser().without_script();
    tell_who(&mut browser, PLAIN, EMAIL).await;
    let mut twin = browser.clone();

    browser.submit(&ANSWERED).await;
    twin.submit(&ANSWERED).await;

    assert_eq!(twin.page().location(), browser.page().location());
    app.deliver().await;
    assert_eq!((app.letters_to(EMAIL).len(), tries(&app, PLAIN)), (1, 1));
}

#[tokio::test]
async fn a_challenge_that_was_used_is_worth_nothing_on_another_account() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let robot = browser.solve().await;
    tell_who(&mut browser, PLAIN, EMAIL).await;
    post_by_hand(&mut browser, PLAIN.zip, &robot).await;
    assert_eq!(browser.page().status, 303);

    tell_who(&mut browser, SECOND, EMAIL).await;
    post_by_hand(&mut browser, SECOND.zip, &robot).await;

    assert_eq!(browser.page().status, 422);
    assert_eq!(
        browser.page().errors(),
        [("robot".to_owned(), says().errors.robot_expired.to_owned())]
    );
    assert_eq!(tries(&app, SECOND), 0);
    app.deliver().await;
    assert_eq!(app.letters_to(EMAIL).len(), 1);
}

#[tokio::test]
async fn a_challenge_is_stale_after_ten_minutes_and_the_next_one_works() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let robot = browser.solve().await;
    tell_who(&mut browser, PLAIN, EMAIL).await;
    app.wait(SignedDuration::from_mins(10));

    post_by_hand(&mut browser, PLAIN.zip, &robot).await;
    assert_eq!(browser.page().status, 422);
    assert_eq!(
        browser.page().errors(),
        [("robot".to_owned(), says().errors.robot_expired.to_owned())]
    );
    assert_eq!(browser.page().value("billing_zip").as_deref(), Some(PLAIN.zip));
    assert_eq!(
        browser.page().value("altcha").as_deref(),
        Some(""),
        "a new one is to be worked out"
    );
    browser.submit(&[]).await;

    assert_eq!(browser.page().location(), Some("/register/check-email"), "the rest was kept");
}

#[tokio::test]
async fn a_made_up_answer_to_the_robot_check_is_refused() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    tell_who(&mut browser, PLAIN, EMAIL).await;

    post_by_hand(&mut browser, PLAIN.zip, "bm90IGEgc29sdXRpb24=").await;

    assert_eq!(
        browser.page().errors(),
        [("robot".to_owned(), says().errors.robot_expired.to_owned())]
    );
    assert_eq!(tries(&app, PLAIN), 0);
}

#[tokio::test]
async fn the_third_try_in_an_hour_without_javascript_says_so_and_costs_nothing() {
    let app = TestApp::start().await;
    let mut browser = app.browser().without_script().at("198.51.100.7");
    ask(&mut browser, SECOND, "first.of.three@mail.example").await;
    ask(&mut browser, SECOND, "second.of.three@mail.example").await;

    tell_who(&mut browser, PLAIN, EMAIL).await;
    browser.submit(&ANSWERED).await;

    let says = says().errors.robot_needs_script;
    assert_eq!(browser.page().status, 422);
    assert_eq!(browser.page().errors(), [("robot".to_owned(), says.to_owned())]);
    let left_out = self::says().steps.identity.robot_no_script;
    assert!(!browser.page().main().contains(left_out), "one page says one thing");
    assert_eq!(tries(&app, PLAIN), 0);
    app.deliver().await;
    assert!(app.letters_to(EMAIL).is_empty());

    app.wait(SignedDuration::from_hours(1) - SignedDuration::from_mins(31));
    tell_who(&mut browser, PLAIN, EMAIL).await;
    app.wait(SignedDuration::from_mins(29));
    browser.submit(&ANSWERED).await;
    assert_eq!(browser.page().status, 422, "the hour is not quite over");
    app.wait(SignedDuration::from_mins(2));
    tell_who(&mut browser, PLAIN, EMAIL).await;
    browser.submit(&ANSWERED).await;
    assert_eq!(browser.page().location(), Some("/register/check-email"));
}

#[tokio::test]
async fn who_submits_while_the_robot_check_works_is_told_to_wait_and_has_used_up_nothing() {
    let app = TestApp::start().await;
    let mut browser = app.browser().at("198.51.100.9");
    tell_who(&mut browser, PLAIN, EMAIL).await;

    for _ in 0..3 {
        post_by_hand(&mut browser, PLAIN.zip, web::robot::WORKING).await;

        let not_done = says().errors.robot_not_done.to_owned();
        assert_eq!(browser.page().errors(), [("robot".to_owned(), not_done)]);
    }
    assert_eq!(tries(&app, PLAIN), 0);
    let mut without = app.browser().without_script().at("198.51.100.9");
    ask(&mut without, PLAIN, EMAIL).await;
}

#[tokio::test]
async fn a_neighbour_with_javascript_is_not_held_up_by_those_without() {
    let app = TestApp::start().await;
    let mut without = app.browser().without_script().at("198.51.100.8");
    ask(&mut without, SECOND, "first.of.three@mail.example").await;
    ask(&mut without, SECOND, "second.of.three@mail.example").await;

    let mut neighbour = app.browser().at("198.51.100.8");

    ask(&mut neighbour, PLAIN, EMAIL).await;
}

#[tokio::test]
async fn the_thirty_first_try_from_one_address_in_an_hour_has_to_wait() {
    let app = TestApp::start().await;
    let mut browser = app.browser().at("2001:db8:1:2::9");
    for number in 0..30 {
        ask(&mut browser, PLAIN, &format!("crowd.{number:02}@mail.example")).await;
    }

    // The same /64, another /128.
    let mut next = app.browser().at("2001:db8:1:2:ffff::1");
    tell_who(&mut next, SECOND, EMAIL).await;
    next.submit(&[("billing_zip", SECOND.zip), ("accept_terms", "yes")]).await;

    assert_eq!(next.page().status, 429);
    assert_eq!(next.page().header("retry-after"), Some("3600"));
    assert!(next.page().main().contains(&(says().problems.wait)(60)));
    assert_eq!(tries(&app, SECOND), 0);
    let mut elsewhere = app.browser().at("2001:db8:1:3::9");
    ask(&mut elsewhere, SECOND, EMAIL).await;
}
