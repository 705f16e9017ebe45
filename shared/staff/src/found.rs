//! Finds the account and the email that a look-up or an act is about.

use std::slice;

use domain::ports::{Bindings, Cancellations, Claims, Members, Posted, StoreError, Timeline};
use domain::why::newest;
use domain::{
    AccountKey, AccountNumber, Email, EmailKey, KeyRing, Member, Pending, ReferenceCode, Trace,
    Whose,
};
use jiff::Timestamp;

use crate::leads::{Lead, leads};
use crate::masked::masked_email;
use crate::refused::{NotDone, Refused};
use crate::target::Target;

/// The account and the email that a look-up or an act is about.
pub struct Found {
    /// What was typed. An old number is replaced by the account that it leads to.
    target: Target,
    /// For a code, who asked when it was made.
    ///
    /// `None` once the outbox has dropped its envelope.
    lead: Option<Lead>,
}

impl Found {
    /// Finds whom it is about.
    ///
    /// # Errors
    ///
    /// If the tables do not answer, or if a code leads to two people.
    pub async fn find<S: Claims + Timeline + Posted>(
        store: &S,
        keys: &KeyRing,
        who: Target,
        now: Timestamp,
    ) -> Result<Self, NotDone> {
        match who {
            Target::Account(typed) => {
                let number = resolved(store, &typed).await?;
                Ok(Self { target: Target::Account(number), lead: None })
            }
            Target::Email(_) => Ok(Self { target: who, lead: None }),
            Target::Reference(ref code) => {
                let is_theirs = |trace: &Trace| trace.reference.as_ref() == Some(code);
                let mut found = leads(store, &who.timeline(keys), is_theirs, now).await?;
                if found.len() > 1 {
                    let emails = found.iter().map(|lead| &lead.email);
                    let what = "that code stands for several emails";
                    return Err(Refused::several(what, emails).into());
                }
                Ok(Self { lead: found.pop(), target: who })
            }
        }
    }

    /// The account, if one is known.
    pub fn account(&self) -> Option<&AccountNumber> {
        match &self.target {
            Target::Account(number) => Some(number),
            Target::Email(_) => None,
            Target::Reference(_) => self.lead.as_ref().and_then(|lead| lead.account.as_ref()),
        }
    }

    /// The code, if that was typed.
    pub fn reference(&self) -> Option<&ReferenceCode> {
        match &self.target {
            Target::Account(_) | Target::Email(_) => None,
            Target::Reference(code) => Some(code),
        }
    }

    /// The email, if one is known.
    pub fn email(&self) -> Option<&Email> {
        match &self.target {
            Target::Account(_) => None,
            Target::Email(email) => Some(email),
            Target::Reference(_) => self.lead.as_ref().map(|lead| &lead.email),
        }
    }

    /// The email that goes with them: the one that is known, or that of their account's case.
    ///
    /// # Errors
    ///
    /// If the tables do not answer.
    pub(crate) async fn mailbox<S>(
        &self,
        store: &S,
        keys: &KeyRing,
        now: Timestamp,
    ) -> Result<Option<Email>, StoreError>
    where
        S: Members + Bindings + Cancellations + Timeline + Posted,
    {
        let (None, Some(number)) = (self.email(), self.account()) else {
            return Ok(self.email().cloned());
        };
        let owner = owner(store, number).await?;
        let pendings = of_account(store, keys, number, now).await?;
        Ok(mailbox_of_account(owner.as_ref(), &pendings).map(|(email, _)| email))
    }

    /// Every timeline on which an act on them is noted.
    pub fn timelines(&self, keys: &KeyRing) -> Vec<Whose> {
        let account = self.account().map(|it| Whose::Account(AccountKey::of(keys, it)));
        let email = self.email().map(|it| Whose::Email(EmailKey::of(keys, it)));
        let mut all: Vec<Whose> = account.into_iter().chain(email).collect();
        all.push(self.target.timeline(keys));
        all.sort();
        all.dedup();
        all
    }

