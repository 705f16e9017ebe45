//! What asks for a factor once more, and who hears of a change.

use jiff::SignedDuration;
use tests::app::TestApp;
use tests::walk::{NEW_PASSWORD, PASSWORD, says};

use super::{App, EMAIL, member, set_up, sign_in_by};

const MINUTES: SignedDuration = SignedDuration::from_mins(6);

#[tokio::test]
async fn email_password_people_closing_and_factors_ask_for_a_factor_that_is_five_minutes_old_at_most()
 {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut browser = app.browser();
    sign_in_by(&app, &mut browser, &phone).await;
    let pages = [
        "/profile/email",
        "/profile/password",
        "/profile/people",
        "/profile/close",
        "/profile/security/app",
        "/profile/security/codes",
        "/profile/security/remove",
    ];

    for page in pages {
        assert!(!browser.open(page).await.asks_for("current_code"), "{page}: it was just shown");
    }
    app.wait(MINUTES);
    for page in pages {
        let asks = browser.open(page).await;
        assert!(asks.asks_for("current_code"), "{page}");
        assert!(asks.asks_for("current_password"), "{page}: the password is as old");
    }
    assert!(!browser.open("/profile/security-phrase").await.asks_for("current_code"));
}

#[tokio::test]
async fn a_code_that_was_typed_once_more_is_good_for_five_minutes_and_used() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut browser = app.browser();
    sign_in_by(&app, &mut browser, &phone).await;
    app.wait(MINUTES);
    browser.open("/profile/email").await;
    let new = "ines.new@mail.example";
    let (address, code) = ([("email", new), ("confirm_email", new)], phone.code(&app));

    let typed = [&address[..], &[("current_password", PASSWORD)]].concat();
    browser.submit(&typed).await;
    let missing = browser.page().errors();
    let wrong = [&typed[..], &[("current_code", "000000")]].concat();
    assert_eq!(browser.submit(&wrong).await.status, 422);
    browser.go_on(&[&typed[..], &[("current_code", &code)]].concat()).await;

    assert_eq!(missing, [("current_code".to_owned(), says().errors.code_missing.to_owned())]);
    assert_eq!(browser.page().path, "/profile/email");
    assert!(browser.page().main().contains(new));
    assert!(!browser.open("/profile/close").await.asks_for("current_code"));
    let mut other = app.browser();
    super::password(&mut other).await;
    assert_eq!(other.submit(&[("code", &code)]).await.status, 422, "it is used");
}

#[tokio::test]
async fn whoever_has_the_password_and_no_code_lets_nobody_in_to_an_account() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut browser = app.browser();
    sign_in_by(&app, &mut browser, &phone).await;
    app.wait(MINUTES);
    let guest = "kim.fairbanks@mail.example";
    let typed = [("email", guest), ("role", "view"), ("current_password", PASSWORD)];
    browser.open("/profile/people").await;

    browser.submit(&typed).await;
    let missing = browser.page().errors();
    browser.submit(&[&typed[..], &[("current_code", "000000")]].concat()).await;
    let wrong = browser.page().errors();
    app.deliver().await;
    assert!(app.letters_to(guest).is_empty());
    let code = phone.next_code(&app);
    let mistyped = [("email", "kim@"), typed[1], typed[2], ("current_code", &code)];
    browser.submit(&mistyped).await;
    let asks = browser.page().asks_for("current_code");
    browser.go_on(&[("email", guest), typed[1], typed[2]]).await;

    assert_eq!(missing, [("current_code".to_owned(), says().errors.code_missing.to_owned())]);
    assert_eq!(wrong, [("current_code".to_owned(), says().errors.code_wrong.to_owned())]);
    assert!(!asks, "a right code is asked for once, whatever else was mistyped");
    assert!(browser.page().main().contains(says().people.list.invited));
    assert_eq!(app.letter_to(guest).await.kind, "invitation");
}

