//! Allows new tries.

use aws::{CallFailed, SuppressionList, Tables};
use domain::limits::{Counter, Subject};
use domain::ports::{Cancellations, Claims, Counters, Members, SignIns};
use domain::{Act, Email, EmailKey, KeyRing, staff};

use super::{done, note, order};
use crate::arguments::OfSomebody;
use crate::end::{CommandEnd, Failure};
use crate::found::{self, Found};
use crate::place::Place;

/// Allows new tries for an account, an email or both.
pub(crate) async fn unlock(of: &OfSomebody, place: &Place) -> Result<CommandEnd, Failure> {
    let (who, order) = (of.who.parse()?, order(&of.reason, place)?);
    let (tables, keys) = (place.tables(), &place.keys);
    let whom = Found::find(&tables, keys, who, order.at).await?;
    let of_account = whom.account().map(|number| staff::counters_of_account(keys, number));
    let of_email = match whom.email() {
        Some(email) => Some(counters_of_email(&tables, keys, email).await?),
        None => None,
    };
    let addresses = addresses(&tables, &whom).await?;
    let list = SuppressionList::new(&place.site.clients);
    let subjects: Vec<Subject> = of_account.into_iter().chain(of_email).flatten().collect();
    if subjects.is_empty() {
        return Err(found::forgotten());
    }
    let read = Counters::read(&tables, &subjects).await?;
    let was_tried = read.iter().any(|counter| *counter != Counter::default());
    if !was_tried && !is_known(&tables, keys, &whom).await? && !is_listed(&list, &addresses).await {
        return Err(Failure::mend(
            format!("there is nothing to unlock, since nobody knows it: {}", whom.shown()),
            "Read it once more, digit by digit or letter by letter; `porchlight why` tells what is known.",
        ));
    }
    note(&tables, &whom.timelines(keys), Act::Unlocked, &order).await?;
    clear(&tables, &subjects).await?;
    // Tries come first: a list that does not answer must not keep anybody out.
    let was_listed = taken_off(&list, &addresses).await?;
    Ok(done(&whom, Act::Unlocked, says(was_tried, was_listed)))
}

/// Whether the extract has the account, or anybody has used the email.
async fn is_known(tables: &Tables, keys: &KeyRing, whom: &Found) -> Result<bool, Failure> {
    if let Some(number) = whom.account()
        && tables.facts(number).await?.is_some()
    {
        return Ok(true);
    }
    let Some(email) = whom.email() else { return Ok(false) };
    Ok(tables.by_email(email).await?.is_some()
        || !tables.asked(&EmailKey::of(keys, email)).await?.is_empty())
}

/// All counters that stop tries of an email.
///
/// These are its own, and those of wrong passwords from each address.
async fn counters_of_email(
    tables: &Tables,
    keys: &KeyRing,
    email: &Email,
) -> Result<Vec<Subject>, Failure> {
    let member = tables.by_email(email).await?.map(|member| member.id);
    let failures = tables.failures(&EmailKey::of(keys, email), member.as_ref()).await?;
    let mut subjects = staff::counters_of_email(keys, email);
    subjects.extend(failures.into_iter().map(|(subject, _)| subject));
    subjects.extend(member.iter().flat_map(staff::counters_of_member));
    Ok(subjects)
}

/// The addresses that letters of theirs go to: the one that was typed, and the member's own.
async fn addresses(tables: &Tables, whom: &Found) -> Result<Vec<Email>, Failure> {
    let Some(email) = whom.email() else { return Ok(Vec::new()) };
    let member = tables.by_email(email).await?;
    let mut all = vec![email.clone()];
    all.extend(member.map(|member| member.email).filter(|it| it.expose() != email.expose()));
    Ok(all)
}

/// Whether SES has one of them on its list. A list that cannot be read has none.
async fn is_listed(list: &SuppressionList, addresses: &[Email]) -> bool {
    for email in addresses {
        if matches!(list.find(email).await, Ok(Some(_))) {
            return true;
        }
    }
    false
}

/// Takes them off SES's list; says whether one was there.
async fn taken_off(list: &SuppressionList, addresses: &[Email]) -> Result<bool, CallFailed> {
    let mut was_listed = false;
    for email in addresses {
        if list.find(email).await?.is_some() {
            list.take_off(email).await?;
            was_listed = true;
        }
    }
    Ok(was_listed)
}

fn says(was_tried: bool, was_listed: bool) -> &'static str {
    match (was_tried, was_listed) {
        (_, true) => "may be tried again now, and SES writes there again",
        (true, false) => "may be tried again now",
        (false, false) => {
            "was not shut, and may be tried; `porchlight why` tells what is in the way"
        }
    }
}

async fn clear(tables: &Tables, subjects: &[Subject]) -> Result<(), Failure> {
    for subject in subjects {
        Counters::clear(tables, subject).await?;
    }
    Ok(())
}
