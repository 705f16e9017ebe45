//! New terms: asked again after signing in, before anything else.

use domain::ports::{Clock, Members, StoreError};
use domain::{Envelope, EventKind, Member, OutboxId};
use web::{Reply, Step, Visit};

use crate::pages;

/// The box to check.
pub(crate) const FIELD: &str = "accept_terms";

/// The terms that are in force, for who has not accepted them.
pub(crate) async fn show(step: &Step<impl Members, impl Clock>, visit: &Visit) -> Reply {
    match web::session(&step.ports, visit).await {
        Ok(Some((_, member))) if web::owes_terms(&member) => pages::terms(visit),
        Ok(Some((_, member))) => pages::next(&member),
        Ok(None) => web::sign_in_first(),
        Err(error) => step.desk.unavailable(visit, &error),
    }
}

/// Keeps that they were accepted: version, text, language, time; billing hears of it.
pub(crate) async fn submit(step: &Step<impl Members, impl Clock>, visit: &Visit) -> Reply {
    let member = match web::session(&step.ports, visit).await {
        Ok(Some((_, member))) => member,
        Ok(None) => return web::sign_in_first(),
        Err(error) => return step.desk.unavailable(visit, &error),
    };
    if !web::owes_terms(&member) {
        return pages::next(&member);
    }
    if visit.form().get(FIELD).expose() != "yes" {
        return pages::terms_not_accepted(visit);
    }
    let (member, envelope) = accepted(visit, member);
    match step.ports.change(&member, Some(&envelope)).await {
        // Another window wrote in between; if the terms are still owed, the next page asks again.
        Ok(()) | Err(StoreError::Conflict) => pages::next(&member),
        Err(error @ StoreError::Unavailable(_)) => step.desk.unavailable(visit, &error),
    }
}

fn accepted(visit: &Visit, mut member: Member) -> (Member, Envelope) {
    let now = visit.now();
    member.terms = web::portal::PORTAL.terms.accepted(visit.language(), now);
    let event = member.event(EventKind::TermsAccepted, now);
    let id = OutboxId::from_random(web::random());
    let (letters, events) = (Vec::new(), vec![event]);
    let envelope = Envelope { id, letters, events, trace: None, queued_at: now };
    (member, envelope)
}
