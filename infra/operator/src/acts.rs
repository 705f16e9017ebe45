//! What staff do: each act is decided by the domain, carried out by one conditional write, and noted with its reason.

use aws::{SystemClock, Tables};
use domain::limits::Subject;
use domain::ports::{
    Bindings, Cancellations, Claims, Clock, Counters, Letters, Members, Pendings, StoreError,
    Timeline,
};
use domain::staff::{self, Idle, Order, Reason};
use domain::{
    AccountNumber, Act, Email, EmailKey, Envelope, KeyRing, Member, OutboxId, TimelineEntry,
};
use serde_json::json;

use crate::arguments::{OfEmail, OfSomebody};
use crate::end::{End, Failure};
use crate::place::Place;
use crate::who::{Who, random_id};

/// How often an act is tried whose member changes at the same moment. Each try reads again.
const TRIES: u32 = 3;

/// What an act makes of a member.
type Decide = fn(&Member, &Order) -> Result<(Member, Envelope), Idle>;

/// Lets an account or an email be tried again.
pub(crate) async fn unlock(of: &OfSomebody, place: &Place) -> Result<End, Failure> {
    let (who, order) = (of.who.parse()?, order(&of.reason)?);
    let tables = place.tables();
    // Tries are counted on the account that an old number leads to, and its timeline is that one's.
    let who = match who {
        Who::Account(typed) => Who::Account(resolved(&tables, &typed).await?),
        Who::Email(_) | Who::Reference(_) => who,
    };
    let subjects = match &who {
        Who::Account(number) => staff::counters_of_account(&place.keys, number),
        Who::Email(email) => staff::counters_of_email(&place.keys, email),
        Who::Reference(_) => return Err(needs_somebody()),
    };
    note(&tables, &place.keys, &who, Act::Unlocked, &order).await?;
    clear(&tables, &subjects).await?;
    Ok(done(&who, Act::Unlocked, "may be tried again now"))
}

/// Sends the letter of the registration that waits once more.
pub(crate) async fn resend(of: &OfEmail, place: &Place) -> Result<End, Failure> {
    let (email, order) = (email(of)?, order(&of.reason)?);
    let tables = place.tables();
    let pendings = tables.of(&EmailKey::of(&place.keys, &email)).await?;
    let envelope = staff::resend(&pendings, &order).map_err(idle)?;
    tables.queue(&envelope).await?;
    Ok(done(&Who::Email(email), Act::Resent, "gets the letter again, with the same link"))
}

/// Ends the registrations that wait.
pub(crate) async fn cancel(of: &OfEmail, place: &Place) -> Result<End, Failure> {
    let (email, order) = (email(of)?, order(&of.reason)?);
    let tables = place.tables();
    let pendings = tables.of(&EmailKey::of(&place.keys, &email)).await?;
    let waiting = staff::cancel(pendings, order.at).map_err(idle)?;
    let who = Who::Email(email);
    note(&tables, &place.keys, &who, Act::Cancelled, &order).await?;
    for pending in &waiting {
        match tables.cancel(pending, order.at).await {
            // It was confirmed or ran out meanwhile: there is nothing left to end.
            Ok(()) | Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(done(&who, Act::Cancelled, "has no registration waiting any more; its links are spent"))
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
    for _ in 0..TRIES {
        let member = member(&tables, &who).await?;
        let (member, envelope) = decide(&member, &order).map_err(idle)?;
        match tables.change(&member, Some(&envelope)).await {
            Ok(()) => return Ok(done(&who, act, says)),
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

/// Whose login it is.
async fn member(tables: &Tables, who: &Who) -> Result<Member, Failure> {
    let found = match who {
        Who::Email(email) => tables.by_email(email).await?,
        Who::Account(typed) => {
            let number = resolved(tables, typed).await?;
            match tables.owners_of(&[number]).await?.pop() {
                Some((_, owner)) => tables.by_id(&owner.member).await?,
                None => None,
            }
        }
        Who::Reference(_) => return Err(needs_somebody()),
    };
    let nobody = || {
        Failure::mend(
            format!("nobody has a login: {}", who.shown()),
            "`porchlight why` tells what is known.",
        )
    };
    found.ok_or_else(nobody)
}

/// The account that a number leads to, an old one too.
async fn resolved(tables: &Tables, typed: &AccountNumber) -> Result<AccountNumber, Failure> {
    let facts = tables.facts(typed).await?;
    Ok(facts.map_or_else(|| typed.clone(), |(facts, _)| facts.account))
}

async fn clear(tables: &Tables, subjects: &[Subject]) -> Result<(), Failure> {
    for subject in subjects {
        Counters::clear(tables, subject).await?;
    }
    Ok(())
}

/// Notes an act before it is done, so that none is done without a note.
async fn note(
    tables: &Tables,
    keys: &KeyRing,
    who: &Who,
    act: Act,
    order: &Order,
) -> Result<(), Failure> {
    let what = staff::staff(act, order);
    let entry = TimelineEntry { id: random_id(), at: order.at, what, reference: None };
    Ok(tables.tell(&[who.timeline(keys)], &[entry]).await?)
}

fn order(reason: &str) -> Result<Order, Failure> {
    let reason = Reason::parse(reason).map_err(|error| {
        Failure::mend(error.to_string(), "For example: --reason \"called, knew the last bill\".")
    })?;
    Ok(Order { reason, at: SystemClock.now(), id: OutboxId::from_random(aws::bytes()) })
}

fn email(of: &OfEmail) -> Result<Email, Failure> {
    match Who::email(&of.email)? {
        Who::Email(email) => Ok(email),
        Who::Account(_) | Who::Reference(_) => Err(needs_somebody()),
    }
}

fn needs_somebody() -> Failure {
    Failure::mend(
        "a reference code names nobody",
        "Ask for the email or the account: --email E or --account N.",
    )
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
            "no registration waits for that email",
            "`porchlight why --email E` tells what there is; a member who forgot the password goes to /recover.",
        ),
    }
}

fn done(who: &Who, act: Act, says: &str) -> End {
    let shown = who.shown();
    End::well(format!("{shown} {says}.\n"), json!({ "subject": shown, "act": act.name() }))
}
