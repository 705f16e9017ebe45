//! Passkeys, and what else of their member happens at once.

use domain::{FactorState, PASSKEYS_MAX};
use tests::app::{Browser, ORIGIN, PLAIN, TestApp};
use tests::authenticator::{Asked, Key};
use tests::memory::Forgets;
use tests::walk::{PASSWORD, sign_in};

use super::factors::{
    EMAIL, Post, THREE_DAYS, is_done, now, opened, post, race, reader_of_last_letter, state,
};
use super::member;

const PAGE: &str = "/profile/security/passkey";
const ALONE: &str = "/sign-in/passkey";

/// The form of a page with what an authenticator answered.
fn answered<'a>(browser: &Browser<'a>, action: &str, answer: [(String, String); 2]) -> Post<'a> {
    let (_, mut fields) = browser.filled_in_form(action);
    fields.retain(|(name, _)| answer.iter().all(|(other, _)| name != other));
    fields.extend(answer);
    Post(browser.clone(), action.to_owned(), fields)
}

/// What a new key makes of the page that adds one.
async fn made<'a>(browser: &Browser<'a>) -> (Post<'a>, Key) {
    let (asked, mut key) = (Asked::on(browser), Key::at(ORIGIN));
    let credential = key.make(&asked).await;
    (answered(browser, PAGE, asked.fields(credential)), key)
}

/// A browser that touches a key alone.
async fn touches<'a>(app: &'a TestApp, key: &mut Key) -> Post<'a> {
    let mut browser = app.browser();
    browser.open("/sign-in").await;
    let answer = key.answer(&browser).await;
    answered(&browser, ALONE, answer)
}

