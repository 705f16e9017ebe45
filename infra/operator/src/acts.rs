//! The acts of staff.
//!
//! The domain decides each act. One conditional write carries it out, and it is noted with its reason.

mod change_email;
mod outage;
mod reset_factor;
mod unlock;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::slice;

use aws::Tables;
use domain::ports::{
    Bindings, Cancellations, Claims, Clock, Holds, Letters, Members, Releases, StoreError, Timeline,
};
use domain::staff::{self, Idle, Order, Reason, ReasonError};
use domain::{
    AccountKey, AccountNumber, Act, Bound, HoldChange, KeyRing, LinkState, Member, MemberChange,
    OutboxId, Pending, PendingId, TimelineEntry, Whose, decide_anew,
};
use serde_json::json;
use web::portal::Portal;

use crate::arguments::OfSomebody;
use crate::end::{CommandEnd, Failure};
use crate::found::{self, Found};
use crate::place::Place;
use crate::target::random_id;
use crate::why::when;

pub(crate) use change_email::change_email;
pub(crate) use outage::outage;
pub(crate) use reset_factor::reset_factor;
pub(crate) use unlock::unlock;

/// What taking an account out of its login leads to.
const RELEASED: &str = "is nobody's any more, and may be registered; letters say so to who had it and to the contacts on file";

/// The decision of an act: the member after it, or why there is nothing to do.
type Decide = fn(&Member, &Order) -> Result<MemberChange, Idle>;

/// Sends the letter of a waiting registration once more.
pub(crate) async fn resend(of: &OfSomebody, place: &Place) -> Result<CommandEnd, Failure> {
    let (who, order) = (of.who.parse()?, order(&of.reason, place)?);
    let (tables, keys) = (place.tables(), &place.keys);
    let whom = Found::find(&tables, keys, who, order.at).await?;
    let pendings = whom.pendings(&tables, keys, order.at).await?;
    let open = pendings.iter().filter(|pending| pending.state(order.at) == LinkState::Open);
    let emails: BTreeMap<_, _> = open.map(|it| (&it.email_key, &it.email)).collect();
    // A letter with a link must only go to the person whom staff mean.
    if emails.len() > 1 {
        return Err(found::several("several emails wait for that account", emails.into_values()));
    }
    let envelope = staff::resend(&pendings, &order).map_err(idle)?;
    tables.queue(&envelope).await?;
    Ok(done(&whom, Act::Resent, "gets the letter again, with the same link"))
}

