//! What the links of letters about the second step lead to. A GET changes nothing: mail scanners open links.

use data_encoding::BASE64URL_NOPAD;
use domain::limits::Subject;
use domain::ports::{Claims, Clock, Counters, Links, SecondFactors, StoreError};
use domain::{
    DeviceId, FactorKind, FoundLink, KeyRing, OutboxId, Purpose, RefusedTry, SpendEnd, SpendIds,
    Spending, code_tries, contacts_of, count_code, decide_anew, is_shut, not_my_factor,
    reset_factors, stop_reset, takes_what_stands,
};
use lambda_http::http::StatusCode;
use web::cookies::Verify;
use web::links::{Linked, Way};
use web::pages::view::{SecretField, View};
use web::pages::{Html, ProblemKind, ResetAsks, ResetDone, SecondDone, SecondReset};
use web::words::words;
use web::{Reply, Step, Visit};

/// The fields of the form: the password, and whether to stop instead.
pub(crate) const FIELDS: [&str; 2] = [web::proof::FIELDS[0], "stop"];
const PATH: &str = "/second/reset";

const WAYS: [Way<Verify>; 3] = [
    Way::new(Purpose::NotMyFactor, PATH, ProblemKind::SecondLinkOver),
    Way::new(Purpose::StopReset, PATH, ProblemKind::SecondLinkOver),
    Way::new(Purpose::ResetFactors, PATH, ProblemKind::SecondLinkOver),
];

/// How using a link ended.
enum ResetEnd {
    /// It did its work, by this press of the button or an earlier one.
    Done,
    /// The password is missing or wrong.
    Refused { missing: bool, found: Box<FoundLink> },
    /// Too many wrong ones: nobody looked at this one.
    Limited(RefusedTry, Box<FoundLink>),
    /// The link is over.
    Over,
    /// There is no link in this browser, or no longer.
    NoLink,
}

/// Takes the token out of the address and into a cookie; nothing is read and nothing is written.
pub(crate) fn follow<P>(step: &Step<P, impl Clock>, visit: &Visit) -> Reply {
    let way = WAYS.iter().find(|way| way.fits(&step.desk.keys, visit));
    way.unwrap_or(&WAYS[0]).follow(&step.desk, visit)
}

/// The way that the browser's link came.
fn way(keys: &KeyRing, visit: &Visit) -> &'static Way<Verify> {
    WAYS.iter().find(|way| way.followed(keys, visit).is_some()).unwrap_or(&WAYS[0])
}

/// The page that a letter's link leads to.
pub(crate) async fn show(
    step: &Step<impl Links, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    let way = way(&step.desk.keys, visit);
    Ok(match way.find(&step.ports, &step.desk.keys, visit).await? {
        Linked::Open(found) if is_shut(&found, visit.now()) => way.expired(visit),
        Linked::Open(found) => Reply::ok(page(visit, &found, None), "shown"),
        // What it did is no longer so.
        Linked::Used(found) if is_outdated(&found) => way.expired(visit),
        Linked::Used(found) => done(visit, &found),
        Linked::Expired(_) => way.expired(visit),
        Linked::Nothing => way.again(visit),
    })
}

pub(crate) async fn submit(
    step: &Step<impl Links + Counters + SecondFactors + Claims, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    let request = BASE64URL_NOPAD.encode(&web::random::<16>());
    let end = decide_anew(&step.desk.clock, || attempt(step, visit, &request)).await?;
    Ok(answer(&step.desk.keys, visit, end))
}

async fn attempt(
    step: &Step<impl Links + Counters + SecondFactors + Claims, impl Clock>,
    visit: &Visit,
    request: &str,
) -> Result<ResetEnd, StoreError> {
    let way = way(&step.desk.keys, visit);
    let found = match way.find(&step.ports, &step.desk.keys, visit).await? {
        Linked::Open(found) => found,
        Linked::Used(_) => return Ok(ResetEnd::Done),
        Linked::Expired(_) => return Ok(ResetEnd::Over),
        Linked::Nothing => return Ok(ResetEnd::NoLink),
    };
    let envelope = OutboxId::from_random(web::random());
    let ids = SpendIds { envelope, request: request.to_owned() };
    let stops = visit.form().get(FIELDS[1]).expose() == "yes";
    let spending = match found.link.purpose {
        Purpose::NotMyFactor => {
            if asks_password(visit, &found)
                && let Some(end) = refused(step, visit, &found).await?
            {
                return Ok(end);
            }
            not_my_factor(&found, ids, visit.now())
        }
        Purpose::ResetFactors if !stops => {
            if let Some(end) = refused(step, visit, &found).await? {
                return Ok(end);
            }
            let contacts = contacts_of(&step.ports, &found.member, visit.now()).await?;
            reset_factors(&found, &contacts, ids, visit.now())
        }
        _ => stop_reset(&found, ids, visit.now()),
    };
    match spending {
        Some(spending) => spent(step, &found, &spending).await,
        None => Ok(ResetEnd::Over),
    }
}

