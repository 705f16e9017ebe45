//! "This wasn't me": whoever has the address on file shuts a login until staff have looked into it.
//!
//! A GET changes nothing: mail scanners open links. The post spends the link.

mod freeze;
mod pages;

use domain::Purpose;
use domain::ports::{Clock, Links, StoreError};
use lambda_http::{Body, Request, Response};
use web::cookies::Verify;
use web::links::Way;
use web::pages::ProblemKind;
use web::{Reply, Step, Visit};

/// The way of the letter's link.
const WAY: Way<Verify> = Way::new(Purpose::NotMe, "/not-me", ProblemKind::NotMeOver);

/// Answers `GET /not-me/verify` and `GET, POST /not-me`.
#[tracing::instrument(name = "not-me", skip_all)]
pub async fn handle(step: &Step<impl Links, impl Clock>, request: Request) -> Response<Body> {
    step.answer("not-me", &[], request, |step, visit| Box::pin(reply(step, visit))).await
}

async fn reply(step: &Step<impl Links, impl Clock>, visit: &Visit) -> Result<Reply, StoreError> {
    Ok(match visit.route() {
        ("GET", "/not-me/verify") => WAY.follow(&step.desk, visit),
        ("GET", "/not-me") => {
            pages::ask(visit, &WAY.find(&step.ports, &step.desk.keys, visit).await?)
        }
        ("POST", "/not-me") => {
            pages::told(&step.desk.keys, visit, &freeze::submit(step, visit).await?)
        }
        _ => web::lost(visit),
    })
}
