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
