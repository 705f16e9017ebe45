//! The calls that trying to sign in makes to the store, races that a try loses, and stores that fail.

mod desk;
mod passkeys;
mod people;
mod spy;

use std::collections::BTreeMap;

use domain::{KeyId, KeyRing, Member};
use fixtures::test_keys;
use jiff::SignedDuration;
use tests::app::{Browser, PLAIN, TestApp, temporary_password};

use spy::{Spy, post_to};
use tests::walk::{PASSWORD, ask, become_member, email};

const EMAIL: &str = "robin.asterfield@mail.example";
/// Nobody's address, of the same length.
const NOBODY: &str = "robin.asterfeild@mail.example";
const GUESS: &str = "seven quiet herons at dusk";
/// The calls of a try that is wrong.
const WRONG: [&str; 4] = ["by_email", "matched", "read", "count"];

/// Posts a pair to a step on the spy, and returns the status.
async fn post(app: &TestApp, spy: &Spy, browser: &Browser<'_>, email: &str, typed: &str) -> u16 {
    let pair = [("email", email), ("password", typed)];
    post_to(spy, &test_keys(), &app.clock, browser, &pair).await.0
}

async fn at_sign_in(app: &TestApp) -> Browser<'_> {
    let mut browser = app.browser();
    browser.open("/sign-in").await;
    browser
}

/// An app that has a member.
async fn app_with_member() -> TestApp {
    let app = TestApp::start().await;
    become_member(&app, &mut app.browser(), PLAIN, EMAIL).await;
    app
}

fn member(app: &TestApp) -> Member {
    app.store.member_of(&email(EMAIL)).expect("a member")
}

#[tokio::test]
async fn known_and_unknown_emails_cost_the_same_calls_and_the_count_is_the_last() {
    let app = app_with_member().await;
    let browser = at_sign_in(&app).await;
    let spy = Spy::on(&app);

    for address in [EMAIL, NOBODY] {
        for _ in 0..5 {
            assert_eq!(post(&app, &spy, &browser, address, GUESS).await, 422);
            assert_eq!(spy.calls(), WRONG, "{address}");
        }
        assert_eq!(post(&app, &spy, &browser, address, GUESS).await, 429);
        assert_eq!(spy.calls(), WRONG[..3], "a refused try writes nothing: {address}");
    }
}

#[tokio::test]
async fn a_form_that_breaks_a_rule_asks_nothing_of_the_store() {
    let app = app_with_member().await;
    let browser = at_sign_in(&app).await;
    let spy = Spy::on(&app);

    assert_eq!(post(&app, &spy, &browser, EMAIL, "").await, 422);
    assert_eq!(post(&app, &spy, &browser, "pat at example", GUESS).await, 422);

    assert_eq!(spy.calls(), [""; 0]);
}

#[tokio::test]
async fn a_success_opens_the_session_and_sets_back_what_it_was_counted_on() {
    let app = app_with_member().await;
    let browser = at_sign_in(&app).await;
    let spy = Spy::on(&app);

    assert_eq!(post(&app, &spy, &browser, EMAIL, PASSWORD).await, 303);

    let after = ["open", "clear", "clear", "read", "count"];
    assert_eq!(spy.calls(), [&WRONG[..], &after[..]].concat());
}

#[tokio::test]
async fn a_try_that_loses_a_race_is_decided_anew_until_rivals_have_used_up_the_tries() {
    let app = app_with_member().await;
    let browser = at_sign_in(&app).await;
    let (four, five) = (Spy::on(&app).with_rivals(4), Spy::on(&app).with_rivals(5));

    assert_eq!(post(&app, &four, &browser, EMAIL, PASSWORD).await, 303);
    assert_eq!(post(&app, &five, &browser, EMAIL, PASSWORD).await, 429);

    let counts = four.calls().iter().filter(|call| **call == "count").count();
    assert_eq!(counts, 5 + 1, "the last takes the right try back from its network");
    let all = [WRONG.repeat(5), WRONG[..3].to_vec()].concat();
    assert_eq!(five.calls(), all, "and no password was looked at");
}

#[tokio::test]
async fn a_try_that_loses_every_race_is_given_up_and_not_looked_at() {
    let app = app_with_member().await;
    let browser = at_sign_in(&app).await;
    let spy = Spy::on(&app).losing_each_race();

    assert_eq!(post(&app, &spy, &browser, EMAIL, PASSWORD).await, 503);

    assert_eq!(spy.calls(), WRONG.repeat(24));
}

#[tokio::test]
async fn rivals_count_too_so_a_race_wins_nobody_a_sixth_try() {
    let app = app_with_member().await;
    let mut browser = app.browser();
    for _ in 0..4 {
        browser.open("/sign-in").await;
        browser.submit(&[("email", EMAIL), ("password", GUESS)]).await;
    }
    browser.open("/sign-in").await;
    let spy = Spy::on(&app).with_rivals(1);

    assert_eq!(post(&app, &spy, &browser, EMAIL, PASSWORD).await, 429);
}

