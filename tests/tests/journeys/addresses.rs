//! Addresses as people type and cut them, and a browser that keeps no cookies.

use tests::app::{PLAIN, TestApp};
use tests::walk::{ask, says, who};

const EMAIL: &str = "kim.oyelaran@mail.example";

#[tokio::test]
async fn addresses_that_were_typed_or_cut_out_of_a_text_lead_on() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    for address in [
        "/register/",
        "/Register",
        "/REGISTER/",
        "/register.",
        "/register)",
        "/register%22",
        "//register",
    ] {
        let page = browser.get(address).await;
        assert_eq!((page.status, page.location()), (303, Some("/register")), "{address}");
    }
    ask(&mut browser, PLAIN, EMAIL).await;
    let link = tests::app::link(&app.letter_to(EMAIL).await);
    for behind in [".", ")", "),", "%3E", "%20", "%E2%80%9D"] {
        assert_eq!(
            browser.open(&format!("{link}{behind}")).await.path,
            "/register/password",
            "{behind}"
        );
    }
    let (before, after) = link.split_at(link.len() - 9);
    for within in ["%20", "%0D%0A", "%0A%09", "+"] {
        let broken = format!("{before}{within}{after}");
        assert_eq!(browser.open(&broken).await.path, "/register/password", "{within}");
    }
    assert_eq!(browser.get("/registers").await.status, 404);
}

#[tokio::test]
async fn a_password_manager_finds_where_to_change_the_password() {
    let app = TestApp::start().await;
    let mut browser = app.browser();

    let page = browser.get("/.well-known/change-password").await;

    assert_eq!((page.status, page.location()), (303, Some("/profile/password")));
    assert_eq!(browser.get("/.well-known/nothing").await.status, 404);
}

#[tokio::test]
async fn a_browser_without_cookies_is_not_told_that_its_form_is_too_old() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    browser.open("/register").await;
    let (action, fields) = browser.filled_in(&who(PLAIN, EMAIL));
    let mut without = app.browser();

    let page = without.post(&action, &fields).await;

    assert_eq!((page.status, page.title().as_str()), (403, says().steps.register.title));
    assert!(page.main().contains(says().common.shown_again.no_cookie));
    assert_eq!(page.value("email").as_deref(), Some(EMAIL));
    let mut without = app.browser();
    let damaged = without.post_event(&action, "csrf=1");
    let page = without.send(&damaged).await;
    assert_eq!((page.status, page.title().as_str()), (403, says().problems.no_cookie.title));
}
