//! Step 4: the page that says to look at the mail, and another letter for those who ask.

mod pages;

use domain::ports::{Clock, Letters, Pendings, StoreError};
use domain::{Addressed, EmailKey, Envelope, OutboxId, PendingId};
use lambda_http::{Body, Request, Response};
use web::cookies::Pending;
use web::{Reply, Step, Visit};

/// Answers `GET /register/check-email` and `POST /register/resend`.
#[tracing::instrument(name = "check-email", skip_all)]
pub async fn handle(
    step: &Step<impl Pendings + Letters, impl Clock>,
    request: Request,
) -> Response<Body> {
    let visit = match step.desk.enter("check-email", &request, &[]) {
        Ok(visit) => visit,
        Err(refused) => return *refused,
    };
    let reply = match visit.route() {
        ("GET", "/register/check-email") => pages::check_email(&visit),
        ("POST", "/register/resend") => resend(step, &visit).await,
        _ => web::lost(&visit),
    };
    step.desk.leave(&visit, reply)
}

async fn resend(step: &Step<impl Pendings + Letters, impl Clock>, visit: &Visit) -> Reply {
    let asked = visit.cookie::<Pending>().and_then(|cookie| {
        Some((EmailKey::from_stored(cookie.email_key), PendingId::parse(&cookie.id)?))
    });
    let Some((email, id)) = asked else { return pages::nothing_asked(visit) };
    match queue_again(step, visit, &email, &id).await {
        Ok(()) => pages::resent(),
        Err(error) => step.desk.unavailable(visit, &error),
    }
}

/// Queues the letter of what was asked, whichever it is: the same link with the same end.
async fn queue_again(
    step: &Step<impl Pendings + Letters, impl Clock>,
    visit: &Visit,
    email: &EmailKey,
    id: &PendingId,
) -> Result<(), StoreError> {
    let found = step.ports.of(email).await?;
    // What is cleaned away is a month old: its cookie is long over.
    let Some(pending) = found.into_iter().find(|pending| pending.id == *id) else { return Ok(()) };
    let letter = pending.letter();
    let letter = Addressed { to: pending.email, language: pending.language, letter };
    let id = OutboxId::from_random(web::random());
    let now = visit.now();
    let envelope = Envelope { id, letters: vec![letter], events: Vec::new(), queued_at: now };
    step.ports.queue(&envelope).await
}
