//! Names of documents, and what is put under them.

use tests::app::{COPIES, SECOND, TestApp, UPLOADS};
use tests::walk::{PASSWORD, settle, sign_in};

use super::{EMAIL, HOUR, NEIGHBOUR, PDF, SECOND_LONG, bill, documents, file, settled, taken};

#[tokio::test]
async fn a_name_that_two_bills_have_is_nobodys() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;
    let mut neighbour = app.browser();
    settle(&app, &mut neighbour, SECOND, NEIGHBOUR).await;
    let rows = [
        "48151623,B-1,2026-11-12,2026-10-10,8410,bill.pdf",
        "48151642,B-2,2026-11-12,2026-10-10,9120,bill.pdf",
    ];

    let told = app.import_bills(&file(&rows)).await;
    app.put_document("bill.pdf", PDF);
    app.sweep_uploads().await;

    assert_eq!((told.added, told.reasons["document-taken"]), (1, 1));
    assert!(documents(&mut browser).await.is_empty() && documents(&mut neighbour).await.is_empty());
    assert!(app.buckets.keys(COPIES).is_empty());
    let mail = app.letters_to("billing@example.coop").pop().expect("staff hear of it");
    assert_eq!(mail.subject, "Documents: taken, but rows were rejected");
    app.wait(SECOND_LONG);
    let rows = [
        "48151623,B-1,2026-11-12,2026-10-10,8410,bill-1.pdf",
        "48151642,B-2,2026-11-12,2026-10-10,9120,bill-2.pdf",
    ];
    let told = app.import_bills(&file(&rows)).await;
    assert_eq!((told.changed, told.added, told.rejected), (1, 1, 0), "names of their own mend it");
}

#[tokio::test]
async fn a_bill_whose_documents_name_is_nobodys_is_corrected_all_the_same() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;
    let row = |cents: u32| format!("48151623,B-1,2026-11-12,2026-10-10,{cents},bill.pdf");
    let second = "48151642,B-2,2026-11-12,2026-10-10,9120,bill.pdf";
    app.import_bills(&file(&[&row(8410), second])).await;
    app.put_document("bill.pdf", PDF);
    app.sweep_uploads().await;

    let again = app.import_bills(&file(&[&row(8410), second])).await;
    app.wait(SECOND_LONG);
    let corrected = app.import_bills(&file(&[&row(7300), second])).await;
    app.wait(SECOND_LONG);
    let named = app.import_bills(&file(&[&row(7300).replace("bill.pdf", "bill-1.pdf")])).await;

    assert_eq!((again.unchanged, again.rejected), (1, 1), "the second bill is not known yet");
    assert_eq!((corrected.changed, corrected.rejected), (1, 1));
    let [warning] = &corrected.warnings[..] else { panic!("{:?}", corrected.warnings) };
    assert_eq!((warning.rows, &warning.lines[..]), (1, &[2][..]));
    assert!(warning.what.starts_with("document:"), "{}", warning.what);
    assert_eq!((named.changed, named.warnings.len()), (1, 0));
    let bills = browser.open("/bills").await.main();
    assert!(bills.contains("$73.00") && !bills.contains("$84.10"), "{bills}");
    assert!(documents(&mut browser).await.is_empty());
    app.put_document("bill-1.pdf", PDF);
    app.sweep_uploads().await;
    assert!(!documents(&mut browser).await.is_empty(), "a name of its own mends it");
}

#[tokio::test]
async fn a_bill_that_is_corrected_with_another_bills_document_is_not_shown_it() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;
    let mut neighbour = app.browser();
    settle(&app, &mut neighbour, SECOND, NEIGHBOUR).await;
    let theirs = |name: &str| format!("48151642,B-2,2026-11-12,2026-10-10,9120,{name}");
    app.import_bills(&bill("bill.pdf")).await;
    app.import_bills(&file(&[&theirs("")])).await;
    app.put_document("bill.pdf", PDF);
    app.sweep_uploads().await;
    app.wait(SECOND_LONG);

    let told = app.import_bills(&file(&[&theirs("bill.pdf")])).await;
    let again = app.import_bills(&file(&[&theirs("bill.pdf")])).await;
    app.sweep_uploads().await;

    assert_eq!((told.changed, told.rejected, told.warnings.len()), (1, 0, 1));
    assert_eq!((again.unchanged, again.warnings.len()), (1, 1));
    assert!(documents(&mut neighbour).await.is_empty());
    assert!(!documents(&mut browser).await.is_empty());
}

#[tokio::test]
async fn a_name_is_copied_once_and_what_is_put_under_it_later_is_another_bills() {
    let app = TestApp::empty();
    settled(&app).await;
    let mut neighbour = app.browser();
    settle(&app, &mut neighbour, SECOND, NEIGHBOUR).await;
    app.import_bills(&bill("bill.pdf")).await;
    app.put_document("bill.pdf", PDF);
    app.sweep_uploads().await;

    let next_month = file(&[
        "48151642,B-2,2026-11-13,2026-10-10,9120,bill.pdf",
        "48151642,B-3,2026-11-14,2026-10-10,9120,",
    ]);
    let told = app.import_bills(&next_month).await;
    app.put_document("bill.pdf", b"%PDF-1.4 of the neighbour");
    app.wait(HOUR);
    app.sweep_uploads().await;

    assert_eq!(told.reasons["document-taken"], 1);
    let mut again = app.browser();
    sign_in(&mut again, EMAIL, PASSWORD).await;
    assert_eq!(taken(&app, &mut again).await.as_deref(), Some(PDF));
    let mut neighbour = app.browser();
    sign_in(&mut neighbour, NEIGHBOUR, PASSWORD).await;
    assert!(documents(&mut neighbour).await.is_empty());
    assert!(!app.buckets.keys(UPLOADS).contains(&"documents/bill.pdf".to_owned()));
}

#[tokio::test]
async fn what_is_no_document_is_reported_once_and_shown_to_nobody() {
    let app = TestApp::empty();
    let mut browser = settled(&app).await;
    app.import_bills(&bill("4711.pdf")).await;
    app.put_document("4711.pdf", b"<html><script>alert(1)</script>");
    app.put_document("two words.pdf", PDF);
    app.put_document(".4711.pdf.part", PDF);

    app.sweep_uploads().await;
    app.wait(HOUR);
    app.sweep_uploads().await;

    let mut browser_later = app.browser();
    sign_in(&mut browser_later, EMAIL, PASSWORD).await;
    assert!(documents(&mut browser_later).await.is_empty());
    assert!(documents(&mut browser).await.is_empty());
    assert!(app.buckets.keys(COPIES).is_empty());
    let keys = app.buckets.keys(UPLOADS);
    let reports = keys.iter().filter(|key| key.starts_with("reports/documents/"));
    assert_eq!(reports.count(), 2, "a summary and the names, once: {keys:?}");
    assert!(keys.contains(&"documents/.4711.pdf.part".to_owned()), "it is not whole yet");
    assert_eq!(app.letters_to("billing@example.coop").len(), 1);
    app.put_document("4711.pdf", PDF);
    app.sweep_uploads().await;
    assert_eq!(
        taken(&app, &mut browser_later).await.as_deref(),
        Some(PDF),
        "put again, it is good"
    );
}
