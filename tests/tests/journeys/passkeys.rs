//! Passkeys: added in the profile, used behind the password and alone.

mod again;
mod alone;
mod another;
mod thieves;

use jiff::SignedDuration;
use tests::app::{Browser, ORIGIN, PLAIN, TestApp};
use tests::authenticator::{Asked, Key};
use tests::walk::{PASSWORD, email, says, settle, sign_in};

const EMAIL: &str = "noor.haddad@mail.example";
const PAGE: &str = "/profile/security/passkey";

/// Three days, after which a factor is on trial no more.
const TRIAL: SignedDuration = SignedDuration::from_hours(72);

/// The form of the page with other values, or more.
fn with(browser: &Browser<'_>, action: &str, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let (_, mut fields) = browser.filled_in_form(action);
    fields.retain(|(name, _)| more.iter().all(|(other, _)| name != other));
    fields.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    fields
}

/// Posts what a key has made of the page that adds passkeys.
async fn post_made(browser: &mut Browser<'_>, key: &mut Key, more: &[(&str, &str)]) {
    let asked = Asked::on(browser);
    let credential = key.make(&asked).await;
    let made = [("challenge", &*asked.signed), ("credential", &*credential)];
    let fields = with(browser, PAGE, &[more, &made].concat());
    browser.post(PAGE, &fields).await;
}

/// Adds a passkey in a browser where nothing is asked once more.
pub(crate) async fn add(browser: &mut Browser<'_>, name: &str) -> Key {
    let mut key = Key::at(ORIGIN);
    browser.open(PAGE).await;
    post_made(browser, &mut key, &[("name", name)]).await;
    assert_eq!(browser.page().status, 303, "{}", browser.page().main());
    browser.follow().await;
    key
}

/// A member with a passkey, whose trial is over, signed in nowhere.
async fn member(app: &TestApp) -> Key {
    let mut browser = app.browser();
    settle(app, &mut browser, PLAIN, EMAIL).await;
    let key = add(&mut browser, "Phone").await;
    browser.press("/sign-out").await;
    app.deliver().await;
    app.wait(TRIAL);
    key
}

/// How many sessions of the member count.
fn sessions(app: &TestApp) -> usize {
    let member = app.store.member_of(&email(EMAIL)).expect("a member");
    let all = app.store.sessions();
    all.iter().filter(|it| it.member == member.id && it.epoch == member.epoch).count()
}

/// Posts an answer to a form for passkeys, and stays there.
async fn post(browser: &mut Browser<'_>, action: &str, answer: &[(String, String)]) {
    let more: Vec<_> = answer.iter().map(|(name, value)| (&**name, &**value)).collect();
    let fields = with(browser, action, &more);
    browser.post(action, &fields).await;
}

/// Signs in by a passkey alone, and stays at the answer.
pub(crate) async fn touch(browser: &mut Browser<'_>, key: &mut Key) {
    browser.open("/sign-in").await;
    let answer = key.answer(browser).await;
    post(browser, "/sign-in/passkey", &answer).await;
}

/// Types email and password, and uses the passkey behind it; stays at the answer.
async fn touch_behind_password(browser: &mut Browser<'_>, key: &mut Key) {
    sign_in(browser, EMAIL, PASSWORD).await;
    assert_eq!(browser.page().path, "/sign-in/second", "{}", browser.page().main());
    let answer = key.answer(browser).await;
    post(browser, "/sign-in/second", &answer).await;
}

#[track_caller]
fn assert_refused(browser: &Browser<'_>, says: &str) {
    assert_eq!(browser.page().status, 422, "{}", browser.page().main());
    assert_eq!(browser.page().errors(), [("passkey".to_owned(), says.to_owned())]);
}

#[tokio::test]
async fn a_passkey_is_added_under_a_name_told_and_asked_for_behind_the_password() {
    let app = TestApp::start().await;
    let (mut browser, mut elsewhere) = (app.browser(), app.browser());
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    sign_in(&mut elsewhere, EMAIL, PASSWORD).await;

    let mut key = add(&mut browser, "Noor’s phone").await;

    assert_eq!(browser.page().path, "/profile/security/codes");
    assert_eq!(elsewhere.open("/home").await.path, "/sign-in", "all others are signed out");
    assert_eq!(app.letter_to(EMAIL).await.kind, "factor_added");
    let shown = browser.open("/profile/security").await.main();
    assert!(shown.contains("Noor’s phone") && !shown.contains("Last used"), "{shown}");
    let mut again = app.browser();
    touch_behind_password(&mut again, &mut key).await;
    assert_eq!(again.follow().await.path, "/home");
    assert!(again.open("/profile/security").await.main().contains("Last used"));
}

#[tokio::test]
async fn before_the_passkey_there_is_no_session_and_a_code_is_asked_for_too() {
    let app = TestApp::start().await;
    member(&app).await;
    let mut browser = app.browser();

    sign_in(&mut browser, EMAIL, PASSWORD).await;

    assert_eq!(browser.page().path, "/sign-in/second");
    assert_eq!((browser.cookie("session"), browser.cookie("device")), (None, None));
    assert_eq!(sessions(&app), 0);
    assert!(browser.page().asks_for("code"));
}

