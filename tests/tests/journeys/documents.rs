//! The documents of bills: whose they are, and when they are there.

mod names;
mod taken;

use std::collections::BTreeMap;

use jiff::SignedDuration;
use tests::app::{Account, Browser, COPIES, PLAIN, SECOND, TestApp, UPLOADS};
use tests::memory::DOCUMENTS_AT;
use tests::walk::{PASSWORD, settle, sign_in};
use web::words::words;

const EMAIL: &str = "robin.asterfield@mail.example";
const NEIGHBOUR: &str = "moved.in@mail.example";
const HEADER: &str = "account_no,bill_id,bill_date,from_date,amount_cents,document";
const PDF: &[u8] = b"%PDF-1.4\nThe whole bill of Quillfeather\n%%EOF\n";
const SECOND_LONG: SignedDuration = SignedDuration::from_secs(1);
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// [`PLAIN`] under its next holder's name.
const NEXT: Account = Account { name: "Nightingale", ..PLAIN };

fn file(rows: &[&str]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

/// A bill of [`PLAIN`] whose document has a name.
fn bill(name: &str) -> String {
    file(&[&format!("48151623,B-771,2026-11-12,2026-10-10,8410,{name}")])
}

fn extract(name: &str, from: &str, status: &str) -> String {
    format!(
        "account_no,last_name,billing_zip,status,service_from\n48151623,{name},78611,{status},{from}\n\
         48151642,Ravensbourne,78612,active,2019-05-02\n"
    )
}

/// An app with a member who has had their account since 2019, and their browser.
async fn settled(app: &TestApp) -> Browser<'_> {
    app.import(&extract(PLAIN.name, "2019-05-02", "active")).await;
    let mut browser = app.browser();
    settle(app, &mut browser, PLAIN, EMAIL).await;
    browser
}

/// The browser of such a member whose newest bill has a document, and the link to it.
async fn with_document(app: &TestApp) -> (Browser<'_>, String) {
    let mut browser = settled(app).await;
    app.import_bills(&bill("4711.pdf")).await;
    app.put_document("4711.pdf", PDF);
    app.sweep_uploads().await;
    let link = documents(&mut browser).await.remove(0);
    (browser, link)
}

/// The addresses of the documents that the page of bills leads to.
async fn documents(browser: &mut Browser<'_>) -> Vec<String> {
    browser.open("/bills").await;
    let links = browser.page().links_of("main a");
    links.into_iter().filter(|link| link.starts_with("/bills/document?")).collect()
}

/// Where an address leads, if that is a document: its key, and the other parts of the address.
async fn led_to(
    browser: &mut Browser<'_>,
    address: &str,
) -> Option<(String, BTreeMap<String, String>)> {
    let page = browser.get(address).await;
    assert_eq!(page.status, 303, "{address}");
    let (key, query) = page.location()?.strip_prefix(DOCUMENTS_AT)?.split_once('?')?;
    let part = |part: &str| {
        let (name, value) = part.split_once('=')?;
        Some((name.to_owned(), value.to_owned()))
    };
    Some((key.to_owned(), query.split('&').filter_map(part).collect()))
}

/// The document that the newest bill's link leads to.
async fn taken(app: &TestApp, browser: &mut Browser<'_>) -> Option<Vec<u8>> {
    let link = documents(browser).await.into_iter().next()?;
    let (key, _) = led_to(browser, &link).await?;
    app.buckets.object(COPIES, &key)
}

