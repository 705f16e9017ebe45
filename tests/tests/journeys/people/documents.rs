//! The documents of bills, taken along by who was let in to the account.

use tests::app::{Browser, COPIES, TestApp};
use tests::memory::DOCUMENTS_AT;

use super::ends::end;
use super::{DAUGHTER, FATHER, both, co_op, kinds, of_other};

const BILLS: &str = "account_no,bill_id,bill_date,from_date,amount_cents,document\n\
    48151623,B-771,2026-11-12,2026-10-10,8410,4711.pdf\n";
const PDF: &[u8] = b"%PDF-1.4\nThe whole bill of Quillfeather\n%%EOF\n";

/// The owner and the guest, with a bill that has a document.
async fn with_document<'a>(app: &'a TestApp, role: &str) -> (Browser<'a>, Browser<'a>) {
    let (his, hers) = both(app, role).await;
    app.import_bills(BILLS).await;
    app.put_document("4711.pdf", PDF);
    app.sweep_uploads().await;
    (his, hers)
}

/// The address of the newest document that a page of bills leads to.
async fn document(browser: &mut Browser<'_>, bills: &str) -> String {
    let links = browser.open(bills).await.links_of("main a");
    links.into_iter().find(|it| it.starts_with("/bills/document?")).expect("a document")
}

/// The key of the document that an address leads to, if it leads to one.
async fn key(browser: &mut Browser<'_>, address: &str) -> Option<String> {
    let page = browser.get(address).await;
    let (key, _) = page.location()?.strip_prefix(DOCUMENTS_AT)?.split_once('?')?;
    Some(key.to_owned())
}

#[tokio::test]
async fn a_guest_takes_a_bills_document_along_in_either_role() {
    for role in ["pay", "view"] {
        let app = co_op().await;
        let (mut his, mut hers) = with_document(&app, role).await;
        let bills = of_other(&mut hers, "/bills").await;
        let (own, of_guest) =
            (document(&mut his, "/bills").await, document(&mut hers, &bills).await);

        let taken = key(&mut hers, &of_guest).await.expect("a document");

        assert_eq!(app.buckets.object(COPIES, &taken).as_deref(), Some(PDF), "{role}");
        assert_eq!(key(&mut his, &own).await, Some(taken), "it is the same one");
        assert_ne!(own, of_guest);
        assert_eq!(key(&mut hers, &own).await, None, "by her own address alone");
    }
}

#[tokio::test]
async fn what_a_guest_takes_along_counts_for_the_guest_alone() {
    let app = co_op().await;
    let (mut his, mut hers) = with_document(&app, "pay").await;
    let bills = of_other(&mut hers, "/bills").await;
    let (own, of_guest) = (document(&mut his, "/bills").await, document(&mut hers, &bills).await);
    for _ in 0..30 {
        assert!(key(&mut hers, &of_guest).await.is_some());
    }

    let refused = hers.get(&of_guest).await.status;

    assert_eq!(refused, 429);
    app.deliver_new().await;
    assert_eq!(kinds(&app, DAUGHTER).last(), Some(&"downloaded"), "she hears of her first");
    assert!(!kinds(&app, FATHER).contains(&"downloaded"), "it was not his");
    assert!(key(&mut his, &own).await.is_some(), "he may go on");
}

#[tokio::test]
async fn an_address_of_a_document_opens_nothing_once_its_guest_was_put_out() {
    let app = co_op().await;
    let (mut his, mut hers) = with_document(&app, "view").await;
    let bills = of_other(&mut hers, "/bills").await;
    let of_guest = document(&mut hers, &bills).await;

    end(&mut his).await;

    assert_eq!(key(&mut hers, &of_guest).await, None);
    hers.follow().await;
    assert!(!hers.page().main().contains("84.10"), "{}", hers.page().main());
}
