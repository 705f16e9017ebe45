//! Allows new tries.

use domain::limits::{Counter, Subject};
use domain::ports::{
    Bindings, Cancellations, Claims, Counters, Members, Posted, SignIns, StoreError, Suppressions,
    Timeline,
};
use domain::staff::{self, Order};
use domain::{Act, Email, EmailKey, KeyRing, Whose};

use super::{Done, done, note};
use crate::advice::Worded;
use crate::found::Found;
use crate::masked::masked_email;
use crate::office::Office;
use crate::refused::{NotDone, Refused};
use crate::target::Target;

/// Allows new tries for an account and the mailbox that its case is about, for an email, or for what a code leads to.
///
/// # Errors
///
/// If nobody knows it, or if the tables or the mail service do not answer.
pub async fn unlock<S, C>(
    office: &Office<'_, S, C>,
    list: &impl Suppressions,
    who: Target,
    order: &Order,
) -> Result<Done, NotDone>
where
    S: Claims + Timeline + Posted + Members + Bindings + Counters + SignIns + Cancellations,
{
    let Office { store, keys, .. } = *office;
    let whom = Found::find(store, keys, who, order.at).await?;
    let of_account = whom.account().map(|number| staff::counters_of_account(keys, number));
    let mailbox = whom.mailbox(store, keys, order.at).await?;
    let of_email = match &mailbox {
        Some(email) => Some(counters_of_email(store, keys, email).await?),
        None => None,
    };
    let addresses = addresses(store, mailbox.as_ref()).await?;
    let subjects: Vec<Subject> = of_account.into_iter().chain(of_email).flatten().collect();
    if subjects.is_empty() {
        return Err(Refused::forgotten().into());
    }
    let read = store.read(&subjects).await?;
    let was_tried = read.iter().any(|counter| *counter != Counter::default());
    let is_known = is_known(store, keys, &whom, mailbox.as_ref()).await?;
    if !was_tried && !is_known && !is_listed(list, &addresses).await {
        let what = format!("there is nothing to unlock, since nobody knows it: {}", whom.shown());
        return Err(Refused::new(
            what,
            Worded::two(
                "Read it once more, digit by digit or letter by letter; `porchlight why` tells what is known.",
                "Read it once more, digit by digit or letter by letter.",
            ),
        )
        .into());
    }
    let mut whose = whom.timelines(keys);
    whose.extend(mailbox.as_ref().map(|email| Whose::Email(EmailKey::of(keys, email))));
    whose.sort();
    whose.dedup();
    let entry = note(store, &whose, Act::Unlocked, order).await?;
    for subject in &subjects {
        store.clear(subject).await?;
    }
    // Tries come first: a list that does not answer must not keep anybody out.
    let was_listed = taken_off(list, &addresses).await?;
    let done = done(&whom, Act::Unlocked, says(was_tried, was_listed), entry);
    let shown = shown(&whom, mailbox.as_ref());
    Ok(Done { shown, ..done })
}

/// Whether the extract has the account, or anybody has used the email.
async fn is_known(
    store: &(impl Claims + Members + Cancellations),
    keys: &KeyRing,
    whom: &Found,
    mailbox: Option<&Email>,
) -> Result<bool, StoreError> {
    if let Some(number) = whom.account()
        && store.facts(number).await?.is_some()
    {
        return Ok(true);
    }
    let Some(email) = mailbox else { return Ok(false) };
    Ok(store.by_email(email).await?.is_some()
        || !store.asked(&EmailKey::of(keys, email)).await?.is_empty())
}

/// All counters that stop tries of an email.
///
/// These are its own, and those of wrong passwords from each address.
async fn counters_of_email(
    store: &(impl Members + SignIns),
    keys: &KeyRing,
    email: &Email,
) -> Result<Vec<Subject>, StoreError> {
    let member = store.by_email(email).await?.map(|member| member.id);
    let failures = store.failures(&EmailKey::of(keys, email), member.as_ref()).await?;
    let mut subjects = staff::counters_of_email(keys, email);
    subjects.extend(failures.into_iter().map(|(subject, _)| subject));
    subjects.extend(member.iter().flat_map(staff::counters_of_member));
    Ok(subjects)
}

/// The addresses that letters of theirs go to: the one that is known, and the member's own.
async fn addresses(
    store: &impl Members,
    mailbox: Option<&Email>,
) -> Result<Vec<Email>, StoreError> {
    let Some(email) = mailbox else { return Ok(Vec::new()) };
    let member = store.by_email(email).await?;
    let mut all = vec![email.clone()];
    all.extend(member.map(|member| member.email).filter(|it| it.expose() != email.expose()));
    Ok(all)
}

/// Whether the mail service has one of them on its list. A list that cannot be read has none.
async fn is_listed(list: &impl Suppressions, addresses: &[Email]) -> bool {
    for email in addresses {
        if matches!(list.find(email).await, Ok(Some(_))) {
            return true;
        }
    }
    false
}

/// Takes them off the list; says whether one was there.
async fn taken_off(list: &impl Suppressions, addresses: &[Email]) -> Result<bool, StoreError> {
    let mut was_listed = false;
    for email in addresses {
        if list.find(email).await?.is_some() {
            list.take_off(email).await?;
            was_listed = true;
        }
    }
    Ok(was_listed)
}

/// Whom it was about, with the mailbox that an account led to.
fn shown(whom: &Found, mailbox: Option<&Email>) -> String {
    let led_to = mailbox.filter(|_| whom.email().is_none());
    let led_to = led_to.map(|email| format!(" ({})", masked_email(email)));
    format!("{}{}", whom.shown(), led_to.unwrap_or_default())
}

fn says(was_tried: bool, was_listed: bool) -> Worded {
    match (was_tried, was_listed) {
        (_, true) => Worded::of(|to| {
            format!("may be tried again now, and {} writes there again", to.mail_service())
        }),
        (true, false) => "may be tried again now".into(),
        (false, false) => Worded::two(
            "was not shut, and may be tried; `porchlight why` tells what is in the way",
            "was not shut, and may be tried",
        ),
    }
}
