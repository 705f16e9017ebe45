//! Parts of the way that many journeys begin with.

use domain::Mail;
use domain::{Email, Language};
use web::samples::shipped;
use web::words::{Words, words};

use crate::app::{Account, Browser, Page, Portal, TestApp, link, temporary_password};

/// A password that meets every rule.
pub const PASSWORD: &str = "seven quiet herons at dawn";
/// Another password that meets every rule.
pub const NEW_PASSWORD: &str = "violet ladder quartz tin";
/// A security phrase.
pub const PHRASE: &str = "Grandpa's copper kettle";

/// Takes steps 2 and 3, to the page that says to check the email.
pub async fn ask(browser: &mut Browser<'_>, account: Account, email: &str) {
    tell_who(browser, account, email).await;
    browser.go_on(&[("billing_zip", account.zip), ("accept_terms", "yes")]).await;
    assert_eq!(browser.page().path, "/register/check-email");
}

/// Takes step 2, to step 3's page.
pub async fn tell_who<P: Portal>(browser: &mut Browser<'_, P>, account: Account, email: &str) {
    browser.open("/register").await;
    browser.go_on(&who(account, email)).await;
    assert_eq!(browser.page().path, "/register/identity");
}

/// The fields of step 2.
pub fn who(account: Account, email: &str) -> [(&'static str, &str); 4] {
    let (number, name) = (account.number, account.name);
    [("account_number", number), ("name", name), ("email", email), ("confirm_email", email)]
}

/// Takes step 4, to step 5's page, which the letter's link fills in.
pub async fn follow_letter(app: &TestApp, browser: &mut Browser<'_>, email: &str) -> Mail {
    let letter = app.letter_to(email).await;
    browser.open(&link(&letter)).await;
    assert_eq!(browser.page().path, "/register/password");
    assert_eq!(browser.page().value("current_password"), Some(temporary_password(&letter)));
    letter
}

/// Takes step 5. Stays at the answer.
pub async fn choose_password(browser: &mut Browser<'_>) {
    browser.submit(&[("new_password", PASSWORD), ("confirm_password", PASSWORD)]).await;
}

/// Takes step 5 in another browser than step 3, which asks for the account again.
///
/// Stays at the answer.
pub async fn choose_password_elsewhere(browser: &mut Browser<'_>, account: Account) {
    let password = [("new_password", PASSWORD), ("confirm_password", PASSWORD)];
    browser.submit(&[("account_number", account.number), password[0], password[1]]).await;
}

/// Takes steps 2 to 5, to step 6's page, with the welcome delivered.
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

/// Takes steps 2 to 7, to home. Step 6 is only gone past while the account is held.
pub async fn settle(app: &TestApp, browser: &mut Browser<'_>, account: Account, email: &str) {
    become_member(app, browser, account, email).await;
    let is_asked = browser.page().asks_for("paperless");
    browser.go_on(if is_asked { &[("paperless", "yes")] } else { &[] }).await;
    browser.go_on(&[("security_phrase", PHRASE)]).await;
    assert_eq!(browser.page().path, "/home");
}

/// Adds a billing account to the login of whoever is signed in, and follows.
pub async fn add_account(browser: &mut Browser<'_>, account: Account) {
    browser.open("/profile/accounts").await;
    browser
        .go_on(&[
            ("account_number", account.number),
            ("name", account.name),
            ("billing_zip", account.zip),
        ])
        .await;
}

/// Asks for a way back in. Stays at the answer.
pub async fn ask_back(browser: &mut Browser<'_>, email: &str) {
    browser.open("/recover").await;
    browser.submit(&[("email", email)]).await;
}

/// Asks for a way back in and follows the link, to the page for a new password.
pub async fn follow_back(app: &TestApp, browser: &mut Browser<'_>, email: &str) -> Mail {
    ask_back(browser, email).await;
    let letter = app.letter_to(email).await;
    browser.open(&link(&letter)).await;
    assert_eq!(browser.page().path, "/recover/password");
    letter
}

/// Takes step 1 and follows redirects.
pub async fn sign_in(browser: &mut Browser<'_>, email: &str, password: &str) {
    browser.open("/sign-in").await;
    browser.go_on(&[("email", email), ("password", password)]).await;
}

/// An address as an `Email`.
pub fn email(typed: &str) -> Email {
    Email::parse(typed).expect("an address")
}

/// What the portal says in English. Journeys do not test the wording.
pub fn says() -> &'static Words {
    words(Language::English)
}

/// The field of the first security question.
pub fn zip_label() -> &'static str {
    shipped().questions[0].label.get(Language::English)
}

/// Submits the form as a page would that was opened before a text changed.
pub async fn submit_outdated<'b>(browser: &'b mut Browser<'_>, typed: &[(&str, &str)]) -> &'b Page {
    let (action, mut fields) = browser.filled_in(typed);
    let version = fields.iter_mut().find(|(name, _)| name == "version");
    "0".clone_into(&mut version.expect("the version that the page showed").1);
    browser.post(&action, &fields).await
}
