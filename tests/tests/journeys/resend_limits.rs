//! How often another letter may be asked for.
//!
//! Only the sender's network address limits it.

use domain::AddressKey;
use domain::limits::{Counter, Subject};
use fixtures::test_keys;
use jiff::SignedDuration;
use tests::app::{Browser, CLOSED, PLAIN, Page, SECOND, TestApp};

use tests::walk::ask;

const EMAIL: &str = "ines.halloran@mail.example";

/// Asks for another letter. Stays at the answer.
async fn resend(browser: &mut Browser<'_>) -> Page {
    browser.open("/register/check-email").await;
    let (action, fields) = browser.filled_in_form("/register/resend");
    browser.post(&action, &fields).await.clone()
}

/// A browser that has asked to register, and then for this many more letters.
async fn after<'a>(app: &'a TestApp, address: &str, letters: usize) -> Browser<'a> {
    let mut browser = app.browser().at(address);
    ask(&mut browser, PLAIN, EMAIL).await;
    for _ in 0..letters {
        assert_eq!(resend(&mut browser).await.location(), Some("/register/check-email"));
    }
    browser
}

#[tokio::test]
async fn the_twenty_first_letter_asked_for_in_an_hour_has_to_wait() {
    let app = TestApp::start().await;
    let mut browser = after(&app, "198.51.100.7", 19).await;
    app.wait(SignedDuration::from_secs(61));

    let twentieth = resend(&mut browser).await;
    let queued = app.store.envelopes().len();
    let refused = resend(&mut browser).await;

    assert_eq!((twentieth.status, refused.status), (303, 429));
    assert_eq!(refused.header("retry-after"), Some("3540"), "whole minutes, rounded up");
    assert_eq!(app.store.envelopes().len(), queued, "nothing is queued");
    app.wait(SignedDuration::from_secs(3600 - 62));
    assert_eq!(resend(&mut browser).await.status, 429);
    app.wait(SignedDuration::from_secs(1));
    assert_eq!(resend(&mut browser).await.status, 303);
}

#[tokio::test]
async fn another_network_address_has_letters_of_its_own() {
    let app = TestApp::start().await;
    let spent = after(&app, "2001:db8:7:1::1", 20).await;

    let mut neighbour = spent.clone().at("2001:db8:7:1::2");
    let mut elsewhere = spent.clone().at("2001:db8:7:2::1");

    assert_eq!(resend(&mut neighbour).await.status, 429, "the same /64");
    assert_eq!(resend(&mut elsewhere).await.status, 303);
}

#[tokio::test]
async fn one_ipv6_48_asks_for_a_hundred_and_sixty() {
    let app = TestApp::start().await;
    for network in 0..8 {
        after(&app, &format!("2001:db8:9:{network}::1"), 20).await;
    }

    let mut ninth = after(&app, "2001:db8:9:8::1", 0).await;

    assert_eq!(resend(&mut ninth).await.status, 429);
    app.wait(SignedDuration::from_hours(1));
    assert_eq!(resend(&mut ninth).await.status, 303);
}

#[tokio::test]
async fn who_has_to_wait_sees_the_same_whatever_was_asked() {
    let app = TestApp::start().await;
    let mut matched = after(&app, "198.51.100.8", 20).await;
    let mut unmatched = app.browser().at("198.51.100.8");
    ask(&mut unmatched, CLOSED, "nobody@mail.example").await;

    let (one, other) = (resend(&mut matched).await, resend(&mut unmatched).await);

    assert_eq!((one.status, other.status), (429, 429));
    assert_eq!(one.header("retry-after"), other.header("retry-after"));
    assert_eq!(without_code(&one), without_code(&other));
}

/// The page without the code of the visit, which differs each time.
#[track_caller]
fn without_code(page: &Page) -> String {
    let main = page.main();
    let (before, code) = main.split_once("Reference code: ").expect("a code to call with");
    format!("{before}{}", code.get(7..).expect("seven characters and a sentence"))
}

#[tokio::test]
async fn a_browser_that_asked_for_nothing_is_not_counted() {
    let app = TestApp::start().await;
    let mut browser = app.browser().at("198.51.100.9");
    ask(&mut browser, SECOND, EMAIL).await;
    browser.open("/register/check-email").await;
    let (action, mut fields) = browser.filled_in_form("/register/resend");
    let asked = fields.iter_mut().find(|(name, _)| name == "asked").expect("it is carried");
    asked.1.push('x');
    assert_eq!(browser.post(&action, &fields).await.location(), Some("/register/identity"));
    browser.put_cookie("pending", "damaged");
    fields.retain(|(name, _)| name != "asked");

    assert_eq!(browser.post(&action, &fields).await.location(), Some("/register/identity"));

    let address = "198.51.100.9".parse().expect("an address");
    let subject = Subject::Resend(AddressKey::of(&test_keys(), address));
    assert_eq!(app.store.counter(&subject), Counter::default());
}

#[tokio::test]
async fn a_store_that_is_down_queues_nothing_and_says_so() {
    let app = TestApp::start().await;
    let mut browser = after(&app, "198.51.100.10", 0).await;
    browser.open("/register/check-email").await;
    let (action, fields) = browser.filled_in_form("/register/resend");

    app.store.set_down(true);
    let status = browser.post(&action, &fields).await.status;
    app.store.set_down(false);

    assert_eq!(status, 503);
    assert_eq!(app.store.envelopes().len(), 1);
}
