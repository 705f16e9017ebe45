//! Sign-ins that lead elsewhere than home.
//!
//! They meet new terms or an expired temporary password, or bring a letter about a new browser.

use domain::{EventKind, Language};
use jiff::SignedDuration;
use tests::app::{PLAIN, TestApp, link, temporary_password};
use web::samples::shipped;

use tests::walk::{
    NEW_PASSWORD, PASSWORD, ask, choose_password, choose_password_elsewhere, email, follow_back,
    follow_letter, says, settle, sign_in,
};

const EMAIL: &str = "ada.wintergreen@mail.example";

/// Changes the member to one who accepted a version of the terms long ago.
async fn accepted(app: &TestApp, version: &str) {
    app.change(EMAIL, |member| version.clone_into(&mut member.terms.version)).await;
}

#[tokio::test]
async fn new_terms_are_asked_before_anything_else_and_once() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    accepted(&app, "0.9").await;
    let mut browser = app.browser().speaking("es");
    app.wait(SignedDuration::from_hours(1));

    sign_in(&mut browser, EMAIL, PASSWORD).await;
    assert_eq!(browser.page().path, "/sign-in/terms");
    for section in shipped().terms.sections {
        assert!(browser.page().main().contains(section.text.get(Language::Spanish)));
    }
    for elsewhere in ["/home", "/profile", "/register/paperless", "/sign-in"] {
        assert_eq!(browser.open(elsewhere).await.path, "/sign-in/terms", "{elsewhere}");
    }
    browser.submit(&[]).await;
    assert_eq!(browser.page().status, 422);
    assert_eq!(browser.page().errors().len(), 1);
    browser.go_on(&[("accept_terms", "yes")]).await;

    assert_eq!(browser.page().path, "/home");
    let terms = app.store.member_of(&email(EMAIL)).expect("a member").terms;
    assert_eq!(terms, shipped().terms.accepted(Language::Spanish, app.now()));
    let events: Vec<_> = app.store.envelopes().into_iter().flat_map(|it| it.events).collect();
    assert_eq!(events.last().map(|it| it.kind), Some(EventKind::TermsAccepted));
    sign_in(&mut app.browser(), EMAIL, PASSWORD).await;
    assert_eq!(browser.open("/sign-in/terms").await.path, "/home", "nothing is left to ask");
}

#[tokio::test]
async fn a_minor_version_of_the_terms_asks_nobody() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    accepted(&app, &format!("{}.7", shipped().terms.version)).await;

    assert_eq!(browser.open("/home").await.path, "/home");
}

#[tokio::test]
async fn terms_that_change_during_a_session_are_asked_on_the_next_page() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    accepted(&app, "0").await;

    assert_eq!(browser.open("/home").await.path, "/sign-in/terms");
    browser.go_on(&[("accept_terms", "yes")]).await;

    assert_eq!(browser.page().path, "/home", "without signing in again");
}

#[tokio::test]
async fn new_terms_are_for_who_is_signed_in_only() {
    let app = TestApp::start().await;

    assert_eq!(app.browser().open("/sign-in/terms").await.path, "/sign-in");
}

#[tokio::test]
async fn while_the_store_is_down_new_terms_say_so_and_can_be_accepted_after() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    accepted(&app, "0").await;
    browser.open("/home").await;
    let mut again = browser.clone();

    app.store.set_down(true);
    browser.submit(&[("accept_terms", "yes")]).await;
    assert_eq!(browser.page().status, 503);
    app.store.set_down(false);
    again.go_on(&[("accept_terms", "yes")]).await;

    assert_eq!(again.page().path, "/home");
}

#[tokio::test]
async fn an_expired_temporary_password_leads_to_a_fresh_letter() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    let expired = temporary_password(&app.letter_to(EMAIL).await);
    app.wait(SignedDuration::from_hours(24));
    let mut browser = app.browser();

    sign_in(&mut browser, EMAIL, &expired).await;
    assert_eq!(browser.page().status, 410);
    assert_eq!(browser.page().title(), says().account.sign_in.ran_out.title);
    browser.go_on(&[]).await;
    assert_eq!(browser.page().title(), says().recover.sent.title);

    let fresh = app.letter_to(EMAIL).await;
    assert_eq!(fresh.kind, "confirm");
    assert_ne!(temporary_password(&fresh), expired);
    sign_in(&mut browser, EMAIL, &temporary_password(&fresh)).await;
    assert_eq!(browser.page().path, "/register/password", "the fresh one works by hand too");
    browser.open(&link(&fresh)).await;
    choose_password_elsewhere(&mut browser, PLAIN).await;
    assert_eq!(browser.page().location(), Some("/register/paperless"));
}

#[tokio::test]
async fn a_wrong_or_used_temporary_password_is_as_wrong_as_any() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let letter = follow_letter(&app, &mut browser, EMAIL).await;
    choose_password(&mut browser).await;
    app.wait(SignedDuration::from_hours(24));

    for typed in [temporary_password(&letter).as_str(), "0000-0000-0000"] {
        let mut other = app.browser();
        sign_in(&mut other, EMAIL, typed).await;
        assert_eq!(other.page().status, 422);
        assert_eq!(other.page().errors()[0].1, says().errors.sign_in_wrong);
    }
}

/// The kinds of letters that came meanwhile.
async fn told(app: &TestApp, since: usize) -> Vec<&'static str> {
    app.deliver().await;
    app.letters_to(EMAIL)[since..].iter().map(|letter| letter.kind).collect()
}

#[tokio::test]
async fn a_new_browser_brings_a_letter_and_a_known_one_does_not() {
    let app = TestApp::start().await;
    let mut own = app.browser();
    settle(&app, &mut own, PLAIN, EMAIL).await;
    app.deliver().await;
    let before = app.letters_to(EMAIL).len();

    own.press("/sign-out").await;
    sign_in(&mut own, EMAIL, PASSWORD).await;
    assert_eq!(told(&app, before).await, [""; 0], "it registered here");
    let mut other =
        app.browser().made_as("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0");
    sign_in(&mut other, EMAIL, "not the password at all").await;
    assert_eq!(told(&app, before).await, [""; 0], "nobody was let in");
    sign_in(&mut other, EMAIL, PASSWORD).await;
    assert_eq!(told(&app, before).await, ["new_browser"]);
    other.press("/sign-out").await;
    sign_in(&mut other, EMAIL, PASSWORD).await;
    assert_eq!(told(&app, before).await, ["new_browser"], "once");

    let letter = app.letters_to(EMAIL).pop().expect("a letter");
    assert!(letter.text.contains("Firefox on Linux"), "{}", letter.text);
    assert!(letter.text.contains("/recover"), "what to do if it was not them");
}

#[tokio::test]
async fn a_browser_of_the_member_is_no_stranger_after_a_new_password() {
    let app = TestApp::start().await;
    let mut own = app.browser();
    settle(&app, &mut own, PLAIN, EMAIL).await;
    follow_back(&app, &mut own, EMAIL).await;
    own.submit(&[("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)]).await;
    app.deliver().await;
    let before = app.letters_to(EMAIL).len();

    sign_in(&mut own, EMAIL, NEW_PASSWORD).await;

    assert_eq!(own.page().path, "/home");
    assert_eq!(told(&app, before).await, [""; 0]);
}
