//! Recovery codes: made by a press of the button, and shown once, in its answer.

use domain::ports::{Clock, Counters, Members, SecondFactors, StoreError};
use domain::{FactorKind, FactorWriteEnd, KeyRing, Member, Needs, Offer, SignedIn, make_codes};
use jiff::SignedDuration;
use lambda_http::http::StatusCode;
use web::pages::{CodesShown, Html, MakeCodes};
use web::proof::{self, About, Proof};
use web::words::moment::local_date;
use web::{Reply, Step, Visit};

use crate::{offer, show as summary};

const PATH: &str = "/profile/security/codes";

/// How long after the first press of the button a second one shows the same codes.
const PRESSED_TWICE: SignedDuration = SignedDuration::from_mins(1);

/// How making them ended.
enum MakeCodesEnd {
    /// They are made, be it by an earlier press of the button.
    Made(Box<Member>),
    /// The boxes say why not.
    Refused(About),
    /// Too many wrong passwords or codes.
    Limited(domain::RefusedTry, About),
    /// Another window changed something in between, or the offer was taken before.
    Conflict,
    /// The session ended in between.
    SignedOut,
}

/// What they are, and the button.
pub(crate) fn show(keys: &KeyRing, visit: &Visit, who: &SignedIn) -> Reply {
    if !who.member.factors.is_asked() {
        return Reply::see_other("/profile/security", "out_of_order");
    }
    let (_, text) = offer::anew(keys, visit, who, FactorKind::Codes);
    Reply::ok(page(visit, who, &text, About::default()), "shown")
}

pub(crate) async fn submit(
    step: &Step<impl Members + Counters + SecondFactors, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    let Some((offer, text)) = offer::carried(visit, who, FactorKind::Codes) else {
        return Ok(Reply::see_other(PATH, "offer_over"));
    };
    let end = make(step, visit, who, &offer).await?;
    Ok(answer(&step.desk.keys, visit, who, &text, end))
}

async fn make(
    step: &Step<impl Members + Counters + SecondFactors, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
    offer: &Offer,
) -> Result<MakeCodesEnd, StoreError> {
    if !who.member.factors.is_asked() {
        return Ok(MakeCodesEnd::Conflict);
    }
    if has_just(visit, &who.member, offer) {
        return Ok(MakeCodesEnd::Made(Box::new(who.member.clone())));
    }
    let now = match proof::check(step, visit, who, Needs::ForFactors).await? {
        Proof::Given(now) => now,
        Proof::Refused(about) => return Ok(MakeCodesEnd::Refused(about)),
        Proof::Limited(refused, about) => return Ok(MakeCodesEnd::Limited(refused, about)),
        Proof::SignedOut => return Ok(MakeCodesEnd::SignedOut),
    };
    let write = make_codes(&step.desk.keys, &now, offer, offer::ids(), visit.now());
    let Some(write) = write else { return Ok(MakeCodesEnd::Conflict) };
    match step.ports.write(&write).await {
        Ok(FactorWriteEnd::Written | FactorWriteEnd::CodeUsed) => {
            Ok(MakeCodesEnd::Made(Box::new(write.member.unwrap_or(now.member))))
        }
        Err(StoreError::Conflict) => {
            let found = step.ports.member(&who.member.id).await?;
            Ok(match found.filter(|member| has_just(visit, member, offer)) {
                Some(member) => MakeCodesEnd::Made(Box::new(member)),
                None => MakeCodesEnd::Conflict,
            })
        }
        Err(error @ StoreError::Unavailable(_)) => Err(error),
    }
}

/// Whether an earlier press of the button has just made them.
fn has_just(visit: &Visit, member: &Member, offer: &Offer) -> bool {
    let set = member.factors.codes.as_ref().filter(|set| set.id == offer.id);
    set.is_some_and(|set| set.used == 0 && visit.now() < set.since + PRESSED_TWICE)
}

/// Shows how it ended. No `_` arm: a new end must get a page.
fn answer(keys: &KeyRing, visit: &Visit, who: &SignedIn, text: &str, end: MakeCodesEnd) -> Reply {
    match end {
        MakeCodesEnd::Made(member) => {
            let set = member.factors.codes.as_ref();
            let codes = set.and_then(|set| set.shown(keys, &member.id)).unwrap_or_default();
            let since = set.map_or(visit.now(), |set| set.since);
            let since = local_date(since, visit.portal().time_zone, visit.language());
            let page = CodesShown { view: visit.view(), codes: &codes, since: &since };
            Reply::ok(page.render(), "made")
        }
        MakeCodesEnd::Refused(about) => Reply::refused(page(visit, who, text, about)),
        MakeCodesEnd::Limited(refused, about) => {
            proof::limited(visit, who, refused, || page(visit, who, text, about))
        }
        MakeCodesEnd::Conflict => {
            // The offer may be one that was taken before, which is none any more.
            let (_, anew) = offer::anew(keys, visit, who, FactorKind::Codes);
            let form = page(visit, who, &anew, About::default());
            Reply::page(StatusCode::CONFLICT, form, "conflict")
        }
        MakeCodesEnd::SignedOut => web::sign_in_first(),
    }
}

fn page(visit: &Visit, who: &SignedIn, text: &str, about: About) -> Html {
    let page = MakeCodes {
        view: visit.view(),
        offer: text,
        after_app: [summary::ADDED, summary::ADDED_PASSKEY].map(Some).contains(&visit.just_done()),
        asked: proof::boxes(visit, who, Needs::ForFactors, about),
    };
    page.render()
}
