//! "This wasn't me": whoever has the address on file shuts a login until staff have looked into it.
//!
//! A GET changes nothing: mail scanners open links. The post spends the link.

mod freeze;
mod pages;

use domain::Purpose;
use domain::ports::{Clock, Links};
use lambda_http::{Body, Request, Response};
use web::pages::ProblemKind;
use web::{Step, links};

/// Answers `GET /not-me/verify` and `GET, POST /not-me`.
#[tracing::instrument(name = "not-me", skip_all)]
pub async fn handle(step: &Step<impl Links, impl Clock>, request: Request) -> Response<Body> {
    let visit = match step.desk.enter("not-me", &request, &[]) {
        Ok(visit) => visit,
        Err(refused) => return *refused,
    };
    let reply = match visit.route() {
        ("GET", "/not-me/verify") => {
            let ways = ("/not-me", ProblemKind::NotMeOver);
            links::follow(&step.desk, &visit, Purpose::NotMe, ways)
        }
        ("GET", "/not-me") => match freeze::linked(step, &visit).await {
            Ok(linked) => pages::ask(&visit, &linked),
            Err(error) => step.desk.unavailable(&visit, &error),
        },
        ("POST", "/not-me") => match freeze::submit(step, &visit).await {
            Ok(end) => pages::answer(&visit, &end),
            Err(error) => step.desk.unavailable(&visit, &error),
        },
        _ => web::lost(&visit),
    };
    step.desk.leave(&visit, reply)
}