    /// The same, of whoever was typed: where a code leads to several people, its own alone.
    ///
    /// # Errors
    ///
    /// If the tables do not answer.
    pub(crate) async fn timelines_of<S: Claims + Timeline + Posted>(
        store: &S,
        keys: &KeyRing,
        who: Target,
        now: Timestamp,
    ) -> Result<Vec<Whose>, StoreError> {
        let typed = who.timeline(keys);
        match Self::find(store, keys, who, now).await {
            Ok(found) => Ok(found.timelines(keys)),
            Err(NotDone::Refused(_)) => Ok(vec![typed]),
            Err(NotDone::Store(error)) => Err(error),
        }
    }

    /// A form for a log that is kept for years, as [`Target::logged`]; of a code, with the account that it leads to.
    #[must_use]
    pub fn logged(&self) -> String {
        let account = self.lead.as_ref().and_then(|lead| lead.account.as_ref());
        let account = account.map(|it| format!(" (account {})", it.masked()));
        format!("{}{}", self.target.logged(), account.unwrap_or_default())
    }

    /// A masked form, which is enough for the person who typed it to recognise it.
    pub fn shown(&self) -> String {
        let shown = self.target.shown();
        let Some(Lead { email, account }) = &self.lead else { return shown };
        let account = account.as_ref().map(|it| format!(", account {}", it.masked()));
        format!("{shown} ({}{})", masked_email(email), account.unwrap_or_default())
    }

    /// The registrations of their email, or all that name their account.
    ///
    /// They are there until they are cleaned up.
    ///
    /// # Errors
    ///
    /// If the tables do not answer, or if the code leads nowhere any more.
    pub(crate) async fn pendings<S: Cancellations + Timeline + Posted>(
        &self,
        store: &S,
        keys: &KeyRing,
        now: Timestamp,
    ) -> Result<Vec<Pending>, NotDone> {
        match (&self.target, self.email()) {
            (Target::Account(number), _) => Ok(of_account(store, keys, number, now).await?),
            (_, Some(email)) => Ok(store.asked(&EmailKey::of(keys, email)).await?),
            (Target::Email(_) | Target::Reference(_), None) => Err(Refused::forgotten().into()),
        }
    }
}

/// The mailbox that an account's case is about, and whether it is a member's: its owner's, or that of who asked for it last.
pub(crate) fn mailbox_of_account(
    owner: Option<&Member>,
    pendings: &[Pending],
) -> Option<(Email, bool)> {
    let owners = owner.map(|member| (member.email.clone(), true));
    owners.or_else(|| newest(pendings).map(|pending| (pending.email.clone(), false)))
}

/// The member who has an account.
pub(crate) async fn owner(
    store: &(impl Members + Bindings),
    number: &AccountNumber,
) -> Result<Option<Member>, StoreError> {
    match store.owners_of(slice::from_ref(number)).await?.pop() {
        Some((_, owner)) => store.by_id(&owner.member).await,
        None => Ok(None),
    }
}

/// All registrations that name an account, as far as the outbox leads to them.
pub(crate) async fn of_account<S: Cancellations + Timeline + Posted>(
    store: &S,
    keys: &KeyRing,
    number: &AccountNumber,
    now: Timestamp,
) -> Result<Vec<Pending>, StoreError> {
    let whose = Whose::Account(AccountKey::of(keys, number));
    let is_theirs = |trace: &Trace| trace.account.as_ref() == Some(number);
    let mut found = Vec::new();
    for lead in leads(store, &whose, is_theirs, now).await? {
        let of_email = store.asked(&EmailKey::of(keys, &lead.email)).await?;
        found.extend(of_email.into_iter().filter(|pending| pending.account == *number));
    }
    Ok(found)
}

/// The account that a number leads to, also by an old number.
async fn resolved(store: &impl Claims, typed: &AccountNumber) -> Result<AccountNumber, StoreError> {
    let facts = store.facts(typed).await?;
    Ok(facts.map_or_else(|| typed.clone(), |seen| seen.facts.account))
}
