//! How long a session lasts, and how it ends.

use domain::Paperless;
use jiff::SignedDuration;
use tests::app::{Browser, PLAIN, SECOND, TestApp};

use tests::walk::{PASSWORD, ask, become_member, follow_letter, says, settle, sign_in, who};

const EMAIL: &str = "jo.szczepanski@mail.example";

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    let mut copied = browser.clone();

    browser.press("/sign-out").await;

    assert!(browser.cookie("session").is_none());
    assert_eq!(browser.open("/home").await.path, "/sign-in");
    assert!(copied.cookie("session").is_some());
    assert_eq!(copied.open("/home").await.path, "/sign-in", "the old cookie is worth nothing");
    assert!(app.store.sessions().is_empty());
}

#[tokio::test]
async fn signing_out_clears_what_the_browser_kept() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    become_member(&app, &mut browser, PLAIN, EMAIL).await;
    let (_, fields) = browser.filled_in_form("/sign-out");

    let page = browser.post("/sign-out", &fields).await;

    assert_eq!(page.location(), Some("/sign-in"));
    assert_eq!(page.header("clear-site-data"), Some("\"cache\", \"storage\""));
}

#[tokio::test]
async fn a_session_ends_after_fifteen_idle_minutes() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;

    app.wait(SignedDuration::from_secs(15 * 60 - 1));
    assert_eq!(browser.open("/home").await.path, "/home");
    app.wait(SignedDuration::from_secs(15 * 60));

    assert_eq!(browser.open("/home").await.path, "/sign-in");
}

#[tokio::test]
async fn asking_for_a_challenge_does_not_make_the_idle_time_begin_anew() {
    for asked in ["/sign-in/passkey", "/captcha"] {
        let app = TestApp::start().await;
        let mut browser = app.browser();
        settle(&app, &mut browser, PLAIN, EMAIL).await;

        for _ in 0..3 {
            app.wait(SignedDuration::from_secs(5 * 60 - 1));
            assert_eq!(browser.get(asked).await.status, 200, "{asked}");
        }
        assert_eq!(browser.open("/home").await.path, "/home", "{asked}: nothing is over early");
        for _ in 0..3 {
            app.wait(SignedDuration::from_mins(5));
            browser.get(asked).await;
        }

        assert_eq!(browser.open("/home").await.path, "/sign-in", "{asked}");
    }
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_however_busy() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;

    for _ in 0..71 {
        app.wait(SignedDuration::from_mins(10));
        assert_eq!(browser.open("/home").await.path, "/home");
    }
    app.wait(SignedDuration::from_mins(10));

    assert_eq!(browser.open("/home").await.path, "/sign-in");
}

#[tokio::test]
async fn two_browsers_are_two_sessions() {
    let app = TestApp::start().await;
    let (mut one, mut two) = (app.browser(), app.browser());
    settle(&app, &mut one, PLAIN, EMAIL).await;
    sign_in(&mut two, EMAIL, PASSWORD).await;

    one.press("/sign-out").await;

    assert_eq!(two.open("/home").await.path, "/home");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_email_look_the_same() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;

    let mut pages = Vec::new();
    for (email, password) in
        [(EMAIL, "seven quiet herons at dusk"), ("jo.szczepanskj@mail.example", PASSWORD)]
    {
        let mut browser = app.browser();
        sign_in(&mut browser, email, password).await;
        let page = browser.page().clone();
        assert_eq!(page.status, 422);
        assert_eq!(page.title(), "Error: Sign in");
        assert_eq!(page.errors(), [("email".to_owned(), says().errors.sign_in_wrong.to_owned())]);
        assert_eq!(page.value("email").as_deref(), Some(email));
        assert!(!page.body.contains(password), "a password never comes back");
        pages.push((page.body.len(), page.headers.clone(), page.set_cookies().len()));
    }

    assert_eq!(pages[0], pages[1]);
}

#[tokio::test]
async fn a_form_of_the_visit_before_signing_in_is_worth_nothing_after() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    browser.open("/sign-in").await;
    let (_, before) = browser.filled_in(&[]);
    let csrf = before.into_iter().find(|(name, _)| name == "csrf").expect("a form token");
    settle(&app, &mut browser, PLAIN, EMAIL).await;

    let page = browser.post("/sign-out", &[csrf]).await;

    assert_eq!(page.status, 403);
    assert_eq!(browser.open("/home").await.path, "/home", "still signed in");
}

