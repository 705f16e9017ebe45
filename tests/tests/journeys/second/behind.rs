//! Behind the password: the step before there is a session, how long it lasts and what ends it.

use jiff::SignedDuration;
use tests::app::TestApp;
use tests::walk::{NEW_PASSWORD, PASSWORD, follow_back, says};

use super::{EMAIL, member, password, sessions, sign_in_by};

#[tokio::test]
async fn before_the_code_there_is_no_session_and_no_known_browser() {
    let app = TestApp::start().await;
    member(&app).await;
    let mut browser = app.browser();

    password(&mut browser).await;

    assert_eq!((browser.cookie("session"), browser.cookie("device")), (None, None));
    assert_eq!(sessions(&app), 0);
    assert_eq!(browser.open("/home").await.path, "/sign-in");
}

#[tokio::test]
async fn the_step_lasts_five_minutes_and_belongs_to_its_visit() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut browser = app.browser();
    password(&mut browser).await;
    let stolen = browser.cookie("second").expect("what the browser keeps");
    let mut thief = app.browser();
    thief.open("/sign-in").await;
    thief.put_cookie("second", &stolen);

    let elsewhere = thief.open("/sign-in/second").await.path.clone();
    app.wait(SignedDuration::from_secs(299));
    assert_eq!(browser.open("/sign-in/second").await.path, "/sign-in/second");
    app.wait(SignedDuration::from_secs(1));
    let code = phone.code(&app);
    browser.go_on(&[("code", &code)]).await;

    assert_eq!(elsewhere, "/sign-in");
    assert_eq!(browser.page().path, "/sign-in");
    assert!(browser.page().main().contains(says().account.sign_in.second_over));
    assert_eq!(sessions(&app), 0);
}

#[tokio::test]
async fn a_new_password_in_between_ends_the_step() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let (mut browser, mut elsewhere) = (app.browser(), app.browser());
    password(&mut browser).await;

    follow_back(&app, &mut elsewhere, EMAIL).await;
    elsewhere.go_on(&[("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)]).await;
    browser.go_on(&[("code", &phone.next_code(&app))]).await;

    assert_eq!(browser.page().path, "/sign-in");
    assert_eq!(sessions(&app), 0);
}

#[tokio::test]
async fn a_code_that_was_used_before_signs_nobody_out() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut browser = app.browser();
    sign_in_by(&app, &mut browser, &phone).await;
    let (_, mut fields) = browser.filled_in_form("/sign-out");
    let typed = [("email", EMAIL), ("password", PASSWORD)];
    fields.extend(typed.map(|(name, typed)| (name.to_owned(), typed.to_owned())));
    browser.post("/sign-in", &fields).await;
    assert_eq!(browser.follow().await.path, "/sign-in/second", "the same browser, once more");

    let used = browser.submit(&[("code", &phone.code(&app))]).await.status;
    let still_in = browser.open("/home").await.path.clone();
    browser.open("/sign-in/second").await;
    browser.go_on(&[("code", &phone.next_code(&app))]).await;

    assert_eq!((used, still_in.as_str()), (422, "/home"));
    assert_eq!(browser.page().path, "/home");
    assert_eq!(sessions(&app), 1, "the one before has ended");
}
