//! What waits in a login while staff look: it is told, and offered to be stopped or not offered twice.

use domain::desk::StaffRole;
use jiff::SignedDuration;
use tests::app::{Browser, DeskHost, PLAIN, TestApp, link};
use tests::walk::{PASSWORD, settle, sign_in};

use super::acts::{EMAIL, NEW, Staff, act, press, twice};
use super::at_desk;
use crate::journeys::second::set_up;

const NEWER: &str = "robin.newer@mail.example";
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// What stands under "Now", and the acts that are offered, after a sign-in of its own: sessions end while things wait.
async fn seen(app: &TestApp, desk: &DeskHost<'_>, whom: &str) -> (String, Vec<String>) {
    let mut staff = at_desk(app, desk, "00u1", StaffRole::Act).await;
    let page = staff.submit(&[("whom", whom)]).await;
    (page.text("section[aria-labelledby=now]").concat(), page.text(".deeds button"))
}

#[tokio::test]
async fn while_a_wait_runs_the_case_says_until_when_and_does_not_offer_another() {
    let app = TestApp::start().await;
    let mut member = app.browser();
    settle(&app, &mut member, PLAIN, EMAIL).await;
    set_up(&app, &mut member).await;
    let desk = app.desk();
    let button = "Take the second step off".to_owned();
    let (now, offered) = seen(&app, &desk, EMAIL).await;
    assert!(offered.contains(&button) && !now.contains("wait"), "{offered:?} {now}");
    let mut staff: Staff<'_> = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    act(&mut staff, PLAIN.number, "reset-factor").await;

    for (later, says, is_offered) in [
        (HOUR, Some("A wait runs after which they can take the second step off: it ends"), false),
        (72 * HOUR, Some("the link in the last letter works until"), false),
        (24 * HOUR, None, true),
    ] {
        app.wait(later);
        for whom in [EMAIL, PLAIN.number] {
            let (now, offered) = seen(&app, &desk, whom).await;

            assert_eq!(offered.contains(&button), is_offered, "{later} {whom}: {offered:?}");
            let is_told = says.map_or(!now.contains("second step"), |says| now.contains(says));
            assert!(is_told, "{later} {whom}: {now}");
        }
    }
}
/// Asks for a new email in the profile, and answers the letter's link.
async fn ask_new(app: &TestApp, member: &mut Browser<'_>, new: &str) -> String {
    member.open("/profile/email").await;
    member.submit(&[("email", new), ("confirm_email", new)]).await;
    assert_eq!(member.page().location(), Some("/profile/email?asked=yes"));
    link(&app.letter_to(new).await)
}

/// Whether a new email is told to wait, by email and by account, as the act that stops it is offered.
async fn is_told(app: &TestApp, email: &str, new: &str) -> bool {
    let (desk, mut told) = (app.desk(), Vec::new());
    let waits = format!("the link waits at {new}");
    for whom in [email, PLAIN.number] {
        let (now, offered) = seen(app, &desk, whom).await;
        let can_be_stopped = offered.contains(&"Stop the change of email".to_owned());
        assert_eq!(now.contains(&waits), can_be_stopped, "{whom}: {now} {offered:?}");
        told.push(can_be_stopped);
    }
    assert_eq!(told[0], told[1], "by email as by account");
    told[0]
}

#[tokio::test]
async fn a_new_email_that_waits_is_told_and_can_be_stopped_after_an_unlock_a_second_ask_and_by_account()
 {
    let app = TestApp::start().await;
    let desk = app.desk();
    let (mut member, shown) = (app.browser(), "r•••@mail.example");
    settle(&app, &mut member, PLAIN, EMAIL).await;
    assert!(!is_told(&app, EMAIL, shown).await, "nobody asked");
    ask_new(&app, &mut member, NEW).await;
    assert!(is_told(&app, EMAIL, shown).await);

    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    act(&mut staff, EMAIL, "unlock").await;
    assert!(is_told(&app, EMAIL, shown).await, "after an unlock");

    app.wait(23 * HOUR);
    let mut member = app.browser();
    sign_in(&mut member, EMAIL, PASSWORD).await;
    member.follow().await;
    ask_new(&app, &mut member, NEW).await;
    app.wait(2 * HOUR);
    assert!(is_told(&app, EMAIL, shown).await, "the second link waits");

    let mut staff = at_desk(&app, &desk, "00u1", StaffRole::Act).await;
    press(&mut staff, PLAIN.number, "change-email", true).await;
    assert!(staff.page().main().contains("The login under r•••@mail.example keeps its email"));
    let (kept, _) = twice(&mut staff, &[]).await;
    assert!(kept.main().contains("keeps its email"), "{}", kept.main());
    assert!(!is_told(&app, EMAIL, shown).await, "it was stopped");

    app.wait(HOUR);
    let mut member = app.browser();
    sign_in(&mut member, EMAIL, PASSWORD).await;
    member.follow().await;
    let moves = ask_new(&app, &mut member, NEW).await;
    member.open(&moves).await;
    member.submit(&[]).await;
    assert!(!is_told(&app, NEW, shown).await, "it was followed");
    member.follow().await;
    ask_new(&app, &mut member, NEWER).await;
    assert!(is_told(&app, NEW, shown).await, "asked, followed, asked again");
    app.wait(24 * HOUR);
    assert!(!is_told(&app, NEW, shown).await, "the link is over");
}
