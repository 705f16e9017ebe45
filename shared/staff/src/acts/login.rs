//! Shuts a login, opens it, and takes an account out of it.

use std::slice;
use std::sync::OnceLock;

use domain::ports::{
    Bindings, Claims, Clock, Holds, Members, Posted, Releases, StoreError, Timeline,
};
use domain::staff::{self, Order};
use domain::{
    AccountNumber, Act, Bound, FactorState, HoldChange, Member, MemberChange, PendingId,
    decide_anew,
};
use web::portal::Portal;

use super::reach::bars_registering;
use super::{Bars, Done, done, idle, look_up, member, note};
use crate::advice::Worded;
use crate::found::Found;
use crate::office::Office;
use crate::refused::{NotDone, Refused};
use crate::target::Target;
use crate::words::when;

/// What taking an account out of its login leads to.
fn released(bars: Option<Bars>) -> &'static str {
    match bars {
        Some(Bars::AccountClosed) => {
            "is nobody's any more, and a letter says so to who had it. It is closed in the billing system, so nobody can register it"
        }
        Some(Bars::LeftExtract) => {
            "is nobody's any more, and a letter says so to who had it. The last billing extract has lost it, so nobody can register it"
        }
        Some(Bars::LetterWaits | Bars::Unwritten) | None => {
            "is nobody's any more, and may be registered; letters say so to who had it and to the contacts on file"
        }
    }
}

/// What to do about a second step that a thief may have added before the login was frozen.
const ON_TRIAL: &str = "Its second step is on trial for three days from now: who did not add it sets a new password at \
     \"Can't access your account?\", which takes it off";

/// Freezes a login.
///
/// # Errors
///
/// If there is none that is open, or if the tables do not answer.
pub async fn freeze<S, C>(
    office: &Office<'_, S, C>,
    who: Target,
    order: &Order,
) -> Result<Done, NotDone>
where
    S: Claims + Timeline + Posted + Members + Bindings,
    C: Clock,
{
    let Office { store, keys, clock } = *office;
    let whom = Found::find(store, keys, who, order.at).await?;
    decide_anew(clock, || async {
        let member = member(store, &whom).await?;
        let MemberChange { member, envelope } = staff::freeze(&member, order).map_err(idle)?;
        Ok::<(), NotDone>(store.change(&member, Some(&envelope)).await?)
    })
    .await?;
    let says = "is frozen: nobody signs in, and a letter says so";
    Ok(done(&whom, Act::Frozen, says, order.id.as_str().to_owned()))
}

/// Unfreezes a login, with a new hold on each of its accounts.
///
/// # Errors
///
/// If there is none that is frozen, or if the tables do not answer.
pub async fn unfreeze<S, C>(
    office: &Office<'_, S, C>,
    portal: &Portal,
    who: Target,
    order: &Order,
) -> Result<Done, NotDone>
where
    S: Claims + Timeline + Posted + Members + Bindings + Holds,
    C: Clock,
{
    let Office { store, keys, clock } = *office;
    let whom = Found::find(store, keys, who, order.at).await?;
    let change = decide_anew(clock, || async {
        let member = member(store, &whom).await?;
        let bound = bound(store, &member).await?;
        let id = || PendingId::new(web::random());
        let change = staff::unfreeze(keys, &member, &bound, id, portal.hold(), order);
        let change = change.map_err(idle)?;
        store.hold(&change).await?;
        Ok::<HoldChange, NotDone>(change)
    })
    .await?;
    let is_on_trial = FactorState::of(&change.member, order.at) == FactorState::OnTrial;
    let held = change.owners.iter().filter_map(|(_, owner)| owner.held_until).max();
    let says = match held {
        Some(until) => format!(
            "is open again, and letters say so to its member and to the contacts on file. Until {} it shows nothing, unless the \
             contact says that it was them",
            when(portal, until)
        ),
        None => "is open again, and a letter says so".to_owned(),
    };
    let says = if is_on_trial { format!("{says}. {ON_TRIAL}") } else { says };
    Ok(done(&whom, Act::Unfrozen, says, order.id.as_str().to_owned()))
}

/// What the tables say of each account of a member.
async fn bound(
    store: &(impl Bindings + Claims),
    member: &Member,
) -> Result<Vec<(AccountNumber, Bound)>, StoreError> {
    let owners = store.owners_of(&member.account_numbers()).await?;
    let mut bound = Vec::new();
    for (account, owner) in owners {
        let facts = store.facts(&account).await?.map(|seen| seen.facts);
        bound.push((account, Bound { owner, facts }));
    }
    Ok(bound)
}

/// Takes an account out of the login that has it.
///
/// # Errors
///
/// If no account is known or no login has it, or if the tables do not answer.
pub async fn release<S, C>(
    office: &Office<'_, S, C>,
    who: Target,
    order: &Order,
) -> Result<Done, NotDone>
where
    S: Claims + Timeline + Posted + Members + Bindings + Releases,
    C: Clock,
{
    let Office { store, keys, clock } = *office;
    let whom = Found::find(store, keys, who, order.at).await?;
    // An email may have fifty accounts, and staff mean one.
    let Some(number) = whom.account().cloned() else {
        let how =
            Worded::two("Name it: --account N.", "Look up the account number, and press it there.");
        return Err(Refused::new("no account is named", how).into());
    };
    let noted = OnceLock::new();
    let bars = decide_anew(clock, || async {
        let Some((_, owner)) = store.owners_of(slice::from_ref(&number)).await?.pop() else {
            let what = format!("no login has it: {}", whom.shown());
            return Err(NotDone::Refused(Refused::new(what, look_up())));
        };
        let member = store.by_id(&owner.member).await?;
        let seen = store.facts(&number).await?;
        let bars = seen.as_ref().and_then(bars_registering);
        // The contacts on file are told that it may be registered, so only where it may.
        let facts = seen.filter(|_| bars.is_none()).map(|seen| seen.facts);
        let ended = domain::release(&number, owner, member, facts.as_ref(), order);
        // Where no member is left to be told of it, it is on record once, before it is done.
        if ended.left.is_none() && noted.get().is_none() {
            let entry = note(store, &whom.timelines(keys), Act::Released, order).await?;
            noted.get_or_init(|| entry);
        }
        store.release(&number, &ended).await?;
        Ok(bars)
    })
    .await?;
    let entry = noted.into_inner().unwrap_or_else(|| order.id.as_str().to_owned());
    Ok(done(&whom, Act::Released, released(bars), entry))
}
