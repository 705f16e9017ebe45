//! "This wasn't me": whoever has the address on file shuts a login until staff have looked into it. "This was me" ends the
//! hold on an account.
//!
//! A GET changes nothing: mail scanners open links. The post that shuts spends the link; the one that ends a hold does not.

mod freeze;
mod lift;
mod pages;

use domain::Purpose;
use domain::ports::{Clock, Holds, Links, StoreError};
use lambda_http::{Body, Request, Response};
use web::cookies::Verify;
use web::links::Way;
use web::pages::ProblemKind;
use web::{Reply, Step, Visit};

/// The way of the letter's link.
const WAY: Way<Verify> = Way::new(Purpose::NotMe, "/not-me", ProblemKind::NotMeOver);

/// `was` says `me` where it was the one who reads the letter, or one of theirs.
const FIELDS: [&str; 1] = ["was"];

/// Answers `GET /not-me/verify` and `GET, POST /not-me`.
#[tracing::instrument(name = "not-me", skip_all)]
pub async fn handle(
    step: &Step<impl Links + Holds, impl Clock>,
    request: Request,
) -> Response<Body> {
    step.answer("not-me", &FIELDS, request, |step, visit| Box::pin(reply(step, visit))).await
}

async fn reply(
    step: &Step<impl Links + Holds, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    Ok(match visit.route() {
        ("GET", "/not-me/verify") => WAY.follow(&step.desk, visit),
        ("GET", "/not-me") => {
            pages::ask(visit, &WAY.find(&step.ports, &step.desk.keys, visit).await?)
        }
        ("POST", "/not-me") if visit.form().get(FIELDS[0]).expose() == "me" => {
            pages::lifted(visit, &lift::submit(step, visit).await?)
        }
        ("POST", "/not-me") => {
            pages::told(&step.desk.keys, visit, &freeze::submit(step, visit).await?)
        }
        _ => web::lost(visit),
    })
}