#[tokio::test]
async fn a_recovery_code_behind_the_password_does_for_a_lost_passkey() {
    let app = TestApp::start().await;
    let mut first = app.browser();
    settle(&app, &mut first, PLAIN, EMAIL).await;
    add(&mut first, "Phone").await;
    first.submit(&[]).await;
    let paper = first.page().text("main ol li");
    let mut browser = app.browser();
    sign_in(&mut browser, EMAIL, PASSWORD).await;

    browser.submit(&[("code", &paper[0])]).await;
    browser.follow().await;

    assert_eq!((paper.len(), browser.page().path.as_str()), (10, "/profile/security"));
    let mut anew = add(&mut browser, "New phone").await;
    let mut again = app.browser();
    touch_behind_password(&mut again, &mut anew).await;
    assert_eq!(again.follow().await.path, "/home");
}

#[tokio::test]
async fn a_name_is_asked_for_and_what_the_key_made_is_not_lost_by_it() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    browser.open(PAGE).await;
    assert_eq!(browser.page().value("name").as_deref(), Some("Chrome on Android"));
    let mut key = Key::at(ORIGIN);

    post_made(&mut browser, &mut key, &[("name", " ")]).await;
    let missing = browser.page().errors();
    let fields = with(&browser, PAGE, &[("name", "Phone")]);
    browser.post(PAGE, &fields).await;

    let name = ("name".to_owned(), says().errors.passkey_name_missing.to_owned());
    assert_eq!(missing, [name]);
    assert_eq!(browser.follow().await.path, "/profile/security/codes");
    app.wait(TRIAL);
    let mut again = app.browser();
    touch(&mut again, &mut key).await;
    assert_eq!(again.follow().await.path, "/home");
}

#[tokio::test]
async fn there_is_room_for_ten_and_the_eleventh_is_refused() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    for place in 0..9 {
        add(&mut browser, &format!("Key {place}")).await;
    }
    // Two windows are open while there is room for one more.
    browser.open(PAGE).await;
    let mut eleventh = Key::at(ORIGIN);
    let asked = Asked::on(&browser);
    let credential = eleventh.make(&asked).await;
    add(&mut browser, "Key 9").await;

    browser.open(PAGE).await;
    assert_eq!(browser.page().path, "/profile/security", "there is no room");
    let (_, mut fields) = browser.filled_in_form("/sign-out");
    fields.extend(asked.fields(credential));
    fields.push(("name".to_owned(), "Key 10".to_owned()));
    browser.post(PAGE, &fields).await;

    assert_refused(&browser, says().errors.passkeys_full);
    let member = app.store.member_of(&email(EMAIL)).expect("a member");
    assert_eq!(member.factors.passkeys.len(), 10);
}

#[tokio::test]
async fn one_that_is_taken_off_signs_in_no_more_and_the_rest_stays() {
    let app = TestApp::start().await;
    let mut first = member(&app).await;
    let mut browser = app.browser();
    touch(&mut browser, &mut first).await;
    browser.follow().await;
    let mut second = add(&mut browser, "Stick").await;
    browser.open("/profile/security").await;
    let links = browser.page().links_of("main li a");

    browser.open(&links[0]).await;
    assert!(browser.page().main().contains("Phone"), "{}", browser.page().main());
    browser.go_on(&[]).await;

    assert_eq!(browser.page().path, "/profile/security");
    assert!(browser.page().main().contains(says().second.security.one_removed));
    assert_eq!(app.letter_to(EMAIL).await.kind, "factor_removed");
    let (mut one, mut two) = (app.browser(), app.browser());
    touch(&mut one, &mut first).await;
    assert_refused(&one, says().errors.passkey_refused);
    touch(&mut two, &mut second).await;
    assert_eq!(two.follow().await.path, "/home");
}

#[tokio::test]
async fn with_the_last_one_the_second_step_is_off() {
    let app = TestApp::start().await;
    let mut key = member(&app).await;
    let mut browser = app.browser();
    touch(&mut browser, &mut key).await;
    browser.follow().await;
    browser.open("/profile/security").await;
    let links = browser.page().links_of("main li a");

    browser.open(&links[0]).await;
    browser.go_on(&[]).await;

    assert!(browser.page().main().contains(says().second.security.app_removed));
    let mut again = app.browser();
    sign_in(&mut again, EMAIL, PASSWORD).await;
    assert_eq!(again.page().path, "/home");
}

#[tokio::test]
async fn a_closed_login_takes_its_passkeys_with_it() {
    let app = TestApp::start().await;
    let mut key = member(&app).await;
    let mut browser = app.browser();
    touch(&mut browser, &mut key).await;
    browser.follow().await;

    browser.open("/profile/close").await;
    assert!(!browser.page().asks_for("current_password"), "the passkey stands for it");
    browser.go_on(&[]).await;

    assert_eq!(browser.page().path, "/profile/closed");
    assert!(app.store.members().iter().all(|member| member.factors.passkeys.is_empty()));
    let records = app.store.factor_records();
    let kept_until: Vec<_> = records.iter().map(domain::FactorRecord::kept_until).collect();
    assert_eq!(kept_until, [app.now() + domain::BOUND_KEPT], "two years from its end");
    let mut again = app.browser();
    touch(&mut again, &mut key).await;
    assert_refused(&again, says().errors.passkey_refused);
}
