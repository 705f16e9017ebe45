//! Step 4: the page that says to look at the mail, and another letter for those who ask.

mod pages;
mod resend;

use domain::PendingId;
use domain::ports::{Clock, Counters, Letters, Pendings, StoreError};
use lambda_http::{Body, Request, Response};
use web::cookies::Pending;
use web::{Reply, Step, Visit};

/// The field that carries what was asked, as the cookie has it.
const FIELDS: [&str; 1] = ["asked"];

/// Answers `GET /register/check-email` and `POST /register/resend`.
#[tracing::instrument(name = "check-email", skip_all)]
pub async fn handle(
    step: &Step<impl Counters + Pendings + Letters, impl Clock>,
    request: Request,
) -> Response<Body> {
    step.answer("check-email", &FIELDS, request, |step, visit| Box::pin(reply(step, visit))).await
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

/// What the page is about: what its form carries, whatever another window asked since; before there is a form, the cookie.
fn asked(visit: &Visit) -> Option<Pending> {
    let here = visit.cookie::<Pending>();
    let carried = visit.form().get(FIELDS[0]);
    if carried.expose().is_empty() {
        return here;
    }
    let (carried, is_good) = visit.carried::<Pending>(carried.expose())?;
    match here {
        // The cookie knows of the letters that were asked for since.
        Some(here) if here.id == carried.id => Some(here),
        _ if !is_good => None,
        Some(here) => {
            let before = PendingId::parse(&carried.id).map(|id| here.so_far(&id));
            Some(Pending { before: before.unwrap_or_default(), ..carried })
        }
        None => Some(carried),
    }
}
