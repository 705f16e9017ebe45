//! Tests that the check of logs and addresses after each journey catches leaks.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tests::app::{PLAIN, TestApp};

use tests::walk::{ask, follow_letter};

const EMAIL: &str = "alex.thistlewood@mail.example";

/// Ends a test's app after something was logged, and returns the check's message.
fn check_says(app: TestApp) -> String {
    let end = catch_unwind(AssertUnwindSafe(|| drop(app)));
    end.expect_err("the check fails").downcast_ref::<String>().cloned().unwrap_or_default()
}

#[tokio::test]
async fn what_was_typed_is_caught_in_a_log_line() {
    for leak in [EMAIL, PLAIN.name, PLAIN.zip, "quillfeather", PLAIN.number] {
        let app = TestApp::start().await;
        ask(&mut app.browser(), PLAIN, EMAIL).await;
        tracing::debug!(leak, "a line that says too much");

        assert!(check_says(app).contains("is in the log"), "{leak}");
    }
}

#[tokio::test]
async fn what_was_typed_is_caught_in_the_field_of_a_span() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    let _span = tracing::trace_span!("step", who = EMAIL).entered();

    assert!(check_says(app).contains("is in the log"));
}

#[tokio::test]
async fn what_a_letter_carries_is_caught_in_a_log_line() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    let letter = follow_letter(&app, &mut browser, EMAIL).await;
    let password = tests::app::temporary_password(&letter);
    drop(browser);
    tracing::info!(password = password.replace('-', ""), "a line that says too much");

    assert!(check_says(app).contains("is in the log"));
}

#[tokio::test]
async fn what_was_typed_is_caught_in_an_address() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    // A link with a text that the test calls secret, as if somebody had typed it.
    app.remember("/register/check-email");

    assert!(check_says(app).contains("is in an address"));
}

#[tokio::test]
async fn each_answer_has_one_line_in_the_log_and_is_measured_once() {
    let app = TestApp::start().await;
    let mut browser = app.browser();

    for page in ["/register", "/nowhere", "/home", "/register/verify?t=made-up"] {
        browser.get(page).await;
    }

    assert_eq!(app.heard("answered"), 4);
    assert_eq!(app.heard("\"Steps\":1"), 4);
    assert_eq!(app.heard("reference="), 4);
    assert_eq!(app.heard("\"step\":\"register\""), 1);
}
