//! Setting up an app: its secret is shown before it is kept, and kept once a right code of it was typed.

use domain::ports::{Clock, Counters, Members, SecondFactors, StoreError};
use domain::{
    AppSecret, FactorKind, FactorWriteEnd, KeyRing, Needs, Offer, SignedIn, TypedCode, add_app,
};
use lambda_http::http::StatusCode;
use web::pages::view::Field;
use web::pages::{AddApp, Html, QrCode};
use web::proof::{self, About, CodeFault, Proof};
use web::{Reply, Step, Visit, cookies, says};

use crate::{offer, show as summary};

pub(crate) const FIELDS: [&str; 2] = ["code", offer::FIELD];
const PATH: &str = "/profile/security/app";

/// How setting it up ended.
enum AddAppEnd {
    /// It is on; the session goes on under another id.
    Added(Box<SignedIn>),
    /// An earlier press of the button has turned it on.
    AddedBefore,
    /// The boxes say why not.
    Refused { code: Option<CodeFault>, about: About },
    /// Too many wrong passwords or codes.
    Limited(domain::RefusedTry, About),
    /// Another window changed something in between.
    Conflict,
    /// The session ended in between.
    SignedOut,
}

/// The picture and the key of an app that is offered.
pub(crate) fn show(keys: &KeyRing, visit: &Visit, who: &SignedIn) -> Reply {
    // In the other language, and where the page was open for too long, the picture stays while it is good.
    let (offer, text) = offer::carried(visit, who, FactorKind::App)
        .unwrap_or_else(|| offer::anew(keys, visit, who, FactorKind::App));
    let typed = visit.form().get(FIELDS[0]);
    let code = Field { value: typed.expose(), error: None };
    Reply::ok(page(keys, visit, who, (&offer, &text), code, About::default()), "shown")
}

pub(crate) async fn submit(
    step: &Step<impl Members + Counters + SecondFactors, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    let Some((offer, text)) = offer::carried(visit, who, FactorKind::App) else {
        return Ok(Reply::see_other(PATH, "offer_over"));
    };
    let end = add(step, visit, who, &offer).await?;
    Ok(answer(&step.desk.keys, visit, who, (&offer, &text), end))
}

async fn add(
    step: &Step<impl Members + Counters + SecondFactors, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
    offer: &Offer,
) -> Result<AddAppEnd, StoreError> {
    if has(who, offer) {
        return Ok(AddAppEnd::AddedBefore);
    }
    let typed = TypedCode::parse(visit.form().get(FIELDS[0]).expose());
    let (code, fault) = match typed {
        Ok(TypedCode::App(code)) => (Some(code), None),
        Ok(TypedCode::Recovery(_)) => (None, Some(CodeFault::Malformed)),
        Err(error) => (None, Some(error.into())),
    };
    let now = match proof::check(step, visit, who, Needs::ForFactors).await? {
        Proof::Given(now) => now,
        Proof::Refused(about) => return Ok(AddAppEnd::Refused { code: fault, about }),
        Proof::Limited(refused, about) => return Ok(AddAppEnd::Limited(refused, about)),
        Proof::SignedOut => return Ok(AddAppEnd::SignedOut),
    };
    let ids = offer::ids();
    let keys = &step.desk.keys;
    let write = code.and_then(|code| add_app(keys, &now, offer, &code, ids, visit.now()));
    let Some(write) = write else {
        let code = fault.or(Some(CodeFault::Wrong));
        return Ok(AddAppEnd::Refused { code, about: About::default() });
    };
    match step.ports.write(&write).await {
        Ok(FactorWriteEnd::Written) => {
            let session = write.session.map_or(now.session, |it| it.session().clone());
            let member = write.member.unwrap_or(now.member);
            Ok(AddAppEnd::Added(Box::new(SignedIn { session, member })))
        }
        Ok(FactorWriteEnd::CodeUsed) => Ok(AddAppEnd::AddedBefore),
        Err(StoreError::Conflict) => {
            let found = step.ports.member(&who.member.id).await?;
            let is_there = found.is_some_and(|member| {
                has(&SignedIn { member, session: who.session.clone() }, offer)
            });
            Ok(if is_there { AddAppEnd::AddedBefore } else { AddAppEnd::Conflict })
        }
        Err(error @ StoreError::Unavailable(_)) => Err(error),
    }
}

/// Whether the app that was offered is on.
fn has(who: &SignedIn, offer: &Offer) -> bool {
    who.member.factors.app.as_ref().is_some_and(|app| app.id == offer.id)
}

/// Shows how it ended. No `_` arm: a new end must get a page.
fn answer(
    keys: &KeyRing,
    visit: &Visit,
    who: &SignedIn,
    offered: (&Offer, &str),
    end: AddAppEnd,
) -> Reply {
    let form = |code: Option<CodeFault>, about| {
        let typed = visit.form().get(FIELDS[0]);
        let error = code.map(|fault| says::code(visit.language(), fault));
        page(keys, visit, who, offered, Field { value: typed.expose(), error }, about)
    };
    match end {
        AddAppEnd::Added(now) => {
            let reply = done(visit, &now, summary::ADDED);
            let figures = visit.figures();
            let cookies = cookies::going_on(keys, &now.member, &now.session, figures, visit.now());
            cookies.into_iter().fold(reply, Reply::with)
        }
        AddAppEnd::AddedBefore => done(visit, who, summary::ADDED),
        AddAppEnd::Refused { code, about } => Reply::refused(form(code, about)),
        AddAppEnd::Limited(refused, about) => {
            proof::limited(visit, who, refused, || form(None, about))
        }
        AddAppEnd::Conflict => {
            Reply::page(StatusCode::CONFLICT, form(None, About::default()), "conflict")
        }
        AddAppEnd::SignedOut => web::sign_in_first(),
    }
}

/// On to recovery codes, if there are none, and otherwise back to what there is.
pub(crate) fn done(visit: &Visit, now: &SignedIn, what: &str) -> Reply {
    let next = if now.member.factors.codes.is_some() {
        "/profile/security"
    } else {
        "/profile/security/codes"
    };
    Reply::see_other(next, "added").with(visit.say_once(next, what))
}

fn page(
    keys: &KeyRing,
    visit: &Visit,
    who: &SignedIn,
    (offer, text): (&Offer, &str),
    code: Field<'_>,
    about: About,
) -> Html {
    let secret = AppSecret::derive(keys, &who.member.id, offer);
    let (issuer, account) = (visit.portal().short_name, who.member.email.expose());
    let address = secret.as_ref().map(|it| it.address(issuer, account)).unwrap_or_default();
    let picture = QrCode::of(&address).unwrap_or(QrCode { side: 0, path: String::new() });
    let key = secret.map(|it| groups(&it.expose())).unwrap_or_default();
    let page = AddApp {
        view: visit.view(),
        offer: text,
        key: &key,
        picture: &picture,
        code,
        asked: proof::boxes(visit, who, Needs::ForFactors, about),
    };
    page.render()
}

/// A key in groups of four, as people type it.
fn groups(key: &str) -> String {
    let groups = key.as_bytes().chunks(4).map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join(" ")
}
