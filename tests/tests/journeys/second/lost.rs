//! Everything lost: the wait, who hears of it, what ends it, and what comes after.

use domain::{FactorState, Mail};
use jiff::SignedDuration;
use tests::app::{Browser, ON_FILE, TestApp, link};
use tests::walk::{NEW_PASSWORD, PASSWORD, email, follow_back, says, settle, sign_in};

use super::{App, EMAIL, TRIAL, password, set_up};

pub(super) const CONTACT: &str = "onfile@mail.example";
pub(super) const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// A member with an app on an account whose contact on file is somebody else.
pub(super) async fn member(app: &TestApp) -> App {
    let mut browser = app.browser();
    settle(app, &mut browser, ON_FILE, EMAIL).await;
    let phone = set_up(app, &mut browser).await;
    browser.press("/sign-out").await;
    app.deliver().await;
    app.wait(TRIAL);
    phone
}

/// Begins a wait, for whoever knows the password.
pub(super) async fn begin(browser: &mut Browser<'_>) {
    password(browser).await;
    browser.open("/sign-in/second/lost").await;
    browser.go_on(&[]).await;
    let title = says().second.lost.begun_title;
    assert_eq!(browser.page().heading(), title, "{}", browser.page().main());
}

pub(super) fn state(app: &TestApp) -> FactorState {
    FactorState::of(&app.store.member_of(&email(EMAIL)).expect("a member"), app.now())
}

/// The letters of a kind to an address.
pub(super) fn of_kind(app: &TestApp, address: &str, kind: &str) -> Vec<Mail> {
    app.letters_to(address).into_iter().filter(|letter| letter.kind == kind).collect()
}

/// The last letter of a kind to the member, once it was sent.
pub(super) async fn last(app: &TestApp, kind: &str) -> Mail {
    app.sweep().await;
    of_kind(app, EMAIL, kind).pop().expect("a letter")
}

/// Follows the last letter's link and types a password, to the page after it.
async fn reset(app: &TestApp, browser: &mut Browser<'_>, password: &str) {
    let letter = last(app, "reset_open").await;
    browser.open(&link(&letter)).await;
    browser.go_on(&[("current_password", password)]).await;
}

#[tokio::test]
async fn both_lost_after_three_days_the_link_and_the_password_take_the_factors_off() {
    let app = TestApp::start().await;
    member(&app).await;
    let mut browser = app.browser();
    begin(&mut browser).await;
    app.sweep().await;
    assert_eq!(of_kind(&app, EMAIL, "reset_open").len(), 0);

    app.wait(HOUR * 72);
    reset(&app, &mut browser, "not the password at all").await;
    assert_eq!(browser.page().status, 422);
    assert_eq!(state(&app), FactorState::Waiting);
    browser.go_on(&[("current_password", PASSWORD)]).await;

    assert_eq!(browser.page().heading(), says().second.letter.reset_done.title);
    assert_eq!(state(&app), FactorState::None);
    sign_in(&mut browser, EMAIL, PASSWORD).await;
    assert_eq!(browser.page().path, "/home");
    app.sweep().await;
    for address in [EMAIL, CONTACT] {
        assert_eq!(of_kind(&app, address, "factors_reset").len(), 1, "{address}");
    }
}

#[tokio::test]
async fn the_page_promises_no_shorter_wait_than_there_is() {
    for (hours, days) in [("72", "3 days"), ("73", "4 days"), ("95", "4 days"), ("96", "4 days")] {
        let mut app = TestApp::start().await;
        let set = format!("reset_wait_hours = {hours}");
        app.set_settings(&[("reset_wait_hours = 72", &set)]);
        member(&app).await;
        let mut browser = app.browser();
        password(&mut browser).await;

        let page = browser.open("/sign-in/second/lost").await.main();

        assert!(page.contains(&format!("That takes {days}")), "{hours}: {page}");
    }
}

#[tokio::test]
async fn the_member_stops_it_by_the_link_of_any_of_the_letters() {
    for (wait, kind) in [(0, "reset_waits"), (36, "reset_waits"), (72, "reset_open")] {
        let app = TestApp::start().await;
        member(&app).await;
        begin(&mut app.browser()).await;
        app.wait(HOUR * wait);
        let letter = last(&app, kind).await;
        let mut browser = app.browser();

        browser.open(&link(&letter)).await;
        assert_eq!(state(&app), FactorState::Waiting, "a GET changes nothing");
        let (action, fields) = browser.filled_in_form("/second/reset");
        let stop = vec![("stop".to_owned(), "yes".to_owned())];
        let fields = fields.into_iter().filter(|(name, _)| name == "csrf").collect();
        browser.post(&action, &[fields, stop].concat()).await;
        browser.follow().await;

        assert_eq!(browser.page().heading(), says().second.letter.stopped.title, "{wait}");
        assert_eq!(state(&app), FactorState::Held);
        app.wait(HOUR * (72 - wait));
        app.sweep().await;
        let sent = of_kind(&app, EMAIL, "reset_open").len();
        assert_eq!(sent, usize::from(wait == 72), "what it says is read again before it goes");
    }
}

