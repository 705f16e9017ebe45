//! How many waits may be begun: each writes to the contact on file.

use domain::FactorState;
use tests::app::{TestApp, link};
use tests::walk::says;

use super::lost::{CONTACT, HOUR, begin, last, member, of_kind, state};
use super::{EMAIL, password};

/// Stops the wait that runs, by its letter.
async fn stop(app: &TestApp) {
    let letter = last(app, "reset_waits").await;
    let mut browser = app.browser();
    browser.open(&link(&letter)).await;
    browser.go_on(&[]).await;
    assert_eq!(browser.page().heading(), says().second.letter.stopped.title);
}

#[tokio::test]
async fn three_waits_in_thirty_days_are_begun_and_the_fourth_writes_to_nobody() {
    let app = TestApp::start().await;
    member(&app).await;
    let mut thief = app.browser();
    for _ in 0..3 {
        begin(&mut thief).await;
        stop(&app).await;
    }
    app.sweep().await;
    let heard = of_kind(&app, CONTACT, "reset_heard").len();

    password(&mut thief).await;
    let (_, fields) = thief.filled_in(&[]);
    let csrf: Vec<_> = fields.into_iter().filter(|(name, _)| name == "csrf").collect();
    let page = thief.open("/sign-in/second/lost").await.clone();
    thief.post("/sign-in/second/lost", &csrf).await;

    for page in [&page, thief.page()] {
        assert_eq!((page.status, page.heading()), (429, says().second.lost.spent_title.to_owned()));
        assert!(page.main().contains("December 26"), "{}", page.main());
        assert!(!page.body.contains("<button type=\"submit\">Take"), "nothing is offered");
    }
    assert_eq!(state(&app), FactorState::Held);
    app.sweep().await;
    assert_eq!(of_kind(&app, CONTACT, "reset_heard").len(), heard);
    app.wait(HOUR * 24 * 30);
    begin(&mut thief).await;
}

#[tokio::test]
async fn starting_again_while_one_runs_is_not_counted_and_staff_who_unlock_make_room() {
    let app = TestApp::start().await;
    member(&app).await;
    let mut browser = app.browser();
    for _ in 0..3 {
        begin(&mut browser).await;
        password(&mut browser).await;
        let (_, fields) = browser.filled_in(&[]);
        let csrf: Vec<_> = fields.into_iter().filter(|(name, _)| name == "csrf").collect();
        for _ in 0..3 {
            browser.post("/sign-in/second/lost", &csrf).await;
        }
        stop(&app).await;
    }
    password(&mut browser).await;
    assert_eq!(browser.open("/sign-in/second/lost").await.status, 429);

    app.unlock(EMAIL).await;

    begin(&mut browser).await;
}
