//! Two presses of one button, and two windows at once: each is answered by what has become of its wish.

use domain::ports::{Clock, Members, StoreError};
use domain::{Envelope, Member, SignedIn, decide_anew};
use web::{Step, Visit};

/// A member after a change, and what tells of it.
pub(crate) struct Change {
    pub(crate) member: Member,
    pub(crate) told: Option<Envelope>,
}

/// How writing a change ended.
pub(crate) enum Written {
    /// It holds.
    Done,
    /// In between the session ended, or what was to be changed is gone: the page as it is now tells.
    Overtaken,
}

/// Writes a change of the member. A race that was lost is decided anew on the member as they are then, while the session
/// stands: the last word counts, and a second press of the button finds nothing left to do.
pub(crate) async fn write(
    step: &Step<impl Members, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
    change: impl Fn(Member) -> Option<Change> + Sync,
) -> Result<Written, StoreError> {
    match attempt(step, who.member.clone(), &change).await {
        Err(StoreError::Conflict) => {
            decide_anew(&step.desk.clock, || attempt_again(step, visit, who, &change)).await
        }
        end => end,
    }
}

async fn attempt(
    step: &Step<impl Members, impl Clock>,
    member: Member,
    change: impl Fn(Member) -> Option<Change>,
) -> Result<Written, StoreError> {
    let Some(change) = change(member) else { return Ok(Written::Overtaken) };
    step.ports.change(&change.member, change.told.as_ref()).await?;
    Ok(Written::Done)
}

async fn attempt_again(
    step: &Step<impl Members, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
    change: impl Fn(Member) -> Option<Change>,
) -> Result<Written, StoreError> {
    let read = step.ports.by_session(&who.member.id, &who.session.id).await?;
    match read.filter(|now| now.session.stands(&now.member, visit.now())) {
        Some(now) => attempt(step, now.member, change).await,
        None => Ok(Written::Overtaken),
    }
}

/// The member as another press of the button has left them.
pub(crate) async fn member_now(
    members: &impl Members,
    who: &SignedIn,
) -> Result<Option<Member>, StoreError> {
    let read = members.by_session(&who.member.id, &who.session.id).await?;
    Ok(read.map(|now| now.member))
}
