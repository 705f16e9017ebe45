//! Browsers in which no code is asked for, for some days.

use jiff::SignedDuration;
use tests::app::TestApp;
use tests::walk::{NEW_PASSWORD, PASSWORD, follow_back, sign_in};

use super::{App, EMAIL, member, password};

/// A browser that is remembered, signed out.
async fn remembered<'a>(app: &'a TestApp, phone: &App) -> tests::app::Browser<'a> {
    let mut browser = app.browser();
    password(&mut browser).await;
    browser.go_on(&[("code", &phone.next_code(app)), ("remember", "yes")]).await;
    assert_eq!(browser.page().path, "/home");
    browser.press("/sign-out").await;
    browser
}

#[tokio::test]
async fn a_browser_is_remembered_for_seven_days_and_another_is_not() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut browser = remembered(&app, &phone).await;

    app.wait(SignedDuration::from_secs(7 * 24 * 3_600 - 1));
    sign_in(&mut browser, EMAIL, PASSWORD).await;
    assert_eq!(browser.page().path, "/home");
    browser.press("/sign-out").await;
    app.wait(SignedDuration::from_secs(1));
    sign_in(&mut browser, EMAIL, PASSWORD).await;
    assert_eq!(browser.page().path, "/sign-in/second");

    password(&mut app.browser()).await;
}

/// A browser that was known before, under another setting.
fn again<'a>(app: &'a TestApp, known: &str) -> tests::app::Browser<'a> {
    let mut browser = app.browser();
    browser.put_cookie("device", known);
    browser
}

#[tokio::test]
async fn a_setting_of_no_days_ends_what_was_remembered_before() {
    let mut app = TestApp::start().await;
    let phone = member(&app).await;
    let known = remembered(&app, &phone).await.cookie("device").expect("a known browser");
    app.wait(SignedDuration::from_hours(48) - SignedDuration::from_secs(1));
    app.set_settings(&[("remember_days = 7", "remember_days = 2")]);
    let mut browser = again(&app, &known);
    sign_in(&mut browser, EMAIL, PASSWORD).await;
    assert_eq!(browser.page().path, "/home", "two days are not over");
    let listed = browser.open("/profile/sessions").await.main();
    assert!(listed.contains("not asked for a code"), "{listed}");
    app.set_settings(&[("remember_days = 7", "remember_days = 0")]);
    let mut browser = again(&app, &known);
    sign_in(&mut browser, EMAIL, PASSWORD).await;

    assert_eq!(browser.page().path, "/sign-in/second");
    browser.go_on(&[("code", &phone.next_code(&app))]).await;
    let listed = browser.open("/profile/sessions").await.main();
    assert!(!listed.contains("not asked for a code"), "{listed}");
}

#[tokio::test]
async fn a_remembered_browser_is_never_fresh() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut browser = remembered(&app, &phone).await;
    sign_in(&mut browser, EMAIL, PASSWORD).await;

    let asks = browser.open("/profile/email").await;

    assert!(asks.asks_for("current_code"));
    assert!(!asks.asks_for("current_password"), "that was typed just now");
    assert!(browser.open("/profile/security/remove").await.asks_for("current_code"));
}

#[tokio::test]
async fn it_is_listed_under_sign_ins_and_can_be_forgotten_there() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut browser = remembered(&app, &phone).await;
    sign_in(&mut browser, EMAIL, PASSWORD).await;

    let listed = browser.open("/profile/sessions").await.main();
    let device = browser.page().attributes("button[name=device]", "value").remove(0);
    let (_, mut fields) = browser.filled_in_form("/sign-out");
    fields.push(("device".to_owned(), device));
    browser.post("/profile/sessions", &fields).await;
    browser.follow().await;
    browser.press("/sign-out").await;
    sign_in(&mut browser, EMAIL, PASSWORD).await;

    assert!(listed.contains("not asked for a code"), "{listed}");
    assert_eq!(browser.page().path, "/sign-in/second");
}

#[tokio::test]
async fn a_new_password_ends_it() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut browser = remembered(&app, &phone).await;
    let mut elsewhere = app.browser();
    follow_back(&app, &mut elsewhere, EMAIL).await;
    elsewhere.go_on(&[("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)]).await;

    sign_in(&mut browser, EMAIL, NEW_PASSWORD).await;

    assert_eq!(browser.page().path, "/sign-in/second");
}

#[tokio::test]
async fn a_copied_device_cookie_of_a_browser_that_is_not_remembered_is_worth_nothing() {
    let app = TestApp::start().await;
    let phone = member(&app).await;
    let mut browser = app.browser();
    password(&mut browser).await;
    browser.go_on(&[("code", &phone.next_code(&app))]).await;
    let known = browser.cookie("device").expect("a known browser");
    let mut thief = app.browser();
    thief.put_cookie("device", &known);

    sign_in(&mut thief, EMAIL, PASSWORD).await;

    assert_eq!(thief.page().path, "/sign-in/second");
}
