//! The member's home page, and every page that no other function answers.

mod pages;

use domain::history::Told;
use domain::ports::{Balances, Clock, Members, StoreError};
use domain::{HistoryKey, KeyRing, Member};
use lambda_http::{Body, Request, Response};
use web::{Reply, Step, Visit};

/// Answers `GET /home` and whatever has no route of its own.
#[tracing::instrument(name = "home", skip_all)]
pub async fn handle(
    step: &Step<impl Members + Balances, impl Clock>,
    request: Request,
) -> Response<Body> {
    step.answer("home", &[], request, |step, visit| Box::pin(reply(step, visit))).await
}

async fn reply(
    step: &Step<impl Members + Balances, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    Ok(match visit.route() {
        ("GET", "/home") => match web::signed_in(&step.ports, visit).await? {
            Some(who) => {
                let dues = dues(&step.ports, visit, &step.desk.keys, &who.member).await?;
                pages::home(visit, &who.member, &dues)
            }
            None => web::sign_in_first(),
        },
        ("GET" | "HEAD", "/.well-known/change-password" | "/.well-known/change-password/") => {
            pages::change_password()
        }
        ("HEAD", path) => pages::head(visit, path),
        ("GET", path) if web::routes::methods(path).is_none() => pages::meant(visit, path),
        _ => web::lost(visit),
    })
}

/// What is due on each account of a member, in their order: one read for all, and none without an account that may be
/// shown.
async fn dues(
    balances: &impl Balances,
    visit: &Visit,
    keys: &KeyRing,
    member: &Member,
) -> Result<Vec<Option<Told>>, StoreError> {
    let shown = member.accounts.iter().map(|binding| web::shown(visit, keys, binding));
    let shown: Vec<Option<HistoryKey>> = shown.collect();
    let partitions: Vec<HistoryKey> = shown.iter().flatten().cloned().collect();
    let found =
        if partitions.is_empty() { Vec::new() } else { balances.balances(&partitions).await? };
    let of = |key: &HistoryKey| found.iter().find(|(other, _)| other == key).map(|(_, told)| *told);
    Ok(shown.iter().map(|key| key.as_ref().and_then(of)).collect())
}
