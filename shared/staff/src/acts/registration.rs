//! Sends the letter of a registration again, and ends registrations.

use std::collections::BTreeMap;

use domain::ports::{Cancellations, Claims, Letters, Posted, StoreError, Timeline};
use domain::staff::{self, Order};
use domain::{Act, LinkState, Whose};

use super::{Done, done, idle, note, of_pending};
use crate::found::Found;
use crate::office::Office;
use crate::refused::{NotDone, Refused};
use crate::target::Target;

/// Sends the letter of a waiting registration once more.
///
/// # Errors
///
/// If none waits, if several emails wait for the account, or if the tables do not answer.
pub async fn resend<S, C>(
    office: &Office<'_, S, C>,
    who: Target,
    order: &Order,
) -> Result<Done, NotDone>
where
    S: Claims + Timeline + Posted + Cancellations + Letters,
{
    let Office { store, keys, .. } = *office;
    let whom = Found::find(store, keys, who, order.at).await?;
    let pendings = whom.pendings(store, keys, order.at).await?;
    let open = pendings.iter().filter(|pending| pending.state(order.at) == LinkState::Open);
    let emails: BTreeMap<_, _> = open.map(|it| (&it.email_key, &it.email)).collect();
    // A letter with a link must only go to the person whom staff mean.
    if emails.len() > 1 {
        let what = "several emails wait for that account";
        return Err(Refused::several(what, emails.into_values()).into());
    }
    let envelope = staff::resend(&pendings, order).map_err(idle)?;
    store.queue(&envelope).await?;
    let says = "is sent the letter again, with the same link";
    Ok(done(&whom, Act::Resent, says, envelope.id.as_str().to_owned()))
}

/// Ends all waiting registrations.
///
/// # Errors
///
/// If none waits, or if the tables do not answer.
pub async fn cancel<S, C>(
    office: &Office<'_, S, C>,
    who: Target,
    order: &Order,
) -> Result<Done, NotDone>
where
    S: Claims + Timeline + Posted + Cancellations,
{
    let Office { store, keys, .. } = *office;
    let whom = Found::find(store, keys, who, order.at).await?;
    let pendings = whom.pendings(store, keys, order.at).await?;
    let waiting = staff::cancel(pendings, order.at).map_err(idle)?;
    let of_ended = waiting.iter().flat_map(|pending| of_pending(keys, pending));
    let whose: Vec<Whose> = whom.timelines(keys).into_iter().chain(of_ended).collect();
    let entry = note(store, &whose, Act::Cancelled, order).await?;
    for pending in &waiting {
        match store.cancel(pending, order.at).await {
            // It was confirmed or it expired meanwhile, so there is nothing left to end.
            Ok(()) | Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let says = "has no registration waiting any more; its links are spent";
    Ok(done(&whom, Act::Cancelled, says, entry))
}
