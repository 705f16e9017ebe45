//! A browser that its member has used before has a ladder of its own.

use domain::limits::Counter;
use tests::app::{PLAIN, SECOND, TestApp};

use super::{EMAIL, GUESS, guess_from, known_browser, seconds, strangers, try_pair};
use tests::walk::{PASSWORD, become_member, settle, sign_in};

#[tokio::test]
async fn strangers_do_not_make_the_owner_wait_not_even_from_the_owners_address() {
    let app = TestApp::start().await;
    let mut own = known_browser(&app, EMAIL).await.at("192.0.2.7");
    let mut stranger = app.browser().at("192.0.2.7");
    for _ in 0..5 {
        try_pair(&mut stranger, EMAIL, GUESS).await;
    }
    assert_eq!(try_pair(&mut stranger, EMAIL, PASSWORD).await.status, 429);

    assert_eq!(try_pair(&mut own, EMAIL, GUESS).await.status, 422);
    assert_eq!(try_pair(&mut own, EMAIL, PASSWORD).await.status, 303);
    assert_eq!(try_pair(&mut stranger, EMAIL, PASSWORD).await.status, 429, "only its own count");
}

#[tokio::test]
async fn a_known_browser_waits_for_its_own_failures_and_nobody_else_does() {
    let app = TestApp::start().await;
    let mut own = known_browser(&app, EMAIL).await;
    for number in 1..=6 {
        assert_eq!(try_pair(&mut own, EMAIL, GUESS).await.status, 422, "failure {number}");
    }

    assert_eq!(try_pair(&mut own, EMAIL, PASSWORD).await.status, 429);
    assert_eq!(strangers(&app, EMAIL), Counter::default());
    assert_eq!(try_pair(&mut app.browser(), EMAIL, PASSWORD).await.status, 303);
    app.wait(seconds(1));
    assert_eq!(try_pair(&mut own, EMAIL, PASSWORD).await.status, 429);
    app.wait(seconds(1));
    assert_eq!(try_pair(&mut own, EMAIL, PASSWORD).await.status, 303);
}

#[tokio::test]
async fn the_cookie_of_another_members_browser_is_a_strangers() {
    let app = TestApp::start().await;
    become_member(&app, &mut app.browser(), SECOND, EMAIL).await;
    let mut other = known_browser(&app, "someone.else@mail.example").await;
    for number in 1..=6 {
        guess_from(&app, number, EMAIL).await;
    }

    assert_eq!(try_pair(&mut other, EMAIL, PASSWORD).await.status, 429);
    app.wait(seconds(2));
    assert_eq!(try_pair(&mut other, EMAIL, GUESS).await.status, 422);
    assert_eq!(strangers(&app, EMAIL).tallies["failures"].count, 7);
}

#[tokio::test]
async fn the_cookie_from_before_all_sessions_were_ended_is_a_strangers() {
    let app = TestApp::start().await;
    let mut own = known_browser(&app, EMAIL).await;
    app.change(EMAIL, |member| member.epoch += 1).await;
    for number in 1..=6 {
        guess_from(&app, number, EMAIL).await;
    }

    assert_eq!(try_pair(&mut own, EMAIL, PASSWORD).await.status, 429);
    app.wait(seconds(2));
    assert_eq!(try_pair(&mut own, EMAIL, PASSWORD).await.status, 303);
    own.follow().await;
    own.press("/sign-out").await;
    for number in 10..16 {
        guess_from(&app, number, EMAIL).await;
    }
    assert_eq!(try_pair(&mut own, EMAIL, PASSWORD).await.status, 303, "known from then on");
}

#[tokio::test]
async fn a_browser_keeps_the_id_that_it_is_known_by() {
    let app = TestApp::start().await;
    let mut own = app.browser();
    settle(&app, &mut own, PLAIN, EMAIL).await;
    let first = app.store.sessions()[0].device.clone();
    own.press("/sign-out").await;

    sign_in(&mut own, EMAIL, PASSWORD).await;
    sign_in(&mut app.browser(), EMAIL, PASSWORD).await;

    let devices: Vec<_> = app.store.sessions().into_iter().map(|session| session.device).collect();
    assert_eq!(devices.len(), 2);
    assert_eq!(devices.iter().filter(|device| **device == first).count(), 1);
}

#[tokio::test]
async fn a_known_browsers_success_does_not_help_strangers() {
    let app = TestApp::start().await;
    let mut own = known_browser(&app, EMAIL).await;
    for number in 1..=6 {
        guess_from(&app, number, EMAIL).await;
    }

    assert_eq!(try_pair(&mut own, EMAIL, PASSWORD).await.status, 303);

    assert_eq!(guess_from(&app, 7, EMAIL).await, 429);
}
