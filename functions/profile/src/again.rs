//! Asking for the password again where it was typed too long ago. Source: SECURITY.md#figures.

use domain::ports::{Clock, Counters, StoreError};
use domain::{RefusedTry, SignedIn, count_password, decide_anew, password_tries};
use lambda_http::http::StatusCode;
use web::pages::Html;
use web::pages::view::SecretField;
use web::words::words;
use web::{Reply, Step, Visit};

/// The field that it is typed into.
pub(crate) const FIELD: &str = "current_password";

/// Whether a change needs the password, however lately it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Always: it is what changes.
    Always,
    /// Once it was typed more than five minutes ago.
    UnlessFresh,
}

/// What is to be said beside the box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    Missing,
    Wrong,
}

/// How asking ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// It is the member: they typed the password now, or lately and were not asked.
    Given,
    /// The box says why not.
    Refused(About),
    /// Too many wrong ones: nobody looked at this one.
    Limited(RefusedTry),
}

/// Whether the form has the box.
pub(crate) fn is_shown(visit: &Visit, who: &SignedIn, asked: Asked) -> bool {
    match asked {
        Asked::Always => true,
        Asked::UnlessFresh => !who.session.is_fresh(visit.now()),
    }
}

/// Looks at what was typed into the box, whether it was asked for or not; what is typed is counted first.
pub(crate) async fn check(
    step: &Step<impl Counters, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
    asked: Asked,
) -> Result<Proof, StoreError> {
    let typed = visit.form().get(FIELD);
    if typed.expose().is_empty() {
        let missing = Proof::Refused(About::Missing);
        return Ok(if is_shown(visit, who, asked) { missing } else { Proof::Given });
    }
    match decide_anew(&step.desk.clock, || count(step, visit, who)).await? {
        Counting::Counted => {}
        Counting::Refused(refused) => return Ok(Proof::Limited(refused)),
    }
    if !who.member.password.verify(&step.desk.keys, typed.expose()) {
        return Ok(Proof::Refused(About::Wrong));
    }
    web::forget(&step.ports, &[password_tries(&who.session)]).await;
    Ok(Proof::Given)
}

/// Whether the password may be looked at.
enum Counting {
    /// It may, and is counted.
    Counted,
    /// It may not; nothing is counted.
    Refused(RefusedTry),
}

async fn count(
    step: &Step<impl Counters, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Counting, StoreError> {
    let read = step.ports.read(&[password_tries(&who.session)]).await?;
    let counter = read.into_iter().next().unwrap_or_default();
    match count_password(&who.session, &counter, visit.figures(), visit.now()) {
        Ok(count) => {
            step.ports.count(&[count]).await?;
            Ok(Counting::Counted)
        }
        Err(refused) => Ok(Counting::Refused(refused)),
    }
}

/// The box, with what is to be said beside it.
pub(crate) fn field(visit: &Visit, about: Option<About>) -> SecretField<'static> {
    let says = &words(visit.language()).errors;
    let error = about.map(|about| match about {
        About::Missing => says.password_now_missing,
        About::Wrong => says.password_now_wrong,
    });
    SecretField { error }
}

/// The page for too many wrong passwords: how long to wait, or what helps where waiting does not.
///
/// `form` renders the form with a sentence beside the box.
pub(crate) fn limited(
    visit: &Visit,
    who: &SignedIn,
    refused: RefusedTry,
    form: impl FnOnce(SecretField<'_>) -> Html,
) -> Reply {
    if let Some(reply) = Reply::refused_try(visit, refused) {
        // The way on is the way back in: whose login it is stands fast.
        return reply.with(visit.starts_way_back(who.member.email.expose()));
    }
    let says = words(visit.language()).errors.password_now_shut;
    Reply::page(StatusCode::TOO_MANY_REQUESTS, form(SecretField { error: Some(says) }), "shut")
}