/// Ends all waiting registrations.
pub(crate) async fn cancel(of: &OfSomebody, place: &Place) -> Result<CommandEnd, Failure> {
    let (who, order) = (of.who.parse()?, order(&of.reason, place)?);
    let (tables, keys) = (place.tables(), &place.keys);
    let whom = Found::find(&tables, keys, who, order.at).await?;
    let pendings = whom.pendings(&tables, keys, order.at).await?;
    let waiting = staff::cancel(pendings, order.at).map_err(idle)?;
    let of_ended = waiting.iter().flat_map(|pending| timelines_of(keys, pending));
    let whose: Vec<Whose> = whom.timelines(keys).into_iter().chain(of_ended).collect();
    note(&tables, &whose, Act::Cancelled, &order).await?;
    for pending in &waiting {
        match tables.cancel(pending, order.at).await {
            // It was confirmed or it expired meanwhile, so there is nothing left to end.
            Ok(()) | Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(done(&whom, Act::Cancelled, "has no registration waiting any more; its links are spent"))
}

/// Freezes a login.
pub(crate) async fn freeze(of: &OfSomebody, place: &Place) -> Result<CommandEnd, Failure> {
    change(
        of,
        place,
        Act::Frozen,
        staff::freeze,
        "is frozen: nobody signs in, and a letter says so",
    )
    .await
}

/// Unfreezes a login, with a new hold on each of its accounts.
pub(crate) async fn unfreeze(
    of: &OfSomebody,
    portal: &Portal,
    place: &Place,
) -> Result<CommandEnd, Failure> {
    let (who, order) = (of.who.parse()?, order(&of.reason, place)?);
    let tables = place.tables();
    let whom = Found::find(&tables, &place.keys, who, order.at).await?;
    let change = decide_anew(&place.site.settings.clock, || async {
        let member = member(&tables, &whom).await?;
        let bound = bound(&tables, &member).await?;
        let id = || PendingId::new(aws::bytes());
        let change = staff::unfreeze(&place.keys, &member, &bound, id, portal.hold(), &order);
        let change = change.map_err(idle)?;
        tables.hold(&change).await?;
        Ok::<HoldChange, Failure>(change)
    })
    .await?;
    let held = change.owners.iter().filter_map(|(_, owner)| owner.held_until).max();
    let says = match held {
        Some(until) => format!(
            "is open again, and letters say so to its member and to the contacts on file. Until {} it shows nothing, unless the \
             contact says that it was them",
            when(portal, until)
        ),
        None => "is open again, and a letter says so".to_owned(),
    };
    Ok(done(&whom, Act::Unfrozen, &says))
}

/// What the tables say of each account of a member.
async fn bound(tables: &Tables, member: &Member) -> Result<Vec<(AccountNumber, Bound)>, Failure> {
    let owners = tables.owners_of(&member.account_numbers()).await?;
    let mut bound = Vec::new();
    for (account, owner) in owners {
        let facts = tables.facts(&account).await?.map(|seen| seen.facts);
        bound.push((account, Bound { owner, facts }));
    }
    Ok(bound)
}

async fn change(
    of: &OfSomebody,
    place: &Place,
    act: Act,
    decide: Decide,
    says: &str,
) -> Result<CommandEnd, Failure> {
    let (who, order) = (of.who.parse()?, order(&of.reason, place)?);
    let tables = place.tables();
    let whom = Found::find(&tables, &place.keys, who, order.at).await?;
    decide_anew(&place.site.settings.clock, || async {
        let member = member(&tables, &whom).await?;
        let MemberChange { member, envelope } = decide(&member, &order).map_err(idle)?;
        Ok::<(), Failure>(tables.change(&member, Some(&envelope)).await?)
    })
    .await?;
    Ok(done(&whom, act, says))
}

/// Takes an account out of the login that has it.
pub(crate) async fn release(of: &OfSomebody, place: &Place) -> Result<CommandEnd, Failure> {
    let (who, order) = (of.who.parse()?, order(&of.reason, place)?);
    let (tables, keys) = (place.tables(), &place.keys);
    let whom = Found::find(&tables, keys, who, order.at).await?;
    // An email may have fifty accounts, and staff mean one.
    let Some(number) = whom.account().cloned() else {
        return Err(Failure::mend("no account is named", "Name it: --account N."));
    };
    let is_noted = Cell::new(false);
    decide_anew(&place.site.settings.clock, || async {
        let Some((_, owner)) = tables.owners_of(slice::from_ref(&number)).await?.pop() else {
            return Err(Failure::mend(
                format!("no login has it: {}", whom.shown()),
                "`porchlight why` tells what is known.",
            ));
        };
        let member = tables.by_id(&owner.member).await?;
        let facts = tables.facts(&number).await?.map(|seen| seen.facts);
        let ended = domain::release(&number, owner, member, facts.as_ref(), &order);
        // Where no member is left to be told of it, it is on record once, before it is done.
        if ended.left.is_none() && !is_noted.replace(true) {
            note(&tables, &whom.timelines(keys), Act::Released, &order).await?;
        }
        Ok(tables.release(&number, &ended).await?)
    })
    .await?;
    Ok(done(&whom, Act::Released, RELEASED))
}

/// The login of the email or, if that is unknown, of the account's owner.
async fn member(tables: &Tables, whom: &Found) -> Result<Member, Failure> {
    let found = match (whom.email(), whom.account()) {
        (Some(email), _) => tables.by_email(email).await?,
        (None, Some(number)) => match tables.owners_of(slice::from_ref(number)).await?.pop() {
            Some((_, owner)) => tables.by_id(&owner.member).await?,
            None => None,
        },
        (None, None) => return Err(found::forgotten()),
    };
    let nobody = || {
        Failure::mend(
            format!("nobody has a login: {}", whom.shown()),
            "`porchlight why` tells what is known.",
        )
    };
    found.ok_or_else(nobody)
}

/// Every timeline that gets the end of a registration.
fn timelines_of(keys: &KeyRing, pending: &Pending) -> [Whose; 3] {
    [
        Whose::Account(AccountKey::of(keys, &pending.account)),
        Whose::Email(pending.email_key.clone()),
        Whose::Reference(pending.id.reference()),
    ]
}

/// Notes an act before it is carried out, so that none lacks a note.
async fn note(tables: &Tables, whose: &[Whose], act: Act, order: &Order) -> Result<(), Failure> {
    let what = staff::staff(act, order);
    let entry = TimelineEntry { id: random_id(), at: order.at, what, reference: None };
    Ok(tables.tell(whose, &[entry]).await?)
}

fn order(reason: &str, place: &Place) -> Result<Order, Failure> {
    let reason = Reason::parse(reason).map_err(no_reason)?;
    let (by, id) = (place.by.clone(), OutboxId::from_random(aws::bytes()));
    Ok(Order { reason, by, at: place.site.settings.clock.now(), id })
}

fn no_reason(error: ReasonError) -> Failure {
    Failure::mend(error.to_string(), "For example: --reason \"called, knew the last bill\".")
}

fn idle(idle: Idle) -> Failure {
    match idle {
        Idle::IsFrozen => {
            Failure::mend("that login is frozen already", "`porchlight why` tells since when.")
        }
        Idle::IsOpen => Failure::mend("that login is not frozen", "There is nothing to do."),
        Idle::IsClosed => Failure::mend(
            "the member closed that login",
            "Nobody opens it again; the member may register anew.",
        ),
        Idle::NothingWaits => Failure::mend(
            "no registration waits to be confirmed there",
            "`porchlight why` tells what there is; a member who forgot the password goes to /recover.",
        ),
    }
}

fn done(whom: &Found, act: Act, says: &str) -> CommandEnd {
    let shown = whom.shown();
    CommandEnd::well(format!("{shown} {says}.\n"), json!({ "subject": shown, "act": act.name() }))
}
