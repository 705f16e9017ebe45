//! Takes reports of outages: of a member in one press, and of anybody who has seen one.
//!
//! A member sees how theirs stands until the power is back. Who is not signed in gets one answer, whatever they typed.

mod pages;
mod report;
mod unverified;

use domain::outages::{Report, restored};
use domain::ports::{
    Claims, Clock, Counters, Members, OutageLeads, Outages, Services, StoreError, UnverifiedOutages,
};
use domain::{Binding, Member, OutboxId, ReferenceCode, decide_anew};
use lambda_http::{Body, Request, Response};
use web::{Asked, Reply, Step, Visit};

const FIELDS: [&str; 8] =
    ["account", "what", "note", "outage", "place", "seen", "call_back", "altcha"];

/// What the step reads and writes, on one store.
pub trait Store:
    Members + Claims + Counters + Services + Outages + OutageLeads + UnverifiedOutages
{
}

impl<S> Store for S where
    S: Members + Claims + Counters + Services + Outages + OutageLeads + UnverifiedOutages
{
}

/// Answers `GET, POST /outages` and `POST /outages/restored`.
#[tracing::instrument(name = "outages", skip_all)]
pub async fn handle(step: &Step<impl Store, impl Clock>, request: Request) -> Response<Body> {
    step.answer("outages", &FIELDS, request, |step, visit| Box::pin(reply(step, visit))).await
}

async fn reply(step: &Step<impl Store, impl Clock>, visit: &Visit) -> Result<Reply, StoreError> {
    if !web::routes::is_ours(visit.portal().links.outages) {
        // The co-op takes reports elsewhere, and nobody would hear of one from here.
        return Ok(web::lost(visit));
    }
    let who = web::signed_in(&step.ports, visit).await?;
    Ok(match (visit.route(), who) {
        (("GET", "/outages"), _) if unverified::was_taken(visit) => unverified::taken(visit),
        (("GET", "/outages"), Some(_)) if unverified::is_asked_for(visit) => {
            unverified::form(&step.desk.keys, visit)
        }
        (("GET", "/outages"), Some(who)) => show(step, visit, &who.member).await?,
        (("GET", "/outages"), None) => unverified::form(&step.desk.keys, visit),
        (("POST", "/outages"), Some(who)) if !unverified::is_form_of(visit) => {
            submit(step, visit, &who.member).await?
        }
        // The session was ended elsewhere: the form is a member's all the same.
        (("POST", "/outages"), None)
            if visit.session().is_some() && !unverified::is_form_of(visit) =>
        {
            web::sign_in_first()
        }
        (("POST", "/outages"), _) => unverified::submit(step, visit).await?,
        (("POST", "/outages/restored"), Some(who)) => back(step, visit, &who.member).await?,
        (("POST", "/outages/restored"), None) => web::sign_in_first(),
        _ => web::lost(visit),
    })
}

/// The page of a member: two reads at once. Where the address names no account it is about one whose report is open.
async fn show(
    step: &Step<impl Outages + Services, impl Clock>,
    visit: &Visit,
    member: &Member,
) -> Result<Reply, StoreError> {
    let accounts = member.account_numbers();
    let names = web::names(&step.ports, visit, &step.desk.keys, member);
    let (reports, names) = tokio::try_join!(step.ports.reports(&accounts), names)?;
    let of = |binding: &Binding| reports.iter().find(|report| report.is_of(binding));
    let is_open = |binding: &Binding| of(binding).is_some_and(|it| it.is_open(visit.now()));
    Ok(match web::chosen_or(visit, &step.desk.keys, member, is_open) {
        Asked::Account(chosen) => {
            let chosen = chosen.called(&names);
            pages::outages(visit, &chosen, of(&chosen.binding))
        }
        Asked::NoAccount => pages::no_account(visit),
        Asked::OfNobody => Reply::see_other("/outages", "of_nobody"),
    })
}

/// A member reports an outage of the account that the form names.
async fn submit(
    step: &Step<impl Claims + Counters + Outages + Services, impl Clock>,
    visit: &Visit,
    member: &Member,
) -> Result<Reply, StoreError> {
    let chosen = match web::chosen(visit, &step.desk.keys, member) {
        Asked::Account(chosen) => chosen,
        Asked::NoAccount => return Ok(pages::no_account(visit)),
        Asked::OfNobody => return Ok(pages::of_nobody()),
    };
    let names = web::names(&step.ports, visit, &step.desk.keys, member).await?;
    let chosen = chosen.called(&names);
    let end = report::submit(step, visit, member, &chosen.binding).await?;
    Ok(pages::reported(visit, &chosen, end))
}

/// A member says that the power is back: of a report of an account of theirs, whatever code was sent.
async fn back(
    step: &Step<impl Outages, impl Clock>,
    visit: &Visit,
    member: &Member,
) -> Result<Reply, StoreError> {
    let sent = visit.form().get("outage");
    let Some(code) = ReferenceCode::parse(sent.expose()) else {
        return Ok(pages::of_nobody());
    };
    let said = decide_anew(&step.desk.clock, || async {
        let reports = step.ports.reports(&member.account_numbers()).await?;
        let is_theirs = |report: &Report| {
            let is_whose = |it: &Binding| report.is_of(it) && it.held(visit.now()).is_none();
            report.reference == code && member.accounts.iter().any(is_whose)
        };
        let Some(report) = reports.into_iter().find(is_theirs) else { return Ok(None) };
        let id = OutboxId::from_random(web::random());
        let change = restored(&report, id, visit.now());
        if let Some(change) = &change {
            step.ports.change_report(change).await?;
        }
        Ok::<_, StoreError>(Some((report, change.is_some())))
    });
    Ok(match said.await? {
        Some((report, is_news)) => {
            pages::restored(visit, &step.desk.keys, member, &report.account, is_news).about(&code)
        }
        None => pages::of_nobody(),
    })
}
