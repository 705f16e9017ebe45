//! The requests that are timed. They are made in advance, as a browser makes them.

use tests::app::{Account, Browser, Event, TestApp};
use tests::authenticator::Key;

/// The address of all requests. No state has a request from there yet.
const ADDRESS: &str = "203.0.113.7";

/// The post that asks to register, and the browser in front of it.
pub(crate) async fn step_3<'a>(
    app: &'a TestApp,
    account: Account,
    email: &str,
) -> (Browser<'a>, Event) {
    let mut browser = app.browser().at(ADDRESS);
    browser.open("/register").await;
    let typed = [("account_number", account.number), ("name", account.name)];
    let typed = [typed[0], typed[1], ("email", email), ("confirm_email", email)];
    browser.go_on(&typed).await;
    let robot = browser.solve().await;
    let answered = [("billing_zip", account.zip), ("accept_terms", "yes"), ("altcha", &*robot)];
    let event = filled_in(&browser, &answered);
    (browser, event)
}

/// Asks to register, and returns the post that asks for the letter again.
pub(crate) async fn ask(app: &TestApp, account: Account, email: &str) -> Event {
    let (mut browser, event) = step_3(app, account, email).await;
    browser.send(&event).await;
    browser.follow().await;
    filled_in(&browser, &[])
}

/// The post of a sign-in with a wrong password.
pub(crate) async fn sign_in(app: &TestApp, email: &str) -> Event {
    let mut browser = app.browser().at(ADDRESS);
    browser.open("/sign-in").await;
    filled_in(&browser, &[("email", email), ("password", "violet ladder quartz tin")])
}

/// The post of a touch alone, with what a key has signed.
pub(crate) async fn touch(app: &TestApp, key: &mut Key) -> Event {
    let mut browser = app.browser().at(ADDRESS);
    browser.open("/sign-in").await;
    let signed = key.answer(&browser).await;
    let (action, mut fields) = browser.filled_in_form("/sign-in/passkey");
    fields.retain(|(name, _)| signed.iter().all(|(other, _)| name != other));
    fields.extend(signed);
    post(&browser, &action, fields)
}

/// The post that asks for a way back in.
pub(crate) async fn way_back(app: &TestApp, email: &str) -> Event {
    let mut browser = app.browser().at(ADDRESS);
    browser.open("/recover").await;
    filled_in(&browser, &[("email", email)])
}

/// The post of the page's form with what is typed into it.
fn filled_in(browser: &Browser<'_>, typed: &[(&str, &str)]) -> Event {
    let (action, fields) = browser.filled_in(typed);
    post(browser, &action, fields)
}

fn post(browser: &Browser<'_>, action: &str, fields: Vec<(String, String)>) -> Event {
    let body: String =
        form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    browser.post_event(action, &body)
}
