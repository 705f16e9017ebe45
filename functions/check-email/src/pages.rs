//! How step 4 looks.

use domain::{KeyRing, PENDING_LIFE, PendingId, expected};
use jiff::{SignedDuration, Timestamp};
use web::cookies::{SetCookie, Ticket};
use web::pages::CheckEmail;
use web::words::moment::local_time;
use web::{Reply, Visit};

use crate::resend::ResendEnd;

/// The page.
const PATH: &str = "/register/check-email";
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// The page, the same for every outcome of step 3.
pub(crate) fn check_email(visit: &Visit) -> Reply {
    let Some(pending) = crate::asked(visit) else { return nothing_asked(visit) };
    let reference = PendingId::parse(&pending.id).map(|id| id.reference().to_string());
    let waits = expected::waits_until(&pending.went(), visit.now());
    let comes_by = waits.map(|at| local_time(by(at), visit.portal().time_zone, visit.language()));
    let page = CheckEmail {
        view: visit.view(),
        email: &pending.email,
        reference: &reference.unwrap_or_default(),
        valid_hours: u32::try_from(PENDING_LIFE.as_hours()).unwrap_or(u32::MAX),
        asked: &visit.signed_anew(&pending),
        resent: visit.just_done().is_some(),
        comes_by: comes_by.as_deref(),
    };
    Reply::ok(page.render(), "shown")
}

/// Shows how asking for another letter ended. No `_` arm: a new end must get a page.
pub(crate) fn resent(keys: &KeyRing, visit: &Visit, end: &ResendEnd) -> Reply {
    match end {
        // Back to the page, which says when another letter comes.
        ResendEnd::Queued(pending) => Reply::see_other(PATH, "resent")
            .with(SetCookie::signed(keys, pending, visit.now()))
            .with(visit.say_once(PATH, "resent")),
        ResendEnd::Limited(until) => Reply::wait(visit, *until),
        ResendEnd::NothingAsked => nothing_asked(visit),
    }
}

/// The whole minute by which a letter is there whose turn is at an instant.
///
/// The sweep takes it within a minute, and pages show no seconds.
fn by(turn: Timestamp) -> Timestamp {
    let swept = turn + MINUTE;
    match swept.as_second().rem_euclid(MINUTE.as_secs()) {
        0 => swept,
        over => swept + SignedDuration::from_secs(MINUTE.as_secs() - over),
    }
}

/// Nothing was asked in this browser, or too long ago: to the latest step that is allowed. The first says why.
fn nothing_asked(visit: &Visit) -> Reply {
    let has_begun = visit.cookie::<Ticket>().is_some();
    let path = if has_begun { "/register/identity" } else { "/register?over=yes" };
    Reply::see_other(path, "out_of_order")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_there_by_the_minute_after_the_sweep_that_takes_it() {
        let noon: Timestamp = "2026-11-23T12:00:00Z".parse().expect("an instant");
        let later = |seconds| noon + SignedDuration::from_secs(seconds);

        assert_eq!(by(noon), later(60));
        assert_eq!(by(later(1)), later(120));
        assert_eq!(by(later(59)), later(120));
    }
}
