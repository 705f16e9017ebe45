//! How the desk looks.

mod acts;
mod begun;
mod case;

use askama::Template;
use domain::desk::{Acting, StaffSession, acting};
use http::{Method, StatusCode};
use staff::Refused;
use web::Reply;
use web::pages::Html;
use web::staff::{Keeping, Refusal, StaffView, StaffVisit};

use begun::Begun;

pub(crate) use acts::{Asked, Asks, ask, done, done_before, not_done};
pub(crate) use case::case;

use crate::NotVouched;
use crate::quotes::curled;
use crate::words::{self, Said};

/// The box that everything begins with.
#[derive(Template)]
#[template(path = "search.html")]
struct Search<'a> {
    view: StaffView<'a>,
    /// What was typed before, where a session was over.
    whom: &'a str,
    /// The act that was begun when a session was over.
    begun: Option<Begun>,
    /// Why nobody was looked up by it.
    fault: Option<String>,
    /// What somebody with this session may do, in a sentence.
    may: Option<&'static str>,
    /// Whether signing in again may change that.
    again: bool,
}

/// A page that says one thing, and at most one way on.
#[derive(Template)]
#[template(path = "said.html")]
struct Saying<'a> {
    view: StaffView<'a>,
    said: &'a Said,
    /// What comes of what was typed, in a sentence.
    typed: Option<&'static str>,
    /// What the log finds it by, where somebody may ask.
    reference: Option<&'a str>,
    /// Where the provider's own session ends.
    elsewhere: Option<&'a str>,
}

fn html(page: &impl Template) -> Html {
    page.render()
}

/// The box, with what was typed, or what was when a session was over.
pub(crate) fn search(visit: &StaffVisit, who: &StaffSession) -> Reply {
    let kept = visit.kept();
    let whom = kept.as_ref().unwrap_or(visit.form()).get("whom");
    let (may, again) = standing(acting(who, visit.now()));
    let begun = kept.as_ref().and_then(Begun::of).filter(|_| may.is_none() || again);
    // It waits for the sign-in that it still needs.
    let is_said = begun.is_none() || may.is_none();
    let page = Search { begun, may, again, ..searching(visit, whom.expose()) };
    let reply = Reply::ok(html(&page), "shown");
    if kept.is_some() && is_said { reply.with(StaffVisit::forget_kept()) } else { reply }
}

/// The page where somebody posts an act that their session does not allow. Nothing is done, and what was typed is kept.
pub(crate) fn may_not_act(visit: &StaffVisit, who: &StaffSession) -> Reply {
    let (may, again) = standing(acting(who, visit.now()));
    let typed = visit.form().get("whom");
    let page = Search { may, again, ..searching(visit, typed.expose()) };
    let reply = Reply::page(StatusCode::FORBIDDEN, html(&page), "may_not_act");
    visit.keep().cookie().into_iter().fold(reply, Reply::with)
}

/// The box again, where nobody is found by what was typed.
pub(crate) fn nobody(visit: &StaffVisit, who: &StaffSession, refused: &Refused) -> Reply {
    let (may, again) = standing(acting(who, visit.now()));
    let typed = visit.form().get("whom");
    let page =
        Search { fault: Some(fault(refused)), may, again, ..searching(visit, typed.expose()) };
    Reply::page(StatusCode::UNPROCESSABLE_ENTITY, html(&page), "nobody")
}

fn searching<'a>(visit: &'a StaffVisit, whom: &'a str) -> Search<'a> {
    Search { view: visit.view(), whom, begun: None, fault: None, may: None, again: false }
}

/// What is wrong with what was typed, and what helps.
fn fault(refused: &Refused) -> String {
    format!("{} {}", sentence(&refused.what), curled(&refused.how.desk))
}

/// A sentence as pages have it, from the half of one that does not say where it stands.
fn sentence(half: &str) -> String {
    let mut letters = half.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if half.ends_with(['.', '?', '!']) { "" } else { "." };
    curled(&format!("{first}{}{end}", letters.as_str()))
}

/// What somebody may do besides looking, in a sentence, and whether signing in again may change it.
fn standing(acting: Acting) -> (Option<&'static str>, bool) {
    match acting {
        Acting::May => (None, false),
        Acting::LooksOnly => (Some(words::LOOKS_ONLY), false),
        Acting::Unsaid => (Some(words::UNSAID), true),
        Acting::WithoutSecond => (Some(words::WITHOUT_SECOND), true),
        Acting::TooOld => (Some(words::TOO_OLD), true),
    }
}

