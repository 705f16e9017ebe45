//! A new password.

use jiff::SignedDuration;
use tests::app::TestApp;
use web::samples::shipped;

use super::{EMAIL, NEW, at, new_password};
use tests::walk::{PASSWORD, says, sign_in};

#[tokio::test]
async fn a_new_password_ends_every_other_session_and_this_browser_stays() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/password").await;
    let mut other = app.browser();
    sign_in(&mut other, EMAIL, PASSWORD).await;
    let mut copied = browser.clone();

    browser.go_on(&new_password(PASSWORD, NEW)).await;

    assert_eq!(browser.page().path, "/profile");
    assert!(browser.page().main().contains(says().profile.done.password));
    assert_eq!(browser.open("/home").await.path, "/home");
    assert_eq!(other.open("/home").await.path, "/sign-in", "signed out");
    assert_eq!(copied.open("/home").await.path, "/sign-in", "the old session is worth nothing");
    sign_in(&mut other, EMAIL, NEW).await;
    assert_eq!(other.page().path, "/home");
}

#[tokio::test]
async fn a_new_password_is_told_in_a_letter() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/password").await;

    browser.go_on(&new_password(PASSWORD, NEW)).await;

    let letter = app.letter_to(EMAIL).await;
    assert_eq!(letter.kind, "password_changed");
    assert!(letter.text.contains("/recover") && letter.text.contains(shipped().phone));
}

#[tokio::test]
async fn a_new_password_is_asked_for_with_the_old_one_however_fresh() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/password").await;

    let page = browser.submit(&[("new_password", NEW), ("confirm_password", NEW)]).await;

    let rule = says().errors.password_now_missing.to_owned();
    assert_eq!((page.status, page.errors()), (422, vec![("current_password".to_owned(), rule)]));
}

#[tokio::test]
async fn every_broken_rule_of_a_new_password_is_said_at_once_and_nothing_comes_back() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/password").await;

    let typed = [
        ("current_password", "not this"),
        ("new_password", "short"),
        ("confirm_password", "shore"),
    ];
    let page = browser.submit(&typed).await;

    let errors: Vec<String> = page.errors().into_iter().map(|(field, _)| field).collect();
    assert_eq!(errors, ["current_password", "new_password", "confirm_password"]);
    assert!(!page.body.contains("not this") && !page.body.contains("shore"));
    let page = browser.submit(&new_password(PASSWORD, PASSWORD)).await;
    let same = says().errors.new_password_is_current.to_owned();
    assert_eq!(page.errors(), [("new_password".to_owned(), same)]);
}

#[tokio::test]
async fn wrong_passwords_are_counted_and_then_wait() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/password").await;
    for _ in 0..6 {
        assert_eq!(browser.submit(&new_password("wrong one", NEW)).await.status, 422);
        browser.open("/profile/password").await;
    }

    let page = browser.submit(&new_password(PASSWORD, NEW)).await.clone();

    assert_eq!((page.status, page.header("retry-after")), (429, Some("60")));
    app.wait(SignedDuration::from_secs(2));
    browser.open("/profile/password").await;
    browser.go_on(&new_password(PASSWORD, NEW)).await;
    assert_eq!(browser.page().path, "/profile", "after the wait it is looked at");
}

#[tokio::test]
async fn a_right_password_forgets_the_wrong_ones() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/password").await;
    for _ in 0..2 {
        for _ in 0..5 {
            browser.open("/profile/password").await;
            assert_eq!(browser.submit(&new_password("wrong one", NEW)).await.status, 422);
        }
        browser.open("/profile/password").await;
        // The right password with a new one that is refused. It is checked, and nothing changes.
        assert_eq!(browser.submit(&new_password(PASSWORD, "short")).await.status, 422);
    }
}

#[tokio::test]
async fn a_hundred_wrong_passwords_shut_the_box_and_the_page_says_what_helps() {
    let app = TestApp::start().await;
    let mut browser = at(&app, "/profile/password").await;
    let session = app.store.sessions().remove(0);
    let tally = domain::limits::Tally { opened: app.now(), count: 100 };
    let next =
        domain::limits::Counter { version: 1, tallies: [("failures".to_owned(), tally)].into() };
    let subject = domain::password_tries(&session);
    let expires_at = app.now() + SignedDuration::from_hours(24);
    let count = domain::limits::Count { subject, next, expires_at };
    app.count(&[count]).await;

    let page = browser.submit(&new_password(PASSWORD, NEW)).await;

    let rule = says().errors.password_now_shut.to_owned();
    assert_eq!((page.status, page.errors()), (429, vec![("current_password".to_owned(), rule)]));
    assert_eq!(browser.open("/home").await.path, "/home", "still signed in");
}
