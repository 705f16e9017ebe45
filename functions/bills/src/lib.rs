//! The bills of an account, the newest first, as far as billing has told them; and their documents.

mod pages;

use domain::Member;
use domain::history::{BillCode, BillPlace, DocumentKey, newest};
use domain::ports::{Bills, Clock, Counters, Documents, Members, Services, Standings, StoreError};
use lambda_http::{Body, Request, Response};
use web::{Asked, Reply, Step, Visit};

/// Answers `GET /bills` and `GET /bills/document`.
#[tracing::instrument(name = "bills", skip_all)]
pub async fn handle(
    step: &Step<impl Members + Standings + Services + Bills + Counters + Documents, impl Clock>,
    request: Request,
) -> Response<Body> {
    step.answer("bills", &[], request, |step, visit| Box::pin(reply(step, visit))).await
}

async fn reply(
    step: &Step<impl Members + Standings + Services + Bills + Counters + Documents, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    let ("GET", path @ ("/bills" | "/bills/document")) = visit.route() else {
        return Ok(web::lost(visit));
    };
    let who = web::signed_in(&step.ports, visit).await?;
    match (path, who) {
        ("/bills", Some(who)) => show(step, visit, &who.member).await,
        ("/bills", None) => Ok(web::sign_in_first()),
        (_, Some(who)) => document(step, visit, &who.member).await,
        // The page keeps the way back, a document would be none.
        (_, None) => Ok(web::back_to(visit, "/bills", "signed_out")),
    }
}

/// Shows the bills of the account that the address names.
///
/// Through the binding of somebody else a guest looks, in whichever role.
async fn show(
    step: &Step<impl Standings + Services + Bills, impl Clock>,
    visit: &Visit,
    member: &Member,
) -> Result<Reply, StoreError> {
    let keys = &step.desk.keys;
    let chosen = match web::opened(&step.ports, visit, keys, member, |_| true).await? {
        Asked::Account(chosen) => chosen,
        Asked::NoAccount => return Ok(pages::no_account(visit)),
        Asked::OfNobody => return Ok(Reply::see_other("/bills", "of_nobody")),
    };
    let partition = match web::history(visit, keys, &chosen) {
        Ok(partition) => partition,
        Err(instead) => return Ok(*instead),
    };
    let names = web::names(&step.ports, visit, keys, member);
    let (told, names) = tokio::try_join!(step.ports.bills(&partition), names)?;
    let (told, chosen) = (newest(told, web::oldest_bill(visit)), chosen.called(&names));
    let code = |bill| BillCode::of(keys, &member.id, &(partition.clone(), bill));
    let bills = told.into_iter().map(|(bill, told)| (code(bill), told));
    Ok(pages::bills(visit, &chosen, &bills.collect::<Vec<_>>()))
}

/// Leads to the document of a bill, for a minute. Its key is derived of what the account's own partition has, and its
/// code of who asks.
///
/// This GET writes: a counter and, at the first download of all, a letter.
async fn document(
    step: &Step<impl Standings + Bills + Counters + Documents, impl Clock>,
    visit: &Visit,
    member: &Member,
) -> Result<Reply, StoreError> {
    if let Some(instead) = web::led_here(visit, "/bills") {
        return Ok(instead);
    }
    let keys = &step.desk.keys;
    let opened = web::opened(&step.ports, visit, keys, member, |_| true);
    let Asked::Account(chosen) = opened.await? else {
        return Ok(Reply::see_other("/bills", "of_nobody"));
    };
    let named = visit.query("bill").and_then(BillCode::parse);
    let partition = match web::history(visit, keys, &chosen) {
        Ok(partition) => partition,
        Err(instead) => return Ok(*instead),
    };
    let oldest = web::oldest_bill(visit);
    let places = step.ports.bills(&partition).await?.into_iter();
    let found = places.map(|(bill, told)| ((partition.clone(), bill), told)).find_map(
        |(place, told): (BillPlace, _)| {
            let is_meant = named.as_ref() == Some(&BillCode::of(keys, &member.id, &place));
            let is_kept = told.bill.date >= oldest;
            let tag = told.shown_document().filter(|_| is_meant && is_kept)?;
            Some((DocumentKey::of(keys, &place, tag), told.bill.date))
        },
    );
    let Some((key, date)) = found else { return Ok(web::back_to(visit, "/bills", "no_document")) };
    if let Err(until) = web::count_download(step, visit, member).await? {
        return Ok(Reply::wait(visit, until));
    }
    let name = pages::file_name(visit, date);
    Ok(Reply::to_document(step.ports.link(&key, &name, visit.now()).await?))
}
