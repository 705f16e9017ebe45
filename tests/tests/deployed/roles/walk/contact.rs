//! A login whose contact on file answers.

use domain::Language;
use local::stack::Stack;
use tests::app::Wire;
use web::words::words;

use super::{DANA, LEE, THIRD_PASSWORD, letter};
use crate::deployed::people::{PASSWORD, sign_in};

/// The contact on file of Lee's account.
const ON_FILE: &str = "maria.thomas@example.com";

/// Makes another login by a temporary password typed by hand.
///
/// The contact on file ends its hold, and freezes it then.
pub(super) async fn shut(stack: &Stack, portal: &Wire) {
    let words = words(Language::English);
    let mut browser = super::browser(portal);
    browser.open("/register").await;
    let who = [("account_number", "1068642"), ("name", "Thomas")];
    browser.go_on(&[who[0], who[1], ("email", LEE), ("confirm_email", LEE)]).await;
    browser.go_on(&[("billing_zip", "24079"), ("accept_terms", "yes")]).await;
    let (text, _) = letter(stack, LEE, "/register/verify").await;
    let is_it = |word: &&str| word.len() == 14 && word.split('-').all(|part| part.len() == 4);
    let temporary = text.split_whitespace().find(is_it).expect("a temporary password");
    // Somebody else is signed in there until the password is set.
    sign_in(&mut browser, DANA, THIRD_PASSWORD).await;
    browser.open("/register/password").await;
    let password = [("new_password", PASSWORD), ("confirm_password", PASSWORD)];
    let by_hand = [("email", LEE), ("current_password", temporary), password[0], password[1]];
    browser.go_on(&by_hand).await;
    assert_eq!(browser.page().path, "/register/paperless");
    let (_, link) = letter(stack, ON_FILE, "/not-me/verify").await;
    let mut contact = super::browser(portal);
    // Until the contact has answered nothing shows, on these tables as in the journeys.
    assert_eq!(browser.open("/bills").await.title(), words.history.held.title);
    assert!(browser.open("/home").await.main().contains(words.history.held.title));
    contact.open(&link).await;
    contact.go_on(&[("was", "me")]).await;
    assert_eq!(contact.page().title(), words.not_me.opened.title);
    assert_eq!(browser.open("/bills").await.title(), words.history.bills.title);
    assert!(browser.open("/home").await.main().contains(words.account.home.due));
    contact.open(&link).await;
    contact.go_on(&[]).await;
    assert_eq!(contact.page().status, 200);
    // Who was frozen by the contact's second thought is signed in nowhere.
    assert_eq!(browser.open("/bills").await.path, "/sign-in");
}