async fn spent(
    step: &Step<impl Links + Counters, impl Clock>,
    found: &FoundLink,
    spending: &Spending,
) -> Result<ResetEnd, StoreError> {
    match step.ports.spend(spending).await? {
        SpendEnd::Spent => {
            // Where the factor stays, so do the codes that were tried: stopping wait after wait would make room for more.
            if !spending.member.factors.is_asked() {
                let codes = Subject::Second(found.member.id.clone());
                web::forget(&step.ports, &[codes]).await;
            }
            Ok(ResetEnd::Done)
        }
        // Used in between: what it is now, the next reading tells.
        SpendEnd::LinkSpent | SpendEnd::EmailTaken => Err(StoreError::Conflict),
    }
}

/// Whether the link asks for the password: what takes factors off that stand is never mail alone.
fn asks_password(visit: &Visit, found: &FoundLink) -> bool {
    match found.link.purpose {
        Purpose::ResetFactors => true,
        Purpose::NotMyFactor => takes_what_stands(found, visit.now()),
        _ => false,
    }
}

/// Why the password that was typed does not do, if it does not. It is counted before anybody looks at it.
///
/// The link counts as a browser of its own, so that whoever tries codes elsewhere does not keep its reader waiting.
async fn refused(
    step: &Step<impl Counters, impl Clock>,
    visit: &Visit,
    found: &FoundLink,
) -> Result<Option<ResetEnd>, StoreError> {
    let typed = visit.form().get(FIELDS[0]);
    let end = |missing| {
        let found = Box::new(found.clone());
        Some(ResetEnd::Refused { missing, found })
    };
    if typed.expose().is_empty() {
        return Ok(end(true));
    }
    let member = &found.member;
    let by_link = DeviceId::from_stored(found.link.claim.id.text());
    let read = step.ports.read(&code_tries(&member.id, Some(&by_link))).await?;
    match count_code(&member.id, Some(&by_link), &read, visit.figures(), visit.now()) {
        Ok(count) => step.ports.count(&[count]).await?,
        Err(refused) => return Ok(Some(ResetEnd::Limited(refused, Box::new(found.clone())))),
    }
    let is_right = member.password.verify(&step.desk.keys, typed.expose());
    Ok(if is_right { None } else { end(false) })
}

/// Shows how it ended. No `_` arm: a new end must get a page.
fn answer(keys: &KeyRing, visit: &Visit, end: ResetEnd) -> Reply {
    let way = way(keys, visit);
    let says = &words(visit.language()).errors;
    match end {
        // The link stays: the page that says so can be loaded again.
        ResetEnd::Done => Reply::see_other(PATH, "done"),
        ResetEnd::Refused { missing, found } => {
            let error = if missing { says.password_now_missing } else { says.password_now_wrong };
            Reply::refused(page(visit, &found, Some(error)))
        }
        ResetEnd::Limited(refused, found) => {
            if let Some(reply) = Reply::refused_try(visit, refused) {
                return reply.with(visit.starts_way_back(found.member.email.expose()));
            }
            let html = page(visit, &found, Some(says.password_now_shut));
            Reply::page(StatusCode::TOO_MANY_REQUESTS, html, "shut")
        }
        ResetEnd::Over => way.expired(visit),
        ResetEnd::NoLink => way.again(visit),
    }
}

/// The page after it, by what became of the member.
fn done(visit: &Visit, found: &FoundLink) -> Reply {
    let what = match found.link.purpose {
        Purpose::NotMyFactor => ResetDone::NotMine,
        Purpose::ResetFactors if !found.member.factors.is_asked() => ResetDone::Reset,
        _ => ResetDone::Stopped,
    };
    Reply::ok(SecondDone { view: view(visit), what }.render(), "done")
}

/// Whether a link that was used took factors off, and the member has added one since.
fn is_outdated(found: &FoundLink) -> bool {
    let records = found.member.factors.records(&found.member);
    let mut factors = records.iter().filter(|record| record.kind != FactorKind::Codes);
    found.link.purpose == Purpose::ResetFactors
        && factors.any(|record| record.since >= found.link.created_at)
}

fn page(visit: &Visit, found: &FoundLink, error: Option<&'static str>) -> Html {
    let asked =
        asks_password(visit, found).then(|| (found.member.email.expose(), SecretField { error }));
    let asks = match (found.link.purpose, asked) {
        (Purpose::NotMyFactor, asked) => ResetAsks::NotMine(asked),
        (Purpose::ResetFactors, Some((email, password))) => ResetAsks::Reset { email, password },
        _ => ResetAsks::Stop,
    };
    SecondReset { view: view(visit), asks }.render()
}

/// These pages offer no sign-out, even where a cookie names a session.
fn view(visit: &Visit) -> View<'_> {
    View { signed_in: false, ..visit.view() }
}
