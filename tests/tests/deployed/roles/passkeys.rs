//! Passkeys on the local stack: each call that their functions make.

use local::stack::Stack;
use tests::app::{Browser, Wire};
use tests::authenticator::{Asked, Key};

use crate::deployed::people::{PASSWORD, sign_in};

const PAGE: &str = "/profile/security/passkey";

/// Adds a passkey to whoever has just signed in.
pub(super) async fn add(stack: &Stack, browser: &mut Browser<'_, Wire>) -> Key {
    let mut key = Key::at(stack.origin());
    browser.open(PAGE).await;
    let asked = Asked::on(browser);
    let credential = key.make(&asked).await;
    let made = asked.fields(credential);
    post(browser, PAGE, made).await;
    assert_eq!(browser.page().status, 303, "{}", browser.page().main());
    browser.follow().await;
    key
}

/// Posts an answer of an authenticator with the form of a page.
async fn post(browser: &mut Browser<'_, Wire>, action: &str, answer: [(String, String); 2]) {
    let (_, mut fields) = browser.filled_in_form(action);
    fields.retain(|(name, _)| answer.iter().all(|(other, _)| name != other));
    fields.extend(answer);
    browser.post(action, &fields).await;
}

/// Adds two, takes one off, tries the other alone, and signs in by it behind the password.
pub(super) async fn use_them(stack: &Stack, email: &str, browser: &mut Browser<'_, Wire>) {
    add(stack, browser).await;
    let mut key = add(stack, browser).await;
    browser.open("/profile/security").await;
    let links = browser.page().links_of("main li a");
    browser.open(&links[0]).await;
    browser.go_on(&[]).await;
    assert_eq!(browser.page().path, "/profile/security");
    browser.press("/sign-out").await;
    browser.open("/sign-in").await;
    let answer = key.answer(browser).await;
    post(browser, "/sign-in/passkey", answer).await;
    assert_eq!(browser.page().status, 422, "it is on trial");
    sign_in(browser, email, PASSWORD).await;
    assert_eq!(browser.follow().await.path, "/sign-in/second");
    let answer = key.answer(browser).await;
    post(browser, "/sign-in/second", answer).await;
    assert_eq!(browser.follow().await.path, "/home");
}
