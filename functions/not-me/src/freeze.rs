//! Shutting the login.

use data_encoding::BASE64URL_NOPAD;
use domain::ports::{Clock, Links, StoreError};
use domain::{FoundLink, LinkClaim, OutboxId, SpendEnd, SpendIds, Standing, decide_anew};
use web::links::Linked;
use web::{Step, Visit};

use crate::WAY;

/// How saying "this wasn't me" ended.
pub(crate) enum NotMeEnd {
    /// Nobody can sign in, be it by this or by an earlier word.
    Frozen,
    /// It was said with this link before, and does not hold any more.
    Told(LinkClaim),
    /// The link is over, or there is none in this browser, or no login any more.
    Over(Option<LinkClaim>),
}

pub(crate) async fn submit(
    step: &Step<impl Links, impl Clock>,
    visit: &Visit,
) -> Result<NotMeEnd, StoreError> {
    let request = BASE64URL_NOPAD.encode(&web::random::<16>());
    decide_anew(&step.desk.clock, || attempt(step, visit, &request)).await
}

async fn attempt(
    step: &Step<impl Links, impl Clock>,
    visit: &Visit,
    request: &String,
) -> Result<NotMeEnd, StoreError> {
    let found = match WAY.find(&step.ports, &step.desk.keys, visit).await? {
        Linked::Open(found) => *found,
        // By an earlier try of this request, or by another press of the button.
        Linked::Used(found)
            if found.link.used_by.as_ref() == Some(request)
                || found.member.standing == Standing::Frozen =>
        {
            return Ok(NotMeEnd::Frozen);
        }
        Linked::Used(found) => return Ok(NotMeEnd::Told(found.link.claim)),
        Linked::Expired(claim) => return Ok(NotMeEnd::Over(Some(claim))),
        Linked::Nothing => return Ok(NotMeEnd::Over(None)),
    };
    let envelope = OutboxId::from_random(web::random());
    let ids = SpendIds { envelope, request: request.clone() };
    let Some(spending) = domain::frozen(&found, ids, visit.now()) else {
        return Ok(not_active(found));
    };
    match step.ports.spend(&spending).await? {
        SpendEnd::Spent => Ok(NotMeEnd::Frozen),
        // Used in between: what it is now, the next reading tells.
        SpendEnd::LinkSpent | SpendEnd::EmailTaken => Err(StoreError::Conflict),
    }
}

/// Nothing is left to shut.
fn not_active(found: FoundLink) -> NotMeEnd {
    match found.member.standing {
        Standing::Active | Standing::Frozen => NotMeEnd::Frozen,
        Standing::Closed => NotMeEnd::Over(Some(found.link.claim)),
    }
}
