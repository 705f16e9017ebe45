//! A guest's own end on an account of somebody else's.

use domain::ports::{Clock, Members, People, Standings, StoreError};
use domain::{
    AccountStanding, GuestEnd, GuestOf, Member, OutboxId, PersonId, SignedIn, StandingOf,
    decide_anew,
};
use jiff::Timestamp;

use crate::request::desk::Step;
use crate::request::random::random;
use crate::request::visit::Visit;

/// How leaving an account ended.
pub enum Leaving {
    /// They are off the account.
    Left,
    /// They were not on it: another press of the button has ended it.
    NotThere,
    /// The session ended before it was written.
    SignedOut,
}

/// What leaving writes, by a rule of the domain.
pub type LeavingRule = fn(&AccountStanding, &Member, &GuestOf, OutboxId, Timestamp) -> GuestEnd;

/// Takes a guest off an account, as both are now, in one transaction.
///
/// # Errors
///
/// When the store does not answer, or others went on changing the same.
pub async fn leave(
    step: &Step<impl Members + Standings + People, impl Clock>,
    visit: &Visit,
    who: &SignedIn,
    person: &PersonId,
    rule: LeavingRule,
) -> Result<Leaving, StoreError> {
    let attempt = || async {
        let read = step.ports.by_session(&who.member.id, &who.session.id).await?;
        let stands = read.filter(|who| who.session.stands(&who.member, visit.now()));
        let Some(SignedIn { member, .. }) = stands else { return Ok(Leaving::SignedOut) };
        let hint = member.guest_of.iter().find(|it| it.person == *person);
        let Some(hint) = hint else { return Ok(Leaving::NotThere) };
        let of = StandingOf { account: hint.account.clone(), owner: hint.owner.clone() };
        let Some(standing) = step.ports.standings(&[of]).await?.pop() else {
            return Ok(Leaving::NotThere);
        };
        let told = OutboxId::from_random(random());
        let end = rule(&standing, &member, hint, told, visit.now());
        step.ports.end_guest(&end).await?;
        Ok(Leaving::Left)
    };
    decide_anew(&step.desk.clock, attempt).await
}
