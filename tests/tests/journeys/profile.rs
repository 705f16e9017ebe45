//! The profile: what it shows and what a member changes there.

mod bills;
mod others;
mod password;
mod phrase;

use tests::app::{Browser, PLAIN, TestApp};

use tests::walk::{PASSWORD, PHRASE, settle};

const EMAIL: &str = "may.oduya@mail.example";
/// A password to change to.
const NEW: &str = "nine slow turtles at noon";

/// A member of one account at a profile page, who has just typed the password.
async fn at<'a>(app: &'a TestApp, path: &str) -> Browser<'a> {
    let mut browser = app.browser();
    settle(app, &mut browser, PLAIN, EMAIL).await;
    app.deliver().await;
    browser.open(path).await;
    assert_eq!(browser.page().path, path);
    browser
}

fn new_password<'a>(current: &'a str, new: &'a str) -> [(&'static str, &'a str); 3] {
    [("current_password", current), ("new_password", new), ("confirm_password", new)]
}

#[tokio::test]
async fn the_profile_shows_what_is_on_file_and_leads_to_each_change() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    assert!(browser.page().links().contains(&"/profile".to_owned()), "home leads there");

    let page = browser.open("/profile").await;

    assert_eq!(page.status, 200);
    assert!(page.main().contains(EMAIL));
    assert!(!page.body.contains(PLAIN.number) && !page.body.contains(PASSWORD));
    assert!(!page.body.contains(PHRASE), "the phrase is for pages where money is involved");
    let links = page.links();
    for change in [
        "email",
        "password",
        "sessions",
        "accounts",
        "paperless",
        "security-phrase",
        "language",
        "close",
    ] {
        assert!(links.contains(&format!("/profile/{change}")), "{change}");
    }
}

#[tokio::test]
async fn the_profile_shows_the_members_language_on_a_page_in_another() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile").await;

    let page = browser.open("/profile?lang=es").await;

    assert_eq!(page.text("dd[lang=en]"), ["English"], "letters come in it");
    assert!(page.text("dd[lang=es]").is_empty());
}

#[tokio::test]
async fn without_a_session_the_profile_leads_to_the_sign_in_page() {
    let app = TestApp::start().await;

    assert_eq!(app.browser().get("/profile").await.location(), Some("/sign-in"));
}
