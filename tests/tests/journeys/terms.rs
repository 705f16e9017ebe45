//! Who accepts the terms has seen those that are in force: each form carries the version that its page showed.

use tests::app::{Browser, PLAIN, Page, TestApp};
use tests::walk::{email, says, settle, submit_outdated, tell_who};

use super::people::{DAUGHTER, HER_PASSWORD, co_op, father, let_in};

const EMAIL: &str = "ada.wintergreen@mail.example";
const YES: (&str, &str) = ("accept_terms", "yes");

/// The page comes again, and the box is to be ticked anew.
#[track_caller]
fn asks_again(page: &Page) {
    let said = ("accept_terms".to_owned(), says().errors.terms_changed.to_owned());
    assert_eq!((page.status, page.errors()), (422, vec![said]));
    assert!(page.asks_for("accept_terms"));
    assert!(page.attributes("input[name=accept_terms][checked]", "name").is_empty());
}

#[tokio::test]
async fn who_registers_on_a_page_that_showed_other_terms_is_asked_anew_and_loses_nothing() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    tell_who(&mut browser, PLAIN, EMAIL).await;

    let page = submit_outdated(&mut browser, &[("billing_zip", PLAIN.zip), YES]).await;

    asks_again(page);
    assert_eq!(page.value("billing_zip").as_deref(), Some(PLAIN.zip));
    assert!(app.store.pendings().is_empty(), "nothing is asked, and no try is spent");
    browser.go_on(&[YES]).await;
    assert_eq!(browser.page().path, "/register/check-email");
}

#[tokio::test]
async fn who_accepts_an_invitation_on_a_page_that_showed_other_terms_is_asked_anew() {
    let app = co_op().await;
    let mut his = father(&app).await;
    let link = let_in(&app, &mut his, DAUGHTER, "view").await;
    let mut hers = app.browser();
    hers.open(&link).await;
    let password = [("new_password", HER_PASSWORD), ("confirm_password", HER_PASSWORD)];

    asks_again(submit_outdated(&mut hers, &[password[0], password[1], YES]).await);

    assert!(app.store.member_of(&email(DAUGHTER)).is_none(), "the link is not spent");
    hers.go_on(&[password[0], password[1], YES]).await;
    assert_eq!(hers.page().path, "/register/security-phrase");
}

#[tokio::test]
async fn new_terms_that_were_replaced_by_newer_ones_meanwhile_are_shown_again() {
    let app = TestApp::start().await;
    let mut browser: Browser<'_> = app.browser();
    settle(&app, &mut browser, PLAIN, EMAIL).await;
    app.change(EMAIL, |member| "0".clone_into(&mut member.terms.version)).await;
    browser.open("/home").await;

    asks_again(submit_outdated(&mut browser, &[YES]).await);

    let kept = || app.store.member_of(&email(EMAIL)).expect("a member").terms.version;
    assert_eq!(kept(), "0");
    browser.go_on(&[YES]).await;
    assert_eq!((browser.page().path.as_str(), kept().as_str()), ("/home", "2"));
}
