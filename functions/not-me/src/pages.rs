//! How "this wasn't me" looks.

use web::cookies::{Claims, SetCookie, Verify};
use web::links::{self, Linked};
use web::pages::view::View;
use web::pages::{NotMe, Office, OfficeSubject, ProblemKind};
use web::{Reply, Visit};

use crate::freeze::End;

/// The page with the button, or the one that says why there is none.
pub(crate) fn ask(visit: &Visit, linked: &Linked) -> Reply {
    match linked {
        Linked::Open(_) => Reply::ok(NotMe { view: view(visit) }.render(), "shown"),
        Linked::Used(found) => links::over(visit, ProblemKind::NotMeSpent, Some(&found.0.claim)),
        Linked::Expired(claim) => links::over(visit, ProblemKind::NotMeOver, Some(claim)),
        Linked::Nothing => links::over(visit, ProblemKind::NotMeOver, None),
    }
}

/// Shows how it ended. No `_` arm: a new end must get a page.
pub(crate) fn answer(visit: &Visit, end: &End) -> Reply {
    match end {
        End::Frozen => {
            let page = Office { view: view(visit), subject: OfficeSubject::Told };
            Reply::ok(page.render(), "frozen").with(SetCookie::cleared(Verify::NAME))
        }
        End::Told(claim) => links::over(visit, ProblemKind::NotMeSpent, Some(claim)),
        End::Over(claim) => links::over(visit, ProblemKind::NotMeOver, claim.as_ref()),
    }
}

/// These pages offer no sign-out, even where a cookie names a session.
fn view(visit: &Visit) -> View<'_> {
    View { signed_in: false, ..visit.view() }
}
