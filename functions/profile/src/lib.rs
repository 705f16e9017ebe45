//! What a member has on file, and changing it.
//!
//! One module for each thing that can be changed; what needs the password again takes it by `again`.

mod again;
mod language;
mod pages;
mod paperless;
mod password;
mod phrase;

use domain::ports::{Clock, Counters, Members, Sessions};
use domain::{Member, Session};
use lambda_http::{Body, Request, Response};
use web::{Reply, Step, Visit};

/// Answers `/profile` and all below it.
#[tracing::instrument(name = "profile", skip_all)]
pub async fn handle(
    step: &Step<impl Members + Sessions + Counters, impl Clock>,
    request: Request,
) -> Response<Body> {
    let fields = fields(request.uri().path());
    let visit = match step.desk.enter("profile", &request, fields) {
        Ok(visit) => visit,
        Err(refused) => return *refused,
    };
    let reply = match web::signed_in(&step.ports, &visit).await {
        Ok(Some((session, member))) => answer(step, &visit, Who { session, member }).await,
        Ok(None) => web::sign_in_first(),
        Err(error) => step.desk.unavailable(&visit, &error),
    };
    step.desk.leave(&visit, reply)
}

/// Who is signed in.
pub(crate) struct Who {
    pub(crate) session: Session,
    pub(crate) member: Member,
}

/// What the forms of a page post.
fn fields(path: &str) -> &'static [&'static str] {
    match path {
        "/profile/language" => &language::FIELDS,
        "/profile/paperless" => &paperless::FIELDS,
        "/profile/password" => &password::FIELDS,
        "/profile/security-phrase" => &phrase::FIELDS,
        _ => &[],
    }
}

async fn answer(
    step: &Step<impl Members + Sessions + Counters, impl Clock>,
    visit: &Visit,
    who: Who,
) -> Reply {
    match visit.route() {
        ("GET", "/profile") => pages::summary(visit, &who.member),
        ("GET", "/profile/language") => language::show(visit, &who),
        ("POST", "/profile/language") => language::submit(step, visit, who).await,
        ("GET", "/profile/paperless") => paperless::show(step, visit, &who),
        ("POST", "/profile/paperless") => paperless::submit(step, visit, &who).await,
        ("GET", "/profile/password") => password::show(visit, &who),
        ("POST", "/profile/password") => password::submit(step, visit, &who).await,
        ("GET", "/profile/security-phrase") => phrase::show(visit, &who),
        ("POST", "/profile/security-phrase") => phrase::submit(step, visit, &who).await,
        _ => web::lost(visit),
    }
}
