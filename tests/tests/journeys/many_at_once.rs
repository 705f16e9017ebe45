//! Many at once: whoever loses a race is answered as if they had come a moment later.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use tests::app::{Browser, PLAIN, TestApp};
use tests::walk::{ask, settle, tell_who};

const EMAIL: &str = "robin.asterfield@mail.example";
const GUESS: &str = "seven quiet herons at dusk";

/// Submits the same to all forms at once, and returns how often each status came.
async fn at_once(browsers: &mut [Browser<'_>], typed: &[(&str, &str)]) -> BTreeMap<u16, usize> {
    let mut statuses = BTreeMap::new();
    for page in join_all(browsers.iter_mut().map(|browser| browser.submit(typed))).await {
        *statuses.entry(page.status).or_default() += 1;
    }
    statuses
}

async fn at_sign_in(app: &TestApp, address: impl Fn(usize) -> String) -> Vec<Browser<'_>> {
    let mut browsers: Vec<_> = (0..40).map(|number| app.browser().at(&address(number))).collect();
    for browser in &mut browsers {
        browser.open("/sign-in").await;
    }
    browsers
}

#[tokio::test]
async fn ten_who_register_at_once_from_one_address_are_all_told_to_look_at_their_mail() {
    let app = TestApp::start().await;
    let mut browsers = Vec::new();
    for number in 0..10 {
        let mut browser = app.browser().at("198.51.100.7");
        tell_who(&mut browser, PLAIN, &format!("number{number}@mail.example")).await;
        browsers.push(browser);
    }

    let typed = [("billing_zip", PLAIN.zip), ("accept_terms", "yes")];
    let statuses = at_once(&mut browsers, &typed).await;

    assert_eq!(statuses, BTreeMap::from([(303, 10)]));
    assert_eq!(app.store.pendings().len(), 10, "each of them is recorded");
}

#[tokio::test]
async fn forty_wrong_passwords_at_once_from_one_address_are_refused_or_told_to_wait() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let mut browsers = at_sign_in(&app, |_| "198.51.100.7".to_owned()).await;

    let statuses = at_once(&mut browsers, &[("email", EMAIL), ("password", GUESS)]).await;

    assert_eq!(statuses, BTreeMap::from([(422, 5), (429, 35)]));
}

#[tokio::test]
async fn forty_wrong_passwords_at_once_from_everywhere_are_refused_or_told_to_wait() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let mut browsers = at_sign_in(&app, |number| format!("198.51.100.{number}")).await;

    let statuses = at_once(&mut browsers, &[("email", EMAIL), ("password", GUESS)]).await;

    assert_eq!(statuses, BTreeMap::from([(422, 6), (429, 34)]));
}

#[tokio::test]
async fn ten_who_ask_for_their_letter_again_at_once_from_one_address_all_get_it() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let mut browsers = vec![browser; 10];

    let statuses = at_once(&mut browsers, &[]).await;

    assert_eq!(statuses, BTreeMap::from([(303, 10)]));
}
