//! The way back in: which address, and a new password by the link of the letter.
//!
//! Whatever address is asked for, the page is the same, and so are reads and writes; only the letter differs. A GET
//! changes nothing: mail scanners open links. The post that sets the password spends the link, and signs nobody in.

mod ask;
mod choose;
mod pages;

use domain::Purpose;
use domain::ports::{Clock, Counters, Links, Members, Pendings, StoreError};
use lambda_http::{Body, Request, Response};
use web::cookies::Verify;
use web::links::Way;
use web::pages::ProblemKind;
use web::{Reply, Step, Visit};

/// The way of the letter's link.
const WAY: Way<Verify> = Way::new(Purpose::Recover, "/recover/password", ProblemKind::RecoverOver);

const FIELDS: [&str; 3] = ["email", "new_password", "confirm_password"];

/// Answers `GET, POST /recover`, `GET /recover/verify` and `GET, POST /recover/password`.
#[tracing::instrument(name = "recover", skip_all)]
pub async fn handle(
    step: &Step<impl Members + Pendings + Counters + Links, impl Clock>,
    request: Request,
) -> Response<Body> {
    step.answer("recover", &FIELDS, request, |step, visit| Box::pin(reply(step, visit))).await
}

async fn reply(
    step: &Step<impl Members + Pendings + Counters + Links, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    Ok(match visit.route() {
        ("GET", "/recover") => pages::ask(visit),
        ("POST", "/recover") => {
            pages::asked(&step.desk.keys, visit, &ask::submit(step, visit).await?)
        }
        ("GET", "/recover/verify") => WAY.follow(&step.desk, visit),
        ("GET", "/recover/password") => {
            pages::choose(visit, &WAY.find(&step.ports, &step.desk.keys, visit).await?)
        }
        ("POST", "/recover/password") => {
            pages::chosen(&step.desk.keys, visit, &choose::submit(step, visit).await?)
        }
        _ => web::lost(visit),
    })
}
