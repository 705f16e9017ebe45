//! Steps of members, on any server.

use local::demo;
use local::stack::Stack;
use tests::app::{Browser, Portal};

pub(crate) const PASSWORD: &str = "four slow ferries at dusk";

/// Takes steps 2 and 3 with the first demo account, and a right or wrong ZIP code.
pub(crate) async fn ask(browser: &mut Browser<'_, impl Portal>, email: &str, zip: Option<&str>) {
    let [number, name, right] = demo::first_account();
    browser.open("/register").await;
    let who =
        [("account_number", number), ("name", name), ("email", email), ("confirm_email", email)];
    browser.go_on(&who).await;
    browser.submit(&[("billing_zip", zip.unwrap_or(right)), ("accept_terms", "yes")]).await;
    browser.follow().await;
    assert_eq!(browser.page().path, "/register/check-email");
}

/// Waits for so many letters to an address, and returns the text of the last.
pub(crate) async fn letter(stack: &Stack, email: &str, many: usize) -> String {
    stack.inbox().wait_for(email, many).await;
    let letters = stack.inbox().letters_to(email);
    assert_eq!(letters.len(), many, "letters to one address");
    letters.last().expect("there is one").text.clone()
}

/// The path of the link in a letter.
pub(crate) fn link(stack: &Stack, letter: &str) -> String {
    let word = letter.split_whitespace().find_map(|word| word.strip_prefix(stack.origin()));
    word.filter(|path| path.contains("?t=")).expect("a link").to_owned()
}

pub(crate) async fn sign_in(browser: &mut Browser<'_, impl Portal>, email: &str, password: &str) {
    browser.open("/sign-in").await;
    browser.submit(&[("email", email), ("password", password)]).await;
}
