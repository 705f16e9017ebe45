//! Ending a hold.

use domain::ports::{Clock, Holds, Links, StoreError};
use domain::{LinkClaim, OutboxId, decide_anew};
use web::links::Linked;
use web::{Step, Visit};

use crate::WAY;

/// How saying "this was me" ended.
pub(crate) enum LiftEnd {
    /// Nothing is held any more of what the link is about, be it by this word or by time.
    Open,
    /// "This wasn't me" was said with this link.
    Told(LinkClaim),
    /// The link is over, or there is none in this browser.
    Over(Option<LinkClaim>),
}

pub(crate) async fn submit(
    step: &Step<impl Links + Holds, impl Clock>,
    visit: &Visit,
) -> Result<LiftEnd, StoreError> {
    decide_anew(&step.desk.clock, || attempt(step, visit)).await
}

async fn attempt(
    step: &Step<impl Links + Holds, impl Clock>,
    visit: &Visit,
) -> Result<LiftEnd, StoreError> {
    let found = match WAY.find(&step.ports, &step.desk.keys, visit).await? {
        Linked::Open(found) => *found,
        Linked::Used(found) => return Ok(LiftEnd::Told(found.link.claim)),
        Linked::Expired(claim) => return Ok(LiftEnd::Over(Some(claim))),
        Linked::Nothing => return Ok(LiftEnd::Over(None)),
    };
    let envelope = OutboxId::from_random(web::random());
    if let Some(change) = domain::lift(&found, envelope, visit.now()) {
        step.ports.hold(&change).await?;
    }
    Ok(LiftEnd::Open)
}
