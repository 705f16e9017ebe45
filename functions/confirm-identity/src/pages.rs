//! How step 3 looks.

use domain::{KeyRing, LookUp, SenderLimit};
use http::StatusCode;
use web::cookies::{Pending, SetCookie};
use web::pages::view::{ShownAgain, View};
use web::pages::{Html, Identity, ProblemKind, Terms};
use web::robot::AboutRobot;
use web::{Reply, Visit, questions, terms};

use crate::AskEnd;
use crate::post::{Carried, Errors};

/// The form, if step 2 was done; else the latest step that is allowed.
pub(crate) fn form(visit: &Visit) -> Reply {
    match Carried::of(visit) {
        Some(carried) => {
            Reply::ok(page(visit.view(), visit, &carried, &Errors::default()), "shown")
        }
        None => back(visit),
    }
}

/// Shows how a post ended. No `_` arm: a new end must get a page.
pub(crate) fn asked(keys: &KeyRing, visit: &Visit, end: &AskEnd) -> Reply {
    match end {
        AskEnd::Asked(look_up) => waits(keys, visit, look_up),
        AskEnd::Refused(errors) => refused(visit, errors),
        AskEnd::Limited(SenderLimit::NeedsScript) => {
            refused(visit, &Errors::of_robot(AboutRobot::NeedsScript))
        }
        AskEnd::Limited(SenderLimit::Wait(until)) => Reply::wait(visit, *until),
        AskEnd::Unanswered(field) => Reply::unanswered(visit, field),
        AskEnd::Late(carried) => late(keys, visit, carried),
        AskEnd::NoTicket => back(visit),
    }
}

/// The same for every outcome: what was asked is in the cookie, what came of it is not.
///
/// Step 2's answers stay: who comes back to mend an answer or the email finds them.
fn waits(keys: &KeyRing, visit: &Visit, look_up: &LookUp) -> Reply {
    let before = visit.cookie::<Pending>();
    let so_far = before.clone().map(|before| before.so_far(&look_up.pending));
    let pending = Pending {
        id: look_up.pending.text(),
        email_key: look_up.email_key.as_str().to_owned(),
        email: look_up.email.expose().to_owned(),
        letters: Vec::new(),
        before: so_far.unwrap_or_default(),
    };
    // Whoever registers once more with the same address may have to wait for this letter.
    let same = before.filter(|before| before.email_key == pending.email_key);
    let pending = pending.asking(
        &same.map(|before| before.went()).unwrap_or_default(),
        visit.figures(),
        visit.now(),
    );
    Reply::see_other("/register/check-email", "asked")
        .about(&look_up.pending.reference())
        .with(SetCookie::signed(keys, &pending, visit.now()))
}

fn refused(visit: &Visit, errors: &Errors) -> Reply {
    match Carried::of(visit) {
        Some(carried) => Reply::refused(page(visit.view(), visit, &carried, errors)),
        None => back(visit),
    }
}

/// The form with what was typed, since its page was open for too long. Step 2's answers are kept anew with it.
fn late(keys: &KeyRing, visit: &Visit, carried: &Carried) -> Reply {
    let view = View { shown_again: Some(ShownAgain::Stale), ..visit.view() };
    let page = page(view, visit, carried, &Errors::default());
    Reply::page(StatusCode::FORBIDDEN, page, "stale_form").with(SetCookie::signed(
        keys,
        &carried.ticket,
        visit.now(),
    ))
}

/// The form with what was typed, and the rules that it broke.
fn page(view: View<'_>, visit: &Visit, carried: &Carried, errors: &Errors) -> Html {
    let typed = questions::typed(visit.portal(), visit.form());
    let sentences = questions::sentences(visit.portal(), visit.language(), &errors.answers);
    let page = Identity {
        view,
        account: &carried.account(),
        ticket: &carried.text,
        answers: &questions::boxes(&typed, &sentences),
        robot_error: errors.robot.map(|about| about.says(visit.language())),
        accept_terms: terms::checkbox(visit, errors.terms),
    };
    page.render()
}

/// A challenge for the page's script.
pub(crate) fn challenge(visit: &Visit, challenge: Option<String>) -> Reply {
    match challenge {
        Some(json) => Reply::json(json, "challenged"),
        None => Reply::problem(visit, ProblemKind::Failure, None),
    }
}

/// The terms.
pub(crate) fn terms(visit: &Visit) -> Reply {
    Reply::page(StatusCode::OK, Terms { view: visit.view() }.render(), "shown")
}

/// Without step 2's answers: to the page that waits for the letter, or to the first, which says why.
fn back(visit: &Visit) -> Reply {
    let waits = visit.cookie::<Pending>().is_some();
    let path = if waits { "/register/check-email" } else { "/register?over=yes" };
    Reply::see_other(path, "out_of_order")
}
