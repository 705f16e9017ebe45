//! The member's home page, and every page that no other function answers.

mod glance;
mod pages;

use domain::ports::{Clock, Glances, Members, Services, Standings, StoreError};
use domain::{Binding, GuestOf, Member, Opened};
use lambda_http::{Body, Request, Response};
use web::{Reply, Step, Visit};

use pages::Own;

/// Answers `GET /home` and whatever has no route of its own.
#[tracing::instrument(name = "home", skip_all)]
pub async fn handle(
    step: &Step<impl Members + Standings + Services + Glances, impl Clock>,
    request: Request,
) -> Response<Body> {
    step.answer("home", &[], request, |step, visit| Box::pin(reply(step, visit))).await
}

async fn reply(
    step: &Step<impl Members + Standings + Services + Glances, impl Clock>,
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
/// used last month on their own.
async fn home(
    step: &Step<impl Standings + Services + Glances, impl Clock>,
    visit: &Visit,
    member: &Member,
) -> Result<Reply, StoreError> {
    // Without a hold nothing of an account is shown here, so there is nothing to open of those of others.
    let shows = visit.portal().shows_history();
    let all: Vec<&GuestOf> = web::of_others(member).filter(|_| shows).collect();
    let (first, more) = all.split_at(all.len().min(web::OTHERS_AT_ONCE));
    let others = web::open_of(&step.ports, visit, member, first).await?;
    let others: Vec<Opened> = others.into_iter().flatten().collect();
    let of_others: Vec<&Binding> = others.iter().map(|it| &it.binding).collect();
    let keys = &step.desk.keys;
    let names = web::names(&step.ports, visit, keys, member);
    let glance = glance::of(&step.ports, visit, keys, (&member.accounts, &of_others));
    let (glance, names) = tokio::try_join!(glance, names)?;
    let others: Vec<_> = others.into_iter().zip(glance.of_others).collect();
    let own = Own { dues: &glance.due, names: &names, used: &glance.used };
    Ok(pages::home(visit, keys, member, &own, &others, more))
}
