//! The ways of thieves: of a password, of a mailbox, of a laptop.

use domain::FactorState;
use jiff::SignedDuration;
use tests::app::{Browser, PLAIN, TestApp, link};
use tests::walk::{NEW_PASSWORD, PASSWORD, email, follow_back, says, settle, sign_in};

use crate::journeys::passkeys::{add, touch};

use super::{App, EMAIL, TRIAL, make_codes, member, password, set_up, sign_in_by};

fn state(app: &TestApp) -> FactorState {
    FactorState::of(&app.store.member_of(&email(EMAIL)).expect("a member"), app.now())
}

/// A thief of the password, who adds an app of their own to a login that has none.
async fn thief(app: &TestApp) -> (Browser<'_>, App) {
    settle(app, &mut app.browser(), PLAIN, EMAIL).await;
    let mut thief = app.browser();
    sign_in(&mut thief, EMAIL, PASSWORD).await;
    let phone = set_up(app, &mut thief).await;
    make_codes(&mut thief).await;
    (thief, phone)
}

async fn new_password(app: &TestApp, browser: &mut Browser<'_>) {
    follow_back(app, browser, EMAIL).await;
    browser.go_on(&[("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)]).await;
    assert_eq!(browser.page().path, "/sign-in");
}

#[tokio::test]
async fn a_stolen_password_that_adds_a_factor_is_undone_by_the_way_back_in_by_mail() {
    let app = TestApp::start().await;
    let (mut thief, _) = thief(&app).await;
    let mut browser = app.browser();
    password(&mut browser).await;

    app.wait(TRIAL - SignedDuration::from_hours(1));
    new_password(&app, &mut browser).await;
    sign_in(&mut browser, EMAIL, NEW_PASSWORD).await;

    assert_eq!(browser.page().path, "/home", "the thief's app is off");
    app.deliver().await;
    let last = app.letters_to(EMAIL);
    assert!(last.iter().any(|letter| letter.kind == "factor_removed"), "and a letter says so");
    assert_eq!(state(&app), FactorState::None);
    assert_eq!(thief.open("/home").await.path, "/sign-in");
    sign_in(&mut thief, EMAIL, PASSWORD).await;
    assert_eq!(thief.page().path, "/sign-in");
}

#[tokio::test]
async fn a_thiefs_app_on_trial_does_not_come_to_stand_while_the_login_is_frozen() {
    let app = TestApp::start().await;
    thief(&app).await;
    app.wait(SignedDuration::from_hours(24));
    app.freeze(EMAIL).await;
    app.wait(SignedDuration::from_hours(24 * 4));
    assert_eq!(state(&app), FactorState::OnTrial);
    app.open_again(EMAIL).await;
    app.deliver().await;
    let letters = app.letters_to(EMAIL);
    let letter = letters.iter().find(|it| it.kind == "login_opened").expect("a letter").clone();
    app.wait(TRIAL - SignedDuration::from_secs(1));
    let mut browser = app.browser();

    new_password(&app, &mut browser).await;
    sign_in(&mut browser, EMAIL, NEW_PASSWORD).await;

    assert_eq!(browser.page().path, "/home", "the mailbox took it off");
    assert_eq!(state(&app), FactorState::None);
    assert!(letter.text.contains("that you did not add"), "and a letter said so: {}", letter.text);
}

#[tokio::test]
async fn a_factor_that_stood_when_the_login_was_frozen_stands_when_it_is_opened() {
    let app = TestApp::start().await;
    let phone = member(&app).await;

    app.freeze(EMAIL).await;
    app.open_again(EMAIL).await;

    assert_eq!(state(&app), FactorState::Held);
    let mut mailbox = app.browser();
    new_password(&app, &mut mailbox).await;
    sign_in(&mut mailbox, EMAIL, NEW_PASSWORD).await;
    assert_eq!(mailbox.page().path, "/sign-in/second", "the mailbox alone is no way around it");
    mailbox.go_on(&[("code", &phone.next_code(&app))]).await;
    assert_eq!(mailbox.page().path, "/home");
}

#[tokio::test]
async fn a_stolen_password_that_adds_a_factor_is_undone_by_the_letter_even_weeks_later() {
    let app = TestApp::start().await;
    let (mut thief, _) = thief(&app).await;
    app.deliver().await;
    let letters = app.letters_to(EMAIL);
    let letter = letters.iter().find(|it| it.kind == "factor_added").expect("a letter").clone();
    app.wait(SignedDuration::from_hours(24 * 29));
    assert_eq!(state(&app), FactorState::Held);
    let mut browser = app.browser();

    browser.open(&link(&letter)).await;
    assert_eq!(browser.page().path, "/second/reset");
    assert_eq!(state(&app), FactorState::Held, "a GET changes nothing");
    browser.go_on(&[("current_password", PASSWORD)]).await;

    assert!(browser.page().main().contains(says().second.letter.not_mine_done.text[0]));
    assert_eq!(state(&app), FactorState::None);
    assert_eq!(thief.open("/home").await.path, "/sign-in");
    sign_in(&mut browser, EMAIL, PASSWORD).await;
    assert_eq!(browser.page().path, "/home");
    browser.open(&link(&letter)).await;
    assert!(browser.page().main().contains(says().second.letter.not_mine_done.text[0]));
}

#[tokio::test]
async fn the_letters_link_outlives_what_the_thief_does_next() {
    let app = TestApp::start().await;
    let (mut thief, _) = thief(&app).await;
    app.deliver().await;
    let letters = app.letters_to(EMAIL);
    let letter = letters.iter().find(|it| it.kind == "factor_added").expect("a letter").clone();
    thief.open("/profile/password").await;
    let new = [("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)];
    thief.go_on(&[("current_password", PASSWORD), new[0], new[1]]).await;
    assert_eq!(thief.page().path, "/profile", "as without a factor: {}", thief.page().main());

    let mut browser = app.browser();
    browser.open(&link(&letter)).await;
    browser.go_on(&[]).await;

    assert_eq!(state(&app), FactorState::None);
    assert_eq!(thief.open("/home").await.path, "/sign-in");
}

#[tokio::test]
async fn what_a_thief_adds_to_an_app_that_was_on_trial_when_the_wait_began_ends_it_no_sooner() {
    let app = TestApp::start().await;
    let (mut thief, phone) = thief(&app).await;
    app.wait(SignedDuration::from_hours(71));
    let mut browser = app.browser();
    password(&mut browser).await;
    browser.open("/sign-in/second/lost").await;
    browser.go_on(&[]).await;
    app.wait(SignedDuration::from_hours(2));
    sign_in_by(&app, &mut thief, &phone).await;
    assert_eq!(state(&app), FactorState::Waiting, "its code does not end it");

    let mut key = add(&mut thief, "Stick").await;
    thief.open("/profile/security/app").await;
    let next = App::scan(&thief);
    thief.go_on(&[("code", &next.next_code(&app))]).await;
    thief.press("/sign-out").await;
    sign_in_by(&app, &mut thief, &next).await;
    thief.press("/sign-out").await;
    touch(&mut thief, &mut key).await;

    assert_eq!(thief.follow().await.path, "/home", "it all stands");
    assert_eq!(state(&app), FactorState::Waiting);
}

#[tokio::test]
async fn a_letters_link_takes_off_what_was_added_since_and_nothing_from_before() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut browser = app.browser();
    sign_in_by(&app, &mut browser, &phone).await;
    make_codes(&mut browser).await;
    let letter = app.letter_to(EMAIL).await;
    assert_eq!(letter.kind, "factor_added");

    let mut other = app.browser();
    other.open(&link(&letter)).await;
    other.go_on(&[]).await;

    assert_eq!(state(&app), FactorState::Held, "the app was there before");
    let member = app.store.member_of(&email(EMAIL)).expect("a member");
    assert_eq!(member.factors.codes, None);
}

#[tokio::test]
async fn a_stolen_mailbox_sets_a_password_and_gets_no_further() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut thief = app.browser();

    new_password(&app, &mut thief).await;
    sign_in(&mut thief, EMAIL, NEW_PASSWORD).await;

    assert_eq!(thief.page().path, "/sign-in/second");
    assert_eq!(state(&app), FactorState::Held);
    assert_eq!(thief.open("/home").await.path, "/sign-in");
    app.deliver().await;
    app.wait(SignedDuration::from_hours(1));
    let mut browser = app.browser();
    new_password(&app, &mut browser).await;
    sign_in(&mut browser, EMAIL, NEW_PASSWORD).await;
    browser.go_on(&[("code", &phone.next_code(&app))]).await;
    assert_eq!(browser.page().path, "/home", "the member is back");
}

#[tokio::test]
async fn a_stolen_mailbox_waits_fourteen_days_and_the_member_who_signs_in_meanwhile_ends_it() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut thief = app.browser();
    new_password(&app, &mut thief).await;
    sign_in(&mut thief, EMAIL, NEW_PASSWORD).await;
    let asks = thief.open("/sign-in/second/lost").await.main();
    thief.go_on(&[]).await;
    assert_eq!(state(&app), FactorState::Waiting);

    app.wait(SignedDuration::from_hours(24 * 13));
    let mut browser = app.browser();
    sign_in(&mut browser, EMAIL, NEW_PASSWORD).await;
    browser.go_on(&[("code", &phone.next_code(&app))]).await;

    assert!(asks.contains("14 days"), "{asks}");
    assert!(asks.contains(says().second.lost.after_mail), "it says why: {asks}");
    assert_eq!(browser.page().path, "/home");
    assert_eq!(state(&app), FactorState::Held);
}

#[tokio::test]
async fn a_stolen_laptop_with_a_session_changes_no_factor_after_five_minutes() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut laptop = app.browser();
    sign_in_by(&app, &mut laptop, &phone).await;
    app.wait(SignedDuration::from_mins(6));

    laptop.open("/profile/security/app").await;
    let own = App::scan(&laptop);
    laptop.submit(&[("code", &own.code(&app)), ("current_password", PASSWORD)]).await;
    assert_eq!(laptop.page().status, 422, "no factor");
    laptop.submit(&[("code", &own.code(&app)), ("current_code", &own.code(&app))]).await;
    assert_eq!(laptop.page().status, 422, "no password, and a code of another app");
    laptop.open("/profile/security/remove").await;
    let (action, fields) = laptop.filled_in_form("/profile/security/remove");
    let more = [("current_password", PASSWORD)];
    let more = more.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let fields = fields.into_iter().filter(|(name, _)| name != "current_password");
    laptop.post(&action, &fields.chain(more).collect::<Vec<_>>()).await;

    assert_eq!(laptop.page().status, 422);
    assert_eq!(state(&app), FactorState::Held);
}

#[tokio::test]
async fn what_one_member_is_offered_is_worth_nothing_to_another() {
    let app = TestApp::start().await;
    let mut pat = app.browser();
    settle(&app, &mut pat, PLAIN, EMAIL).await;
    let mut lee = app.browser();
    settle(&app, &mut lee, tests::app::JOINT, "lee.other@mail.example").await;
    pat.open("/profile/security/app").await;
    let (_, offered) = pat.filled_in(&[]);
    let offer = offered.into_iter().find(|(name, _)| name == "offer").expect("an offer");
    let theirs = App::scan(&pat);
    lee.open("/profile/security/app").await;
    let (action, mut fields) = lee.filled_in(&[("code", &theirs.next_code(&app))]);
    fields.retain(|(name, _)| name != "offer");
    fields.push(offer);

    lee.post(&action, &fields).await;

    assert_eq!(lee.page().location(), Some("/profile/security/app"));
    let lee = app.store.member_of(&email("lee.other@mail.example")).expect("a member");
    assert!(lee.factors.app.is_none());
}
