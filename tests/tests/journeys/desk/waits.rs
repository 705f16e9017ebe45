//! What waits in a login while staff look: it is told, and offered to be stopped or not offered twice.

use domain::desk::StaffRole;
use jiff::SignedDuration;
use tests::app::{DeskHost, PLAIN, TestApp};
use tests::walk::settle;

use super::acts::{EMAIL, Staff, act};
use super::at_desk;
use crate::journeys::second::set_up;

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
