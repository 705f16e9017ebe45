//! Signing in by a passkey alone.

use jiff::SignedDuration;
use tests::app::{ON_FILE, ORIGIN, PLAIN, TestApp, link};
use tests::authenticator::{Asked, Key};
use tests::walk::{says, settle};

use super::{
    EMAIL, TRIAL, add, assert_refused, member, post, sessions, touch, touch_behind_password,
};

const FORM: &str = "/sign-in/passkey";
const CONTACT: &str = "onfile@mail.example";

#[tokio::test]
async fn a_touch_signs_in_without_a_name_or_a_password() {
    let app = TestApp::start().await;
    let mut key = member(&app).await;
    let mut browser = app.browser();

    browser.open("/sign-in").await;
    assert_eq!(browser.page().attributes("#email", "autocomplete"), ["username webauthn"]);
    assert!(!browser.page().body.contains("allowCredentials"), "it names no credentials");
    touch(&mut browser, &mut key).await;

    assert_eq!(browser.follow().await.path, "/home");
    assert_eq!(sessions(&app), 1);
    assert_eq!(app.letter_to(EMAIL).await.kind, "new_browser");
}

#[tokio::test]
async fn the_challenge_of_the_page_and_a_fetched_one_do_both() {
    let app = TestApp::start().await;
    let mut key = member(&app).await;
    let mut browser = app.browser();
    browser.open("/sign-in").await;
    let (_, form) = browser.filled_in_form(FORM);
    let on_page = Asked::on(&browser);

    let fetched = Asked::fetched(&browser.get("/sign-in/passkey").await.body);
    let credential = key.sign(&fetched.challenge).await;
    let csrf = form.into_iter().filter(|(name, _)| name == "csrf");
    let fields: Vec<_> = csrf.chain(fetched.fields(credential)).collect();
    browser.post(FORM, &fields).await;

    assert_ne!(on_page.challenge, fetched.challenge);
    assert_eq!(browser.follow().await.path, "/home");
}

#[tokio::test]
async fn at_an_address_that_is_not_the_co_ops_own_no_passkey_is_asked_for() {
    let own = TestApp::start().await;
    member(&own).await;
    let mut app = own.copy();
    app.set_origin("https://abc123.execute-api.us-east-1.amazonaws.com");
    let mut browser = app.browser();

    browser.open("/sign-in").await;

    assert_eq!(browser.page().attributes("[data-passkey]", "data-passkey"), [""; 0]);
    assert_eq!(browser.open("/sign-in/passkey").await.status, 404);
}

#[tokio::test]
async fn what_was_signed_works_once() {
    let app = TestApp::start().await;
    let mut key = member(&app).await;
    let mut browser = app.browser();
    browser.open("/sign-in").await;
    let answer = key.answer(&browser).await;
    let (_, form) = browser.filled_in_form(FORM);
    let csrf = form.into_iter().filter(|(name, _)| name == "csrf");
    let fields: Vec<_> = csrf.chain(answer).collect();
    let visit = browser.cookie("visit").expect("a visit");
    browser.post(FORM, &fields).await;
    assert_eq!(browser.follow().await.path, "/home");

    let mut thief = app.browser();
    thief.put_cookie("visit", &visit);
    thief.post(FORM, &fields).await;

    assert_refused(&thief, says().errors.passkey_refused);
    assert_eq!(sessions(&app), 1);
}

#[tokio::test]
async fn two_windows_with_one_answer_at_once_let_one_in() {
    let app = TestApp::start().await;
    let mut key = member(&app).await;
    let mut one = app.browser();
    one.open("/sign-in").await;
    let answer = key.answer(&one).await;
    let (_, form) = one.filled_in_form(FORM);
    let csrf = form.into_iter().filter(|(name, _)| name == "csrf");
    let fields: Vec<_> = csrf.chain(answer).collect();
    let mut two = app.browser();
    two.put_cookie("visit", &one.cookie("visit").expect("a visit"));

    futures_util::future::join(one.post(FORM, &fields), two.post(FORM, &fields)).await;

    let mut ends = [one.page().status, two.page().status];
    ends.sort_unstable();
    assert_eq!(ends, [303, 422]);
    assert_eq!(sessions(&app), 1);
}

#[tokio::test]
async fn a_challenge_of_another_visit_or_of_five_minutes_ago_is_worth_nothing() {
    let app = TestApp::start().await;
    let mut key = member(&app).await;
    let (mut browser, mut other) = (app.browser(), app.browser());
    browser.open("/sign-in").await;
    let theirs = key.answer(&browser).await;
    other.open("/sign-in").await;

    post(&mut other, FORM, &theirs).await;
    assert_refused(&other, says().errors.passkey_over);
    let late = key.answer(&browser).await;
    app.wait(SignedDuration::from_secs(299));
    post(&mut browser, FORM, &late).await;
    assert_eq!(browser.page().status, 303, "to its last second");
    browser.follow().await;
    browser.press("/sign-out").await;
    browser.open("/sign-in").await;
    let late = key.answer(&browser).await;
    app.wait(SignedDuration::from_secs(300));
    post(&mut browser, FORM, &late).await;

    assert_refused(&browser, says().errors.passkey_over);
    assert_eq!(sessions(&app), 0);
    let next = key.answer(&browser).await;
    post(&mut browser, FORM, &next).await;
    assert_eq!(browser.follow().await.path, "/home", "the page has another challenge");
}

