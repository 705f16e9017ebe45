//! The outbox, as the worker uses it, and the accounts, as the import writes them.

use domain::Row;
use domain::ports::{Extracts, LeaseWish, Outbox, Posted, StoreError, Written};
use domain::{
    AccountNumber, Due, Envelope, Extract, Facts, Lane, Lease, Leased, Mark, OutboxId, Typed,
};
use jiff::Timestamp;

use super::forgets::Forgets;
use super::lease::take;
use super::store::MemoryStore;

impl Outbox for MemoryStore {
    async fn due(
        &self,
        lane: Lane,
        now: Timestamp,
        after: Option<&Due>,
        most: usize,
    ) -> Result<Vec<Due>, StoreError> {
        let state = self.lock().await?;
        let is_found = !state.has_forgotten(Forgets::Waiting);
        let waiting = state.outbox.values().filter(|kept| is_found && kept.is_unsent());
        let mut due: Vec<Due> = waiting
            .filter(|kept| kept.lane() == lane && kept.due_at <= now)
            .map(|kept| Due { at: kept.due_at, id: kept.envelope.id.clone() })
            .filter(|due| after.is_none_or(|last| due > last))
            .collect();
        due.sort();
        due.truncate(most);
        Ok(due)
    }

    async fn lease(
        &self,
        id: &OutboxId,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Lease, StoreError> {
        let mut state = self.lock().await?;
        let forgets_sending = state.has_forgotten(Forgets::Sending);
        let Some(kept) = state.outbox.get_mut(id) else { return Ok(Lease::Nothing) };
        if !kept.is_unsent() || kept.due_at > now {
            return Ok(Lease::Nothing);
        }
        if let Some(held) = kept.leased_until.filter(|held| *held > now) {
            return Ok(Lease::Held(held));
        }
        let attempts = kept.attempts;
        kept.attempts += 1;
        kept.leased_until = Some(until);
        let (envelope, marks) = (kept.envelope.clone(), kept.marks.clone());
        if forgets_sending {
            kept.marks.fill(Mark::Sent(now));
        }
        let leased = Leased { envelope, marks, published: kept.published, attempts, until };
        Ok(Lease::Taken(Box::new(leased)))
    }

    async fn put_back(&self, leased: &Leased, due_at: Timestamp) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        let kept = state.outbox.get_mut(&leased.envelope.id);
        let Some(kept) = kept.filter(|kept| kept.leased_until == Some(leased.until)) else {
            return Err(StoreError::Conflict);
        };
        kept.envelope.letters.clone_from(&leased.envelope.letters);
        kept.marks.clone_from(&leased.marks);
        kept.published = leased.published;
        kept.attempts = leased.attempts;
        kept.leased_until = None;
        kept.due_at = due_at;
        Ok(())
    }
}

impl Posted for MemoryStore {
    async fn posted(&self, id: &OutboxId) -> Result<Option<Envelope>, StoreError> {
        Ok(self.lock().await?.outbox.get(id).map(|kept| kept.envelope.clone()))
    }
}

impl Written for MemoryStore {
    async fn written(&self, accounts: &[AccountNumber]) -> Result<Vec<Typed>, StoreError> {
        let state = self.lock().await?;
        let written = |account: &AccountNumber| {
            let known = match state.rows.get(account) {
                Some(Row::Facts(facts)) => facts.written.clone(),
                Some(Row::Alias { .. }) | None => None,
            };
            known.unwrap_or_else(|| Typed::new(account.expose()))
        };
        Ok(accounts.iter().map(written).collect())
    }
}

impl Extracts for MemoryStore {
    async fn begin(&self, wish: LeaseWish<'_>) -> Result<Option<Extract>, StoreError> {
        let mut state = self.lock().await?;
        if take(&mut state.import_lease, wish) {
            Ok(state.extract.clone())
        } else {
            Err(StoreError::Conflict)
        }
    }

    async fn facts_of(&self, accounts: &[AccountNumber]) -> Result<Vec<Facts>, StoreError> {
        let state = self.lock().await?;
        let mut accounts: Vec<&AccountNumber> = accounts.iter().collect();
        accounts.sort();
        accounts.dedup();
        let facts = |account| match state.rows.get(account) {
            Some(Row::Facts(facts)) => Some((**facts).clone()),
            Some(Row::Alias { .. }) | None => None,
        };
        Ok(accounts.into_iter().filter_map(facts).collect())
    }

    async fn put(&self, rows: &[Row]) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        for row in rows {
            let number = match row {
                Row::Facts(facts) => &facts.account,
                Row::Alias { alias, .. } => alias,
            };
            state.rows.insert(number.clone(), row.clone());
        }
        Ok(())
    }

    async fn put_in_force(&self, extract: &Extract) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        let in_force = state.extract.as_ref().map_or(0, |extract| extract.version);
        let is_same =
            |it: &Extract| it.version == extract.version && it.file_hash == extract.file_hash;
        if in_force + 1 != extract.version && !state.extract.as_ref().is_some_and(is_same) {
            return Err(StoreError::Conflict);
        }
        state.extract = Some(extract.clone());
        state.import_lease = None;
        Ok(())
    }
}
