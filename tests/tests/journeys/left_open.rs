//! Pages that were left open for too long: nothing comes of what is sent from them, and nothing that was typed is lost.

use domain::Figures;
use jiff::SignedDuration;
use tests::app::{Browser, PLAIN, SECOND, TestApp};

use tests::walk::{PASSWORD, ask, says, settle, sign_in, who};

const EMAIL: &str = "lou.maddox@mail.example";
const NEW: &str = "lou.maddox@other.example";

/// A member at a page of theirs; after that the session is left to end.
async fn away_from<'a>(app: &'a TestApp, path: &str) -> Browser<'a> {
    let mut browser = app.browser();
    settle(app, &mut browser, PLAIN, EMAIL).await;
    browser.open(path).await;
    app.wait(Figures::SHIPPED.session_idle());
    browser
}

#[tokio::test]
async fn a_page_left_open_over_night_comes_back_filled_in_and_can_be_sent() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    browser.open("/register").await;
    app.wait(SignedDuration::from_hours(25));

    let page = browser.submit(&who(PLAIN, EMAIL)).await.clone();

    assert_eq!((page.status, page.title()), (403, says().steps.register.title.to_owned()));
    assert!(page.main().contains(says().common.shown_again.stale));
    assert!(page.errors().is_empty());
    for (field, typed) in who(PLAIN, EMAIL) {
        assert_eq!(page.value(field).as_deref(), Some(typed), "{field}");
    }
    assert_eq!(browser.go_on(&[]).await.path, "/register/identity");
}

#[tokio::test]
async fn a_page_of_another_visit_comes_back_filled_in_too() {
    let app = TestApp::start().await;
    let mut other = app.browser();
    other.open("/register").await;
    let (action, fields) = other.filled_in(&who(PLAIN, EMAIL));
    let mut browser = app.browser();
    browser.open("/register").await;

    let page = browser.post(&action, &fields).await;

    assert_eq!(page.status, 403);
    assert!(page.main().contains(says().common.shown_again.stale));
    assert_eq!(page.value("email").as_deref(), Some(EMAIL));
}

#[tokio::test]
async fn a_page_left_open_sends_no_password_back() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    browser.open("/sign-in").await;
    app.wait(SignedDuration::from_hours(25));

    let page = browser.submit(&[("email", EMAIL), ("password", PASSWORD)]).await;

    assert_eq!((page.status, page.value("email").as_deref()), (403, Some(EMAIL)));
    assert!(!page.body.contains(PASSWORD));
}

#[tokio::test]
async fn who_must_sign_in_again_comes_back_to_what_was_typed() {
    let app = TestApp::start().await;
    let mut browser = away_from(&app, "/profile/email").await;

    let page = browser.submit(&[("email", NEW), ("confirm_email", NEW)]).await;
    assert_eq!((page.status, page.location()), (303, Some("/sign-in")));
    let page = browser.follow().await;
    assert!(page.main().contains(says().account.sign_in.sign_in_first));
    let page = browser.go_on(&[("email", EMAIL), ("password", PASSWORD)]).await.clone();

    assert_eq!((page.path.as_str(), page.status), ("/profile/email", 200));
    assert!(page.main().contains(says().common.shown_again.signed_in_again));
    assert_eq!(page.value("email").as_deref(), Some(NEW));
    assert_eq!(page.value("confirm_email").as_deref(), Some(NEW));
    assert!(browser.go_on(&[]).await.main().contains(says().login.email.asked));
    let again = browser.open("/profile/email").await;
    assert_eq!(again.value("email").as_deref(), Some(""), "shown once");
}

#[tokio::test]
async fn a_page_that_was_only_looked_at_is_where_signing_in_leads() {
    let app = TestApp::start().await;
    let mut browser = away_from(&app, "/profile/sessions").await;

    let page = browser.open("/profile/sessions").await;
    assert_eq!(page.path, "/sign-in");
    assert!(page.main().contains(says().account.sign_in.sign_in_first));
    let page = browser.go_on(&[("email", EMAIL), ("password", PASSWORD)]).await;

    assert_eq!(page.path, "/profile/sessions");
    assert!(!page.main().contains(says().common.shown_again.signed_in_again));
}

