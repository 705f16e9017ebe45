//! What time does: three reports a day, a report that nobody ends, a session that runs out, a store that is down.

use domain::outages::OutageStatus;
use jiff::SignedDuration;
use tests::app::{Browser, TestApp};
use tests::walk::{PASSWORD, says};

use super::{EMAIL, NOTE, code, press, settled, told};

#[tokio::test]
async fn a_member_reports_three_times_a_day_and_is_told_to_call_at_the_fourth() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    for _ in 0..3 {
        browser.open("/outages").await;
        press(&mut browser).await;
        browser.press("/outages/restored").await;
    }

    browser.open("/outages").await;
    let fourth = browser.submit(&[("what", "out")]).await.clone();
    let later = told(&app).len();
    app.wait(SignedDuration::from_hours(24));
    settle_again(&mut browser).await;
    browser.open("/outages").await;
    press(&mut browser).await;

    assert_eq!((fourth.status, later), (429, 6));
    assert!(fourth.header("retry-after").is_some());
    assert!(fourth.body.contains("(800) 555-0142"), "whom to call");
    assert_eq!(told(&app).len(), 7);
}

/// Signs in once more: a day is longer than a session.
async fn settle_again(browser: &mut Browser<'_>) {
    tests::walk::sign_in(browser, EMAIL, PASSWORD).await;
}

#[tokio::test]
async fn a_report_that_nobody_ends_is_over_after_two_weeks() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    browser.open("/outages").await;
    let first = code(press(&mut browser).await);
    app.wait(SignedDuration::from_hours(24 * 14));

    settle_again(&mut browser).await;
    browser.open("/outages").await;
    let second = code(press(&mut browser).await);

    assert_ne!(first, second);
}

#[tokio::test]
async fn that_power_is_back_as_staff_say_is_shown_for_a_day_and_it_can_be_reported_again() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    browser.open("/outages").await;
    let reference = code(press(&mut browser).await);
    app.outage_stands(&reference, OutageStatus::Restored).await;

    let page = browser.open("/outages").await.clone();
    app.wait(SignedDuration::from_hours(24));
    settle_again(&mut browser).await;
    let later = browser.open("/outages").await.main();

    assert!(page.main().contains(says().outages.still_out), "{}", page.main());
    assert!(page.main().contains(&reference) && page.asks_for("what"));
    assert!(!later.contains(&reference), "{later}");
}

#[tokio::test]
async fn a_note_of_a_session_that_ran_out_is_there_after_signing_in() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    browser.open("/outages").await;
    let (action, fields) = browser.filled_in(&[("note", NOTE)]);
    app.wait(SignedDuration::from_mins(16));

    let mut fields = fields.clone();
    fields.push(("what".to_owned(), "out".to_owned()));
    browser.post(&action, &fields).await;
    browser.follow().await;
    assert_eq!(browser.page().path, "/sign-in");
    browser.go_on(&[("email", EMAIL), ("password", PASSWORD)]).await;

    assert_eq!(browser.page().path, "/outages");
    assert_eq!(browser.page().value("note").as_deref(), Some(NOTE));
    assert!(told(&app).is_empty(), "nothing is reported that was not pressed now");
}

#[tokio::test]
async fn while_the_store_is_down_the_page_says_so_and_nothing_is_lost() {
    let app = TestApp::start().await;
    let mut browser = settled(&app).await;
    browser.open("/outages").await;
    let form = browser.clone();

    app.store.set_down(true);
    let down = browser.submit(&[("what", "out")]).await.clone();
    app.store.set_down(false);
    let mut browser = form;
    press(&mut browser).await;

    assert_eq!(down.status, 503);
    assert!(down.body.contains("(800) 555-0142"), "whom to call");
    assert_eq!(told(&app).len(), 1);
}
