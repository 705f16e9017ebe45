//! Whom an act would reach, for the page that asks once more.

use std::slice;

use domain::ports::{
    Bindings, Cancellations, Claims, Clock, Members, Posted, Suppressions, Timeline,
};
use domain::{
    AccountStatus, Happened, Held, LetterEnd, Member, TIMELINE_KEPT, TimelineEntry, Whose,
    in_order, staff, why,
};
use jiff::Timestamp;

use super::member;
use crate::deed::Deed;
use crate::found::Found;
use crate::masked::masked_email;
use crate::office::Office;
use crate::refused::NotDone;
use crate::target::Target;

/// Whom an act would reach, masked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// The email of the login; `None` if there is none.
    pub login: Option<String>,
    /// The emails of the registrations that wait to be confirmed, one for each.
    pub waiting: Vec<String>,
    /// What keeps the caller from going on after the act, if something does.
    pub bars: Option<Bars>,
}

/// What keeps a caller from going on after an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bars {
    /// The account is closed in the billing system.
    AccountClosed,
    /// An earlier letter waits, so this one may, too.
    LetterWaits,
    /// The mail service writes to the address no more.
    Unwritten,
}

/// Reads whom an act would reach. What the act itself refuses, it says then: here it reaches nobody.
///
/// # Errors
///
/// If the tables do not answer, or if a code leads to two people.
pub async fn reach<S, C>(
    office: &Office<'_, S, C>,
    list: &impl Suppressions,
    who: Target,
    deed: Deed,
    now: Timestamp,
) -> Result<Reach, NotDone>
where
    S: Claims + Timeline + Posted + Members + Bindings + Cancellations,
    C: Clock,
{
    let Office { store, keys, .. } = *office;
    let whom = Found::find(store, keys, who, now).await?;
    match deed {
        Deed::Unlock => {
            let facts = match whom.account() {
                Some(number) => store.facts(number).await?.map(|seen| seen.facts),
                None => None,
            };
            let is_closed = facts.is_some_and(|facts| facts.status == AccountStatus::Closed);
            Ok(Reach { bars: is_closed.then_some(Bars::AccountClosed), ..Reach::default() })
        }
        Deed::Resend => {
            let pendings = or_nobody(whom.pendings(store, keys, now).await)?.unwrap_or_default();
            let told = match why::newest(&pendings) {
                Some(pending) => {
                    let whose = Whose::Email(pending.email_key.clone());
                    in_order(store.told(&whose, now - TIMELINE_KEPT).await?)
                }
                None => Vec::new(),
            };
            let bars = last_waits(&told).then_some(Bars::LetterWaits);
            Ok(Reach { bars, ..Reach::default() })
        }
        Deed::Cancel => {
            let pendings = or_nobody(whom.pendings(store, keys, now).await)?.unwrap_or_default();
            let waiting = staff::cancel(pendings, now).unwrap_or_default();
            let mut bars = None;
            for pending in &waiting {
                // A list that does not answer keeps no act from being done.
                let listed = list.find(&pending.email).await.ok().flatten();
                if listed.is_some_and(|listed| !listed.complained) {
                    bars = Some(Bars::Unwritten);
                }
            }
            let waiting = waiting.iter().map(|pending| masked_email(&pending.email)).collect();
            Ok(Reach { waiting, bars, ..Reach::default() })
        }
        Deed::Release => Ok(Reach::of_login(owner(store, &whom).await?)),
        Deed::Freeze | Deed::Unfreeze | Deed::ChangeEmail | Deed::KeepEmail | Deed::ResetFactor => {
            Ok(Reach::of_login(or_nobody(member(store, &whom).await)?))
        }
    }
}

impl Reach {
    fn of_login(member: Option<Member>) -> Self {
        let login = member.map(|member| masked_email(&member.email));
        Self { login, ..Self::default() }
    }
}

/// Whether the last letter waits, or another goes in its place later.
fn last_waits(told: &[TimelineEntry]) -> bool {
    let last = told.iter().rev().find_map(|entry| match &entry.what {
        Happened::Letter { end, .. } => Some(*end),
        _ => None,
    });
    matches!(
        last,
        Some(
            LetterEnd::Waits(_)
                | LetterEnd::Delayed
                | LetterEnd::Held(Held::Address | Held::Another)
        )
    )
}

/// Whoever has the account, whatever email a code leads to.
async fn owner(store: &(impl Members + Bindings), whom: &Found) -> Result<Option<Member>, NotDone> {
    let Some(number) = whom.account() else { return Ok(None) };
    match store.owners_of(slice::from_ref(number)).await?.pop() {
        Some((_, owner)) => Ok(store.by_id(&owner.member).await?),
        None => Ok(None),
    }
}

/// Nobody, where an act would be refused.
fn or_nobody<T>(found: Result<T, NotDone>) -> Result<Option<T>, NotDone> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(NotDone::Refused(_)) => Ok(None),
        Err(error @ NotDone::Store(_)) => Err(error),
    }
}
