//! Taking the app or a passkey off.

use domain::ports::{Clock, Counters, Members, Passkeys, SecondFactors, StoreError};
use domain::{
    FactorId, FactorKind, FactorWriteEnd, KeyRing, Member, Needs, PasskeyName, Session, SignedIn,
    remove_factor,
};
use lambda_http::http::StatusCode;
use web::cookies::{self, Claims, SetCookie};
use web::pages::{Html, RemoveFactor};
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

/// What is to be taken off: the app, or a passkey with the name that its member gave it.
struct Which {
    /// As the form has it.
    text: String,
    id: FactorId,
    name: Option<PasskeyName>,
}

/// What comes of it, and the button.
pub(crate) async fn show(
    step: &Step<impl Passkeys, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    let named = visit.query(FIELDS[0]).unwrap_or(FactorKind::App.name());
    Ok(match which(step, who, named).await? {
        Some(which) => Reply::ok(page(visit, who, &which, About::default()), "shown"),
        None => Reply::see_other("/profile/security", "out_of_order"),
    })
}

pub(crate) async fn submit(
    step: &Step<impl Members + Counters + SecondFactors + Passkeys, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    let Some(which) = which(step, who, visit.form().get(FIELDS[0]).expose()).await? else {
        return Ok(Reply::see_other("/profile/security", "not_there"));
    };
    let end = remove(step, visit, who, &which).await?;
    Ok(answer(&step.desk.keys, visit, who, &which, end))
}

/// The app by its kind, a passkey by its id; `None` for what the member does not have.
async fn which(
    step: &Step<impl Passkeys, impl Clock>,
    who: &SignedIn,
    named: &str,
) -> Result<Option<Which>, StoreError> {
    let factors = &who.member.factors;
    let text = named.to_owned();
    if named == FactorKind::App.name() {
        let id = factors.app.as_ref().map(|app| app.id.clone());
        return Ok(id.map(|id| Which { text, id, name: None }));
    }
    let Some(mark) = factors.passkey(&FactorId::from_stored(named)) else { return Ok(None) };
    let kept = step.ports.passkeys(std::slice::from_ref(&mark.id)).await?;
    let name = kept.into_iter().next().map(|kept| kept.name);
    Ok(Some(Which { text, id: mark.id.clone(), name }))
}

async fn remove(
    step: &Step<impl Members + Counters + SecondFactors, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
    which: &Which,
) -> Result<RemoveEnd, StoreError> {
    let now = match proof::check(step, visit, who, Needs::ForFactors).await? {
        Proof::Given(now) => now,
        Proof::Refused(about) => return Ok(RemoveEnd::Refused(about)),
        Proof::Limited(refused, about) => return Ok(RemoveEnd::Limited(refused, about)),
        Proof::SignedOut => return Ok(RemoveEnd::SignedOut),
    };
    let Some(write) = remove_factor(&now, &which.id, offer::ids(), visit.now()) else {
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
fn answer(keys: &KeyRing, visit: &Visit, who: &SignedIn, which: &Which, end: RemoveEnd) -> Reply {
    let back = |member: &Member| {
        let is_last = !member.factors.is_asked();
        let what = if is_last { summary::REMOVED } else { summary::REMOVED_ONE };
        let said = visit.say_once("/profile/security", what);
        Reply::see_other("/profile/security", "removed").with(said)
    };
    match end {
        RemoveEnd::Removed { member, session: Some(session) } => {
            let (figures, now) = (visit.figures(), visit.now());
            let cookies = cookies::going_on(keys, &member, &session, figures, now);
            cookies.into_iter().fold(back(&member), Reply::with)
        }
        RemoveEnd::Removed { session: None, .. } => Reply::see_other("/sign-in", "removed")
            .with(SetCookie::cleared(cookies::Session::NAME))
            .signed_out(),
        RemoveEnd::NotThere => Reply::see_other("/profile/security", "not_there"),
        RemoveEnd::Refused(about) => Reply::refused(page(visit, who, which, about)),
        RemoveEnd::Limited(refused, about) => {
            proof::limited(visit, who, refused, || page(visit, who, which, about))
        }
        RemoveEnd::Conflict => {
            Reply::page(StatusCode::CONFLICT, page(visit, who, which, About::default()), "conflict")
        }
        RemoveEnd::SignedOut => web::sign_in_first(),
    }
}

fn page(visit: &Visit, who: &SignedIn, which: &Which, about: About) -> Html {
    let factors = &who.member.factors;
    let page = RemoveFactor {
        view: visit.view(),
        factor: &which.text,
        name: which.name.as_ref().map(PasskeyName::expose),
        is_last: factors.passkeys.len() + usize::from(factors.app.is_some()) == 1,
        asked: proof::boxes(visit, who, Needs::ForFactors, about),
    };
    page.render()
}
