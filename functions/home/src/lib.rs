//! The member's home page, and every page that no other function answers.

mod pages;
mod used;

use domain::history::Told;
use domain::ports::{Balances, Clock, Members, Services, Standings, StoreError, Usage};
use domain::{Binding, GuestOf, HistoryKey, KeyRing, Member, Opened};
use lambda_http::{Body, Request, Response};
use web::{Reply, Step, Visit};

use pages::Own;

/// Answers `GET /home` and whatever has no route of its own.
#[tracing::instrument(name = "home", skip_all)]
pub async fn handle(
    step: &Step<impl Members + Standings + Services + Balances + Usage, impl Clock>,
    request: Request,
) -> Response<Body> {
    step.answer("home", &[], request, |step, visit| Box::pin(reply(step, visit))).await
}

async fn reply(
    step: &Step<impl Members + Standings + Services + Balances + Usage, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    Ok(match visit.route() {
        ("GET", "/home") => match web::signed_in(&step.ports, visit).await? {
            Some(who) => home(step, visit, &who.member).await?,
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

/// Home: what is due on each account, the member's own and the first ten of others that are open to them; and what was
/// used last month where the member has few.
async fn home(
    step: &Step<impl Standings + Services + Balances + Usage, impl Clock>,
    visit: &Visit,
    member: &Member,
) -> Result<Reply, StoreError> {
    let all: Vec<&GuestOf> = web::of_others(member).collect();
    let (first, more) = all.split_at(all.len().min(web::OTHERS_AT_ONCE));
    let others = web::open_of(&step.ports, visit, member, first).await?;
    let others: Vec<Opened> = others.into_iter().flatten().collect();
    let bindings = member.accounts.iter().chain(others.iter().map(|it| &it.binding));
    let bindings: Vec<&Binding> = bindings.collect();
    let keys = &step.desk.keys;
    let names = web::names(&step.ports, visit, keys, member);
    let used = used::last_month(&step.ports, visit, keys, &member.accounts);
    let dues = dues(&step.ports, visit, keys, &bindings);
    let (dues, names, used) = tokio::try_join!(dues, names, used)?;
    let (own, of_others) = dues.split_at(member.accounts.len());
    let others: Vec<_> = others.into_iter().zip(of_others.iter().copied()).collect();
    Ok(pages::home(
        visit,
        keys,
        member,
        &Own { dues: own, names: &names, used: &used },
        &others,
        more,
    ))
}

/// What is due on each account, in their order: one read for all, and none without an account that may be shown.
async fn dues(
    balances: &impl Balances,
    visit: &Visit,
    keys: &KeyRing,
    bindings: &[&Binding],
) -> Result<Vec<Option<Told>>, StoreError> {
    let shown = bindings.iter().map(|binding| web::shown(visit, keys, binding));
    let shown: Vec<Option<HistoryKey>> = shown.collect();
    let partitions: Vec<HistoryKey> = shown.iter().flatten().cloned().collect();
    let found =
        if partitions.is_empty() { Vec::new() } else { balances.balances(&partitions).await? };
    let of = |key: &HistoryKey| found.iter().find(|(other, _)| other == key).map(|(_, told)| *told);
    Ok(shown.iter().map(|key| key.as_ref().and_then(of)).collect())
}
