//! How often a password may be tried, and whose tries make whom wait.
//!
//! SECURITY.md#figures, P6 and P7.

mod behind_cloudfront;
mod by_hand;
mod known_browsers;
mod networks;
mod strangers;

use domain::limits::{Counter, Subject};
use domain::{AddressKey, EmailKey, Figures, RefusedTry, SignInTry};
use fixtures::test_keys;
use jiff::SignedDuration;
use tests::app::{Browser, PLAIN, Page, TestApp};

use tests::walk::{email, settle};

const EMAIL: &str = "robin.asterfield@mail.example";
/// An unknown address of the same length.
const NOBODY: &str = "robin.asterfeild@mail.example";
const GUESS: &str = "seven quiet herons at dusk";

fn seconds(seconds: i64) -> SignedDuration {
    SignedDuration::from_secs(seconds)
}

/// Tries a pair in a browser, which opens the sign-in page if it is not there.
async fn try_pair<'b>(browser: &'b mut Browser<'_>, email: &str, password: &str) -> &'b Page {
    browser.open("/sign-in").await;
    browser.submit(&[("email", email), ("password", password)]).await
}

/// Guesses from a new address, and returns the status.
async fn guess_from(app: &TestApp, number: u32, email: &str) -> u16 {
    let [_, _, high, low] = number.to_be_bytes();
    let address = format!("198.18.{high}.{low}");
    try_pair(&mut app.browser().at(&address), email, GUESS).await.status
}

/// Guesses so often, each time from a new address and after the longest wait.
async fn guess_patiently(app: &TestApp, times: u32, email: &str) {
    for number in 0..times {
        assert_eq!(guess_from(app, number, email).await, 422, "guess {number}");
        app.wait(SignedDuration::from_mins(15));
    }
}

/// Counts so many failures of strangers by the rules, as fast as they allow.
pub(super) async fn let_strangers_fail(app: &TestApp, times: u32, typed: &str) {
    for number in 0..times {
        let address = AddressKey::from_stored(format!("elsewhere {number}"));
        let asked = SignInTry { email: key(typed), address, site: None, device: None };
        let subjects = asked.subjects();
        let counters: Vec<_> = subjects.iter().map(|it| app.store.counter(it)).collect();
        let counted = match asked.count(&counters, None, Figures::SHIPPED, app.now()) {
            Ok(counted) => counted,
            Err(RefusedTry::Wait(until) | RefusedTry::Network(until)) => {
                app.wait(until.duration_since(app.now()));
                asked.count(&counters, None, Figures::SHIPPED, app.now()).expect("the wait is over")
            }
            Err(RefusedTry::Shut) => panic!("shut after {number}"),
        };
        app.count(&counted.counts).await;
    }
}

fn key(typed: &str) -> EmailKey {
    EmailKey::of(&test_keys(), &email(typed))
}

/// The counter of an email that strangers share.
pub(super) fn strangers(app: &TestApp, typed: &str) -> Counter {
    app.store.counter(&Subject::SignIn(key(typed)))
}

/// A member's browser after signing out. It keeps the cookie by which it is known.
async fn known_browser<'a>(app: &'a TestApp, typed: &str) -> Browser<'a> {
    let mut browser = app.browser();
    settle(app, &mut browser, PLAIN, typed).await;
    browser.press("/sign-out").await;
    assert!(browser.cookie("device").is_some());
    browser
}
