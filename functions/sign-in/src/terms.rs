//! New terms: asked again after signing in, before anything else.

use domain::OutboxId;
use domain::ports::{Clock, Members, StoreError};
use web::{Reply, Step, Visit, terms};

use crate::pages;

/// The terms that are in force, for who has not accepted them.
pub(crate) async fn show(
    step: &Step<impl Members, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    Ok(match web::session(&step.ports, visit).await? {
        Some(who) if !who.session.limited && web::owes_terms(visit.portal(), &who.member) => {
            pages::terms(visit)
        }
        Some(who) => pages::on(visit, &who),
        None => web::sign_in_first(),
    })
}

/// Keeps that they were accepted: version, text, language, time; billing hears of it.
pub(crate) async fn submit(
    step: &Step<impl Members, impl Clock>,
    visit: &Visit,
) -> Result<Reply, StoreError> {
    let Some(who) = web::session(&step.ports, visit).await? else {
        return Ok(web::sign_in_first());
    };
    if who.session.limited || !web::owes_terms(visit.portal(), &who.member) {
        return Ok(pages::on(visit, &who));
    }
    let mut member = who.member;
    if let Err(why) = terms::accepted(visit) {
        return Ok(pages::terms_not_accepted(visit, why));
    }
    let accepted = visit.portal().terms.accepted(visit.language(), visit.now());
    let envelope = member.accept_terms(accepted, OutboxId::from_random(web::random()));
    match step.ports.change(&member, envelope.as_ref()).await {
        // Another window wrote in between; if the terms are still owed, the next page asks again.
        Ok(()) | Err(StoreError::Conflict) => Ok(pages::next(visit, &member)),
        Err(error @ StoreError::Unavailable(_)) => Err(error),
    }
}
