//! A passkey that is asked for once more, before something is changed.

use jiff::SignedDuration;
use tests::app::{Browser, PLAIN, TestApp};
use tests::authenticator::{Asked, Key};
use tests::walk::{PASSWORD, settle, sign_in};

use super::{EMAIL, TRIAL, add, member, touch, touch_behind_password};
use crate::journeys::second::set_up;

const HOUR: SignedDuration = SignedDuration::from_hours(1);
const MINUTES: SignedDuration = SignedDuration::from_mins(6);

/// What the page's script does where a passkey is asked for once more.
async fn show_again(browser: &mut Browser<'_>, key: &mut Key) -> u16 {
    let csrf = browser.page().kept("csrf").expect("a form");
    let asked = Asked::fetched(&browser.get("/sign-in/passkey").await.body);
    let credential = key.sign(&asked.challenge).await;
    let more = [("csrf", &*csrf), ("again", "yes")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    let fields: Vec<_> = asked.fields(credential).into_iter().chain(more).collect();
    browser.post("/sign-in/passkey", &fields).await.status
}

#[tokio::test]
async fn after_a_touch_nothing_is_asked_for_five_minutes_but_where_the_password_changes() {
    let app = TestApp::start().await;
    let mut key = member(&app).await;
    let mut browser = app.browser();
    touch(&mut browser, &mut key).await;
    browser.follow().await;
    let pages = ["/profile/email", "/profile/people", "/profile/close", "/profile/security/codes"];

    for page in pages {
        browser.open(page).await;
        assert!(!browser.page().asks_for("current_password"), "{page}");
        assert!(!browser.page().asks_for("current_code"), "{page}");
    }
    assert!(browser.open("/profile/password").await.asks_for("current_password"));
    app.wait(MINUTES);

    for page in pages {
        browser.open(page).await;
        assert!(browser.page().asks_for("current_password"), "{page}: it is as old");
        assert!(browser.page().asks_for("current_code"), "{page}");
        assert_eq!(browser.page().attributes("[data-passkey]", "data-passkey"), ["again"]);
    }
}

#[tokio::test]
async fn a_touch_in_the_session_stands_for_password_and_code_and_signs_nobody_in() {
    let app = TestApp::start().await;
    let mut key = member(&app).await;
    let mut browser = app.browser();
    touch_behind_password(&mut browser, &mut key).await;
    browser.follow().await;
    app.wait(MINUTES);
    let session = browser.cookie("session");
    browser.open("/profile/email").await;
    let new = "noor.new@mail.example";
    let (action, fields) = browser.filled_in(&[("email", new), ("confirm_email", new)]);

    assert_eq!(show_again(&mut browser, &mut key).await, 200);
    browser.post(&action, &fields).await;

    assert_eq!(browser.follow().await.path, "/profile/email", "the form is good as it was");
    assert!(browser.page().main().contains(new));
    assert_eq!(super::sessions(&app), 1);
    assert!(session.is_some() && browser.cookie("session").is_some());
}

#[tokio::test]
async fn a_passkey_on_trial_is_not_asked_for_once_more() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    let phone = set_up(&app, &mut browser).await;
    app.wait(TRIAL - HOUR);
    sign_in(&mut browser, EMAIL, PASSWORD).await;
    browser.go_on(&[("code", &phone.next_code(&app))]).await;
    let mut key = add(&mut browser, "Phone").await;
    // Now the app stands, and the passkey does not.
    app.wait(HOUR);
    sign_in(&mut browser, EMAIL, PASSWORD).await;
    browser.go_on(&[("code", &phone.next_code(&app))]).await;
    app.wait(MINUTES);

    browser.open("/profile/email").await;
    assert!(browser.page().asks_for("current_code"), "{}", browser.page().main());
    assert_eq!(browser.page().attributes("[data-passkey]", "data-passkey"), [""; 0]);
    assert_eq!(show_again(&mut browser, &mut key).await, 422, "it shows nobody");

    app.wait(TRIAL);
    sign_in(&mut browser, EMAIL, PASSWORD).await;
    browser.go_on(&[("code", &phone.next_code(&app))]).await;
    app.wait(MINUTES);
    browser.open("/profile/email").await;
    assert_eq!(browser.page().attributes("[data-passkey]", "data-passkey"), ["again"]);
    assert_eq!(show_again(&mut browser, &mut key).await, 200, "its trial is over");
}

#[tokio::test]
async fn somebody_elses_passkey_in_a_session_changes_nothing() {
    let app = TestApp::start().await;
    let mut key = member(&app).await;
    let mut lee = app.browser();
    let other = "lee.other@mail.example";
    tests::walk::settle(&app, &mut lee, tests::app::JOINT, other).await;
    app.wait(MINUTES);
    lee.open("/profile/email").await;

    assert_eq!(show_again(&mut lee, &mut key).await, 422);

    assert!(lee.open("/profile/email").await.asks_for("current_password"));
    let mut browser = app.browser();
    tests::walk::sign_in(&mut browser, EMAIL, PASSWORD).await;
    assert_eq!(browser.page().path, "/sign-in/second");
}
