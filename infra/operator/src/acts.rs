//! What staff do: each act is decided by the domain, carried out by one conditional write, and noted with its reason.

use std::collections::BTreeMap;
use std::slice;

use aws::{SystemClock, Tables};
use domain::limits::Subject;
use domain::ports::{
    Bindings, Cancellations, Clock, Counters, Letters, Members, StoreError, Timeline,
};
use domain::staff::{self, Idle, Order, Reason};
use domain::{
    AccountKey, Act, KeyRing, LinkState, Member, MemberChange, OutboxId, Pending, TimelineEntry,
    Whose,
};
use serde_json::json;

use crate::arguments::OfSomebody;
use crate::end::{End, Failure};
use crate::place::Place;
use crate::who::random_id;
use crate::whom::{self, Whom};

/// How often an act is tried whose member changes at the same moment. Each try reads again.
const TRIES: u32 = 3;

/// What an act makes of a member.
type Decide = fn(&Member, &Order) -> Result<MemberChange, Idle>;

/// Lets an account, an email or both be tried again.
pub(crate) async fn unlock(of: &OfSomebody, place: &Place) -> Result<End, Failure> {
    let (who, order) = (of.who.parse()?, order(&of.reason)?);
    let (tables, keys) = (place.tables(), &place.keys);
    let whom = Whom::find(&tables, keys, who, order.at).await?;
    let of_account = whom.account().map(|number| staff::counters_of_account(keys, number));
    let of_email = whom.email().map(|email| staff::counters_of_email(keys, email));
    let subjects: Vec<Subject> = of_account.into_iter().chain(of_email).flatten().collect();
    if subjects.is_empty() {
        return Err(whom::forgotten());
    }
    note(&tables, &whom.timelines(keys), Act::Unlocked, &order).await?;
    clear(&tables, &subjects).await?;
    Ok(done(&whom, Act::Unlocked, "may be tried again now"))
}

/// Sends the letter of the registration that waits once more.
pub(crate) async fn resend(of: &OfSomebody, place: &Place) -> Result<End, Failure> {
    let (who, order) = (of.who.parse()?, order(&of.reason)?);
    let (tables, keys) = (place.tables(), &place.keys);
    let whom = Whom::find(&tables, keys, who, order.at).await?;
    let pendings = whom.pendings(&tables, keys, order.at).await?;
    let open = pendings.iter().filter(|pending| pending.state(order.at) == LinkState::Open);
    let emails: BTreeMap<_, _> = open.map(|it| (&it.email_key, &it.email)).collect();
    // A letter with a link in it goes to nobody whom staff did not mean.
    if emails.len() > 1 {
        return Err(whom::several("several emails wait for that account", emails.into_values()));
    }
    let envelope = staff::resend(&pendings, &order).map_err(idle)?;
    tables.queue(&envelope).await?;
    Ok(done(&whom, Act::Resent, "gets the letter again, with the same link"))
}

/// Ends the registrations that wait.
pub(crate) async fn cancel(of: &OfSomebody, place: &Place) -> Result<End, Failure> {
    let (who, order) = (of.who.parse()?, order(&of.reason)?);
    let (tables, keys) = (place.tables(), &place.keys);
    let whom = Whom::find(&tables, keys, who, order.at).await?;
    let pendings = whom.pendings(&tables, keys, order.at).await?;
    let waiting = staff::cancel(pendings, order.at).map_err(idle)?;
    let of_ended = waiting.iter().flat_map(|pending| timelines_of(keys, pending));
    let whose: Vec<Whose> = whom.timelines(keys).into_iter().chain(of_ended).collect();
    note(&tables, &whose, Act::Cancelled, &order).await?;
    for pending in &waiting {
        match tables.cancel(pending, order.at).await {
            // It was confirmed or ran out meanwhile: there is nothing left to end.
            Ok(()) | Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(done(&whom, Act::Cancelled, "has no registration waiting any more; its links are spent"))
}

/// Shuts a login.
pub(crate) async fn freeze(of: &OfSomebody, place: &Place) -> Result<End, Failure> {
    change(
        of,
        place,
        Act::Frozen,
        staff::freeze,
        "is frozen: nobody signs in, and a letter says so",
    )
    .await
}

/// Opens a login that was shut.
pub(crate) async fn unfreeze(of: &OfSomebody, place: &Place) -> Result<End, Failure> {
    change(of, place, Act::Unfrozen, staff::unfreeze, "is open again, and a letter says so").await
}

async fn change(
    of: &OfSomebody,
    place: &Place,
    act: Act,
    decide: Decide,
    says: &str,
) -> Result<End, Failure> {
    let (who, order) = (of.who.parse()?, order(&of.reason)?);
    let tables = place.tables();
    let whom = Whom::find(&tables, &place.keys, who, order.at).await?;
    for _ in 0..TRIES {
        let member = member(&tables, &whom).await?;
        let MemberChange { member, envelope } = decide(&member, &order).map_err(idle)?;
        match tables.change(&member, Some(&envelope)).await {
            Ok(()) => return Ok(done(&whom, act, says)),
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

/// Whose login it is: the email's or, where none is known, that of who has the account.
async fn member(tables: &Tables, whom: &Whom) -> Result<Member, Failure> {
    let found = match (whom.email(), whom.account()) {
        (Some(email), _) => tables.by_email(email).await?,
        (None, Some(number)) => match tables.owners_of(slice::from_ref(number)).await?.pop() {
            Some((_, owner)) => tables.by_id(&owner.member).await?,
            None => None,
        },
        (None, None) => return Err(whom::forgotten()),
    };
    let nobody = || {
        Failure::mend(
            format!("nobody has a login: {}", whom.shown()),
            "`porchlight why` tells what is known.",
        )
    };
    found.ok_or_else(nobody)
}

async fn clear(tables: &Tables, subjects: &[Subject]) -> Result<(), Failure> {
    for subject in subjects {
        Counters::clear(tables, subject).await?;
    }
    Ok(())
}

/// Everybody on whose timeline the end of a registration belongs.
fn timelines_of(keys: &KeyRing, pending: &Pending) -> [Whose; 3] {
    [
        Whose::Account(AccountKey::of(keys, &pending.account)),
        Whose::Email(pending.email_key.clone()),
        Whose::Reference(pending.id.reference()),
    ]
}

/// Notes an act before it is done, so that none is done without a note.
async fn note(tables: &Tables, whose: &[Whose], act: Act, order: &Order) -> Result<(), Failure> {
    let what = staff::staff(act, order);
    let entry = TimelineEntry { id: random_id(), at: order.at, what, reference: None };
    Ok(tables.tell(whose, &[entry]).await?)
}

fn order(reason: &str) -> Result<Order, Failure> {
    let reason = Reason::parse(reason).map_err(|error| {
        Failure::mend(error.to_string(), "For example: --reason \"called, knew the last bill\".")
    })?;
    Ok(Order { reason, at: SystemClock.now(), id: OutboxId::from_random(aws::bytes()) })
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

fn done(whom: &Whom, act: Act, says: &str) -> End {
    let shown = whom.shown();
    End::well(format!("{shown} {says}.\n"), json!({ "subject": shown, "act": act.name() }))
}
