//! Hands a member over to the payment vendor, with a token that says for which account and how much.

mod pages;
mod token;

use domain::history::Told;
use domain::paying::HandOff;
use domain::ports::{Balances, Clock, Members, Services, Standings, StoreError, Written};
use domain::{Member, Typed};
use lambda_http::{Body, Request, Response};
use web::{Asked, Chosen, Reply, Step, Visit};

const FIELDS: [&str; 1] = ["account"];

/// Answers `GET, POST /pay` and `GET /.well-known/jwks.json`.
#[tracing::instrument(name = "pay", skip_all)]
pub async fn handle(
    step: &Step<impl Members + Standings + Services + Balances + Written, impl Clock>,
    request: Request,
) -> Response<Body> {
    step.answer("pay", &FIELDS, request, |step, visit| Box::pin(reply(step, visit))).await
}

async fn reply(
    step: &Step<impl Members + Standings + Services + Balances + Written, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    Ok(match visit.route() {
        ("GET", "/.well-known/jwks.json") => {
            step.desk.keys.look_at_all(visit.now());
            Reply::json(token::key_set(&step.desk.keys), "keys").kept_for(pages::KEYS_KEPT)
        }
        ("GET" | "POST", "/pay") => match web::signed_in(&step.ports, visit).await? {
            Some(who) => pay(step, visit, &who.member).await?,
            None => web::sign_in_first(),
        },
        _ => web::lost(visit),
    })
}

/// Shows what is due, or hands over. Without a phrase nobody pays: they could not tell our page from another. Who pays for
/// somebody else sees their own.
async fn pay(
    step: &Step<impl Members + Standings + Services + Balances + Written, impl Clock>,
    visit: &Visit,
    member: &Member,
) -> Result<Reply, StoreError> {
    let Some(vendor) = &step.desk.vendor else { return Ok(pages::no_vendor(visit)) };
    if !member.may_pay() {
        return Ok(pages::phrase_first(visit, &step.desk.keys));
    }
    let opened = web::opened(&step.ports, visit, &step.desk.keys, member, |_| true);
    let chosen = match opened.await? {
        Asked::Account(chosen) => chosen,
        Asked::NoAccount => return Ok(pages::no_account(visit, member)),
        Asked::OfNobody => return Ok(Reply::see_other("/pay", "of_nobody")),
    };
    if !visit.portal().shows_history() {
        return Ok(pages::no_vendor(visit));
    }
    let names = web::names(&step.ports, visit, &step.desk.keys, member);
    let (told, names) = tokio::try_join!(due(step, visit, &chosen), names)?;
    let chosen = chosen.called(&names);
    if visit.route().0 == "GET" || !pages::is_payable(told.as_ref()) {
        return Ok(pages::due(visit, member, &chosen, told.as_ref()));
    }
    let binding = chosen.binding.as_ref();
    let written = step.ports.written(std::slice::from_ref(&binding.account)).await?;
    let written =
        written.into_iter().next().unwrap_or_else(|| Typed::new(binding.account.expose()));
    let handed = HandOff {
        member: &member.id,
        account: &binding.account,
        holder: binding.holder,
        written: &written,
        owed: told.map(|told| told.balance.amount),
        is_held: binding.held(visit.now()).is_some(),
    };
    let (keys, origin) = (&step.desk.keys, &step.desk.origin);
    let claims = handed.claims(keys, vendor, origin, web::random(), visit.now());
    let token = token::sign(keys, &claims);
    let amount = handed.owed.map(domain::history::Cents::dollars);
    Ok(match token {
        Some(token) => {
            pages::handed_over(visit, member, &chosen, vendor, &token, amount.as_deref())
        }
        // No key of the secret's is a scalar of the curve: 256 strings of chance would have to miss it.
        None => Reply::problem(visit, web::pages::ProblemKind::Unavailable, None),
    })
}

/// What is due on the account, from its own holder's partition alone; nothing is known while it is held.
async fn due(
    step: &Step<impl Balances, impl Clock>,
    visit: &Visit,
    chosen: &Chosen<'_>,
) -> Result<Option<Told>, StoreError> {
    let Some(partition) = web::shown(visit, &step.desk.keys, &chosen.binding) else {
        return Ok(None);
    };
    let found = step.ports.balances(&[partition]).await?;
    let oldest = web::oldest_bill(visit);
    Ok(found.into_iter().map(|(_, told)| told).find(|told| told.balance.as_of >= oldest))
}
