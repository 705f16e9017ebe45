//! How often documents and files are taken along, and who hears of it.

use jiff::SignedDuration;
use tests::app::TestApp;
use tests::walk::{PASSWORD, says, sign_in};

use super::{EMAIL, HOUR, led_to, with_document};

/// A file of what was used on a day.
const USE: &str = "account_no,start,minutes,kwh\n48151623,2026-11-01,1440,11\n";

#[tokio::test]
async fn documents_and_files_together_are_thirty_an_hour() {
    let app = TestApp::empty();
    let (mut browser, link) = with_document(&app).await;
    app.import_reads(USE).await;
    for _ in 0..15 {
        assert!(led_to(&mut browser, &link).await.is_some());
        assert_eq!(browser.get("/usage/download?as=csv").await.status, 200);
    }

    let refused = browser.get(&link).await;
    let (status, location) = (refused.status, refused.location().map(str::to_owned));
    let file = browser.get("/usage/download?as=csv").await.status;
    let page = browser.get("/bills").await.status;
    app.wait(HOUR);
    let mut later = app.browser();
    sign_in(&mut later, EMAIL, PASSWORD).await;

    assert_eq!((status, location, file, page), (429, None, 429, 200));
    assert!(led_to(&mut later, &link).await.is_some());
}

#[tokio::test]
async fn the_first_download_of_all_is_told_once_whichever_it_is() {
    let app = TestApp::empty();
    let (mut browser, link) = with_document(&app).await;
    app.import_reads(USE).await;
    app.deliver_new().await;
    let before = app.letters_to(EMAIL).len();
    browser.get(&format!("{link}x")).await;
    app.deliver_new().await;
    assert_eq!(app.letters_to(EMAIL).len(), before, "nothing was taken along");

    led_to(&mut browser, &link).await.expect("a document");
    browser.get("/usage/download?as=csv").await;
    app.deliver_new().await;
    app.wait(SignedDuration::from_hours(24 * 400));
    let mut later = app.browser();
    sign_in(&mut later, EMAIL, PASSWORD).await;
    app.deliver_new().await;
    let letters = app.letters_to(EMAIL).len();
    later.get("/usage/download?as=csv").await;
    app.deliver_new().await;

    let told: Vec<_> = app.letters_to(EMAIL).into_iter().skip(before).collect();
    let first: Vec<_> = told.iter().filter(|it| it.kind == "downloaded").collect();
    assert_eq!(first.len(), 1);
    let heading = says().letters.changed.downloaded.opening[0];
    assert!(first[0].text.replace('\n', " ").contains(&heading[..40]), "{}", first[0].text);
    assert_eq!(app.letters_to(EMAIL).len(), letters, "after a year, too, it is no news");
}

#[tokio::test]
async fn two_first_downloads_at_once_are_told_of_once() {
    let app = TestApp::empty();
    let (browser, link) = with_document(&app).await;

    let event = browser.event("GET", &link);
    let (one, other) = tokio::join!(app.answer(&event), app.answer(&event));

    assert_eq!((one.status, other.status), (303, 303));
    app.deliver_new().await;
    let told = app.letters_to(EMAIL).into_iter().filter(|it| it.kind == "downloaded");
    assert_eq!(told.count(), 1);
}

#[tokio::test]
async fn a_page_of_somebody_elses_leads_to_the_page_of_bills_and_uses_up_no_download() {
    let app = TestApp::empty();
    let (browser, link) = with_document(&app).await;
    app.deliver_new().await;
    let letters = app.letters_to(EMAIL).len();

    for at in 0..40 {
        let site = ["cross-site", "same-site"][at % 2];
        let page = app.answer(&browser.event("GET", &link).header("sec-fetch-site", site)).await;
        assert!(page.location().is_some_and(|to| to.starts_with("/bills?account=")), "{site}");
    }
    app.deliver_new().await;

    assert_eq!(app.letters_to(EMAIL).len(), letters);
    let mut own = browser.sending("sec-fetch-site", "same-origin");
    assert!(led_to(&mut own, &link).await.is_some());
}
