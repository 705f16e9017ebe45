//! The links of members.

use domain::ports::{LinkStates, Links, StoreError};
use domain::{BillsAsked, FoundLink, Issued, Kept as Asked, SpendEnd, Spending};
use domain::{Link, LinkClaim, LinkState, Member, Purpose};
use jiff::Timestamp;

use super::forgets::Forgets;
use super::store::{Kept, MemoryStore, State};

impl LinkStates for MemoryStore {
    async fn state_of(
        &self,
        purpose: Purpose,
        claim: &LinkClaim,
        now: Timestamp,
    ) -> Result<LinkState, StoreError> {
        let state = self.lock().await?;
        let found = match purpose {
            Purpose::Verify => state.pendings.get(&key(claim)).map(|pending| pending.state(now)),
            Purpose::Recover
            | Purpose::NewEmail
            | Purpose::NotMe
            | Purpose::ProveEmail
            | Purpose::MoveEmail
            | Purpose::Invite
            | Purpose::ConfirmBills
            | Purpose::NotMyFactor
            | Purpose::StopReset
            | Purpose::ResetFactors => state.links.get(&key(claim)).map(|link| link.own_state(now)),
        };
        Ok(found.unwrap_or(LinkState::Expired))
    }
}

impl Links for MemoryStore {
    async fn issue(&self, issued: &Issued) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        let envelope = &issued.envelope;
        let is_taken = match &issued.kept {
            Asked::Link(link) => state.links.contains_key(&key(&link.claim)),
            Asked::Pending(pending) => state.pendings.contains_key(&key(&pending.link())),
        };
        let moved_on = !issued.counts.iter().all(|count| state.is_next(count));
        if is_taken || moved_on || state.outbox.contains_key(&envelope.id) {
            return Err(StoreError::Conflict);
        }
        for count in &issued.counts {
            state.put_count(count);
        }
        match &issued.kept {
            Asked::Link(link) => {
                state.links.insert(key(&link.claim), Link::clone(link));
            }
            Asked::Pending(pending) => {
                state.pendings.insert(key(&pending.link()), (**pending).clone());
            }
        }
        state.outbox.insert(envelope.id.clone(), Kept::new(envelope));
        Ok(())
    }

    async fn ask_bills(&self, asked: &BillsAsked) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        let is_taken = state.links.contains_key(&key(&asked.link.claim));
        if is_taken || !state.may_write(&asked.member, &asked.envelope) {
            return Err(StoreError::Conflict);
        }
        state.links.insert(key(&asked.link.claim), asked.link.clone());
        state.put_member(&asked.member);
        state.outbox.insert(asked.envelope.id.clone(), Kept::new(&asked.envelope));
        Ok(())
    }

    async fn find(&self, claim: &LinkClaim) -> Result<Option<FoundLink>, StoreError> {
        let state = self.lock().await?;
        let Some(link) = state.links.get(&key(claim)) else { return Ok(None) };
        let member = link.member.as_ref().and_then(|id| state.members.get(id));
        Ok(member.map(|member| FoundLink { link: link.clone(), member: member.clone() }))
    }

    async fn spend(&self, spending: &Spending) -> Result<SpendEnd, StoreError> {
        let mut state = self.lock().await?;
        if let Some(end) = state.stands_in_the_way(spending)? {
            return Ok(end);
        }
        let (member, envelope) = (&spending.member, &spending.envelope);
        let forgets_uses = state.has_forgotten(Forgets::Uses);
        if let Some(link) = state.links.get_mut(&key(&spending.link)).filter(|_| !forgets_uses) {
            link.used_by = Some(spending.request.clone());
        }
        state.succeeded(key(&spending.link), &spending.request);
        if let Some(before) = &spending.moved_from {
            state.emails.remove(before.canonical());
            state.emails.insert(member.email.canonical().to_owned(), member.id.clone());
        }
        for link in &spending.links {
            state.links.insert(key(&link.claim), link.clone());
        }
        state.keep_bound(&spending.bound);
        let forgets_epoch = forgets_uses || state.has_forgotten(Forgets::Epochs);
        let epoch = member.epoch - u64::from(forgets_epoch);
        state.put_member(&Member { epoch, ..member.clone() });
        state.outbox.insert(envelope.id.clone(), Kept::new(envelope));
        Ok(SpendEnd::Spent)
    }
}

impl State {
    /// The first condition that does not hold, in the order of the tables' reasons.
    fn stands_in_the_way(&self, spending: &Spending) -> Result<Option<SpendEnd>, StoreError> {
        let (member, link) = (&spending.member, self.links.get(&key(&spending.link)));
        let used_by = link.and_then(|link| link.used_by.as_ref());
        if used_by == Some(&spending.request) {
            return Ok(Some(SpendEnd::Spent));
        }
        if used_by.is_some() || link.is_none_or(|link| link.expires_at <= spending.at) {
            return Ok(Some(SpendEnd::LinkSpent));
        }
        if !self.may_write(member, &spending.envelope) {
            return Err(StoreError::Conflict);
        }
        let Some(before) = &spending.moved_from else { return Ok(None) };
        if self.emails.contains_key(member.email.canonical()) {
            return Ok(Some(SpendEnd::EmailTaken));
        }
        if self.emails.get(before.canonical()) != Some(&member.id) {
            return Err(StoreError::Conflict);
        }
        Ok(None)
    }
}

pub(super) fn key(claim: &LinkClaim) -> (domain::EmailKey, domain::PendingId) {
    (claim.email.clone(), claim.id.clone())
}
