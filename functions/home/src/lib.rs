//! The member's home page, and every page that no other function answers.

mod pages;

use domain::ports::{Clock, Members, StoreError};
use lambda_http::{Body, Request, Response};
use web::{Reply, Step, Visit};

/// Answers `GET /home` and whatever has no route of its own.
#[tracing::instrument(name = "home", skip_all)]
pub async fn handle(step: &Step<impl Members, impl Clock>, request: Request) -> Response<Body> {
    step.answer("home", &[], request, |step, visit| Box::pin(reply(step, visit))).await
}

async fn reply(step: &Step<impl Members, impl Clock>, visit: &Visit) -> Result<Reply, StoreError> {
    Ok(match visit.route() {
        ("GET", "/home") => match web::signed_in(&step.ports, visit).await? {
            Some(who) => pages::home(visit, &who.member),
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
