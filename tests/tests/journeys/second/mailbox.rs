//! What whoever has the mailbox, or the password alone, tries next: old letters, waits begun and stopped, old offers.

use domain::FactorState;
use jiff::SignedDuration;
use tests::app::{Browser, TestApp, link};
use tests::walk::{NEW_PASSWORD, PASSWORD, email, follow_back, says, sign_in};

use super::{App, EMAIL, make_codes, member, password, sign_in_by};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

fn state(app: &TestApp) -> FactorState {
    FactorState::of(&app.store.member_of(&email(EMAIL)).expect("a member"), app.now())
}

/// The link of the last letter of a kind.
async fn link_of(app: &TestApp, kind: &str) -> String {
    app.sweep().await;
    let letters = app.letters_to(EMAIL);
    link(letters.iter().rfind(|letter| letter.kind == kind).expect("a letter"))
}

async fn new_password(app: &TestApp, browser: &mut Browser<'_>) {
    follow_back(app, browser, EMAIL).await;
    browser.go_on(&[("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)]).await;
    assert_eq!(browser.page().path, "/sign-in");
}

async fn begin(browser: &mut Browser<'_>) {
    browser.open("/sign-in/second/lost").await;
    browser.go_on(&[]).await;
    assert_eq!(browser.page().heading(), says().second.lost.begun_title);
}

/// A browser in which a wait was begun, and the link at its end.
async fn waited(app: &TestApp) -> (Browser<'_>, String) {
    member(app).await;
    let mut browser = app.browser();
    password(&mut browser).await;
    begin(&mut browser).await;
    app.wait(HOUR * 72);
    let reset = link_of(app, "reset_open").await;
    (browser, reset)
}

/// Types wrong codes until none is looked at any more.
async fn try_codes(thief: &mut Browser<'_>) {
    password(thief).await;
    while thief.submit(&[("code", "000000")]).await.status != 429 {}
}

#[tokio::test]
async fn the_letter_about_an_app_that_stands_takes_it_off_for_no_mailbox_alone() {
    let app = TestApp::start().await;
    member(&app).await;
    let letter = link_of(&app, "factor_added").await;
    let mut thief = app.browser();

    thief.open(&letter).await;
    thief.go_on(&[]).await;
    assert_eq!(thief.page().status, 422, "the password is asked for");
    thief.go_on(&[("current_password", NEW_PASSWORD)]).await;
    assert_eq!(thief.page().status, 422);
    new_password(&app, &mut thief).await;
    thief.open(&letter).await;

    assert_eq!(thief.page().status, 410, "a password by mail shuts it");
    assert_eq!(state(&app), FactorState::Held);
    sign_in(&mut thief, EMAIL, NEW_PASSWORD).await;
    assert_eq!(thief.page().path, "/sign-in/second");
}

#[tokio::test]
async fn a_form_of_that_letter_from_before_the_new_password_takes_nothing_off_either() {
    let app = TestApp::start().await;
    member(&app).await;
    let letter = link_of(&app, "factor_added").await;
    let (mut thief, mut elsewhere) = (app.browser(), app.browser());
    thief.open(&letter).await;
    new_password(&app, &mut elsewhere).await;

    thief.go_on(&[("current_password", NEW_PASSWORD)]).await;

    assert_eq!((thief.page().status, state(&app)), (410, FactorState::Held));
}

#[tokio::test]
async fn a_new_password_by_mail_says_that_it_ended_a_wait_and_how_to_begin_anew() {
    let app = TestApp::start().await;
    member(&app).await;
    let mut browser = app.browser();
    password(&mut browser).await;
    begin(&mut browser).await;

    new_password(&app, &mut browser).await;

    assert_eq!(state(&app), FactorState::Held);
    app.sweep().await;
    let letters = app.letters_to(EMAIL);
    let letter = letters.iter().rfind(|letter| letter.kind == "password_changed");
    let text = &letter.expect("a letter").text;
    assert!(text.contains(says().second.code.lost) && text.contains("14 days"), "{text}");
}

#[tokio::test]
async fn stopping_wait_after_wait_makes_no_room_for_more_codes() {
    let app = TestApp::start().await;
    member(&app).await;
    let mut thief = app.browser();
    try_codes(&mut thief).await;

    begin(&mut thief).await;
    let stop = link_of(&app, "reset_waits").await;
    let mut mailbox = app.browser();
    mailbox.open(&stop).await;
    mailbox.go_on(&[]).await;

    assert_eq!(state(&app), FactorState::Held);
    password(&mut thief).await;
    assert_eq!(thief.submit(&[("code", "000001")]).await.status, 429);
}

#[tokio::test]
async fn whoever_tries_codes_keeps_nobody_from_the_link_at_the_end_of_the_wait() {
    let app = TestApp::start().await;
    let (mut browser, reset) = waited(&app).await;
    let mut thief = app.browser();
    try_codes(&mut thief).await;

    browser.open(&reset).await;
    browser.go_on(&[("current_password", PASSWORD)]).await;

    assert_eq!(browser.page().heading(), says().second.letter.reset_done.title);
    assert_eq!(state(&app), FactorState::None);
}

#[tokio::test]
async fn a_link_is_no_place_to_try_passwords_without_end() {
    let app = TestApp::start().await;
    let (mut browser, reset) = waited(&app).await;
    browser.open(&reset).await;

    let mut looked_at = 0;
    while browser.go_on(&[("current_password", "not the password at all")]).await.status != 429 {
        looked_at += 1;
    }

    assert!(looked_at < 10, "{looked_at}");
}

#[tokio::test]
async fn codes_that_were_replaced_come_back_by_no_old_form() {
    let app = TestApp::start().await;
    let phone: App = member(&app).await;
    let mut browser = app.browser();
    sign_in_by(&app, &mut browser, &phone).await;
    browser.open("/profile/security/codes").await;
    let (action, form) = browser.filled_in(&[]);
    browser.submit(&[]).await;
    let old = browser.page().text("main ol li");
    let new = make_codes(&mut browser).await;

    let again = browser.post(&action, &form).await.status;

    assert_eq!(again, 409);
    browser.open("/home").await;
    browser.press("/sign-out").await;
    password(&mut browser).await;
    assert_eq!(browser.submit(&[("code", &old[0])]).await.status, 422);
    browser.go_on(&[("code", &new[0])]).await;
    assert_eq!(browser.page().path, "/profile/security");
}

#[tokio::test]
async fn the_form_of_codes_that_are_in_force_makes_none_once_one_was_used() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut browser = app.browser();
    sign_in_by(&app, &mut browser, &phone).await;
    browser.open("/profile/security/codes").await;
    let (action, form) = browser.filled_in(&[]);
    browser.submit(&[]).await;
    let codes = browser.page().text("main ol li");
    let mut elsewhere = app.browser();
    password(&mut elsewhere).await;
    elsewhere.go_on(&[("code", &codes[0])]).await;

    assert_eq!(
        browser.post(&action, &form).await.status,
        409,
        "the form once more, with a new offer"
    );
    browser.submit(&[]).await;

    let new = browser.page().text("main ol li");
    assert!(new.len() == codes.len() && new != codes);
}