/// The page with the button. Where a post met a session that is over, what was typed is kept.
pub(crate) fn sign_in(visit: &StaffVisit) -> Reply {
    if visit.route().0 == Method::POST.as_str() {
        let is_act = visit.route().1 == "/desk/act";
        let said = if is_act { &words::SESSION_OVER_FOR_ACT } else { &words::SESSION_OVER };
        return nothing_done(visit, said, "session_over");
    }
    Reply::ok(html(&saying(visit, &words::SIGN_IN)), "sign_in")
}

/// The page where a form is posted that was shown before whoever is signed in now had signed in.
pub(crate) fn old_form(visit: &StaffVisit) -> Reply {
    nothing_done(visit, &words::OLD_FORM, "old_form")
}

/// A page where nothing comes of a form, which keeps what was typed.
fn nothing_done(visit: &StaffVisit, said: &Said, outcome: &'static str) -> Reply {
    let keeping = visit.keep();
    let typed = match keeping {
        Keeping::Kept(_) => Some(words::KEPT),
        Keeping::TooLong => Some(words::TOO_LONG),
        Keeping::Nothing => None,
    };
    let page = Saying { typed, ..saying(visit, said) };
    let reply = Reply::page(StatusCode::FORBIDDEN, html(&page), outcome);
    keeping.cookie().into_iter().fold(reply, Reply::with)
}

/// The page of somebody who has no role here.
pub(crate) fn no_role(visit: &StaffVisit) -> Reply {
    Reply::page(StatusCode::FORBIDDEN, html(&saying(visit, &words::NO_ROLE)), "no_role")
}

/// The page of a sign-in that was used, is over, or was begun in another browser.
pub(crate) fn begin_again(visit: &StaffVisit) -> Reply {
    Reply::page(StatusCode::GONE, html(&saying(visit, &words::BEGIN_AGAIN)), "begin_again")
}

/// The page after signing out.
pub(crate) fn signed_out(visit: &StaffVisit, elsewhere: Option<&str>) -> Reply {
    let page = Saying { elsewhere, ..saying(visit, &words::SIGNED_OUT) };
    Reply::ok(html(&page), "signed_out")
}

/// The page where the provider vouches for nobody; why goes to the log, once, here.
pub(crate) fn not_vouched(visit: &StaffVisit, why: &NotVouched) -> Reply {
    let reference = visit.reference();
    let cause = why.to_string();
    let (status, said, outcome) = match why {
        NotVouched::Foreign(_) => {
            tracing::info!(cause, reference, "a sign-in is refused");
            (StatusCode::GONE, &words::BEGIN_AGAIN, "foreign")
        }
        NotVouched::Declined(_) => {
            tracing::info!(cause, reference, "a sign-in is refused");
            (StatusCode::FORBIDDEN, &words::NOT_VOUCHED, "declined")
        }
        NotVouched::Refused(_) => {
            tracing::error!(cause, reference, "a sign-in is refused");
            (StatusCode::FORBIDDEN, &words::NOT_VOUCHED, "not_vouched")
        }
        NotVouched::Later(_) => {
            tracing::error!(cause, reference, "the provider did not answer");
            (StatusCode::SERVICE_UNAVAILABLE, &words::PROVIDER_AWAY, "provider_away")
        }
    };
    let page = Saying { reference: Some(&reference), ..saying(visit, said) };
    Reply::page(status, html(&page), outcome)
}

/// The page of a request that is refused, whoever sent it.
pub(crate) fn refused(visit: &StaffVisit, refusal: Refusal) -> Reply {
    let said = match refusal {
        Refusal::NotFound => &words::NOT_FOUND,
        Refusal::Unavailable => &words::UNAVAILABLE,
        Refusal::Failed => &words::FAILED,
        Refusal::Forbidden => &words::FORBIDDEN,
        Refusal::Unreadable | Refusal::WrongType | Refusal::TooLarge | Refusal::NotAllowed(_) => {
            &words::UNREADABLE
        }
    };
    let (status, outcome) = refusal.status();
    let reference = visit.reference();
    let page = Saying { reference: Some(&reference), ..saying(visit, said) };
    Reply::page(status, html(&page), outcome)
}

fn saying<'a>(visit: &'a StaffVisit, said: &'a Said) -> Saying<'a> {
    Saying { view: visit.view(), said, typed: None, reference: None, elsewhere: None }
}

#[cfg(test)]
mod tests;
