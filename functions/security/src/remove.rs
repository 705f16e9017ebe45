//! Taking the app off.

use domain::ports::{Clock, Counters, Members, SecondFactors, StoreError};
use domain::{
    FactorKind, FactorWriteEnd, KeyRing, Member, Needs, Session, SignedIn, remove_factor,
};
use lambda_http::http::StatusCode;
use web::cookies::{self, Claims, SetCookie};
use web::pages::{Html, RemoveApp};
use web::proof::{self, About, Proof};
use web::{Reply, Step, Visit};

use crate::{offer, show as summary};

pub(crate) const FIELDS: [&str; 1] = ["factor"];

/// How taking it off ended.
enum RemoveEnd {
    /// It is off; the session goes on, unless a recovery code had opened it.
    Removed { member: Box<Member>, session: Option<Session> },
    /// There is none, or no longer.
    NotThere,
    /// The boxes say why not.
    Refused(About),
    /// Too many wrong passwords or codes.
    Limited(domain::RefusedTry, About),
    /// Another window changed something in between.
    Conflict,
    /// The session ended in between.
    SignedOut,
}

/// What comes of it, and the button.
pub(crate) fn show(visit: &Visit, who: &SignedIn) -> Reply {
    if !who.member.factors.is_asked() {
        return Reply::see_other("/profile/security", "out_of_order");
    }
    Reply::ok(page(visit, who, About::default()), "shown")
}

pub(crate) async fn submit(
    step: &Step<impl Members + Counters + SecondFactors, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    Ok(answer(&step.desk.keys, visit, who, remove(step, visit, who).await?))
}

async fn remove(
    step: &Step<impl Members + Counters + SecondFactors, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<RemoveEnd, StoreError> {
    let kind = FactorKind::parse(visit.form().get(FIELDS[0]).expose());
    if kind != Some(FactorKind::App) || !who.member.factors.is_asked() {
        return Ok(RemoveEnd::NotThere);
    }
    let now = match proof::check(step, visit, who, Needs::ForFactors).await? {
        Proof::Given(now) => now,
        Proof::Refused(about) => return Ok(RemoveEnd::Refused(about)),
        Proof::Limited(refused, about) => return Ok(RemoveEnd::Limited(refused, about)),
        Proof::SignedOut => return Ok(RemoveEnd::SignedOut),
    };
    let Some(write) = remove_factor(&now, FactorKind::App, offer::ids(), visit.now()) else {
        return Ok(RemoveEnd::NotThere);
    };
    match step.ports.write(&write).await {
        Ok(FactorWriteEnd::Written | FactorWriteEnd::CodeUsed) => Ok(RemoveEnd::Removed {
            member: Box::new(write.member.unwrap_or(now.member)),
            session: write.session.map(|it| it.session().clone()),
        }),
        Err(StoreError::Conflict) => Ok(RemoveEnd::Conflict),
        Err(error @ StoreError::Unavailable(_)) => Err(error),
    }
}

/// Shows how it ended. No `_` arm: a new end must get a page.
fn answer(keys: &KeyRing, visit: &Visit, who: &SignedIn, end: RemoveEnd) -> Reply {
    let back = || {
        let said = visit.say_once("/profile/security", summary::REMOVED);
        Reply::see_other("/profile/security", "removed").with(said)
    };
    match end {
        RemoveEnd::Removed { member, session: Some(session) } => {
            let (figures, now) = (visit.figures(), visit.now());
            let cookies = cookies::going_on(keys, &member, &session, figures, now);
            cookies.into_iter().fold(back(), Reply::with)
        }
        RemoveEnd::Removed { session: None, .. } => Reply::see_other("/sign-in", "removed")
            .with(SetCookie::cleared(cookies::Session::NAME))
            .signed_out(),
        RemoveEnd::NotThere => Reply::see_other("/profile/security", "not_there"),
        RemoveEnd::Refused(about) => Reply::refused(page(visit, who, about)),
        RemoveEnd::Limited(refused, about) => {
            proof::limited(visit, who, refused, || page(visit, who, about))
        }
        RemoveEnd::Conflict => {
            Reply::page(StatusCode::CONFLICT, page(visit, who, About::default()), "conflict")
        }
        RemoveEnd::SignedOut => web::sign_in_first(),
    }
}

fn page(visit: &Visit, who: &SignedIn, about: About) -> Html {
    let asked = proof::boxes(visit, who, Needs::ForFactors, about);
    RemoveApp { view: visit.view(), asked }.render()
}
