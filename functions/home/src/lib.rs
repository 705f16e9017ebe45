//! The member's home page, and every page that no other function answers.

mod pages;

use domain::ports::{Clock, Members};
use lambda_http::{Body, Request, Response};
use web::{Reply, Step, Visit};

/// Answers `GET /home` and whatever has no route of its own.
#[tracing::instrument(name = "home", skip_all)]
pub async fn handle(step: &Step<impl Members, impl Clock>, request: Request) -> Response<Body> {
    let visit = match step.desk.enter("home", &request, &[]) {
        Ok(visit) => visit,
        Err(refused) => return *refused,
    };
    let reply = match visit.route() {
        ("GET", "/home") => show(step, &visit).await,
        ("HEAD", path) => pages::head(&visit, path),
        _ => web::lost(&visit),
    };
    step.desk.leave(&visit, reply)
}

async fn show(step: &Step<impl Members, impl Clock>, visit: &Visit) -> Reply {
    match web::signed_in(&step.ports, visit).await {
        Ok(Some((_, member))) => pages::home(visit, &member),
        Ok(None) => web::sign_in_first(),
        Err(error) => step.desk.unavailable(visit, &error),
    }
}
