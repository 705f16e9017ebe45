//! What the letter's link leads to.

use domain::ports::{Clock, Pendings, StoreError};
use domain::{LinkClaim, LinkState, Pending, Purpose};
use web::cookies::Verify;
use web::links::Way;
use web::pages::ProblemKind;
use web::{Step, Visit};

/// The way of the letter's link.
pub(crate) const WAY: Way<Verify> =
    Way::new(Purpose::Verify, "/register/password", ProblemKind::LinkWrong);

/// What the browser's link leads to.
pub(crate) enum Linked {
    /// No link was followed: the temporary password is typed by hand.
    Nothing,
    /// A registration that can be confirmed.
    Open(Box<Pending>),
    /// A link that did its work.
    Used(Box<Pending>),
    /// A link whose time is over, or whose registration was cleaned away.
    Expired(LinkClaim),
    /// A link whose registration was ended before its time.
    Ended(LinkClaim),
}

pub(crate) async fn find(
    step: &Step<impl Pendings, impl Clock>,
    visit: &Visit,
) -> Result<Linked, StoreError> {
    let Some(claim) = WAY.followed(&step.desk.keys, visit) else { return Ok(Linked::Nothing) };
    let found = step.ports.pending(&claim.email, &claim.id).await?;
    Ok(match found {
        None => Linked::Expired(claim),
        Some(pending) => match pending.state(visit.now()) {
            LinkState::Open => Linked::Open(Box::new(pending)),
            LinkState::Used => Linked::Used(Box::new(pending)),
            LinkState::Expired if pending.was_ended() => Linked::Ended(claim),
            LinkState::Expired => Linked::Expired(claim),
        },
    })
}
