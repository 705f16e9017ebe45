//! The second step of signing in: setting it up and taking it off, and the way without it.
//!
//! One module for each page. What a recovery code opens is here and nowhere else.

mod app;
mod codes;
mod lost;
mod offer;
mod passkey;
mod remove;
mod reset;
mod show;

use domain::SignedIn;
use domain::ports::{Claims, Clock, Counters, Links, Members, Passkeys, SecondFactors, StoreError};
use lambda_http::{Body, Request, Response};
use web::{Reply, Step, Visit};

/// What these pages read and write; each takes what it needs.
pub trait Ports: Members + Counters + SecondFactors + Passkeys + Links + Claims {}

impl<P> Ports for P where P: Members + Counters + SecondFactors + Passkeys + Links + Claims {}

/// Answers `/profile/security` and all below it, `/sign-in/second/lost`, `/second/verify` and `/second/reset`.
#[tracing::instrument(name = "security", skip_all)]
pub async fn handle(step: &Step<impl Ports, impl Clock>, request: Request) -> Response<Body> {
    let fields = fields(request.uri().path());
    step.answer("security", &fields, request, |step, visit| Box::pin(reply(step, visit))).await
}

/// What the forms of a page post.
fn fields(path: &str) -> Vec<&'static str> {
    let asked = web::proof::FIELDS;
    match path {
        "/profile/security/app" => [&asked[..], &app::FIELDS].concat(),
        "/profile/security/passkey" => [&asked[..], &passkey::FIELDS].concat(),
        "/profile/security/codes" => [&asked[..], &[offer::FIELD]].concat(),
        "/profile/security/remove" => [&asked[..], &remove::FIELDS].concat(),
        "/second/reset" => reset::FIELDS.to_vec(),
        _ => Vec::new(),
    }
}

async fn reply(step: &Step<impl Ports, impl Clock>, visit: &Visit) -> Result<Reply, StoreError> {
    Ok(match visit.route() {
        ("GET", "/sign-in/second/lost") => lost::show(step, visit).await?,
        ("POST", "/sign-in/second/lost") => lost::submit(step, visit).await?,
        // The link of a letter is good in any browser.
        ("GET", "/second/verify") => reset::follow(step, visit),
        ("GET", "/second/reset") => reset::show(step, visit).await?,
        ("POST", "/second/reset") => reset::submit(step, visit).await?,
        _ => match web::signed_in_for_factors(&step.ports, visit).await? {
            Some(who) => of_member(step, visit, who).await?,
            None => web::sign_in_first(),
        },
    })
}

/// The pages of whoever is signed in, be it by a recovery code.
async fn of_member(
    step: &Step<impl Ports, impl Clock>,
    visit: &Visit,
    who: SignedIn,
) -> Result<Reply, StoreError> {
    // Where none is offered, who has none has nothing to do here.
    if !visit.portal().second_factor.offered && !who.member.factors.is_asked() {
        return Ok(web::lost(visit));
    }
    Ok(match visit.route() {
        ("GET", "/profile/security") => show::page(step, visit, &who).await?,
        ("GET", "/profile/security/app") => app::show(&step.desk.keys, visit, &who),
        ("POST", "/profile/security/app") => app::submit(step, visit, &who).await?,
        ("GET", "/profile/security/passkey") => passkey::show(step, visit, &who).await?,
        ("POST", "/profile/security/passkey") => passkey::submit(step, visit, &who).await?,
        ("GET", "/profile/security/codes") => codes::show(&step.desk.keys, visit, &who),
        ("POST", "/profile/security/codes") => codes::submit(step, visit, &who).await?,
        ("GET", "/profile/security/remove") => remove::show(step, visit, &who).await?,
        ("POST", "/profile/security/remove") => remove::submit(step, visit, &who).await?,
        _ => web::lost(visit),
    })
}