#[tokio::test]
async fn a_document_that_comes_after_its_bill_is_linked_once_it_was_copied() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;
    app.import_bills(&bill("4711.pdf")).await;
    app.sweep_uploads().await;
    let before = documents(&mut browser).await;

    app.put_document("4711.pdf", PDF);
    let waiting = documents(&mut browser).await;
    app.sweep_uploads().await;
    let links = documents(&mut browser).await;

    assert!(before.is_empty() && waiting.is_empty());
    assert_eq!(links.len(), 2, "the newest bill, and its line of the table");
    let (key, parts) = led_to(&mut browser, &links[0]).await.expect("a document");
    assert_eq!(app.buckets.object(COPIES, &key).as_deref(), Some(PDF));
    assert_eq!(app.buckets.keys(COPIES), [key.as_str()]);
    assert!(app.buckets.keys(UPLOADS).iter().all(|key| !key.starts_with("documents/")));
    assert_eq!((parts["name"].as_str(), parts["seconds"].as_str()), ("bill-2026-11-12.pdf", "60"));
    assert_eq!(parts["signed"], app.now().as_second().to_string());
    let page = browser.page();
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    let told = format!("{links:?}{key}");
    for personal in [PLAIN.number, "4711", "B-771", "Quillfeather", "8410"] {
        assert!(!told.contains(personal), "{personal} in {told}");
        assert_eq!(app.heard(personal), 0, "{personal}");
    }
}

#[tokio::test]
async fn a_document_that_is_there_before_its_bill_is_linked_with_it() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;
    app.put_document("4711.pdf", PDF);
    app.sweep_uploads().await;
    assert_eq!(app.buckets.keys(UPLOADS), ["documents/4711.pdf"], "it waits for its row");

    app.import_bills(&bill("4711.pdf")).await;
    app.sweep_uploads().await;

    assert_eq!(taken(&app, &mut browser).await.as_deref(), Some(PDF));
    assert!(app.buckets.keys(UPLOADS).is_empty());
}

#[tokio::test]
async fn an_address_of_another_member_or_of_no_document_leads_back_to_ones_own_bills() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;
    let mut neighbour = app.browser();
    settle(&app, &mut neighbour, SECOND, NEIGHBOUR).await;
    let rows = [
        "48151623,B-1,2026-11-12,2026-10-10,8410,one.pdf",
        "48151642,B-2,2026-11-12,2026-10-10,9120,two.pdf",
        "48151642,B-3,2026-10-12,2026-09-10,9120,three.pdf",
    ];
    app.import_bills(&file(&rows)).await;
    app.put_document("one.pdf", PDF);
    app.put_document("two.pdf", b"%PDF-1.4 of the neighbour");
    app.sweep_uploads().await;
    let (mine, theirs) = (documents(&mut browser).await, documents(&mut neighbour).await);
    assert_eq!((mine.len(), theirs.len()), (2, 2), "one was not copied");
    let parts = |link: &str| -> (String, String) {
        let (account, bill) = link.split_once("&bill=").expect("two parts");
        (account.to_owned(), bill.to_owned())
    };
    let ((my_account, my_bill), (their_account, their_bill)) = (parts(&mine[0]), parts(&theirs[0]));

    let tampered = my_bill.chars().rev().collect::<String>();
    for address in [
        theirs[0].clone(),
        format!("{my_account}&bill={their_bill}"),
        format!("{their_account}&bill={my_bill}"),
        format!("{my_account}&bill={tampered}"),
        format!("{my_account}&bill="),
        format!("{my_account}&bill=../../x"),
        format!("{my_account}&bill={my_bill}%00"),
        my_account.clone(),
        format!("/bills/document?bill={their_bill}"),
        "/bills/document".to_owned(),
    ] {
        let page = browser.get(&address).await;
        let location = page.location().unwrap_or_default().to_owned();
        assert!(page.status == 303 && location.starts_with("/bills"), "{address}: {location}");
        browser.follow().await;
        assert!(!browser.page().main().contains("91.20"), "{address}");
    }
    let alone = led_to(&mut browser, &format!("/bills/document?bill={my_bill}")).await;
    assert!(alone.is_some(), "with one account its bill is enough");
    let (key, _) = led_to(&mut neighbour, &theirs[0]).await.expect("a document");
    let of_neighbour = app.buckets.object(COPIES, &key).expect("a copy");
    assert_eq!(of_neighbour, b"%PDF-1.4 of the neighbour");
}

