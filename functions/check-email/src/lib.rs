//! Step 4: the page that says to look at the mail, and another letter for those who ask.

mod pages;
mod resend;

use domain::ports::{Clock, Counters, Letters, Pendings, StoreError};
use lambda_http::{Body, Request, Response};
use web::{Reply, Step, Visit};

/// Answers `GET /register/check-email` and `POST /register/resend`.
#[tracing::instrument(name = "check-email", skip_all)]
pub async fn handle(
    step: &Step<impl Counters + Pendings + Letters, impl Clock>,
    request: Request,
) -> Response<Body> {
    step.answer("check-email", &[], request, |step, visit| Box::pin(reply(step, visit))).await
}

async fn reply(
    step: &Step<impl Counters + Pendings + Letters, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    Ok(match visit.route() {
        ("GET", "/register/check-email") => pages::check_email(visit),
        ("POST", "/register/resend") => {
            pages::resent(&step.desk.keys, visit, &resend::submit(step, visit).await?)
        }
        _ => web::lost(visit),
    })
}
