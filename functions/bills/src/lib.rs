//! The bills of an account, the newest first, as far as billing has told them.

mod pages;

use domain::history::newest;
use domain::ports::{Bills, Clock, Members, StoreError};
use domain::{HistoryKey, KeyRing, Member};
use lambda_http::{Body, Request, Response};
use web::{Asked, Reply, Step, Visit};

/// Answers `GET /bills`.
#[tracing::instrument(name = "bills", skip_all)]
pub async fn handle(
    step: &Step<impl Members + Bills, impl Clock>,
    request: Request,
) -> Response<Body> {
    step.answer("bills", &[], request, |step, visit| Box::pin(reply(step, visit))).await
}

async fn reply(
    step: &Step<impl Members + Bills, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    Ok(match visit.route() {
        ("GET", "/bills") => match web::signed_in(&step.ports, visit).await? {
            Some(who) => show(&step.ports, visit, &step.desk.keys, &who.member).await?,
            None => web::sign_in_first(),
        },
        _ => web::lost(visit),
    })
}

/// Shows the bills of the account that the address names.
///
/// The account's holder at the binding names the partition, so nobody sees another holder's bills.
async fn show(
    store: &impl Bills,
    visit: &Visit,
    keys: &KeyRing,
    member: &Member,
) -> Result<Reply, StoreError> {
    let chosen = match web::chosen(visit, keys, member) {
        Asked::Account(chosen) => chosen,
        Asked::NoAccount => return Ok(pages::no_account(visit)),
        Asked::OfNobody => return Ok(Reply::see_other("/bills", "of_nobody")),
    };
    let (account, holder) = (&chosen.binding.account, chosen.binding.holder);
    let told = store.bills(&HistoryKey::of(keys, account, holder)).await?;
    Ok(pages::bills(visit, &chosen, &newest(told)))
}
