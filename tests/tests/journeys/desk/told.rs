//! What is said after an act is true of what comes next.

use domain::desk::StaffRole;
use tests::app::{ON_FILE, PLAIN, Page, TestApp};
use tests::walk::{ask, email, settle};

use super::acts::{EMAIL, act, press, twice};
use super::at_desk;

const HEADER: &str = "account_no,last_name,billing_zip,status,contact_email,language\n";
const OTHER: &str = "48151642,Ravensbourne,78612,active,,en\n";
const ON_FILE_CLOSED: &str = "48151689,Featherstonehaugh,78616,closed,onfile@mail.example,es\n";

/// What is said to the caller, in English.
fn said(page: &Page) -> String {
    page.text("p[lang=en]").concat()
}

#[tokio::test]
async fn an_account_that_is_closed_or_lost_is_not_said_to_be_registered_once_it_left_its_login() {
    for (rows, before, after) in [
        (ON_FILE_CLOSED, "it is closed in the billing system", "It is closed"),
        ("", "the last extract has lost it", "It is missing in what our billing office sent"),
    ] {
        let app = TestApp::start().await;
        settle(&app, &mut app.browser(), ON_FILE, EMAIL).await;
        app.deliver().await;
        app.import(&format!("{HEADER}{OTHER}{rows}")).await;
        let desk = app.desk();
        let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;

        press(&mut staff, ON_FILE.number, "release", false).await;
        let asked = staff.page().main();
        let (done, _) = twice(&mut staff, &[]).await;
        app.deliver().await;

        assert!(asked.contains(before) && !asked.contains("may be registered anew"), "{asked}");
        assert!(done.main().contains("so nobody can register it"), "{}", done.main());
        assert!(said(&done).contains(after), "{}", done.main());
        assert!(!done.main().contains("Whoever is on the bill"), "{}", done.main());
        assert!(app.letters_to(EMAIL).iter().any(|letter| letter.kind == "account_released"));
        let on_file = app.letters_to("onfile@mail.example");
        assert!(on_file.iter().all(|letter| letter.kind != "account_freed"), "it is not so");
    }
}

#[tokio::test]
async fn an_account_that_left_the_extract_is_not_said_to_be_tried_again() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    app.deliver().await;
    app.import(&format!("{HEADER}{OTHER}")).await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;

    let (done, _) = act(&mut staff, PLAIN.number, "unlock").await;

    assert!(said(&done).contains("so it cannot be registered yet"), "{}", done.main());
}

#[tokio::test]
async fn a_letter_that_cannot_arrive_is_not_said_to_be_on_its_way() {
    let app = TestApp::start().await;
    ask(&mut app.browser(), PLAIN, EMAIL).await;
    app.deliver().await;
    app.suppressed.put(&email(EMAIL));
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;

    press(&mut staff, EMAIL, "resend", false).await;
    let asked = staff.page().main();
    let (done, _) = twice(&mut staff, &[]).await;

    assert!(asked.contains("“Let them try again” comes first"), "{asked}");
    assert!(said(&done).contains("this one does not reach you either"), "{}", done.main());
    assert!(!said(&done).contains("spam folder"), "{}", done.main());
    act(&mut staff, EMAIL, "unlock").await;
    let (done, _) = act(&mut staff, EMAIL, "resend").await;
    assert!(!said(&done).contains("does not reach you"), "{}", done.main());
}

#[tokio::test]
async fn a_login_without_an_account_is_opened_without_a_word_of_accounts() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    act(&mut staff, PLAIN.number, "release").await;
    act(&mut staff, EMAIL, "freeze").await;

    press(&mut staff, EMAIL, "unfreeze", false).await;
    let asked = staff.page().main();
    let (done, _) = twice(&mut staff, &[]).await;

    assert!(asked.contains("No billing account is in it."), "{asked}");
    assert!(!asked.contains("contacts on file") && !asked.contains("show nothing"), "{asked}");
    let says = said(&done);
    assert_eq!(says, "The login under r•••@mail.example can sign in again.");
}
