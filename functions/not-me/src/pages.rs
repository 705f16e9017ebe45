//! How "this wasn't me" looks.

use domain::{FoundLink, KeyRing, Standing};
use web::cookies::{SetCookie, Verify};
use web::links::Linked;
use web::pages::view::View;
use web::pages::{NotMe, NotMeKept, Office, OfficeSubject, ProblemKind};
use web::words::moment::local_time;
use web::{Reply, Visit};

use crate::WAY;
use crate::freeze::NotMeEnd;
use crate::lift::LiftEnd;

/// The page with the button, or the one that says why there is none; after the button, what came of it.
pub(crate) fn ask(visit: &Visit, linked: &Linked) -> Reply {
    match linked {
        Linked::Open(found) | Linked::Used(found) if was_told_here(visit, found) => {
            let page = Office { view: view(visit), subject: OfficeSubject::Told };
            Reply::ok(page.render(), "told")
        }
        Linked::Open(found) => {
            let held = domain::lifts_until(found, visit.now());
            if visit.query("was") == Some("me") && held.is_none() {
                let is_open = domain::is_lifted(found);
                return Reply::ok(NotMeKept { view: view(visit), is_open }.render(), "kept");
            }
            let time = |at| local_time(at, visit.portal().time_zone, visit.language());
            let held = held.map(time);
            let page = NotMe { view: view(visit), held_until: held.as_deref() };
            Reply::ok(page.render(), "shown")
        }
        Linked::Used(found) => WAY.over(visit, ProblemKind::NotMeSpent, Some(&found.link.claim)),
        Linked::Expired(claim) => WAY.over(visit, ProblemKind::NotMeOver, Some(claim)),
        Linked::Nothing => WAY.again(visit),
    }
}

/// Whether it was said in this browser with the link that it has, and holds.
fn was_told_here(visit: &Visit, found: &FoundLink) -> bool {
    let is_frozen = found.member.standing == Standing::Frozen;
    is_frozen && visit.cookie::<Verify>().is_some_and(|link| link.done)
}

/// Shows how it ended. No `_` arm: a new end must get a page.
pub(crate) fn told(keys: &KeyRing, visit: &Visit, end: &NotMeEnd) -> Reply {
    match end {
        // The link stays: the page that says so can be loaded again.
        NotMeEnd::Frozen => {
            let reply = Reply::see_other(WAY.page(), "frozen");
            let done = visit.cookie::<Verify>().map(|link| Verify { done: true, ..link });
            done.iter()
                .fold(reply, |reply, link| reply.with(SetCookie::signed(keys, link, visit.now())))
        }
        NotMeEnd::Told(claim) => WAY.over(visit, ProblemKind::NotMeSpent, Some(claim)),
        NotMeEnd::Over(Some(claim)) => WAY.over(visit, ProblemKind::NotMeOver, Some(claim)),
        NotMeEnd::Over(None) => WAY.again(visit),
    }
}

/// Shows how "this was me" ended. No `_` arm: a new end must get a page.
pub(crate) fn lifted(visit: &Visit, end: &LiftEnd) -> Reply {
    match end {
        LiftEnd::Open => Reply::see_other("/not-me?was=me", "open"),
        LiftEnd::Told(claim) => WAY.over(visit, ProblemKind::NotMeSpent, Some(claim)),
        LiftEnd::Over(Some(claim)) => WAY.over(visit, ProblemKind::NotMeOver, Some(claim)),
        LiftEnd::Over(None) => WAY.again(visit),
    }
}

/// These pages offer no sign-out, even where a cookie names a session.
fn view(visit: &Visit) -> View<'_> {
    View { signed_in: false, ..visit.view() }
}
