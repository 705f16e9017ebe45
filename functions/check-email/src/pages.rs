//! How step 4 looks.

use domain::{PENDING_LIFE, PendingId};
use web::cookies::{Pending, Ticket};
use web::pages::CheckEmail;
use web::{Reply, Visit};

use crate::resend::ResendEnd;

/// The query that says that another letter was asked for.
const AGAIN: &str = "again";

/// The page, the same for every outcome of step 3.
pub(crate) fn check_email(visit: &Visit) -> Reply {
    let Some(pending) = visit.cookie::<Pending>() else { return nothing_asked(visit) };
    let reference = PendingId::parse(&pending.id).map(|id| id.reference().to_string());
    let page = CheckEmail {
        view: visit.view(),
        email: &pending.email,
        reference: &reference.unwrap_or_default(),
        valid_hours: u32::try_from(PENDING_LIFE.as_hours()).unwrap_or(u32::MAX),
        resent: visit.query(AGAIN).is_some(),
    };
    Reply::ok(page.render(), "shown")
}

/// Shows how asking for another letter ended. No `_` arm: a new end must get a page.
pub(crate) fn resent(visit: &Visit, end: &ResendEnd) -> Reply {
    match end {
        // Back to the page, which says that another letter is on its way.
        ResendEnd::Queued => Reply::see_other("/register/check-email?again=1", "resent"),
        ResendEnd::Limited(until) => Reply::wait(visit, *until),
        ResendEnd::NothingAsked => nothing_asked(visit),
    }
}

/// Nothing was asked in this browser: to the latest step that is allowed.
fn nothing_asked(visit: &Visit) -> Reply {
    let path = if visit.cookie::<Ticket>().is_some() { "/register/identity" } else { "/register" };
    Reply::see_other(path, "out_of_order")
}
