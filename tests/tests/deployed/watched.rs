//! Tests the portal under `cargo lambda watch`.
//!
//! `tests/ci/cargo-lambda` starts the real tool.

use serde_json::Value;
use tests::app::{Browser, Event, Portal as _, Wire};

use crate::deployed::people::{PASSWORD, ask, sign_in};

const EMAIL: &str = "dana.whitlock@mail.example";

#[expect(clippy::disallowed_methods, reason = "a script starts the tools and says where they are")]
fn told(name: &str) -> String {
    std::env::var(name).expect("whoever starts cargo lambda says it")
}

/// Waits for the newest letter to somebody, and returns its text.
async fn letter(inbox: &Wire) -> String {
    for _ in 0..600 {
        let page = inbox.answer(&Event::new("GET", "/_inbox.json").from("127.0.0.1")).await;
        let letters: Vec<Value> = serde_json::from_str(&page.body).expect("an array");
        if let Some(letter) = letters.iter().rfind(|letter| letter["to"] == EMAIL) {
            return letter["text"].as_str().unwrap_or_default().to_owned();
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("no letter came");
}

#[tokio::test]
#[ignore = "tests/ci/cargo-lambda starts what it needs"]
async fn the_whole_way_under_cargo_lambda_watch() {
    let (portal, inbox) = (Wire::to(&told("PORTAL")), Wire::to(&told("INBOX")));
    let mut browser = Browser::new(&portal).at("127.0.0.1");

    browser.open("/").await;
    ask(&mut browser, EMAIL, None).await;
    let letter = letter(&inbox).await;
    let origin = told("PORTAL");
    let mut paths = letter.split_whitespace().filter_map(|word| word.strip_prefix(&origin));
    browser.open(paths.find(|path| path.contains("?t=")).expect("a link")).await;
    browser.go_on(&[("new_password", PASSWORD), ("confirm_password", PASSWORD)]).await;
    assert_eq!(browser.page().path, "/register/paperless");
    browser.go_on(&[("paperless", "yes")]).await;
    browser.go_on(&[("security_phrase", "The blue canoe")]).await;
    assert_eq!(browser.page().path, "/home");
    browser.press("/sign-out").await;
    sign_in(&mut browser, EMAIL, PASSWORD).await;
    browser.follow().await;

    assert_eq!(browser.page().path, "/home");
    assert!(browser.page().main().contains("The blue canoe"));
    assert_eq!(browser.open("/nowhere/at/all").await.status, 404);
}
