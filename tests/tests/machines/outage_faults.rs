//! Faults at every call of a report of an outage: the member presses again, and one report is told, once.

use domain::EventKind;
use tests::app::{Browser, PLAIN, TestApp};
use tests::failing::Fault;
use tests::walk::settle;

const EMAIL: &str = "robin.asterfield@mail.example";
const SEEN: [(&str, &str); 3] =
    [("place", "417 Cattail Hollow Rd"), ("seen", "tree"), ("call_back", "(202) 555-0173")];

/// How many events of a kind there are.
fn told(app: &TestApp, kind: EventKind) -> usize {
    let events = app.store.envelopes().into_iter().flat_map(|envelope| envelope.events);
    events.filter(|event| event.kind == kind).count()
}

/// A press with a fault at each call of it, each in a portal of its own; `again` is what the member does then.
///
/// Returns how many presses there were.
async fn at_every_call(
    app: &TestApp,
    at: &Browser<'_>,
    fields: &[(&str, &str)],
    mut check: impl AsyncFnMut(&TestApp, Browser<'_>, &str),
) -> usize {
    let plain = app.copy();
    at.moved_to(&plain).submit(fields).await;
    let calls = plain.faults.calls();
    assert!(calls.len() >= 3, "{calls:?}");
    for (number, call) in calls.iter().enumerate() {
        for fault in Fault::ALL {
            let portal = app.copy();
            portal.faults.fail_at(number, fault);
            let mut browser = at.moved_to(&portal);
            browser.submit(fields).await;
            portal.faults.heal();
            check(&portal, browser, &format!("{fault:?} at {call}")).await;
        }
    }
    calls.len() * Fault::ALL.len()
}

#[tokio::test]
async fn whatever_single_call_fails_a_member_reports_once_and_ends_it_once() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    browser.open("/outages").await;

    let presses = at_every_call(&app, &browser, &[("what", "out")], async |app, browser, what| {
        let mut browser = browser;
        browser.open("/outages").await;
        if browser.page().asks_for("what") {
            browser.go_on(&[("what", "out")]).await;
        }
        assert_eq!(browser.page().text("main .panel .code").len(), 1, "{what}");
        assert_eq!(told(app, EventKind::OutageReported), 1, "{what}");
    })
    .await;
    browser.go_on(&[("what", "out")]).await;
    let ends = at_every_call(&app, &browser, &[], async |app, browser, what| {
        let mut browser = browser;
        browser.open("/outages").await;
        if !browser.page().asks_for("what") {
            browser.press("/outages/restored").await;
        }
        assert!(browser.page().asks_for("what"), "{what}");
        assert_eq!(told(app, EventKind::OutageRestored), 1, "{what}");
    })
    .await;

    assert!(presses >= 25 && ends >= 15, "{presses} {ends}");
}

#[tokio::test]
async fn whatever_single_call_fails_who_is_not_signed_in_reports_once() {
    let app = TestApp::start().await;
    let mut browser = app.browser().without_script();
    browser.open("/outages").await;
    let form = browser.clone();

    let presses = at_every_call(&app, &browser, &SEEN, async |app, _, what| {
        // The form is still open: they press once more.
        let mut again = form.moved_to(app);
        again.go_on(&SEEN).await;
        assert_eq!(again.page().status, 200, "{what}");
        assert_eq!(told(app, EventKind::OutageReported), 1, "{what}");
    })
    .await;

    assert!(presses >= 15, "{presses}");
}
