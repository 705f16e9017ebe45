//! Shutting the login.

use data_encoding::BASE64URL_NOPAD;
use domain::ports::{Clock, Links, StoreError};
use domain::{LinkClaim, OutboxId, Purpose, SpendEnd, Standing, decide_anew};
use web::links::Linked;
use web::{Step, Visit};

/// How saying "this wasn't me" ended.
pub(crate) enum End {
    /// Nobody can sign in, be it by this or by an earlier word.
    Frozen,
    /// It was said with this link before.
    Told(LinkClaim),
    /// The link is over, or there is none in this browser, or no login any more.
    Over(Option<LinkClaim>),
}

/// What the browser's link leads to.
pub(crate) async fn linked(
    step: &Step<impl Links, impl Clock>,
    visit: &Visit,
) -> Result<Linked, StoreError> {
    web::links::linked(&step.ports, &step.desk.keys, visit, Purpose::NotMe).await
}

pub(crate) async fn submit(
    step: &Step<impl Links, impl Clock>,
    visit: &Visit,
) -> Result<End, StoreError> {
    let request = BASE64URL_NOPAD.encode(&web::random::<16>());
    decide_anew(&step.desk.clock, || attempt(step, visit, &request)).await
}

async fn attempt(
    step: &Step<impl Links, impl Clock>,
    visit: &Visit,
    request: &String,
) -> Result<End, StoreError> {
    let found = match linked(step, visit).await? {
        Linked::Open(found) => *found,
        Linked::Used(found) if found.0.used_by.as_ref() == Some(request) => {
            return Ok(End::Frozen);
        }
        Linked::Used(found) => return Ok(End::Told(found.0.claim)),
        Linked::Expired(claim) => return Ok(End::Over(Some(claim))),
        Linked::Nothing => return Ok(End::Over(None)),
    };
    let ids = (OutboxId::from_random(web::random()), request.clone());
    let Some(spending) = domain::frozen(&found, ids, visit.now()) else {
        return Ok(match found.1.standing {
            Standing::Active | Standing::Frozen => End::Frozen,
            Standing::Closed => End::Over(Some(found.0.claim)),
        });
    };
    match step.ports.spend(&spending).await? {
        SpendEnd::Spent => Ok(End::Frozen),
        // Used in between: what it is now, the next reading tells.
        SpendEnd::LinkSpent | SpendEnd::EmailTaken => Err(StoreError::Conflict),
    }
}