#[tokio::test]
async fn who_signs_in_again_is_told_that_nothing_was_sent_where_nothing_typed_is_kept_too() {
    let new = "nine slow turtles at noon";
    let passwords =
        [("current_password", PASSWORD), ("new_password", new), ("confirm_password", new)];
    for (path, typed) in [
        ("/profile/security-phrase", &[("security_phrase", "geese above the mill")][..]),
        ("/profile/password", &passwords[..]),
        ("/profile/close", &passwords[..1]),
    ] {
        let app = TestApp::start().await;
        let mut browser = away_from(&app, path).await;
        browser.submit(typed).await;
        browser.follow().await;

        let page = browser.go_on(&[("email", EMAIL), ("password", PASSWORD)]).await;

        assert_eq!(page.path, path);
        assert!(page.main().contains(says().common.shown_again.signed_in_again), "{path}");
        let again = browser.open(path).await.main();
        assert!(!again.contains(says().common.shown_again.signed_in_again), "said once");
    }
}

#[tokio::test]
async fn asking_for_the_letter_again_on_a_page_open_over_night_leads_to_where_one_can() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    app.wait(SignedDuration::from_hours(25));

    let page = browser.submit(&[]).await;
    assert_eq!((page.status, page.location()), (303, Some("/register?over=yes")));
    assert!(browser.follow().await.main().contains(says().common.shown_again.begun_anew));
}

#[tokio::test]
async fn a_page_of_another_visit_that_asks_for_the_letter_again_comes_back_and_can_be_sent() {
    let app = TestApp::start().await;
    let (mut first, mut browser) = (app.browser(), app.browser());
    ask(&mut first, PLAIN, EMAIL).await;
    let (action, fields) = first.filled_in_form("/register/resend");
    browser.open("/register").await;

    let page = browser.post(&action, &fields).await;

    assert_eq!((page.status, page.title()), (403, says().steps.check_email.title.to_owned()));
    assert!(page.main().contains(says().common.shown_again.stale) && page.main().contains(EMAIL));
    app.deliver().await;
    app.wait(SignedDuration::from_mins(2));
    browser.press("/register/resend").await;
    assert!(browser.page().main().contains(says().steps.check_email.resent));
}

#[tokio::test]
async fn of_two_windows_each_asks_for_the_letter_that_its_page_names() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let (action, fields) = browser.filled_in_form("/register/resend");
    ask(&mut browser, SECOND, NEW).await;
    app.deliver().await;
    app.wait(SignedDuration::from_mins(2));

    browser.post(&action, &fields).await;
    let page = browser.follow().await.main();

    assert!(page.contains(EMAIL) && !page.contains(NEW), "{page}");
    app.deliver().await;
    assert_eq!([EMAIL, NEW].map(|email| app.letters_to(email).len()), [2, 1]);
}

#[tokio::test]
async fn nobody_else_is_shown_what_was_typed() {
    let app = TestApp::start().await;
    let mut other = app.browser();
    settle(&app, &mut other, SECOND, "ray.maddox@mail.example").await;
    let mut browser = away_from(&app, "/profile/email").await;
    browser.submit(&[("email", NEW), ("confirm_email", NEW)]).await;
    browser.follow().await;

    let page = browser.go_on(&[("email", "ray.maddox@mail.example"), ("password", PASSWORD)]).await;

    assert_eq!((page.path.as_str(), page.value("email").as_deref()), ("/profile/email", Some("")));
    assert!(!page.body.contains(NEW));
}

#[tokio::test]
async fn who_signs_out_leaves_nothing_that_was_typed() {
    let app = TestApp::start().await;
    let mut browser = away_from(&app, "/profile/email").await;
    browser.submit(&[("email", NEW), ("confirm_email", NEW)]).await;
    assert!(browser.cookie("draft").is_some());
    browser.follow().await;
    sign_in(&mut browser, EMAIL, PASSWORD).await;

    browser.press("/sign-out").await;

    assert_eq!(browser.cookie("draft"), None);
}

#[tokio::test]
async fn a_phrase_and_a_password_travel_in_no_cookie() {
    let new = "nine slow turtles at noon";
    let passwords =
        [("current_password", PASSWORD), ("new_password", new), ("confirm_password", new)];
    let phrase = [("security_phrase", "geese above the mill")];
    for (path, typed) in
        [("/profile/security-phrase", &phrase[..]), ("/profile/password", &passwords[..])]
    {
        let app = TestApp::start().await;
        let mut browser = away_from(&app, path).await;

        browser.submit(typed).await;

        let cookie = browser.cookie("draft").expect("a draft");
        let claims = cookie.split('.').nth(1).expect("claims");
        let claims = data_encoding::BASE64URL_NOPAD.decode(claims.as_bytes()).expect("base64");
        let claims = String::from_utf8(claims).expect("text");
        assert!(claims.contains(path), "{claims}");
        assert!(typed.iter().all(|(_, secret)| !claims.contains(secret)), "{claims}");
    }
}