#[tokio::test]
async fn who_moves_in_never_sees_their_predecessors_document_and_a_closed_account_keeps_its_own() {
    let app = TestApp::empty();
    let (mut out, link) = with_document(&app).await;
    app.import(&extract(PLAIN.name, "2019-05-02", "closed")).await;
    assert!(led_to(&mut out, &link).await.is_some(), "a closed account is still theirs");

    app.wait(SignedDuration::from_hours(24 * 7));
    app.import(&extract(NEXT.name, "2026-11-28", "active")).await;
    let (mut into, mut out) = (app.browser(), app.browser());
    settle(&app, &mut into, NEXT, NEIGHBOUR).await;
    sign_in(&mut out, EMAIL, PASSWORD).await;
    let again = file(&[
        "48151623,B-771,2026-11-12,2026-10-10,8410,4711.pdf",
        "48151642,,2026-11-12,2026-10-10,1,",
    ]);
    let again = app.import_bills(&again).await;

    assert_eq!(again.reasons["before-holder"], 1);
    assert!(documents(&mut into).await.is_empty());
    let bill = link.split_once("&bill=").expect("a bill").1;
    for address in [link.clone(), format!("/bills/document?bill={bill}")] {
        assert!(led_to(&mut into, &address).await.is_none(), "{address}");
        assert!(led_to(&mut out, &address).await.is_none(), "the binding has ended: {address}");
    }
}

#[tokio::test]
async fn a_corrected_bill_keeps_its_document_until_it_names_another() {
    let app = TestApp::empty();
    let (mut browser, _) = with_document(&app).await;
    let corrected = |cents: u32, name: &str| {
        file(&[&format!("48151623,B-771,2026-11-12,2026-10-10,{cents},{name}")])
    };

    app.wait(SECOND_LONG);
    app.import_bills(&corrected(9_120, "4711.pdf")).await;
    let same = taken(&app, &mut browser).await;
    app.wait(SECOND_LONG);
    app.import_bills(&corrected(9_120, "4711-b.pdf")).await;
    let none = documents(&mut browser).await;
    app.put_document("4711-b.pdf", b"%PDF-1.4 corrected");
    app.sweep_uploads().await;

    assert_eq!(same.as_deref(), Some(PDF));
    assert!(none.is_empty(), "the wrong one is shown no more");
    let second = taken(&app, &mut browser).await;
    assert_eq!(second.as_deref(), Some(&b"%PDF-1.4 corrected"[..]));
    app.wait(SECOND_LONG);
    app.import_bills(&corrected(9_120, "4711.pdf")).await;
    let first = taken(&app, &mut browser).await;
    assert_eq!(first.as_deref(), Some(PDF), "its own first one is still there");
}

#[tokio::test]
async fn without_a_session_sign_in_comes_first_and_then_the_bills() {
    let app = TestApp::empty();
    let (_, link) = with_document(&app).await;

    let mut stranger = app.browser();
    stranger.open(&link).await;
    assert_eq!(stranger.page().path, "/sign-in");
    stranger.go_on(&[("email", EMAIL), ("password", PASSWORD)]).await;

    assert_eq!(stranger.page().path, "/bills");
}

#[tokio::test]
async fn a_document_has_a_spanish_name_for_who_reads_spanish() {
    let app = TestApp::empty();
    let (mut browser, _) = with_document(&app).await;

    let page = browser.open("/bills?lang=es").await.main();
    let spanish = &words(domain::Language::Spanish).history.bills;
    assert!(page.contains(spanish.document), "{page}");
    let link = documents(&mut browser).await.remove(0);
    let (_, parts) = led_to(&mut browser, &link).await.expect("a document");
    assert_eq!(parts["name"], "factura-2026-11-12.pdf");
}
