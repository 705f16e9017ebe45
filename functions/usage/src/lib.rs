//! What a member used: by month, day and hour, and as files to take along.

mod asked;
mod download;
mod pages;
mod rows;

use domain::history::reads::{MeterTag, counted_once};
use domain::ports::{Clock, Counters, Members, Services, Standings, StoreError, Usage};
use domain::{Role, SignedIn};
use lambda_http::{Body, Request, Response};
use web::{Reply, Step, Visit};

use asked::Asked;

/// Answers `GET /usage` and `GET /usage/download`.
#[tracing::instrument(name = "usage", skip_all)]
pub async fn handle(
    step: &Step<impl Members + Standings + Services + Usage + Counters, impl Clock>,
    request: Request,
) -> Response<Body> {
    step.answer("usage", &[], request, |step, visit| Box::pin(reply(step, visit))).await
}

async fn reply(
    step: &Step<impl Members + Standings + Services + Usage + Counters, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    let ("GET", path @ ("/usage" | "/usage/download")) = visit.route() else {
        return Ok(web::lost(visit));
    };
    let who = web::signed_in(&step.ports, visit).await?;
    match (path, who) {
        ("/usage", Some(who)) => show(step, visit, &who).await,
        ("/usage", None) => Ok(web::sign_in_first()),
        (_, Some(who)) => download(step, visit, &who).await,
        // The page keeps the way back, a file would be none.
        (_, None) => Ok(web::back_to(visit, "/usage", "signed_out")),
    }
}

/// The page: one read, and none where there is no account. That of somebody else's costs one more.
async fn show(
    step: &Step<impl Standings + Services + Usage, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    let keys = &step.desk.keys;
    let opened = web::opened(&step.ports, visit, keys, &who.member, Role::sees_use);
    let chosen = match opened.await? {
        web::Asked::Account(chosen) => chosen,
        web::Asked::NoAccount => return Ok(pages::no_account(visit)),
        web::Asked::OfNobody => return Ok(Reply::see_other("/usage", "of_nobody")),
    };
    let asked = Asked::of(visit);
    let partition = match web::history(visit, keys, &chosen) {
        Ok(partition) => partition,
        Err(instead) => return Ok(*instead),
    };
    let (from, to) = asked.days();
    let days = step.ports.days(&partition, from, to);
    let names = web::names(&step.ports, visit, keys, &who.member);
    let (days, names) = tokio::try_join!(days, names)?;
    let days = counted_once(days, &MeterTag::of(keys, &partition, None));
    let chosen = chosen.called(&names);
    Ok(pages::usage(visit, &chosen, &asked, &days))
}

/// A file. This GET writes, unless there is nothing to be taken along: a counter and, at the first of all, a letter.
async fn download(
    step: &Step<impl Standings + Usage + Counters, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
) -> Result<Reply, StoreError> {
    if let Some(instead) = web::led_here(visit, "/usage") {
        return Ok(instead);
    }
    let keys = &step.desk.keys;
    let opened = web::opened(&step.ports, visit, keys, &who.member, Role::sees_use);
    let (web::Asked::Account(chosen), Some(wanted)) = (opened.await?, download::Wanted::of(visit))
    else {
        return Ok(web::lost(visit));
    };
    let partition = match web::history(visit, keys, &chosen) {
        Ok(partition) => partition,
        Err(instead) => return Ok(*instead),
    };
    let days = step.ports.days(&partition, wanted.from, wanted.to).await?;
    let days = counted_once(days, &MeterTag::of(keys, &partition, None));
    if !days.is_empty()
        && let Err(until) = web::count_download(step, visit, &who.member).await?
    {
        return Ok(Reply::wait(visit, until));
    }
    Ok(wanted.file(visit, keys, (&chosen.binding.account, &partition), &days))
}