#[tokio::test]
async fn a_form_sent_after_the_session_ran_out_leads_to_the_sign_in_page() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    become_member(&app, &mut browser, PLAIN, EMAIL).await;
    let mut leaving = browser.clone();
    app.wait(SignedDuration::from_mins(15));

    let page = browser.submit(&[("paperless", "yes")]).await;

    assert_eq!((page.status, page.location()), (303, Some("/sign-in")));
    assert!(matches!(app.store.members()[0].paperless, Paperless::Unasked), "nothing came of it");
    assert_eq!(leaving.press("/sign-out").await.path, "/sign-in");
}

#[tokio::test]
async fn a_form_filled_in_across_a_day_of_visiting_is_still_taken() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    browser.open("/").await;

    app.wait(SignedDuration::from_hours(23));
    browser.open("/register").await;
    app.wait(SignedDuration::from_hours(2));
    browser.go_on(&who(PLAIN, EMAIL)).await;

    assert_eq!(browser.page().path, "/register/identity");
}

#[tokio::test]
async fn a_session_says_what_browser_it_is() {
    let app = TestApp::start().await;

    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;

    let sessions = app.store.sessions();
    assert_eq!(sessions.len(), 1);
    assert_eq!(sessions[0].device_name, "Chrome on Android");
}

/// Signs in where somebody is signed in already, with the token of their page.
async fn sign_in_over(browser: &mut Browser<'_>, email: &str) {
    browser.open("/home").await;
    let (_, mut fields) = browser.filled_in_form("/sign-out");
    for (name, typed) in [("email", email), ("password", PASSWORD)] {
        fields.push((name.to_owned(), typed.to_owned()));
    }
    assert_eq!(browser.post("/sign-in", &fields).await.status, 303);
}

#[tokio::test]
async fn signing_in_again_in_the_same_browser_ends_the_session_before_it() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    let mut copied = browser.clone();

    sign_in_over(&mut browser, EMAIL).await;

    assert_eq!(browser.open("/home").await.path, "/home");
    assert_eq!(copied.open("/home").await.path, "/sign-in", "the old cookie is worth nothing");
    assert_eq!(app.store.sessions().len(), 1);
}

#[tokio::test]
async fn a_session_whose_cookie_is_gone_ends_when_its_member_signs_in_there_again() {
    let app = TestApp::start().await;
    let (mut browser, mut elsewhere) = (app.browser(), app.browser());
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    sign_in(&mut elsewhere, EMAIL, PASSWORD).await;
    let mut copied = browser.clone();
    for _ in 0..2 {
        app.wait(SignedDuration::from_mins(10));
        assert_eq!(copied.open("/home").await.path, "/home", "somebody keeps it busy");
        assert_eq!(elsewhere.open("/home").await.path, "/home");
    }

    sign_in(&mut browser, EMAIL, PASSWORD).await;

    assert_eq!(copied.open("/home").await.path, "/sign-in");
    assert_eq!(elsewhere.open("/home").await.path, "/home", "another browser is none of it");
    assert_eq!(app.store.sessions().len(), 2);
}

#[tokio::test]
async fn whoever_signs_in_where_somebody_else_is_signed_in_ends_their_session() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut app.browser(), SECOND, "partner@mail.example").await;
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    let mut copied = browser.clone();

    sign_in_over(&mut browser, "partner@mail.example").await;

    assert_eq!(browser.open("/home").await.path, "/home");
    assert_eq!(copied.open("/home").await.path, "/sign-in");
}

#[tokio::test]
async fn a_first_password_ends_the_session_that_its_browser_had_before() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    let mut copied = browser.clone();
    ask(&mut app.browser(), SECOND, "partner@mail.example").await;

    follow_letter(&app, &mut browser, "partner@mail.example").await;
    let typed = [
        ("account_number", SECOND.number),
        ("new_password", PASSWORD),
        ("confirm_password", PASSWORD),
    ];
    browser.submit(&typed).await;

    assert_eq!(browser.page().location(), Some("/register/paperless"));
    assert_eq!(copied.open("/home").await.path, "/sign-in");
}