#[tokio::test]
async fn another_challenge_origin_or_relying_party_and_no_verification_are_refused() {
    let app = TestApp::start().await;
    let key = member(&app).await;
    let elsewhere = |origin: &str, relying_party: Option<&str>| Key {
        origin: origin.to_owned(),
        relying_party: relying_party.map(str::to_owned),
        ..key.clone()
    };
    let phishing = elsewhere("https://login.porch.example", Some("porch.example"));
    let other_site = elsewhere("https://porch-example.com", None);
    let open_to_all = Key { is_open_to_all: true, ..key.clone() };

    for (what, mut key) in [
        ("another origin of the relying party", phishing),
        ("another site", other_site),
        ("nobody was verified", open_to_all),
    ] {
        let mut browser = app.browser();
        browser.open("/sign-in").await;
        let answer = key.answer(&browser).await;
        post(&mut browser, FORM, &answer).await;
        assert_eq!(browser.page().status, 422, "{what}");
        assert_refused(&browser, says().errors.passkey_refused);
    }
    let mut browser = app.browser();
    browser.open("/sign-in").await;
    let asked = Asked::on(&browser);
    let signed = key.clone().sign("AAAAAAAAAAAAAAAAAAAAAA").await;
    post(&mut browser, FORM, &asked.fields(signed)).await;
    assert_refused(&browser, says().errors.passkey_refused);
    assert_eq!(sessions(&app), 0);
}

#[tokio::test]
async fn a_copy_of_a_passkey_is_refused_once_the_other_has_signed() {
    let app = TestApp::start().await;
    let mut key = member(&app).await;
    let mut copy = key.clone();
    let (mut browser, mut thief) = (app.browser(), app.browser());
    for _ in 0..2 {
        touch(&mut browser, &mut key).await;
        browser.follow().await;
        browser.press("/sign-out").await;
    }

    touch(&mut thief, &mut copy).await;

    assert_refused(&thief, says().errors.passkey_refused);
    touch(&mut browser, &mut key).await;
    assert_eq!(browser.follow().await.path, "/home", "the member's own goes on");
}

#[tokio::test]
async fn a_passkey_on_trial_does_not_sign_in_alone_but_behind_the_password() {
    let app = TestApp::start().await;
    let mut first = app.browser();
    settle(&app, &mut first, PLAIN, EMAIL).await;
    let mut key = add(&mut first, "Phone").await;
    let (mut browser, mut behind) = (app.browser(), app.browser());

    app.wait(SignedDuration::from_hours(71));
    touch(&mut browser, &mut key).await;
    assert_refused(&browser, says().errors.passkey_refused);
    touch_behind_password(&mut behind, &mut key).await;
    assert_eq!(behind.follow().await.path, "/home");
    app.wait(SignedDuration::from_hours(1));
    touch(&mut browser, &mut key).await;

    assert_eq!(browser.follow().await.path, "/home");
}

#[tokio::test]
async fn nobodys_passkey_and_what_is_none_get_the_answer_of_a_wrong_one() {
    let app = TestApp::start().await;
    let mut key = member(&app).await;
    let mut browser = app.browser();
    let mut pages = Vec::new();
    let mut nobodys = Key::at(ORIGIN);
    let stranger = Asked {
        challenge: "AAAAAAAAAAAAAAAAAAAAAA".to_owned(),
        user: "a".repeat(26),
        ..Asked::default()
    };
    nobodys.make(&stranger).await;
    let mut copy = key.clone();
    touch(&mut browser, &mut key).await;
    browser.follow().await;

    for key in [&mut nobodys, &mut copy] {
        let mut browser = app.browser();
        touch(&mut browser, key).await;
        let page = browser.page();
        pages.push((page.status, page.title(), page.errors(), page.set_cookies().len()));
    }
    let mut browser = app.browser();
    browser.open("/sign-in").await;
    let asked = Asked::on(&browser);
    post(&mut browser, FORM, &asked.fields("{}".to_owned())).await;
    let page = browser.page();
    pages.push((page.status, page.title(), page.errors(), page.set_cookies().len()));

    assert_eq!(pages[0], pages[1]);
    assert_eq!(pages[0], pages[2]);
}

#[tokio::test]
async fn a_login_that_was_frozen_is_told_so_by_its_passkey_as_by_its_password() {
    let app = TestApp::start().await;
    let mut member = app.browser();
    settle(&app, &mut member, ON_FILE, EMAIL).await;
    let letter = app.letter_to(CONTACT).await;
    let mut key = add(&mut member, "Phone").await;
    app.wait(TRIAL);
    let mut contact = app.browser();
    contact.open(&link(&letter)).await;
    contact.go_on(&[]).await;
    let mut browser = app.browser();

    touch(&mut browser, &mut key).await;

    assert_eq!(browser.page().title(), says().account.office.frozen_title);
    assert_eq!(sessions(&app), 0);
}
