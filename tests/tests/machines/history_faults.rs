//! Faults at every call of a file of history, and of what members do with it: whatever fails, trying again mends it.

use domain::history::HistoryKind;
use jiff::SignedDuration;
use tests::app::{Browser, PLAIN, TestApp};
use tests::failing::Fault;
use tests::walk::{PASSWORD, settle, sign_in};

const EMAIL: &str = "robin.asterfield@mail.example";
const EXTRACT: &str = "account_no,last_name,billing_zip,service_from\n\
                       48151623,Quillfeather,78611,2019-05-02\n";
const BILLS: &str = "account_no,bill_id,bill_date,from_date,amount_cents,document\n\
                     48151623,B-1,2026-11-12,2026-10-10,8410,4711.pdf\n\
                     48151623,B-2,2026-10-12,2026-09-10,7320,\n";
const BALANCES: &str = "account_no,balance_cents,as_of\n48151623,8410,2026-11-22\n";
const READS: &str = "account_no,start,minutes,kwh\n\
                     48151623,2026-10-20,1440,12.5\n48151623,2026-11-20 01:00,60,0.5\n";
/// Longer than a lease that nobody gives back.
const LATER: SignedDuration = SignedDuration::from_mins(20);

/// A portal with a member who has one account, and their browser.
async fn member(app: &TestApp) -> Browser<'_> {
    app.import(EXTRACT).await;
    let mut browser = app.browser();
    settle(app, &mut browser, PLAIN, EMAIL).await;
    browser
}

/// What the member's pages say.
async fn pages(app: &TestApp) -> Vec<String> {
    let mut browser = app.browser();
    sign_in(&mut browser, EMAIL, PASSWORD).await;
    let mut pages = Vec::new();
    for page in ["/home", "/bills", "/usage", "/usage?by=hour&from=2026-11-20"] {
        pages.push(browser.open(page).await.main());
    }
    pages
}

#[tokio::test]
async fn whatever_single_call_of_a_file_fails_the_same_file_again_mends_it() {
    let app = TestApp::empty();
    member(&app).await;
    let files = [
        (HistoryKind::Bills, BILLS),
        (HistoryKind::Balances, BALANCES),
        (HistoryKind::Reads, READS),
    ];

    for (kind, file) in files {
        let plain = app.copy();
        plain.try_to_import(kind, file).await.expect("it lives").expect("all rows go in");
        let calls = plain.faults.calls();
        plain.wait(LATER);
        let right = pages(&plain).await;
        assert!(calls.len() >= 5, "{calls:?}");
        for (number, call) in calls.iter().enumerate() {
            for fault in Fault::ALL {
                let what = format!("{} {fault:?} at {call}", kind.name());
                let portal = app.copy();
                portal.faults.fail_at(number, fault);
                drop(portal.try_to_import(kind, file).await);
                portal.faults.heal();
                portal.wait(LATER);

                let again = portal.try_to_import(kind, file).await.expect("it lives");

                let again = again.expect("all rows go in");
                assert_eq!((again.rejected, again.older), (0, 0), "{what}");
                assert_eq!(pages(&portal).await, right, "{what}");
            }
        }
    }
}

/// Does something with a fault at each of its calls, each in a portal of its own, and once more when all is well.
///
/// Returns how often that was.
async fn at_every_call(
    app: &TestApp,
    at: &Browser<'_>,
    act: impl AsyncFn(&mut Browser<'_>) -> u16,
    check: impl AsyncFn(&TestApp, &str),
) -> usize {
    let plain = app.copy();
    let right = act(&mut at.moved_to(&plain)).await;
    let calls = plain.faults.calls();
    assert!(right < 400 && calls.len() >= 3, "{right}: {calls:?}");
    for (number, call) in calls.iter().enumerate() {
        for fault in Fault::ALL {
            let what = format!("{fault:?} at {call}");
            let portal = app.copy();
            let mut browser = at.moved_to(&portal);
            portal.faults.fail_at(number, fault);
            act(&mut browser).await;
            portal.faults.heal();

            assert_eq!(act(&mut browser).await, right, "{what}");
            check(&portal, &what).await;
        }
    }
    calls.len() * Fault::ALL.len()
}

/// The first of all downloads is told of by one letter.
async fn is_told_once(app: &TestApp, what: &str) {
    app.deliver_new().await;
    let letters = app.letters_to(EMAIL).into_iter();
    assert_eq!(letters.filter(|letter| letter.kind == "downloaded").count(), 1, "{what}");
}

#[tokio::test]
async fn whatever_single_call_fails_what_is_taken_along_comes_the_next_time_and_is_told_of_once() {
    let app = TestApp::empty();
    let mut browser = member(&app).await;
    app.import_bills(BILLS).await;
    app.import_reads(READS).await;
    app.put_document("4711.pdf", b"%PDF-1.4");
    app.sweep_uploads().await;
    browser.open("/bills").await;
    let links = browser.page().links();
    let document = links.into_iter().find(|link| link.starts_with("/bills/document"));
    let document = document.expect("a document");

    let mut times = 0;
    for address in ["/usage/download?as=csv", "/usage/download?as=green-button", &document] {
        let take = async |browser: &mut Browser<'_>| browser.get(address).await.status;
        times += at_every_call(&app, &browser, take, is_told_once).await;
    }

    assert!(times >= 45, "{times}");
}

#[tokio::test]
async fn whatever_single_call_fails_a_member_gets_to_the_vendor_the_next_time() {
    let app = TestApp::empty();
    let browser = member(&app).await;
    app.import_balances(BALANCES).await;

    let pay = async |browser: &mut Browser<'_>| {
        browser.open("/pay").await;
        if !browser.page().asks_for("account") {
            return 503;
        }
        let status = browser.press("/pay").await.status;
        let is_there = browser.page().asks_for("token");
        if is_there { status } else { 503 }
    };
    let times = at_every_call(&app, &browser, pay, async |_, _| ()).await;

    assert!(times >= 15, "{times}");
}
