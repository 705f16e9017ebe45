//! Stretches of the way that many journeys begin with.

use domain::Mail;
use domain::{Email, Language};
use web::portal::PORTAL;
use web::words::{Words, words};

use crate::app::{Account, Browser, TestApp, link, temporary_password};

/// A password that meets every rule.
pub const PASSWORD: &str = "seven quiet herons at dawn";
/// Another that does.
pub const NEW_PASSWORD: &str = "violet ladder quartz tin";
/// A security phrase.
pub const PHRASE: &str = "Grandpa's copper kettle";

/// Steps 2 and 3; ends on the page that says to look at the mail.
pub async fn ask(browser: &mut Browser<'_>, account: Account, email: &str) {
    tell_who(browser, account, email).await;
    browser.go_on(&[("billing_zip", account.zip), ("accept_terms", "yes")]).await;
    assert_eq!(browser.page().path, "/register/check-email");
}

/// Step 2; ends on step 3's page.
pub async fn tell_who(browser: &mut Browser<'_>, account: Account, email: &str) {
    browser.open("/register").await;
    browser.go_on(&who(account, email)).await;
    assert_eq!(browser.page().path, "/register/identity");
}

/// What is typed at step 2.
pub fn who(account: Account, email: &str) -> [(&'static str, &str); 4] {
    let (number, name) = (account.number, account.name);
    [("account_number", number), ("name", name), ("email", email), ("confirm_email", email)]
}

/// Step 4; ends on step 5's page, filled in by the letter's link.
pub async fn follow_letter(app: &TestApp, browser: &mut Browser<'_>, email: &str) -> Mail {
    let letter = app.letter_to(email).await;
    browser.open(&link(&letter)).await;
    assert_eq!(browser.page().path, "/register/password");
    assert_eq!(browser.page().value("current_password"), Some(temporary_password(&letter)));
    letter
}

/// Step 5; stays at the answer.
pub async fn choose_password(browser: &mut Browser<'_>) {
    browser.submit(&[("new_password", PASSWORD), ("confirm_password", PASSWORD)]).await;
}

/// Step 5 in another browser than step 3, which asks for the account again; stays at the answer.
pub async fn choose_password_elsewhere(browser: &mut Browser<'_>, account: Account) {
    let password = [("new_password", PASSWORD), ("confirm_password", PASSWORD)];
    browser.submit(&[("account_number", account.number), password[0], password[1]]).await;
}

/// Steps 2 to 5; ends on step 6's page, with the welcome delivered.
pub async fn become_member(
    app: &TestApp,
    browser: &mut Browser<'_>,
    account: Account,
    email: &str,
) {
    ask(browser, account, email).await;
    follow_letter(app, browser, email).await;
    choose_password(browser).await;
    browser.follow().await;
    assert_eq!(browser.page().path, "/register/paperless");
    app.deliver().await;
}

/// Steps 2 to 7; ends at home.
pub async fn settle(app: &TestApp, browser: &mut Browser<'_>, account: Account, email: &str) {
    become_member(app, browser, account, email).await;
    browser.go_on(&[("paperless", "yes")]).await;
    browser.go_on(&[("security_phrase", PHRASE)]).await;
    assert_eq!(browser.page().path, "/home");
}

/// Asks for a way back in; stays at the answer.
pub async fn ask_back(browser: &mut Browser<'_>, email: &str) {
    browser.open("/recover").await;
    browser.submit(&[("email", email)]).await;
}

/// Asks for a way back in and follows the letter's link; ends on the page for a new password.
pub async fn follow_back(app: &TestApp, browser: &mut Browser<'_>, email: &str) -> Mail {
    ask_back(browser, email).await;
    let letter = app.letter_to(email).await;
    browser.open(&link(&letter)).await;
    assert_eq!(browser.page().path, "/recover/password");
    letter
}

/// Step 1; ends wherever it leads.
pub async fn sign_in(browser: &mut Browser<'_>, email: &str, password: &str) {
    browser.open("/sign-in").await;
    browser.go_on(&[("email", email), ("password", password)]).await;
}

/// An address as the domain has it.
pub fn email(typed: &str) -> Email {
    Email::parse(typed).expect("an address")
}

/// What the portal says in English; how it is worded is not what journeys are about.
pub fn says() -> &'static Words {
    words(Language::English)
}

/// What the first security question asks for.
pub fn zip_label() -> &'static str {
    PORTAL.questions[0].label.get(Language::English)
}
