//! A wait that staff begin, for who cannot begin it.

use domain::FactorState;
use domain::desk::StaffRole;
use tests::app::TestApp;
use tests::walk::{NEW_PASSWORD, follow_back};

use super::EMAIL;
use super::lost::{CONTACT, HOUR, member, of_kind, state};
use crate::journeys::desk::acts::act;
use crate::journeys::desk::at_desk;

/// Begins a wait at the desk; what staff are told to say.
async fn begin_at_desk(app: &TestApp) -> String {
    let desk = app.desk();
    let mut staff = at_desk(app, &desk, "00u1", StaffRole::Act).await;
    let (page, _) = act(&mut staff, EMAIL, "reset-factor").await;
    page.main()
}

#[tokio::test]
async fn a_wait_that_staff_begin_writes_the_same_three_letters_and_the_contact_hears_each_time() {
    let app = TestApp::start().await;
    member(&app).await;

    let says = begin_at_desk(&app).await;

    assert!(says.contains("72 hours"), "{says}");
    assert_eq!(state(&app), FactorState::Waiting);
    app.deliver_new().await;
    for (waits, opens, heard) in [(1, 0, 1), (2, 0, 2), (2, 1, 3)] {
        let many = |address, kind| of_kind(&app, address, kind).len();
        let sent = (many(EMAIL, "reset_waits"), many(EMAIL, "reset_open"));
        assert_eq!((sent, many(CONTACT, "reset_heard")), ((waits, opens), heard));
        app.wait(HOUR * 36);
        app.sweep().await;
    }
}

#[tokio::test]
async fn a_wait_that_staff_begin_after_a_password_by_mail_takes_fourteen_days() {
    let app = TestApp::start().await;
    member(&app).await;
    let mut browser = app.browser();
    follow_back(&app, &mut browser, EMAIL).await;
    browser.go_on(&[("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)]).await;

    let says = begin_at_desk(&app).await;

    assert!(says.contains("336 hours"), "{says}");
    app.wait(HOUR * (14 * 24) - HOUR);
    app.sweep().await;
    assert_eq!(of_kind(&app, EMAIL, "reset_open").len(), 0);
    app.wait(HOUR);
    app.sweep().await;
    assert_eq!(of_kind(&app, EMAIL, "reset_open").len(), 1);
}
