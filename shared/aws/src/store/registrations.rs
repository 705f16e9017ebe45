//! Step 3: two reads and one transaction.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::{ReturnValuesOnConditionCheckFailure, TransactWriteItem};
use domain::limits::{Counter, Subject};
use domain::ports::{Registrations, StoreError};
use domain::{AccountKey, AccountNumber, AccountStatus, ChallengeKey, Extract, Facts, Found};
use domain::{LookUp, RecordEnd, Recorded};

use super::transact::{Reasons, Transacted, put};
use super::{Fetched, Tables};
use crate::items::{
    FactsItem, Item, ItemError, Key, Reader, Table, challenge_item, counter, envelope_item,
    extract, owner, pending_item, read_facts,
};

impl Registrations for Tables {
    async fn look_up(&self, asked: &LookUp) -> Result<Found, StoreError> {
        let (typed, email) = (Key::facts(&asked.account), Key::email(&asked.email));
        let mut first = self.fetch(&[typed, Key::extract(), email.clone()]).await?;
        let resolved = self.resolve(&asked.account, &mut first)?;

        let account =
            Key::counter(&Subject::Account(AccountKey::of(&self.keys, resolved.number())));
        let address = Key::counter(&Subject::Address(asked.address.clone()));
        let site = asked.site.clone().map(|site| Key::counter(&Subject::Address(site)));
        let tried_email = Key::counter(&Subject::Email(asked.email_key.clone()));
        let matched = Key::matched(&asked.email_key, &asked.pending);
        let unmatched = Key::unmatched(&asked.email_key, &asked.pending);
        let facts = Key::facts(resolved.number());
        let owned = Key::owner(resolved.number());
        let mut keys =
            vec![facts, owned.clone(), account.clone(), address.clone(), tried_email.clone()];
        keys.extend([matched.clone(), unmatched.clone()]);
        keys.extend(site.clone());
        let mut second = self.fetch(&keys).await?;

        let mut tries = |key: &Key| read_counter(second.take(key).as_ref());
        Ok(Found {
            account_tries: tries(&account)?,
            address_tries: tries(&address)?,
            site_tries: site.map_or_else(|| Ok(Counter::default()), |site| tries(&site))?,
            email_tries: tries(&tried_email)?,
            facts: self.facts_of_resolved(&resolved, &mut second)?,
            owner: second.take(&owned).map(|item| owner(&item)).transpose()?,
            asked_before: second.take(&matched).or_else(|| second.take(&unmatched)).is_some(),
            email_is_a_members: first.take(&email).is_some(),
            extract: resolved.extract,
        })
    }

    async fn record(&self, recorded: &Recorded) -> Result<RecordEnd, StoreError> {
        let mut parts = vec![
            put(self.put_new(Table::Transient, pending_item(&recorded.pending))?),
            put(self.put_new(Table::Outbox, envelope_item(&self.keys, &recorded.envelope))?),
        ];
        for count in &recorded.counts {
            parts.push(put(self.put_count(count)?));
        }
        if let Some(challenge) = &recorded.challenge {
            parts.push(self.use_up(challenge, recorded)?);
        }
        match self.transact(parts).await? {
            Transacted::Done => Ok(RecordEnd::Recorded),
            Transacted::Refused(reasons) => not_recorded(recorded, &reasons),
        }
    }
}

/// The extract in force was hashed with a key that this process does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the extract in force names a match key that is not held")]
struct MatchKeyUnknown;

/// The account that a typed number leads to.
pub(super) struct Resolved {
    alias_of: Option<AccountNumber>,
    typed: AccountNumber,
    /// The facts, where the number that was typed is the account's own.
    pub(super) facts: Option<Facts>,
    pub(super) extract: Option<Extract>,
}

impl Resolved {
    pub(super) fn number(&self) -> &AccountNumber {
        self.alias_of.as_ref().unwrap_or(&self.typed)
    }
}

impl Tables {
    /// Follows an old number, unless its alias is older than the extract in force.
    pub(super) fn resolve(
        &self,
        typed: &AccountNumber,
        first: &mut Fetched,
    ) -> Result<Resolved, StoreError> {
        let extract = first.take(&Key::extract()).map(|item| extract(&item)).transpose()?;
        // We cannot compare with these facts. This fails before anything is written, and is no mismatch.
        if extract.as_ref().is_some_and(|extract| !self.keys.holds(&extract.match_key)) {
            return Err(StoreError::Unavailable(Box::new(MatchKeyUnknown)));
        }
        let item = first.take(&Key::facts(typed));
        let in_force = extract.as_ref().map_or(0, |extract| extract.version);
        let (alias_of, facts) = match item.map(|item| read_facts(&self.keys, &item)).transpose()? {
            Some(FactsItem::Alias { account, version }) if version >= in_force => {
                (Some(account), None)
            }
            Some(FactsItem::Facts(facts)) => (None, Some(*facts)),
            Some(FactsItem::Alias { .. }) | None => (None, None),
        };
        Ok(Resolved { alias_of, typed: typed.clone(), facts, extract })
    }

    /// The facts that a resolved number leads to.
    ///
    /// An alias may lack its account, as in the middle of an import. It then leads to an account
    /// that is gone, so that its tries are counted where they were read.
    pub(super) fn facts_of_resolved(
        &self,
        resolved: &Resolved,
        second: &mut Fetched,
    ) -> Result<Option<Facts>, StoreError> {
        let item = second.take(&Key::facts(resolved.number()));
        match item.map(|item| read_facts(&self.keys, &item)).transpose()? {
            Some(FactsItem::Facts(facts)) => Ok(Some(*facts)),
            // An alias never leads to another alias.
            Some(FactsItem::Alias { .. }) | None => Ok(resolved.alias_of.clone().map(gone)),
        }
    }

    fn use_up(
        &self,
        challenge: &ChallengeKey,
        recorded: &Recorded,
    ) -> Result<TransactWriteItem, StoreError> {
        let item = challenge_item(challenge, &recorded.pending.id, recorded.pending.created_at);
        let mut write = self.put_new(Table::Transient, item)?;
        write.return_values_on_condition_check_failure =
            Some(ReturnValuesOnConditionCheckFailure::AllOld);
        Ok(put(write))
    }
}

/// Reads the reasons, in the order of the transaction's parts.
fn not_recorded(recorded: &Recorded, reasons: &Reasons) -> Result<RecordEnd, StoreError> {
    let challenge = 2 + recorded.counts.len();
    if reasons.failed(0) {
        return Ok(RecordEnd::RecordedBefore);
    }
    if recorded.challenge.is_some() && reasons.failed(challenge) {
        let used_for = reasons.found(challenge).map(|item| Reader::new(item).text("pending"));
        let ours = used_for == Some(Ok(recorded.pending.id.text().as_str()));
        return Ok(if ours { RecordEnd::RecordedBefore } else { RecordEnd::ChallengeUsed });
    }
    Err(StoreError::Conflict)
}

pub(super) fn read_counter(item: Option<&Item>) -> Result<Counter, ItemError> {
    item.map_or_else(|| Ok(Counter::default()), counter)
}

/// An account that is known only because an old number leads to it.
fn gone(account: AccountNumber) -> Facts {
    Facts {
        account,
        written: None,
        version: 0,
        holder: 0,
        status: AccountStatus::Closed,
        names: Vec::new(),
        answers: BTreeMap::new(),
        held_from: None,
        customer: None,
        customer_key: None,
        contact: None,
        contact_before: None,
        service_name: None,
    }
}
