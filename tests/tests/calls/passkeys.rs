//! The calls of signing in by a passkey.

use tests::app::{Browser, ORIGIN, PLAIN, TestApp};
use tests::authenticator::{Asked, Key};
use tests::walk::settle;

use super::spy::{Spy, post_fields};
use super::{EMAIL, test_keys};

const FORM: &str = "/sign-in/passkey";

/// A member with a passkey on trial.
async fn with_passkey(app: &TestApp) -> Key {
    let mut browser = app.browser();
    settle(app, &mut browser, PLAIN, EMAIL).await;
    browser.open("/profile/security/passkey").await;
    let mut key = Key::at(ORIGIN);
    let asked = Asked::on(&browser);
    let made = asked.fields(key.make(&asked).await);
    post_made(&mut browser, made).await;
    key
}

async fn post_made(browser: &mut Browser<'_>, made: [(String, String); 2]) {
    let (action, mut fields) = browser.filled_in_form("/profile/security/passkey");
    fields.retain(|(name, _)| made.iter().all(|(other, _)| name != other));
    fields.extend(made);
    assert_eq!(browser.post(&action, &fields).await.status, 303);
}

/// A touch in a browser that nobody has used; the calls that it makes.
async fn touch(app: &TestApp, key: &mut Key) -> (u16, Vec<&'static str>) {
    let (spy, mut browser) = (Spy::on(app), app.browser());
    browser.open("/sign-in").await;
    let answer = key.answer(&browser).await;
    let (action, mut fields) = browser.filled_in_form(FORM);
    fields.retain(|(name, _)| answer.iter().all(|(other, _)| name != other));
    fields.extend(answer);
    let (status, _) =
        post_fields(&spy, &test_keys(), &app.clock, &browser, (&action, &fields)).await;
    (status, spy.calls())
}

#[tokio::test]
async fn known_and_unknown_passkeys_cost_the_same_calls() {
    let app = TestApp::start().await;
    let mut key = with_passkey(&app).await;
    let nobodys = || async {
        let mut key = Key::at(ORIGIN);
        let none = "AAAAAAAAAAAAAAAAAAAAAA".to_owned();
        let asked = Asked { challenge: none, user: "a".repeat(26), ..Asked::default() };
        key.make(&asked).await;
        key
    };

    assert_eq!(touch(&app, &mut key).await, (422, vec!["named"]), "on trial");
    assert_eq!(touch(&app, &mut nobodys().await).await, (422, vec!["named"]));
    app.wait(domain::TRIAL);
    assert_eq!(touch(&app, &mut key).await, (303, vec!["named", "write"]));
}
