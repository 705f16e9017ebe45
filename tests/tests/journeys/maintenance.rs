//! The portal is closed for work on it.

use jiff::SignedDuration;
use tests::app::{Event, NOON, PLAIN, TestApp};
use web::routes::ROUTES;
use web::samples::shipped;
use web::words::moment::local_time;

use tests::walk::tell_who;

const EMAIL: &str = "noor.castellanos@mail.example";

#[tokio::test]
async fn while_it_is_closed_every_page_says_until_when() {
    let mut app = TestApp::start().await;
    let until = NOON + SignedDuration::from_hours(3);
    app.set_closed(Some(until));
    let time = local_time(until, shipped().time_zone, domain::Language::English);

    for (path, methods, _) in ROUTES.into_iter().chain([("/nowhere", &["GET"][..], "home")]) {
        for method in methods {
            let page = app.answer(&Event::new(method, path)).await;

            assert_eq!(page.status, 503, "{method} {path}");
            assert_eq!(page.header("retry-after"), Some("10800"));
            assert!(page.body.contains(&time) && page.body.contains(shipped().phone));
        }
    }
}

#[tokio::test]
async fn it_stays_closed_past_its_time_and_says_no_other() {
    let mut app = TestApp::start().await;
    app.set_closed(Some(NOON));
    app.wait(SignedDuration::from_hours(1));

    let page = app.answer(&Event::new("GET", "/")).await;

    assert_eq!(page.status, 503);
    assert!(!page.body.contains(&local_time(NOON, shipped().time_zone, domain::Language::English)));
}

#[tokio::test]
async fn what_is_posted_while_it_is_closed_does_nothing_and_may_be_posted_again_after() {
    let mut app = TestApp::start().await;
    let mut browser = app.browser();
    tell_who(&mut browser, PLAIN, EMAIL).await;
    let proof = browser.solve().await;
    let typed = [("billing_zip", PLAIN.zip), ("altcha", &proof), ("accept_terms", "yes")];
    let (action, fields) = browser.filled_in(&typed);
    let body: String =
        form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let post = browser.post_event(&action, &body);

    app.set_closed(Some(NOON));
    assert_eq!(app.answer(&post).await.status, 503);
    assert!(app.store.envelopes().is_empty());
    app.set_closed(None);
    let answer = app.answer(&post).await;

    assert_eq!(answer.location(), Some("/register/check-email"));
    assert_eq!(app.store.envelopes().len(), 1);
}
