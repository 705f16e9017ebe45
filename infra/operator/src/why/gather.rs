//! Reads what is known of somebody; decides nothing.

use domain::limits::Subject;
use domain::ports::{Bindings, Claims, Counters, InForce, Members, Pendings, Timeline};
use domain::{AccountKey, AccountNumber, Email, EmailKey, KeyRing, TIMELINE_KEPT};
use jiff::Timestamp;

use super::case::{self, Account, Case, Mailbox};
use crate::end::Failure;
use crate::who::Who;

/// What is known of somebody now.
pub(crate) async fn case<S>(
    store: &S,
    keys: &KeyRing,
    who: &Who,
    now: Timestamp,
) -> Result<Case, Failure>
where
    S: InForce + Claims + Bindings + Counters + Members + Pendings + Timeline,
{
    let since = now - TIMELINE_KEPT;
    match who {
        Who::Account(typed) => of_account(store, keys, typed, now).await,
        Who::Email(email) => of_email(store, keys, email, now).await,
        Who::Reference(_) => {
            let whose = who.timeline(keys);
            let timeline = store.told(&whose, since).await?;
            let finding = case::of_reference(timeline.is_empty());
            Ok(Case { whose, timeline, finding, more: Vec::new() })
        }
    }
}

async fn of_account<S>(
    store: &S,
    keys: &KeyRing,
    typed: &AccountNumber,
    now: Timestamp,
) -> Result<Case, Failure>
where
    S: InForce + Claims + Bindings + Counters + Timeline,
{
    let facts = store.facts(typed).await?.map(|(facts, _)| facts);
    let number = facts.as_ref().map_or(typed, |facts| &facts.account).clone();
    let key = AccountKey::of(keys, &number);
    let tries = store.read(&[Subject::Account(key)]).await?.pop().unwrap_or_default();
    let owner = store.owners_of(std::slice::from_ref(&number)).await?.pop();
    let owner = match owner {
        Some((_, owner)) => {
            let member = store.by_id(&owner.member).await?;
            Some((owner, member))
        }
        None => None,
    };
    let mut more = Vec::new();
    if number != *typed {
        more.push(format!("It is an old number of account {}", number.masked()));
    }
    if facts.as_ref().is_some_and(|facts| facts.contact.is_some()) {
        more.push(
            "The billing system has an email for it; its owner has tries of their own".to_owned(),
        );
    }
    let whose = Who::Account(number).timeline(keys);
    let timeline = store.told(&whose, now - TIMELINE_KEPT).await?;
    let account = Account { extract: store.in_force().await?, facts, owner, tries };
    Ok(Case { whose, timeline, finding: case::of_account(&account, now), more })
}

async fn of_email<S>(
    store: &S,
    keys: &KeyRing,
    email: &Email,
    now: Timestamp,
) -> Result<Case, Failure>
where
    S: Counters + Members + Pendings + Timeline,
{
    let key = EmailKey::of(keys, email);
    let member = store.by_email(email).await?;
    let mut pendings = store.of(&key).await?;
    pendings.sort_by_key(|pending| pending.created_at);
    let sign_in = store.read(&[Subject::SignIn(key)]).await?.pop().unwrap_or_default();
    let whose = Who::Email(email.clone()).timeline(keys);
    let timeline = store.told(&whose, now - TIMELINE_KEPT).await?;
    let of_member = member.iter().flat_map(|member| &member.accounts);
    let mut more: Vec<String> = of_member
        .map(|binding| {
            format!(
                "Account {} since {}",
                binding.account.masked(),
                super::words::when(binding.since)
            )
        })
        .collect();
    if let Some(pending) = pendings.last() {
        let (code, account) = (pending.id.reference(), pending.account.masked());
        more.push(format!("The last registration has the code {code} and names account {account}"));
    }
    let mailbox = Mailbox { member, pendings, sign_in };
    Ok(Case { whose, timeline, finding: case::of_email(&mailbox, now), more })
}
