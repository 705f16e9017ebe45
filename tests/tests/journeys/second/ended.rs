//! What ends a wait in the profile of a member who is there, and that they are told.

use domain::FactorState;
use tests::app::{Browser, TestApp, link};
use tests::walk::{NEW_PASSWORD, PASSWORD, says};

use super::lost::{HOUR, begin, last, member, of_kind, state};
use super::{EMAIL, sign_in_by};

const NEW: &str = "ines.new@mail.example";

/// A member who has just signed in, while somebody else who knows the password begins a wait; the link that stops it.
async fn waiting(app: &TestApp) -> (Browser<'_>, String) {
    let phone = member(app).await;
    let mut browser = app.browser();
    sign_in_by(app, &mut browser, &phone).await;
    begin(&mut app.browser()).await;
    let letter = last(app, "reset_waits").await;
    (browser, link(&letter))
}

/// What a letter says of the wait that it ended.
#[track_caller]
fn ended(text: &str) -> bool {
    let says = (says().letters.factors.ended)("|");
    let (before, _) = says.split_once('|').expect("a time");
    text.contains(before)
}

#[tokio::test]
async fn a_new_password_in_the_profile_ends_a_wait_and_the_letter_says_so() {
    let app = TestApp::start().await;
    let (mut browser, stop) = waiting(&app).await;

    browser.open("/profile/password").await;
    let new = [("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)];
    browser.go_on(&[("current_password", PASSWORD), new[0], new[1]]).await;

    assert_eq!(browser.page().path, "/profile", "{}", browser.page().main());
    assert_eq!(state(&app), FactorState::Held);
    let letter = last(&app, "password_changed").await;
    assert!(ended(&letter.text), "{}", letter.text);
    assert_eq!(app.browser().open(&stop).await.status, 410);
}

#[tokio::test]
async fn a_new_email_ends_a_wait_and_its_links_and_the_letter_says_so() {
    let app = TestApp::start().await;
    let (mut browser, stop) = waiting(&app).await;
    browser.open("/profile/email").await;
    browser.go_on(&[("email", NEW), ("confirm_email", NEW)]).await;
    let letter = app.letter_to(NEW).await;
    assert_eq!(state(&app), FactorState::Waiting, "asking changes nothing");

    browser.open(&link(&letter)).await;
    browser.go_on(&[]).await;

    let member = app.store.member_of(&tests::walk::email(NEW)).expect("a member");
    assert_eq!(FactorState::of(&member, app.now()), FactorState::Held);
    app.deliver_new().await;
    let letter = of_kind(&app, NEW, "email_changed").pop().expect("a letter");
    assert!(ended(&letter.text), "{}", letter.text);
    assert_eq!(app.browser().open(&stop).await.status, 410);
    app.wait(HOUR * 72);
    app.sweep().await;
    for address in [EMAIL, NEW] {
        assert_eq!(of_kind(&app, address, "reset_open").len(), 0, "{address}");
    }
}

#[tokio::test]
async fn where_no_wait_ended_no_letter_says_so() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut browser = app.browser();
    sign_in_by(&app, &mut browser, &phone).await;

    browser.open("/profile/password").await;
    let new = [("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)];
    browser.go_on(&[("current_password", PASSWORD), new[0], new[1]]).await;

    assert!(!ended(&last(&app, "password_changed").await.text));
}
