//! The way back in: which address, and a new password by the link of the letter.
//!
//! Whatever address is asked for, the page is the same, and so are reads and writes; only the letter differs. A GET
//! changes nothing: mail scanners open links. The post that sets the password spends the link, and signs nobody in.

mod ask;
mod choose;
mod pages;

use domain::Purpose;
use domain::ports::{Clock, Counters, Links, Members, Pendings};
use lambda_http::{Body, Request, Response};
use web::pages::ProblemKind;
use web::{Step, links};

const FIELDS: [&str; 3] = ["email", "new_password", "confirm_password"];

/// Answers `GET, POST /recover`, `GET /recover/verify` and `GET, POST /recover/password`.
#[tracing::instrument(name = "recover", skip_all)]
pub async fn handle(
    step: &Step<impl Members + Pendings + Counters + Links, impl Clock>,
    request: Request,
) -> Response<Body> {
    let visit = match step.desk.enter("recover", &request, &FIELDS) {
        Ok(visit) => visit,
        Err(refused) => return *refused,
    };
    let reply = match visit.route() {
        ("GET", "/recover") => pages::ask(&visit),
        ("POST", "/recover") => match ask::submit(step, &visit).await {
            Ok(end) => pages::asked(&visit, &end),
            Err(error) => step.desk.unavailable(&visit, &error),
        },
        ("GET", "/recover/verify") => {
            let ways = ("/recover/password", ProblemKind::RecoverOver);
            links::follow(&step.desk, &visit, Purpose::Recover, ways)
        }
        ("GET", "/recover/password") => match choose::linked(step, &visit).await {
            Ok(linked) => pages::choose(&visit, &linked),
            Err(error) => step.desk.unavailable(&visit, &error),
        },
        ("POST", "/recover/password") => match choose::submit(step, &visit).await {
            Ok(end) => pages::chosen(&visit, &end),
            Err(error) => step.desk.unavailable(&visit, &error),
        },
        _ => web::lost(&visit),
    };
    step.desk.leave(&visit, reply)
}
