//! Step 5: the letter's link, the password, and the claim of the account.
//!
//! A GET changes nothing: mail scanners open links. The post that sets the password spends the link.

mod by_hand;
mod form;
mod link;
mod pages;
mod post;

use domain::ports::{Claims, Clock, Counters, Pendings, Sessions, StoreError};
use lambda_http::{Body, Request, Response};
use web::{Reply, Step, Visit};

/// Answers `GET /register/verify` and `GET, POST /register/password`.
#[tracing::instrument(name = "set-password", skip_all)]
pub async fn handle(
    step: &Step<impl Pendings + Claims + Sessions + Counters, impl Clock>,
    request: Request,
) -> Response<Body> {
    let fields = &form::FIELDS;
    step.answer("set-password", fields, request, |step, visit| Box::pin(reply(step, visit))).await
}

async fn reply(
    step: &Step<impl Pendings + Claims + Sessions + Counters, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    let keys = &step.desk.keys;
    Ok(match visit.route() {
        ("GET", "/register/verify") => link::WAY.follow(&step.desk, visit),
        ("GET", "/register/password") => pages::form(keys, visit, &link::find(step, visit).await?),
        ("POST", "/register/password") => {
            pages::chosen(keys, visit, post::submit(step, visit).await?)
        }
        _ => web::lost(visit),
    })
}
