//! Temporary passwords typed by hand count as sign-in tries.
//!
//! Those that a link fills in do not.

use domain::limits::Counter;
use jiff::SignedDuration;
use tests::app::{Browser, PLAIN, Page, TestApp, temporary_password};

use super::{EMAIL, let_strangers_fail, seconds, strangers, try_pair};
use tests::walk::{PASSWORD, ask, choose_password, follow_letter, says};

#[tokio::test]
async fn temporary_passwords_typed_by_hand_share_the_tries_of_the_sign_in_page() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    let temporary = temporary_password(&app.letter_to(EMAIL).await);
    let mut browser = app.browser();
    for _ in 0..3 {
        assert_eq!(by_hand(&mut browser, "AAAA-BBBB-CCCC").await.status, 422);
    }
    for _ in 0..2 {
        assert_eq!(try_pair(&mut browser, EMAIL, "AAAA-BBBB-CCCC").await.status, 422);
    }

    assert_eq!(try_pair(&mut browser, EMAIL, &temporary).await.status, 429);
    assert_eq!(by_hand(&mut browser, &temporary).await.status, 429);
    assert!(browser.page().main().contains("Try again in one minute."));
    app.wait(seconds(60));
    assert_eq!(try_pair(&mut browser, EMAIL, &temporary).await.status, 303);
    assert_eq!(strangers(&app, EMAIL), Counter::default(), "it was the right one");
}

/// Fills in step 5 with a temporary password, and everything else right.
async fn by_hand<'b>(browser: &'b mut Browser<'_>, temporary: &str) -> &'b Page {
    browser.open("/register/password").await;
    let typed = [
        ("email", EMAIL),
        ("account_number", PLAIN.number),
        ("current_password", temporary),
        ("new_password", PASSWORD),
        ("confirm_password", PASSWORD),
    ];
    browser.submit(&typed).await
}

#[tokio::test]
async fn a_right_temporary_password_by_hand_makes_nobody_wait_for_the_rest_of_the_form() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    let temporary = temporary_password(&app.letter_to(EMAIL).await);
    let mut browser = app.browser();

    for _ in 0..10 {
        browser.open("/register/password").await;
        let typed = [("email", EMAIL), ("current_password", temporary.as_str())];
        assert_eq!(browser.submit(&typed).await.status, 422);
    }

    assert_eq!(by_hand(&mut browser, &temporary).await.location(), Some("/register/paperless"));
}

#[tokio::test]
async fn one_that_ran_out_leads_to_a_fresh_letter_and_nothing_typed_is_wrong() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    let temporary = temporary_password(&app.letter_to(EMAIL).await);
    app.wait(SignedDuration::from_hours(24));
    let mut browser = app.browser();

    assert_eq!(by_hand(&mut browser, &temporary).await.status, 410);
    assert_eq!(browser.page().title(), says().account.sign_in.ran_out.title);
    assert_eq!(strangers(&app, EMAIL), Counter::default(), "it was the right one");
    browser.submit(&[]).await;

    let fresh = temporary_password(&app.letter_to(EMAIL).await);
    assert_eq!(by_hand(&mut browser, &fresh).await.location(), Some("/register/paperless"));
}

#[tokio::test]
async fn after_a_hundred_failures_the_letters_button_still_works_and_typing_does_not() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let temporary = temporary_password(&app.letter_to(EMAIL).await);
    // At the fastest it takes 22 hours, which is within the letter's day.
    let_strangers_fail(&app, 100, EMAIL).await;

    let typed = by_hand(&mut app.browser(), &temporary).await.clone();
    follow_letter(&app, &mut browser, EMAIL).await;
    choose_password(&mut browser).await;

    assert_eq!(typed.status, 429);
    let says =
        "There were too many tries with this email address. Use the button in our email or call us";
    assert_eq!(typed.errors(), [("current_password".to_owned(), says.to_owned())]);
    assert_eq!(browser.page().location(), Some("/register/paperless"));
}

#[tokio::test]
async fn what_a_link_filled_in_is_no_sign_in_try() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    follow_letter(&app, &mut browser, EMAIL).await;

    for _ in 0..10 {
        browser.submit(&[("current_password", "AAAA-BBBB-CCCC")]).await;
        assert_eq!(browser.page().status, 422);
    }

    assert_eq!(strangers(&app, EMAIL), Counter::default());
}
