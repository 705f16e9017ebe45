//! Step 4: the page that says to look at the mail, and another letter for those who ask.

mod pages;
mod resend;

use domain::ports::{Clock, Counters, Letters, Pendings};
use lambda_http::{Body, Request, Response};
use web::Step;

/// Answers `GET /register/check-email` and `POST /register/resend`.
#[tracing::instrument(name = "check-email", skip_all)]
pub async fn handle(
    step: &Step<impl Counters + Pendings + Letters, impl Clock>,
    request: Request,
) -> Response<Body> {
    let visit = match step.desk.enter("check-email", &request, &[]) {
        Ok(visit) => visit,
        Err(refused) => return *refused,
    };
    let reply = match visit.route() {
        ("GET", "/register/check-email") => pages::check_email(&visit),
        ("POST", "/register/resend") => {
            let end = resend::submit(step, &visit).await;
            pages::answer(step, &visit, &end)
        }
        _ => web::lost(&visit),
    };
    step.desk.leave(&visit, reply)
}
