//! A member who does again what did not work, as people do.

use jiff::SignedDuration;
use tests::app::{Account, Browser, TestApp, link};

/// A password that meets every rule.
pub(crate) const PASSWORD: &str = "nine copper lanterns at noon";
/// A security phrase.
const PHRASE: &str = "Under the old pecan tree";
/// How often something is tried again.
pub(crate) const TRIES: usize = 12;

/// Whether a page says that it did not work, or there is none.
fn is_down(browser: &Browser<'_>) -> bool {
    matches!(browser.page().status, 502 | 503)
}

/// Opens an address, again where nothing comes.
async fn open(browser: &mut Browser<'_>, address: &str) {
    for _ in 0..TRIES {
        browser.open(address).await;
        if !is_down(browser) {
            return;
        }
    }
    panic!("{address} never answers");
}

/// Submits the form that is shown, goes back and submits it again where nothing comes, and goes where it leads.
async fn submit(browser: &mut Browser<'_>, typed: &[(&str, &str)]) {
    for _ in 0..TRIES {
        let form = browser.clone();
        browser.submit(typed).await;
        if !is_down(browser) {
            if let Some(location) = browser.page().location().map(str::to_owned) {
                open(browser, &location).await;
            }
            return;
        }
        *browser = form;
    }
    panic!("{} never answers", browser.page().path);
}

/// Goes the whole way to home, whatever fails on it a few times.
pub(crate) async fn register(
    app: &TestApp,
    browser: &mut Browser<'_>,
    account: Account,
    email: &str,
) {
    open(browser, "/register").await;
    let who = [
        ("account_number", account.number),
        ("name", account.name),
        ("email", email),
        ("confirm_email", email),
    ];
    submit(browser, &who).await;
    submit(browser, &[("billing_zip", account.zip), ("accept_terms", "yes")]).await;
    assert_eq!(browser.page().path, "/register/check-email");
    let way_in = wait_for_letter(app, browser, email).await;
    open(browser, &way_in).await;
    if browser.page().status == 200 {
        submit(browser, &[("new_password", PASSWORD), ("confirm_password", PASSWORD)]).await;
    }
    if browser.page().status == 410 {
        assert!(browser.page().links().contains(&"/sign-in".to_owned()), "the way on");
    }
    finish(app, browser, email).await;
}

/// Steps 6 and 7, signing in first where that is asked for.
async fn finish(app: &TestApp, browser: &mut Browser<'_>, email: &str) {
    for _ in 0..TRIES {
        if browser.page().status == 429 {
            app.wait(SignedDuration::from_mins(2));
            open(browser, "/sign-in").await;
        }
        match browser.page().path.as_str() {
            "/home" => return,
            "/register/paperless" => submit(browser, &[("paperless", "yes")]).await,
            "/register/security-phrase" => submit(browser, &[("security_phrase", PHRASE)]).await,
            "/sign-in" => submit(browser, &[("email", email), ("password", PASSWORD)]).await,
            _ => open(browser, "/sign-in").await,
        }
    }
    assert_eq!(browser.page().path, "/home");
}

/// Waits for the letter; asks for another one if none comes.
async fn wait_for_letter(app: &TestApp, browser: &mut Browser<'_>, email: &str) -> String {
    for tried in 0..TRIES {
        app.deliver().await;
        for _ in 0..3 {
            if let Some(letter) = app.letters_to(email).iter().find(|it| it.kind == "confirm") {
                let way_in = link(letter);
                app.remember(way_in.rsplit_once("t=").map_or("", |(_, token)| token));
                return way_in;
            }
            app.wait(SignedDuration::from_mins(2));
            app.sweep().await;
        }
        assert!(tried + 1 < TRIES, "no letter comes");
        open(browser, "/register/check-email").await;
        let (action, fields) = browser.filled_in_form("/register/resend");
        let page = browser.clone();
        browser.post(&action, &fields).await;
        if is_down(browser) {
            *browser = page;
        }
    }
    unreachable!("the last try panics")
}

/// Lets time pass until everything that waits has had its turn.
pub(crate) async fn come_to_rest(app: &TestApp) {
    for _ in 0..6 {
        app.wait(SignedDuration::from_mins(16));
        app.sweep().await;
    }
}
