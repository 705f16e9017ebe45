//! The ways of thieves that a passkey changes: of a password, of a mailbox, of a laptop.

use data_encoding::BASE64URL_NOPAD;
use domain::FactorState;
use jiff::SignedDuration;
use serde_json::Value;
use tests::app::{Browser, ORIGIN, PLAIN, TestApp, link};
use tests::authenticator::Key;
use tests::walk::{NEW_PASSWORD, PASSWORD, email, follow_back, says, settle, sign_in};

use super::{EMAIL, PAGE, TRIAL, add, assert_refused, member, post_made, touch};

fn state(app: &TestApp) -> FactorState {
    FactorState::of(&app.store.member_of(&email(EMAIL)).expect("a member"), app.now())
}

/// A thief of the password, who adds a passkey of their own to a login that has none.
async fn thief(app: &TestApp) -> (Browser<'_>, Key) {
    settle(app, &mut app.browser(), PLAIN, EMAIL).await;
    let mut thief = app.browser();
    sign_in(&mut thief, EMAIL, PASSWORD).await;
    let key = add(&mut thief, "Phone").await;
    (thief, key)
}

async fn new_password(app: &TestApp, browser: &mut Browser<'_>) {
    follow_back(app, browser, EMAIL).await;
    browser.go_on(&[("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)]).await;
    assert_eq!(browser.page().path, "/sign-in");
}

#[tokio::test]
async fn a_stolen_password_that_adds_a_passkey_is_undone_by_the_way_back_in_by_mail() {
    let app = TestApp::start().await;
    let (mut thief, mut key) = thief(&app).await;
    let mut browser = app.browser();

    app.wait(TRIAL - SignedDuration::from_hours(1));
    new_password(&app, &mut browser).await;
    sign_in(&mut browser, EMAIL, NEW_PASSWORD).await;

    assert_eq!(browser.page().path, "/home", "the thief's passkey is off");
    assert_eq!(state(&app), FactorState::None);
    assert_eq!(thief.open("/home").await.path, "/sign-in");
    app.wait(TRIAL);
    touch(&mut thief, &mut key).await;
    assert_refused(&thief, says().errors.passkey_refused);
}

#[tokio::test]
async fn a_stolen_password_that_adds_a_passkey_is_undone_by_the_letter_even_weeks_later() {
    let app = TestApp::start().await;
    let (mut thief, mut key) = thief(&app).await;
    app.deliver().await;
    let letters = app.letters_to(EMAIL);
    let letter = letters.iter().find(|it| it.kind == "factor_added").expect("a letter").clone();
    app.wait(SignedDuration::from_hours(24 * 29));
    touch(&mut thief, &mut key).await;
    assert_eq!(thief.follow().await.path, "/home", "it stands by now");
    let mut browser = app.browser();

    browser.open(&link(&letter)).await;
    browser.go_on(&[("current_password", PASSWORD)]).await;

    assert_eq!(state(&app), FactorState::None);
    assert_eq!(thief.open("/home").await.path, "/sign-in");
    touch(&mut thief, &mut key).await;
    assert_refused(&thief, says().errors.passkey_refused);
    sign_in(&mut browser, EMAIL, PASSWORD).await;
    assert_eq!(browser.page().path, "/home");
}

#[tokio::test]
async fn a_thiefs_passkey_on_trial_does_not_come_to_stand_while_the_login_is_frozen() {
    let app = TestApp::start().await;
    let (mut thief, mut key) = thief(&app).await;
    app.wait(SignedDuration::from_hours(24));
    app.freeze(EMAIL).await;
    app.wait(SignedDuration::from_hours(24 * 4));
    app.open_again(EMAIL).await;

    touch(&mut thief, &mut key).await;
    assert_refused(&thief, says().errors.passkey_refused);
    app.wait(TRIAL - SignedDuration::from_secs(1));
    let mut browser = app.browser();
    new_password(&app, &mut browser).await;
    sign_in(&mut browser, EMAIL, NEW_PASSWORD).await;

    assert_eq!(browser.page().path, "/home", "the mailbox took it off");
    assert_eq!(state(&app), FactorState::None);
}

#[tokio::test]
async fn a_stolen_mailbox_sets_a_password_and_the_members_passkey_stays() {
    let app = TestApp::start().await;
    let mut key = member(&app).await;
    let mut thief = app.browser();

    new_password(&app, &mut thief).await;
    sign_in(&mut thief, EMAIL, NEW_PASSWORD).await;

    assert_eq!(thief.page().path, "/sign-in/second");
    assert_eq!(state(&app), FactorState::Held);
    let mut browser = app.browser();
    touch(&mut browser, &mut key).await;
    assert_eq!(browser.follow().await.path, "/home", "the member is in without the password");
}

#[tokio::test]
async fn a_wait_is_ended_by_the_passkey_alone() {
    let app = TestApp::start().await;
    let mut key = member(&app).await;
    let mut thief = app.browser();
    new_password(&app, &mut thief).await;
    sign_in(&mut thief, EMAIL, NEW_PASSWORD).await;
    thief.open("/sign-in/second/lost").await;
    thief.go_on(&[]).await;
    assert_eq!(state(&app), FactorState::Waiting);
    let mut browser = app.browser();

    app.wait(SignedDuration::from_hours(24 * 13));
    touch(&mut browser, &mut key).await;

    assert_eq!(browser.follow().await.path, "/home");
    assert_eq!(state(&app), FactorState::Held);
}

#[tokio::test]
async fn everything_lost_the_passkeys_go_with_the_wait() {
    let app = TestApp::start().await;
    let mut key = member(&app).await;
    let mut browser = app.browser();
    sign_in(&mut browser, EMAIL, PASSWORD).await;
    browser.open("/sign-in/second/lost").await;
    browser.go_on(&[]).await;
    app.wait(TRIAL);
    app.deliver().await;
    let letters = app.letters_to(EMAIL);
    let letter = letters.iter().find(|it| it.kind == "reset_open").expect("a letter").clone();

    browser.open(&link(&letter)).await;
    browser.go_on(&[("current_password", PASSWORD)]).await;

    assert_eq!(state(&app), FactorState::None);
    touch(&mut browser, &mut key).await;
    assert_refused(&browser, says().errors.passkey_refused);
}

#[tokio::test]
async fn a_stolen_laptop_with_a_session_adds_no_passkey_after_five_minutes() {
    let app = TestApp::start().await;
    let mut key = member(&app).await;
    let mut laptop = app.browser();
    touch(&mut laptop, &mut key).await;
    laptop.follow().await;
    app.wait(SignedDuration::from_mins(6));
    let mut own = Key::at(ORIGIN);

    laptop.open(PAGE).await;
    post_made(&mut laptop, &mut own, &[("current_password", PASSWORD)]).await;

    assert_eq!(laptop.page().status, 422, "no factor");
    let member = app.store.member_of(&email(EMAIL)).expect("a member");
    assert_eq!(member.factors.passkeys.len(), 1);
}

#[tokio::test]
async fn what_one_member_is_asked_for_adds_no_passkey_to_another() {
    let app = TestApp::start().await;
    let (mut pat, mut lee) = (app.browser(), app.browser());
    settle(&app, &mut pat, PLAIN, EMAIL).await;
    settle(&app, &mut lee, tests::app::JOINT, "lee.other@mail.example").await;
    pat.open(PAGE).await;
    let asked = tests::authenticator::Asked::on(&pat);
    let credential = Key::at(ORIGIN).make(&asked).await;
    lee.open(PAGE).await;
    let theirs = [("challenge", &*asked.signed), ("credential", &*credential)];
    let fields = super::with(&lee, PAGE, &theirs);

    lee.post(PAGE, &fields).await;

    assert_refused(&lee, says().errors.passkey_over);
    let lee = app.store.member_of(&email("lee.other@mail.example")).expect("a member");
    assert!(lee.factors.passkeys.is_empty());
}

#[tokio::test]
async fn a_passkey_that_somebody_has_is_added_to_nobody_else() {
    let app = TestApp::start().await;
    let theirs = member(&app).await.passkey.expect("a passkey").credential_id.to_vec();
    let mut lee = app.browser();
    settle(&app, &mut lee, tests::app::JOINT, "lee.other@mail.example").await;
    lee.open(PAGE).await;
    let (asked, mut own) = (tests::authenticator::Asked::on(&lee), Key::at(ORIGIN));
    let made = own.make(&asked).await;
    let id = own.passkey.expect("a passkey").credential_id.to_vec();

    // Nothing is signed where no attestation is asked for, so whoever sends it can name any credential.
    let forged = under_another_id(&made, &id, &theirs);
    let sent = [("challenge", &*asked.signed), ("credential", &*forged), ("name", "Phone")];
    let fields = super::with(&lee, PAGE, &sent);
    lee.post(PAGE, &fields).await;

    assert_eq!(lee.page().status, 409, "{}", lee.page().main());
    let all = app.store.members();
    let kept: Vec<_> = all.iter().flat_map(|it| &it.factors.passkeys).map(|it| &it.id).collect();
    assert_eq!(kept, [&domain::FactorId::of_credential(&theirs)], "it is its member's as before");
}

/// What an authenticator has made, under the id of another credential.
fn under_another_id(made: &str, id: &[u8], other: &[u8]) -> String {
    let mut sent: Value = serde_json::from_str(made).expect("it is JSON");
    let object = sent["response"]["attestationObject"].as_str().expect("a text");
    let mut object = BASE64URL_NOPAD.decode(object.as_bytes()).expect("base64url");
    let at = object.windows(id.len()).position(|it| it == id).expect("the id");
    object[at..at + id.len()].copy_from_slice(other);
    sent["response"]["attestationObject"] = BASE64URL_NOPAD.encode(&object).into();
    sent["rawId"] = BASE64URL_NOPAD.encode(other).into();
    sent.to_string()
}