#[tokio::test]
async fn a_factor_and_a_new_password_by_mail_end_it_and_its_links() {
    for way in ["factor", "password"] {
        let app = TestApp::start().await;
        let phone = member(&app).await;
        begin(&mut app.browser()).await;
        app.wait(HOUR * 72);
        let letter = last(&app, "reset_open").await;
        let mut browser = app.browser();

        if way == "factor" {
            password(&mut browser).await;
            browser.go_on(&[("code", &phone.next_code(&app))]).await;
        } else {
            follow_back(&app, &mut browser, EMAIL).await;
            let new = [("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)];
            browser.go_on(&new).await;
        }

        assert_eq!(state(&app), FactorState::Held, "{way}");
        let mut thief = app.browser();
        assert_eq!(thief.open(&link(&letter)).await.status, 410, "{way}");
    }
}

#[tokio::test]
async fn a_code_in_a_session_that_stands_ends_it_too() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut browser = app.browser();
    super::sign_in_by(&app, &mut browser, &phone).await;
    begin(&mut app.browser()).await;
    app.wait(SignedDuration::from_mins(6));
    let waits = browser.open("/profile/security").await.main();

    browser.open("/profile/security/codes").await;
    let (action, fields) = browser.filled_in_form("/profile/security/codes");
    let more = [("current_password", PASSWORD), ("current_code", &*phone.next_code(&app))];
    let more = more.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    let fields = fields.into_iter().filter(|(name, _)| !name.starts_with("current_"));
    browser.post(&action, &fields.chain(more).collect::<Vec<_>>()).await;

    assert!(waits.contains("take the second step off"), "{waits}");
    assert_eq!(browser.page().status, 200, "{}", browser.page().main());
    assert_eq!(state(&app), FactorState::Held);
}

#[tokio::test]
async fn starting_again_while_one_runs_changes_nothing() {
    let app = TestApp::start().await;
    member(&app).await;
    begin(&mut app.browser()).await;
    let before = app.store.member_of(&email(EMAIL)).expect("a member");
    app.wait(HOUR * 24);

    let mut again = app.browser();
    password(&mut again).await;
    let (_, fields) = again.filled_in(&[]);
    let csrf: Vec<_> = fields.into_iter().filter(|(name, _)| name == "csrf").collect();
    let page = again.open("/sign-in/second/lost").await.main();
    again.post("/sign-in/second/lost", &csrf).await;

    assert!(!page.contains("<button"), "there is nothing to begin: {page}");
    assert_eq!(app.store.member_of(&email(EMAIL)), Some(before));
    app.sweep().await;
    assert_eq!(of_kind(&app, EMAIL, "reset_waits").len(), 1);
}

#[tokio::test]
async fn the_last_link_works_once_and_for_a_day() {
    let app = TestApp::start().await;
    member(&app).await;
    let mut browser = app.browser();
    begin(&mut browser).await;
    app.wait(HOUR * 72);
    let letter = last(&app, "reset_open").await;

    app.wait(HOUR * 24);
    assert_eq!(browser.open(&link(&letter)).await.status, 410);
    begin(&mut browser).await;
    app.wait(HOUR * 72);
    reset(&app, &mut browser, PASSWORD).await;
    assert_eq!(state(&app), FactorState::None);
    let mut again = app.browser();
    sign_in(&mut again, EMAIL, PASSWORD).await;
    set_up(&app, &mut again).await;
    let spent = again.open(&link(&last(&app, "reset_open").await)).await.status;

    assert_eq!(spent, 410);
    assert_eq!(state(&app), FactorState::OnTrial, "it took off what it was for, and no more");
}

#[tokio::test]
async fn once_the_wait_is_over_the_page_says_where_the_link_is_and_until_when_it_works() {
    let app = TestApp::start().await;
    member(&app).await;
    let mut browser = app.browser();
    begin(&mut browser).await;
    app.wait(HOUR * 72);

    password(&mut browser).await;
    let page = browser.open("/sign-in/second/lost").await;

    assert_eq!(page.heading(), says().second.lost.open_title);
    assert!(page.main().contains(says().second.lost.open_text[0]), "{}", page.main());
    assert!(!page.main().contains(says().second.lost.begun_title));
}

#[tokio::test]
async fn only_the_right_password_begins_a_wait() {
    let app = TestApp::start().await;
    member(&app).await;
    let mut stranger = app.browser();
    sign_in(&mut stranger, EMAIL, "not the password at all").await;

    assert_eq!(stranger.open("/sign-in/second/lost").await.path, "/sign-in");
    let (_, fields) = stranger.filled_in(&[]);
    let csrf: Vec<_> = fields.into_iter().filter(|(name, _)| name == "csrf").collect();
    stranger.post("/sign-in/second/lost", &csrf).await;

    assert_eq!(stranger.page().location(), Some("/sign-in"));
    assert_eq!(state(&app), FactorState::Held);
}

#[tokio::test]
async fn wrong_passwords_at_the_last_link_are_counted() {
    let app = TestApp::start().await;
    member(&app).await;
    let mut browser = app.browser();
    begin(&mut browser).await;
    app.wait(HOUR * 72);
    browser.open(&link(&last(&app, "reset_open").await)).await;

    for _ in 0..6 {
        browser.submit(&[("current_password", "not the password at all")]).await;
        assert_eq!(browser.page().status, 422);
    }
    browser.submit(&[("current_password", PASSWORD)]).await;

    assert_eq!(browser.page().status, 429);
    assert_eq!(state(&app), FactorState::Waiting);
}
