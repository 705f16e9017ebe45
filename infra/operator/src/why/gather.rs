//! Reads what is known of somebody; decides nothing.

use domain::limits::Subject;
use domain::ports::{
    Bindings, Cancellations, Claims, Counters, InForce, Members, Posted, StoreError, Timeline,
};
use domain::{
    AccountKey, AccountNumber, Email, EmailKey, KeyRing, LinkState, Pending, TIMELINE_KEPT, Whose,
};
use jiff::Timestamp;

use super::case::{self, Account, Case, Finding, Mailbox};
use super::words::when;
use crate::end::Failure;
use crate::who::{Who, masked_email};
use crate::whom::{self, Whom};

/// All that the cases are read from.
pub(crate) trait Store:
    InForce + Claims + Bindings + Counters + Members + Cancellations + Posted + Timeline
{
}

impl<S> Store for S where
    S: InForce + Claims + Bindings + Counters + Members + Cancellations + Posted + Timeline
{
}

/// What is known of somebody now.
pub(crate) async fn case(
    store: &impl Store,
    keys: &KeyRing,
    who: Who,
    now: Timestamp,
) -> Result<Case, Failure> {
    let of_code = who.timeline(keys);
    let typed = match &who {
        Who::Account(typed) => Some(typed.clone()),
        Who::Email(_) | Who::Reference(_) => None,
    };
    let whom = Whom::find(store, keys, who, now).await?;
    let told = async |whose: &Whose| store.told(whose, now - TIMELINE_KEPT).await;
    let (timeline, finding, more) = match (whom.email(), whom.account()) {
        (Some(email), named) => {
            let (finding, mut more) = of_email(store, keys, email, now).await?;
            if let Some(number) = named {
                more.push(account_now(store, keys, number, now).await?);
            }
            (told(&Whose::Email(EmailKey::of(keys, email))).await?, finding, more)
        }
        (None, Some(number)) => {
            let (finding, mut more) = of_account(store, keys, number, now).await?;
            if typed.is_some_and(|typed| typed != *number) {
                more.push(format!("It is an old number of account {}", number.masked()));
            }
            (told(&Whose::Account(AccountKey::of(keys, number))).await?, finding, more)
        }
        (None, None) => {
            let timeline = told(&of_code).await?;
            let finding = case::of_reference(timeline.is_empty());
            (timeline, finding, Vec::new())
        }
    };
    Ok(Case { whom, timeline, finding, more })
}

async fn of_account(
    store: &impl Store,
    keys: &KeyRing,
    number: &AccountNumber,
    now: Timestamp,
) -> Result<(Finding, Vec<String>), StoreError> {
    let account = read_account(store, keys, number).await?;
    let mut more = Vec::new();
    if account.facts.as_ref().is_some_and(|facts| facts.contact.is_some()) {
        more.push(
            "The billing system has an email for it; its owner has tries of their own".to_owned(),
        );
    }
    let pendings = whom::of_account(store, keys, number, now).await?;
    let waiting = pendings.iter().filter(|pending| pending.state(now) == LinkState::Open);
    more.extend(waiting.map(|pending| {
        let (email, until) = (masked_email(&pending.email), when(pending.expires_at));
        format!("A link to confirm it waits at {email} until {until}")
    }));
    Ok((case::of_account(&account, now), more))
}

/// How an account stands that was named beside an email.
async fn account_now(
    store: &impl Store,
    keys: &KeyRing,
    number: &AccountNumber,
    now: Timestamp,
) -> Result<String, StoreError> {
    let account = read_account(store, keys, number).await?;
    Ok(format!("Account {}: {}", number.masked(), case::of_account(&account, now).now))
}

async fn read_account(
    store: &impl Store,
    keys: &KeyRing,
    number: &AccountNumber,
) -> Result<Account, StoreError> {
    let facts = store.facts(number).await?.map(|seen| seen.facts);
    let key = AccountKey::of(keys, number);
    let tries = store.read(&[Subject::Account(key)]).await?.pop().unwrap_or_default();
    let owner = match store.owners_of(std::slice::from_ref(number)).await?.pop() {
        Some((_, owner)) => {
            let member = store.by_id(&owner.member).await?;
            Some((owner, member))
        }
        None => None,
    };
    Ok(Account { extract: store.in_force().await?, facts, owner, tries })
}

async fn of_email(
    store: &impl Store,
    keys: &KeyRing,
    email: &Email,
    now: Timestamp,
) -> Result<(Finding, Vec<String>), StoreError> {
    let key = EmailKey::of(keys, email);
    let member = store.by_email(email).await?;
    let mut pendings = store.asked(&key).await?;
    pendings.sort_by_key(|pending| pending.created_at);
    let sign_in = store.read(&[Subject::SignIn(key)]).await?.pop().unwrap_or_default();
    let of_member = member.iter().flat_map(|member| &member.accounts);
    let mut more: Vec<String> = of_member
        .map(|binding| {
            format!("Account {} since {}", binding.account.masked(), when(binding.since))
        })
        .collect();
    more.extend(pendings.last().map(last_registration));
    let mailbox = Mailbox { member, pendings, sign_in };
    Ok((case::of_email(&mailbox, now), more))
}

fn last_registration(pending: &Pending) -> String {
    let (code, account) = (pending.id.reference(), pending.account.masked());
    format!("The last registration has the code {code} and names account {account}")
}