#[tokio::test]
async fn who_has_the_right_password_gets_in_though_the_counters_cannot_be_set_back() {
    let app = app_with_member().await;
    let browser = at_sign_in(&app).await;
    let spy = Spy::on(&app).failing_at("clear");

    assert_eq!(post(&app, &spy, &browser, EMAIL, PASSWORD).await, 303);
}

#[tokio::test]
async fn a_try_that_cannot_be_counted_is_not_made() {
    let app = app_with_member().await;
    let browser = at_sign_in(&app).await;
    let sessions = app.store.sessions().len();

    for call in WRONG {
        let spy = Spy::on(&app).failing_at(call);
        assert_eq!(post(&app, &spy, &browser, EMAIL, PASSWORD).await, 503, "{call}");
    }

    assert_eq!(app.store.sessions().len(), sessions);
}

/// The tests' keys after a rotation.
///
/// The old one still opens, and `2` makes new values.
fn rotated() -> KeyRing {
    let old = "f3b1c2d4e5968778695a4b3c2d1e0f00112233445566778899aabbccddeeff01";
    let new = "0a9b8c7d6e5f40312233445566778899aabbccddeeff00112233445566778899";
    let [one, two] = ["1", "2"].map(|id| KeyId::parse(id).expect("a key's name"));
    let keys = BTreeMap::from([(one.clone(), old.into()), (two.clone(), new.into())]);
    KeyRing::new(keys, two, one.clone(), one).expect("two good keys")
}

#[tokio::test]
async fn signing_in_moves_the_hash_to_todays_pepper_once() {
    let app = app_with_member().await;
    let browser = at_sign_in(&app).await;
    let (spy, keys) = (Spy::on(&app), rotated());
    let pair = [("email", EMAIL), ("password", PASSWORD)];
    let before = member(&app);

    assert_eq!(post_to(&spy, &keys, &app.clock, &browser, &pair).await.0, 303);
    assert_eq!(spy.calls().last(), Some(&"change"));

    let after = member(&app);
    assert_eq!((before.password.pepper.as_str(), after.password.pepper.as_str()), ("1", "2"));
    assert!(after.password.verify(&keys, PASSWORD) && !after.password.verify(&keys, GUESS));
    assert_eq!(after.version, before.version + 1);
    assert_eq!(
        Member { password: before.password.clone(), version: before.version, ..after },
        before
    );
    assert_eq!(post_to(&spy, &keys, &app.clock, &browser, &pair).await.0, 303);
    assert!(!spy.calls().contains(&"change"), "nothing is left to move");
}

#[tokio::test]
async fn a_wrong_password_moves_no_hash_and_a_hash_that_cannot_move_bars_nobody() {
    let app = app_with_member().await;
    let browser = at_sign_in(&app).await;
    let (spy, keys) = (Spy::on(&app).failing_at("change"), rotated());

    let wrong = [("email", EMAIL), ("password", GUESS)];
    assert_eq!(post_to(&spy, &keys, &app.clock, &browser, &wrong).await.0, 422);
    assert_eq!(spy.calls(), WRONG);
    let right = [("email", EMAIL), ("password", PASSWORD)];
    assert_eq!(post_to(&spy, &keys, &app.clock, &browser, &right).await.0, 303);

    assert!(spy.calls().contains(&"change"));
    assert_eq!(member(&app).password.pepper.as_str(), "1");
}

#[tokio::test]
async fn a_temporary_password_by_hand_is_counted_before_it_is_looked_at() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    let temporary = temporary_password(&app.letter_to(EMAIL).await);
    let mut browser = app.browser();
    browser.open("/register/password").await;
    let typed = |password| {
        [
            ("email", EMAIL),
            ("account_number", PLAIN.number),
            ("current_password", password),
            ("new_password", PASSWORD),
            ("confirm_password", PASSWORD),
        ]
    };
    let (spy, keys) = (Spy::on(&app), test_keys());
    let (lost, late) = (Spy::on(&app).losing_each_race(), Spy::on(&app).with_rivals(4));

    let wrong = post_to(&spy, &keys, &app.clock, &browser, &typed("AAAA-BBBB-CCCC")).await.0;
    assert_eq!((wrong, spy.calls()), (422, WRONG[1..].to_vec()));
    let given_up = post_to(&lost, &keys, &app.clock, &browser, &typed(&temporary)).await.0;
    assert_eq!((given_up, lost.calls()), (503, WRONG[1..].repeat(24)));
    let raced = post_to(&late, &keys, &app.clock, &browser, &typed(&temporary)).await.0;
    let all = [WRONG[1..].repeat(4), WRONG[1..3].to_vec()].concat();
    assert_eq!((raced, late.calls()), (429, all));
    app.wait(SignedDuration::from_mins(1));
    let right = post_to(&spy, &keys, &app.clock, &browser, &typed(&temporary)).await;

    assert_eq!(right, (303, Some("/register/paperless".to_owned())));
    let number = ["count_number", "take_back_number"];
    let back = ["clear", "clear", "read", "count"];
    let after = [number[0], number[1], "facts", "claim", "clear", "open"];
    assert_eq!(spy.calls(), [&WRONG[1..], &back, &after[..]].concat());
}
