//! The findings on the desk for staff.

use super::*;
use crate::doctor::desk::AskedDesk;

/// The settings of a stack that has a desk.
pub(super) fn setting(name: &str) -> Option<&'static str> {
    Some(match name {
        "STAFF_ORIGIN" => "https://desk.example.coop",
        "STAFF_ISSUER" => "https://login.example.coop",
        "STAFF_CLIENT_ID" => "desk",
        "STAFF_ROLES_CLAIM" => "roles",
        "STAFF_LOOK_ROLE" => "desk-look",
        "STAFF_ACT_ROLE" => "desk-act",
        _ => return None,
    })
}

pub(super) fn healthy() -> AskedDesk {
    let opened = Opened { status: 200, until: Some(NOW + DAY * 60) };
    AskedDesk { opened: Ok(opened), provider: Ok(()) }
}

fn with(change: impl FnOnce(&mut AskedDesk)) -> Asked {
    let mut asked = super::healthy();
    change(asked.desk.as_mut().expect("a desk"));
    asked
}

#[test]
fn a_desk_that_does_not_open_or_whose_certificate_ends_is_to_be_mended() {
    let opened = |opened| with(|desk| desk.opened = opened);
    let ends = CERTIFICATE_ENDS - SignedDuration::from_secs(1);

    one(&opened(Ok(Opened { status: 503, until: None })), "desk.example.coop answers 503");
    one(&opened(Ok(Opened { status: 200, until: Some(NOW + ends) })), "certificate of the desk");
    one(&opened(Err(Unopened::NoConnection("no such host".to_owned()))), "no such host");
    one(&opened(Err(Unopened::Certificate("expired".to_owned()))), "certificate of the desk");
    one(&opened(Err(Unopened::NoAnswer)), "does not answer as a web page");
}

#[test]
fn a_provider_that_is_another_issuer_is_to_be_mended() {
    let other = "the discovery document is refused: it is of another issuer";

    one(&with(|desk| desk.provider = Err(other.to_owned())), other);
}

#[test]
fn without_a_desk_there_is_nothing_to_say_of_one() {
    let mut asked = super::healthy();
    asked.desk = None;

    let findings = all(&asked, &settings("prod"), NOW);

    assert!(findings.iter().all(|it| !it.check.contains("desk")), "{findings:?}");
}
