//! Browsers that the member has not used.
//!
//! They share a ladder per email, and tries per email and address.

use domain::limits::Counter;
use jiff::SignedDuration;
use tests::app::{PLAIN, Page, TestApp};

use super::{
    EMAIL, GUESS, NOBODY, guess_from, guess_patiently, known_browser, let_strangers_fail, seconds,
    strangers, try_pair,
};
use tests::walk::{PASSWORD, ask, become_member, choose_password, follow_letter};

#[tokio::test]
async fn the_sixth_try_from_one_address_waits_for_a_minute() {
    let app = TestApp::start().await;
    become_member(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let mut browser = app.browser();
    for number in 1..=5 {
        assert_eq!(try_pair(&mut browser, EMAIL, GUESS).await.status, 422, "try {number}");
    }

    let refused = try_pair(&mut browser, EMAIL, PASSWORD).await.clone();
    app.wait(seconds(59));
    let still_refused = try_pair(&mut browser, EMAIL, PASSWORD).await.status;
    app.wait(seconds(1));
    let after = try_pair(&mut browser, EMAIL, PASSWORD).await.status;

    assert_eq!((refused.status, refused.title().as_str()), (429, "Too many tries"));
    assert_eq!(refused.header("retry-after"), Some("60"));
    assert!(refused.main().contains("Try again in one minute."));
    assert_eq!((still_refused, after), (429, 303));
}

#[tokio::test]
async fn failures_from_everywhere_make_strangers_wait_twice_as_long_each() {
    let app = TestApp::start().await;
    become_member(&app, &mut app.browser(), PLAIN, EMAIL).await;
    for number in 1..=6 {
        assert_eq!(guess_from(&app, number, EMAIL).await, 422, "failure {number}");
    }

    for (number, wait) in [(7, 2), (8, 4), (9, 8), (10, 16)] {
        app.wait(seconds(wait - 1));
        assert_eq!(guess_from(&app, 100 + number, EMAIL).await, 429, "failure {number}, early");
        app.wait(seconds(1));
        assert_eq!(guess_from(&app, number, EMAIL).await, 422, "failure {number}");
    }
}

#[tokio::test]
async fn tries_during_a_wait_do_not_make_it_longer() {
    let app = TestApp::start().await;
    become_member(&app, &mut app.browser(), PLAIN, EMAIL).await;
    for number in 1..=6 {
        guess_from(&app, number, EMAIL).await;
    }
    let before = strangers(&app, EMAIL);

    for number in 10..60 {
        assert_eq!(guess_from(&app, number, EMAIL).await, 429);
    }

    assert_eq!(strangers(&app, EMAIL), before, "a refused try writes nothing");
    app.wait(seconds(2));
    assert_eq!(try_pair(&mut app.browser(), EMAIL, PASSWORD).await.status, 303);
}

#[tokio::test]
async fn nobody_waits_longer_than_fifteen_minutes() {
    let app = TestApp::start().await;
    let_strangers_fail(&app, 29, NOBODY).await;
    app.wait(SignedDuration::from_mins(15));
    assert_eq!(guess_from(&app, 50, NOBODY).await, 422);

    let refused = try_pair(&mut app.browser(), NOBODY, GUESS).await.clone();
    app.wait(seconds(899));
    let still_refused = guess_from(&app, 51, NOBODY).await;
    app.wait(seconds(1));

    assert!(refused.main().contains("Try again in 15 minutes."));
    assert_eq!(refused.header("retry-after"), Some("900"));
    assert_eq!(still_refused, 429);
    assert_eq!(guess_from(&app, 52, NOBODY).await, 422);
}

#[tokio::test]
async fn a_hundred_failures_shut_strangers_out_and_not_the_owner() {
    let app = TestApp::start().await;
    let mut own = known_browser(&app, EMAIL).await;
    let_strangers_fail(&app, 98, EMAIL).await;
    app.wait(SignedDuration::from_mins(15));
    guess_patiently(&app, 2, EMAIL).await;

    let shut = try_pair(&mut app.browser(), EMAIL, PASSWORD).await.clone();
    let signed_in = try_pair(&mut own, EMAIL, PASSWORD).await.clone();
    app.wait(SignedDuration::from_hours(24 * 400));
    let a_year_later = try_pair(&mut app.browser(), EMAIL, PASSWORD).await.status;

    assert_eq!(shut.status, 429);
    assert_eq!(shut.header("retry-after"), None, "waiting does not help");
    let says = "There were too many tries with this email address. Use “Can’t access your account?” or call us";
    assert_eq!(shut.errors(), [("email".to_owned(), says.to_owned())]);
    assert!(shut.links().contains(&"/recover".to_owned()));
    assert_eq!(shut.value("email").as_deref(), Some(EMAIL), "nobody types it twice");
    assert!(!shut.body.contains(PASSWORD));
    assert_eq!((signed_in.status, signed_in.location()), (303, Some("/home")));
    assert_eq!(a_year_later, 429);
}

#[tokio::test]
async fn a_new_password_opens_what_guessing_has_shut() {
    let app = TestApp::start().await;
    let_strangers_fail(&app, 100, EMAIL).await;
    assert_eq!(try_pair(&mut app.browser(), EMAIL, GUESS).await.status, 429);

    let mut browser = app.browser();
    ask(&mut browser, PLAIN, EMAIL).await;
    follow_letter(&app, &mut browser, EMAIL).await;
    choose_password(&mut browser).await;

    assert_eq!(browser.page().location(), Some("/register/paperless"));
    assert_eq!(strangers(&app, EMAIL), Counter::default());
    assert_eq!(try_pair(&mut app.browser(), EMAIL, PASSWORD).await.status, 303);
}

#[tokio::test]
async fn a_success_sets_back_what_it_was_counted_on() {
    let app = TestApp::start().await;
    become_member(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let mut address = app.browser();
    for _ in 0..4 {
        try_pair(&mut address.clone(), EMAIL, GUESS).await;
    }

    assert_eq!(try_pair(&mut address.clone(), EMAIL, PASSWORD).await.status, 303);

    assert_eq!(strangers(&app, EMAIL), Counter::default());
    for number in 1..=5 {
        assert_eq!(try_pair(&mut address, EMAIL, GUESS).await.status, 422, "try {number}");
    }
    assert_eq!(try_pair(&mut address, EMAIL, GUESS).await.status, 429);
}

/// The statuses, headers and lengths of the answers to somebody who guesses.
///
/// Headers with random values are left out.
async fn seen(app: &TestApp, email: &str) -> Vec<(u16, Vec<(String, String)>, usize, usize)> {
    let mut browser = app.browser();
    let mut pages = Vec::new();
    for _ in 0..6 {
        pages.push(try_pair(&mut browser, email, GUESS).await.clone());
    }
    app.wait(seconds(60));
    for number in 0..20 {
        pages.push(try_pair(&mut app.browser(), email, GUESS).await.clone());
        app.wait(if number % 2 == 0 { seconds(1) } else { SignedDuration::from_mins(15) });
    }
    let compared = |page: Page| {
        let cookies = page.set_cookies().len();
        (page.status, page.headers.into_iter().collect(), page.body.len(), cookies)
    };
    pages.into_iter().map(compared).collect()
}

#[tokio::test]
async fn known_and_unknown_emails_are_limited_alike() {
    let app = TestApp::start().await;
    become_member(&app, &mut app.browser(), PLAIN, EMAIL).await;

    let known = seen(&app, EMAIL).await;
    let unknown = seen(&app, NOBODY).await;

    assert!(known.iter().any(|page| page.0 == 429) && known.iter().any(|page| page.0 == 422));
    assert_eq!(known, unknown);
}

#[tokio::test]
async fn a_form_that_breaks_a_rule_is_no_try() {
    let app = TestApp::start().await;
    let mut browser = app.browser();

    for _ in 0..20 {
        assert_eq!(try_pair(&mut browser, EMAIL, "").await.status, 422);
        assert_eq!(try_pair(&mut browser, "not an address", GUESS).await.status, 422);
    }

    assert_eq!(strangers(&app, EMAIL), Counter::default());
    assert_eq!(try_pair(&mut browser, EMAIL, GUESS).await.errors()[0].0, "email");
}
