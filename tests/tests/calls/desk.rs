//! Acts at the desk over a store that fails, or whose answer is lost.

use domain::desk::StaffRole;
use tests::app::{PLAIN, TestApp, link};
use tests::failing::Fault;
use tests::walk::{ask, settle};

use crate::journeys::desk::acts::{EMAIL, NEW, press};
use crate::journeys::desk::at_desk;

#[tokio::test]
async fn an_act_that_cannot_be_noted_is_not_done() {
    let app = TestApp::start().await;
    let mut member = app.browser();
    ask(&mut member, PLAIN, EMAIL).await;
    let letter = app.letter_to(EMAIL).await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    press(&mut staff, EMAIL, "cancel", false).await;

    app.faults.fail_often(Some("Timeline::tell"), 100, Fault::Refused, 1);
    let page = staff.submit(&[("reason", "mistyped"), ("sure", "yes")]).await;

    assert_eq!(page.status, 503);
    assert_eq!(app.heard("outcome=\"done\""), 0);
    assert_eq!(app.heard("act=\"cancel\" outcome=\"failed\""), 1);
    app.faults.heal();
    assert_eq!(
        member.open(&link(&letter)).await.path,
        "/register/password",
        "the link still works"
    );
}

#[tokio::test]
async fn a_code_whose_answer_was_lost_is_shown_at_the_second_press() {
    let app = TestApp::start().await;
    settle(&app, &mut app.browser(), PLAIN, EMAIL).await;
    let desk = app.desk();
    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    press(&mut staff, EMAIL, "change-email", false).await;
    let said = [("to", NEW), ("reason", "came in"), ("sure", "yes")];
    let (action, fields) = staff.filled_in(&said);

    app.faults.fail_often(Some("Links::issue"), 100, Fault::Lost, 1);
    let lost = staff.post(&action, &fields).await.status;
    app.faults.heal();
    let page = staff.post(&action, &fields).await;

    assert_eq!((lost, page.status), (503, 200));
    let code = page.text(".read").pop().expect("a code");
    let mut member = app.browser();
    member.open(&link(&app.letter_to(NEW).await)).await;
    member.submit(&[("code", &code)]).await;
    assert_eq!(member.page().location(), Some("/sign-in"), "the code is that of the letter");
    assert_eq!(app.letters_to(NEW).iter().filter(|it| it.kind == "prove_email").count(), 1);
}
