//! Step 3, and registrations that wait to be confirmed.

use std::collections::BTreeMap;

use domain::limits::Subject;
use domain::ports::{Cancellations, Letters, Pendings, Registrations, StoreError};
use domain::{
    AccountKey, AccountNumber, AccountStatus, EmailKey, Envelope, Facts, Found, Outcome, Pending,
    PendingId, WRONG_NUMBERS_MAX,
};
use domain::{LookUp, RecordEnd, Recorded, Row};
use jiff::Timestamp;

use super::forgets::Forgets;
use super::store::{Kept, MemoryStore, State};

impl Registrations for MemoryStore {
    async fn look_up(&self, asked: &LookUp) -> Result<Found, StoreError> {
        let state = self.lock().await?;
        let is_a_members = state.emails.contains_key(asked.email.canonical());
        if is_a_members && state.has_forgotten(Forgets::Sameness) {
            return Err(StoreError::Unavailable("it tells members from strangers".into()));
        }
        let (account, _) = state.resolve(&asked.account);
        let tries = |subject| state.counters.get(&subject).cloned().unwrap_or_default();
        let site = asked.site.clone().map(Subject::Address);
        let pending = (asked.email_key.clone(), asked.pending.clone());
        Ok(Found {
            extract: state.extract.clone(),
            facts: state.facts(&asked.account),
            owner: state.owners.get(&account).cloned(),
            email_is_a_members: is_a_members,
            account_tries: tries(Subject::Account(AccountKey::of(&self.keys, &account))),
            address_tries: tries(Subject::Address(asked.address.clone())),
            site_tries: site.map(tries).unwrap_or_default(),
            email_tries: tries(Subject::Email(asked.email_key.clone())),
            asked_before: state.pendings.contains_key(&pending),
        })
    }

    async fn record(&self, recorded: &Recorded) -> Result<RecordEnd, StoreError> {
        let mut state = self.lock().await?;
        let pending = &recorded.pending;
        if state.has_forgotten(Forgets::Silence) {
            tracing::info!(email = pending.email.expose(), "recorded");
        }
        let key = (pending.email_key.clone(), pending.id.clone());
        if state.pendings.contains_key(&key) {
            return Ok(RecordEnd::RecordedBefore);
        }
        let used_for = recorded.challenge.as_ref().and_then(|used| state.challenges.get(used));
        match used_for {
            Some((used_for, _)) if *used_for == pending.id => return Ok(RecordEnd::RecordedBefore),
            Some(_) => return Ok(RecordEnd::ChallengeUsed),
            None => {}
        }
        for count in &recorded.counts {
            let stored = state.counters.get(&count.subject).map_or(0, |counter| counter.version);
            if stored + 1 != count.next.version {
                return Err(StoreError::Conflict);
            }
        }
        let envelope = &recorded.envelope;
        if state.outbox.contains_key(&envelope.id) {
            return Err(StoreError::Conflict);
        }
        for count in &recorded.counts {
            state.put_count(count);
        }
        if let Some(challenge) = &recorded.challenge {
            let used = (pending.id.clone(), pending.created_at);
            state.challenges.insert(challenge.clone(), used);
        }
        state.pendings.insert(key, pending.clone());
        state.outbox.insert(envelope.id.clone(), Kept::new(envelope));
        Ok(RecordEnd::Recorded)
    }
}

impl State {
    /// The facts that a number leads to, whatever their version.
    pub(super) fn facts(&self, typed: &AccountNumber) -> Option<Facts> {
        let (account, by_alias) = self.resolve(typed);
        match self.rows.get(&account) {
            Some(Row::Facts(facts)) => Some((**facts).clone()),
            Some(Row::Alias { .. }) | None => by_alias.then(|| gone(account)),
        }
    }
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

impl Pendings for MemoryStore {
    async fn matched(&self, email: &EmailKey) -> Result<Vec<Pending>, StoreError> {
        let mut found = self.asked(email).await?;
        found.retain(|pending| pending.outcome == Outcome::Confirm);
        found.sort_by_key(|pending| std::cmp::Reverse(pending.created_at));
        Ok(found)
    }
    async fn pending(
        &self,
        email: &EmailKey,
        id: &PendingId,
    ) -> Result<Option<Pending>, StoreError> {
        Ok(self.lock().await?.pendings.get(&(email.clone(), id.clone())).cloned())
    }
    async fn count_number(&self, pending: &Pending) -> Result<Option<u32>, StoreError> {
        let mut state = self.lock().await?;
        let key = (pending.email_key.clone(), pending.id.clone());
        let open = |stored: &&mut Pending| stored.wrong_numbers < WRONG_NUMBERS_MAX;
        let Some(stored) = state.pendings.get_mut(&key).filter(open) else { return Ok(None) };
        stored.wrong_numbers += 1;
        Ok(Some(stored.wrong_numbers))
    }
    async fn take_back_number(&self, pending: &Pending) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        let key = (pending.email_key.clone(), pending.id.clone());
        if let Some(stored) = state.pendings.get_mut(&key) {
            stored.wrong_numbers = stored.wrong_numbers.saturating_sub(1);
        }
        Ok(())
    }
}
impl Cancellations for MemoryStore {
    async fn asked(&self, email: &EmailKey) -> Result<Vec<Pending>, StoreError> {
        let state = self.lock().await?;
        let of_email = state.pendings.values().filter(|pending| pending.email_key == *email);
        Ok(of_email.cloned().collect())
    }

    async fn cancel(&self, pending: &Pending, now: Timestamp) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        let key = (pending.email_key.clone(), pending.id.clone());
        let waits = |stored: &&mut Pending| stored.used_by.is_none() && stored.expires_at > now;
        let stored = state.pendings.get_mut(&key).filter(waits).ok_or(StoreError::Conflict)?;
        stored.expires_at = now;
        Ok(())
    }
}

impl Letters for MemoryStore {
    async fn queue(&self, envelope: &Envelope) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        state.outbox.entry(envelope.id.clone()).or_insert_with(|| Kept::new(envelope));
        Ok(())
    }
}
