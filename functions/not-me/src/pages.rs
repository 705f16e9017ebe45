//! How "this wasn't me" looks.

use web::links::Linked;
use web::pages::view::View;
use web::pages::{NotMe, NotMeKept, Office, OfficeSubject, ProblemKind};
use web::{Reply, Visit};

use crate::WAY;
use crate::freeze::NotMeEnd;

/// The page with the button, or the one that says why there is none.
pub(crate) fn ask(visit: &Visit, linked: &Linked) -> Reply {
    match linked {
        Linked::Open(_) if visit.query("was") == Some("me") => {
            Reply::ok(NotMeKept { view: view(visit) }.render(), "kept")
        }
        Linked::Open(_) => Reply::ok(NotMe { view: view(visit) }.render(), "shown"),
        Linked::Used(found) => WAY.over(visit, ProblemKind::NotMeSpent, Some(&found.link.claim)),
        Linked::Expired(claim) => WAY.over(visit, ProblemKind::NotMeOver, Some(claim)),
        Linked::Nothing => WAY.over(visit, ProblemKind::NotMeOver, None),
    }
}

/// Shows how it ended. No `_` arm: a new end must get a page.
pub(crate) fn told(visit: &Visit, end: &NotMeEnd) -> Reply {
    match end {
        NotMeEnd::Frozen => {
            let page = Office { view: view(visit), subject: OfficeSubject::Told };
            Reply::ok(page.render(), "frozen").with(WAY.forgotten())
        }
        NotMeEnd::Told(claim) => WAY.over(visit, ProblemKind::NotMeSpent, Some(claim)),
        NotMeEnd::Over(claim) => WAY.over(visit, ProblemKind::NotMeOver, claim.as_ref()),
    }
}

/// These pages offer no sign-out, even where a cookie names a session.
fn view(visit: &Visit) -> View<'_> {
    View { signed_in: false, ..visit.view() }
}