async fn send(Post(mut browser, action, fields): Post<'_>) -> Browser<'_> {
    browser.post(&action, &fields).await;
    assert_eq!(browser.page().status, 303, "{}", browser.page().main());
    browser.follow().await;
    browser
}

/// A member with so many passkeys, on trial, signed in; the last of the keys.
async fn with_passkeys(app: &TestApp, many: usize) -> (Browser<'_>, Key) {
    let mut browser = member(app, PLAIN, EMAIL).await;
    let mut last = Key::at(ORIGIN);
    for _ in 0..many {
        browser.open(PAGE).await;
        let (post, key) = made(&browser).await;
        (browser, last) = (send(post).await, key);
    }
    (browser, last)
}

/// A member with a passkey that stands, signed in by it just now.
async fn with_one(app: &TestApp) -> (Browser<'_>, Key) {
    let (_, mut key) = with_passkeys(app, 1).await;
    app.wait(THREE_DAYS);
    let browser = send(touches(app, &mut key).await).await;
    assert_eq!(browser.page().path, "/home");
    (browser, key)
}

async fn two_windows_use_one_answer(forgets: Option<Forgets>) {
    let app = TestApp::start().await;
    let (_, mut key) = with_one(&app).await;
    let touch = touches(&app, &mut key).await;

    race(forgets, &app, [&touch, &touch], |now, answers| {
        let done = answers.iter().filter(|page| is_done(page)).count();
        assert_eq!((done, opened(now, &app)), (1, 1), "one answer, one session");
    })
    .await;
}

async fn a_key_that_counts_signs_two_challenges(forgets: Option<Forgets>) {
    let app = TestApp::start().await;
    let (_, mut key) = with_one(&app).await;
    let counter = |of: &TestApp| of.store.all_passkeys()[0].counter;
    let before = counter(&app);
    let [first, second] = [touches(&app, &mut key).await, touches(&app, &mut key).await];

    race(forgets, &app, [&first, &second], |now, answers| {
        let done = answers.map(is_done);
        assert!(done[1], "nothing is later than the second");
        assert_eq!(opened(now, &app), done.iter().filter(|done| **done).count());
        assert_eq!(counter(now), before + 2, "a counter never goes back");
    })
    .await;
}

async fn a_touch_meets_its_passkeys_end(forgets: Option<Forgets>) {
    let app = TestApp::start().await;
    let (mut browser, mut key) = with_one(&app).await;
    let touch = touches(&app, &mut key).await;
    browser.open("/profile/security").await;
    let links = browser.page().links_of("main li a");
    browser.open(&links[0]).await;

    race(forgets, &app, [&touch, &post(&browser, &[])], |now, [_, off]| {
        assert!(is_done(off), "it is taken off");
        assert_eq!(state(now), FactorState::None);
        assert!(now.store.all_passkeys().is_empty(), "nothing of it is left");
        // That of the profile goes on; what the touch opened ended with it.
        assert_eq!(opened(now, &app), 1, "who signed in with it is out");
    })
    .await;
}

async fn a_reset_meets_a_touch(forgets: Option<Forgets>) {
    let app = TestApp::start().await;
    let (_, mut key) = with_one(&app).await;
    let mut lost = app.browser();
    sign_in(&mut lost, EMAIL, PASSWORD).await;
    lost.open("/sign-in/second/lost").await;
    lost.submit(&[]).await;
    let reader = reader_of_last_letter(&app).await;
    let reset = post(&reader, &[("current_password", PASSWORD)]);
    let touch = touches(&app, &mut key).await;

    race(forgets, &app, [&reset, &touch], |now, [reset, touch]| {
        let (is_off, is_in) = (state(now) == FactorState::None, opened(now, &app) == 1);
        assert_eq!(is_off, is_done(reset), "what was told is so");
        assert!(is_off != is_in, "whoever has the key ends the wait, or is out with it");
        assert!(!is_in || is_done(touch));
    })
    .await;
}

async fn two_windows_add_the_tenth(forgets: Option<Forgets>) {
    let app = TestApp::start().await;
    let (mut one, _) = with_passkeys(&app, PASSKEYS_MAX - 1).await;
    one.open(PAGE).await;
    let two = one.clone();
    let [(tenth, _), (eleventh, _)] = [made(&one).await, made(&two).await];

    race(forgets, &app, [&tenth, &eleventh], |after, answers| {
        let done = answers.iter().filter(|page| is_done(page)).count();
        assert_eq!(done, 1, "there is room for one");
        let kept = after.store.all_passkeys().len();
        assert_eq!((now(after).factors.passkeys.len(), kept), (PASSKEYS_MAX, PASSKEYS_MAX));
    })
    .await;
}

#[tokio::test]
async fn of_two_uses_of_one_answer_one_opens_a_session() {
    two_windows_use_one_answer(None).await;
}

#[tokio::test]
async fn of_two_challenges_that_a_key_has_signed_the_later_one_always_counts() {
    a_key_that_counts_signs_two_challenges(None).await;
}

#[tokio::test]
async fn whoever_touches_a_passkey_while_it_is_taken_off_is_not_in_afterwards() {
    a_touch_meets_its_passkeys_end(None).await;
}

#[tokio::test]
async fn a_touch_that_meets_the_last_link_ends_the_wait_or_opens_nothing() {
    a_reset_meets_a_touch(None).await;
}

#[tokio::test]
async fn of_two_windows_that_add_the_tenth_passkey_one_does() {
    two_windows_add_the_tenth(None).await;
}

mod on_a_store_that_forgets_conditions {
    use super::*;

    const FORGETS: Option<Forgets> = Some(Forgets::Conditions);

    #[tokio::test]
    #[should_panic(expected = "one answer, one session")]
    async fn one_answer_opens_two_sessions() {
        two_windows_use_one_answer(FORGETS).await;
    }

    #[tokio::test]
    #[should_panic(expected = "a counter never goes back")]
    async fn a_counter_goes_back() {
        a_key_that_counts_signs_two_challenges(FORGETS).await;
    }

    #[tokio::test]
    #[should_panic(expected = "there is room for one")]
    async fn eleven_are_added() {
        two_windows_add_the_tenth(FORGETS).await;
    }
}