#[tokio::test]
async fn a_wrong_password_uses_no_code() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut browser = app.browser();
    sign_in_by(&app, &mut browser, &phone).await;
    app.wait(MINUTES);
    let code = phone.code(&app);
    browser.open("/profile/close").await;

    browser.submit(&[("current_password", "wrong all over again"), ("current_code", &code)]).await;
    assert_eq!(browser.page().status, 422);
    browser.go_on(&[("current_password", PASSWORD), ("current_code", &code)]).await;

    assert_eq!(browser.page().path, "/profile/closed");
}

#[tokio::test]
async fn a_new_password_in_the_profile_keeps_the_factor_and_opens_what_guessing_has_shut() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut browser = app.browser();
    sign_in_by(&app, &mut browser, &phone).await;
    let mut thief = app.browser();
    super::password(&mut thief).await;
    for _ in 0..6 {
        thief.submit(&[("code", "000000")]).await;
    }
    assert_eq!(thief.submit(&[("code", "000000")]).await.status, 429);

    browser.open("/profile/password").await;
    let new = [("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)];
    browser.go_on(&[("current_password", PASSWORD), new[0], new[1]]).await;
    assert_eq!(browser.page().path, "/profile", "{}", browser.page().main());
    let mut other = app.browser();
    tests::walk::sign_in(&mut other, EMAIL, NEW_PASSWORD).await;

    assert_eq!(other.page().path, "/sign-in/second");
    assert_eq!(other.submit(&[("code", "000000")]).await.status, 422, "the ladder is new");
    other.go_on(&[("code", &phone.next_code(&app))]).await;
    assert_eq!(other.page().path, "/home");
}

#[tokio::test]
async fn a_known_browser_has_a_ladder_of_its_own() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut browser = app.browser();
    sign_in_by(&app, &mut browser, &phone).await;
    browser.press("/sign-out").await;
    let mut thief = app.browser();
    super::password(&mut thief).await;
    for _ in 0..7 {
        thief.submit(&[("code", "000000")]).await;
    }
    assert_eq!(thief.page().status, 429);

    sign_in_by(&app, &mut browser, &phone).await;

    assert_eq!(browser.page().path, "/home");
}

#[tokio::test]
async fn taking_the_app_off_is_told_and_signs_out_elsewhere() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let (mut browser, mut elsewhere) = (app.browser(), app.browser());
    sign_in_by(&app, &mut elsewhere, &phone).await;
    sign_in_by(&app, &mut browser, &phone).await;

    browser.open("/profile/security/remove").await;
    let (action, fields) = browser.filled_in_form("/profile/security/remove");
    browser.post(&action, &fields).await;
    browser.follow().await;

    assert_eq!(browser.page().path, "/profile/security");
    assert!(browser.page().main().contains(says().second.security.app_removed));
    assert_eq!(app.letter_to(EMAIL).await.kind, "factor_removed");
    assert_eq!(elsewhere.open("/home").await.path, "/sign-in");
    assert_eq!(browser.open("/home").await.path, "/home");
}

#[tokio::test]
async fn an_app_set_up_anew_replaces_the_one_before() {
    let app = TestApp::start().await;
    let old = member(&app).await;
    let mut browser = app.browser();
    sign_in_by(&app, &mut browser, &old).await;

    let new: App = set_up(&app, &mut browser).await;
    browser.open("/home").await;
    browser.press("/sign-out").await;
    super::password(&mut browser).await;

    assert_eq!(browser.submit(&[("code", &old.next_code(&app))]).await.status, 422);
    browser.go_on(&[("code", &new.code(&app))]).await;
    assert_eq!(browser.page().path, "/home");
}

#[tokio::test]
async fn a_closed_login_takes_its_factor_with_it() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut browser = app.browser();
    sign_in_by(&app, &mut browser, &phone).await;
    browser.open("/profile/close").await;
    browser.go_on(&[("current_password", PASSWORD)]).await;

    let members = app.store.members();

    assert!(members.iter().all(|member| member.factors.app.is_none()));
}
