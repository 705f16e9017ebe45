//! The way back in, from every state of a login and while the portal is partly down.

use domain::{LinkState, Member, Outcome, Standing};
use jiff::SignedDuration;
use tests::app::{CLOSED, PLAIN, SECOND, TestApp, link};
use tests::memory::Mood;

use super::{EMAIL, NEW};
use tests::walk::{
    NEW_PASSWORD, PASSWORD, ask, ask_back, become_member, choose_password,
    choose_password_elsewhere, follow_back, follow_letter, settle, sign_in,
};

#[tokio::test]
async fn while_wrong_tries_have_shut_the_password_the_letter_still_leads_in() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    for number in 0..7 {
        let mut guesser = app.browser().at(&format!("198.18.0.{number}"));
        sign_in(&mut guesser, EMAIL, NEW_PASSWORD).await;
    }
    let mut browser = app.browser();
    sign_in(&mut browser, EMAIL, PASSWORD).await;
    assert_eq!(browser.page().status, 429, "strangers have to wait");

    follow_back(&app, &mut browser, EMAIL).await;
    browser.submit(&NEW).await;
    sign_in(&mut browser, EMAIL, NEW_PASSWORD).await;

    assert_eq!(browser.page().path, "/home", "a new password opens what guessing has shut");
}

#[tokio::test]
async fn from_every_state_the_letter_says_the_next_thing() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    ask(&mut app.browser(), SECOND, "pending@mail.example").await;
    ask(&mut app.browser(), CLOSED, "nomatch@mail.example").await;
    app.deliver().await;
    app.wait(SignedDuration::from_mins(2));

    for (address, kind) in [
        (EMAIL, "recover"),
        ("pending@mail.example", "confirm"),
        ("nomatch@mail.example", "no_login"),
        ("nobody@mail.example", "no_login"),
    ] {
        ask_back(&mut app.browser(), address).await;
        assert_eq!(app.letter_to(address).await.kind, kind, "{address}");
    }
    app.change(EMAIL, |member| member.standing = Standing::Frozen).await;
    app.wait(SignedDuration::from_mins(2));
    ask_back(&mut app.browser(), EMAIL).await;

    let letter = app.letter_to(EMAIL).await;
    assert_eq!(letter.kind, "still_frozen");
    assert!(!letter.text.contains("/verify"), "only staff lead on");
}

#[tokio::test]
async fn a_link_asked_for_before_the_login_was_frozen_opens_nothing() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let mut browser = app.browser();
    follow_back(&app, &mut browser, EMAIL).await;
    let freeze = |member: &mut Member| {
        member.standing = Standing::Frozen;
        member.epoch += 1;
    };
    app.change(EMAIL, freeze).await;

    browser.submit(&NEW).await;

    assert_eq!(browser.page().status, 410);
}

#[tokio::test]
async fn a_pending_registration_gets_its_letter_again_with_the_same_link() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let first = app.letter_to(EMAIL).await;
    app.wait(SignedDuration::from_hours(3));

    ask_back(&mut app.browser(), EMAIL).await;

    let again = app.letter_to(EMAIL).await;
    assert_eq!(first.text, again.text);
    assert_eq!(app.letters_to(EMAIL).len(), 2);
}

#[tokio::test]
async fn a_registration_whose_time_ran_out_gets_a_new_letter_that_leads_to_an_account() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    let first = app.letter_to(EMAIL).await;
    app.wait(SignedDuration::from_hours(25));

    let mut browser = app.browser();
    ask_back(&mut browser, EMAIL).await;
    let anew = follow_letter(&app, &mut browser, EMAIL).await;
    assert_ne!(link(&first), link(&anew));
    choose_password_elsewhere(&mut browser, PLAIN).await;

    assert_eq!(browser.page().location(), Some("/register/paperless"));
    let confirms = app.store.pendings();
    assert!(confirms.iter().all(|it| it.outcome == Outcome::Confirm));
    assert_eq!(confirms.iter().filter(|it| it.state(app.now()) == LinkState::Used).count(), 1);
}

#[tokio::test]
async fn while_the_store_is_down_the_way_back_says_so_and_nothing_is_lost() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let mut browser = app.browser();
    browser.open("/recover").await;

    app.store.set_down(true);
    browser.submit(&[("email", EMAIL)]).await;
    assert_eq!(browser.page().status, 503);
    app.store.set_down(false);
    follow_back(&app, &mut browser, EMAIL).await;
    let mut late = browser.clone();
    app.store.set_down(true);
    late.submit(&NEW).await;
    assert_eq!(late.page().status, 503);
    assert_eq!(late.get("/recover/password").await.status, 503);
    app.store.set_down(false);
    browser.submit(&NEW).await;

    assert_eq!(browser.page().status, 303, "the link is unspent");
}

#[tokio::test]
async fn a_letter_held_up_until_its_link_ends_says_to_ask_again() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    app.post_office.set_mood(Mood::Closed);
    ask_back(&mut app.browser(), EMAIL).await;
    app.deliver().await;
    app.post_office.set_mood(Mood::Open);

    app.wait(SignedDuration::from_mins(21));
    app.sweep().await;

    let letters = app.letters_to(EMAIL);
    let letter = letters.iter().find(|letter| letter.kind == "recover").expect("a letter");
    assert!(letter.subject.starts_with("Ask again"), "{}", letter.subject);
    assert!(!letter.text.contains("/verify"));
}

#[tokio::test]
async fn a_member_who_never_finished_the_wishes_goes_on_there_after_a_new_password() {
    let app = TestApp::start().await;
    become_member(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let mut browser = app.browser();
    follow_back(&app, &mut browser, EMAIL).await;
    browser.submit(&NEW).await;

    sign_in(&mut browser, EMAIL, NEW_PASSWORD).await;

    assert_eq!(browser.page().path, "/register/paperless");
}

#[tokio::test]
async fn the_temporary_password_of_a_registration_is_no_way_around_a_link() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    follow_letter(&app, &mut browser, EMAIL).await;
    choose_password(&mut browser).await;

    ask_back(&mut browser, EMAIL).await;

    let letter = app.letter_to(EMAIL).await;
    assert_eq!(letter.kind, "recover");
    assert!(letter.text.contains("/recover/verify?t="));
}
