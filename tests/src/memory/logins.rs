//! The changes that members make to their logins.

use domain::ports::{Holds, Logins, StoreError};
use domain::{AddEnd, Addition, Closing, HoldChange, Owner};
use domain::{Envelope, Member};

use super::forgets::Forgets;
use super::store::{Kept, MemoryStore, State, no_answer};

impl Logins for MemoryStore {
    async fn add(&self, addition: &Addition) -> Result<AddEnd, StoreError> {
        let mut state = self.lock().await?;
        let Addition { account, owner, extract_version, member, not_me, envelope } = addition;
        if !state.may_write(member, envelope) {
            return Err(StoreError::Conflict);
        }
        if !state.account_stands(account, owner.holder, *extract_version) {
            return Ok(AddEnd::AccountGone);
        }
        if state.is_owned(account, owner.holder) {
            return Ok(AddEnd::AccountOwned);
        }
        state.owners.insert(account.clone(), owner.clone());
        if state.has_forgotten(Forgets::Halves) {
            return Err(no_answer());
        }
        for link in not_me {
            state.links.insert((link.claim.email.clone(), link.claim.id.clone()), link.clone());
        }
        state.put_member(member);
        state.tell(envelope);
        Ok(AddEnd::Added)
    }

    async fn close(&self, closing: &Closing) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        let Closing { member, freed, bound, envelope } = closing;
        let is_theirs = state.emails.get(member.email.canonical()) == Some(&member.id);
        let stand = freed.iter().all(|(account, owner)| state.owners.get(account) == Some(owner));
        if !state.may_write(member, envelope) || !is_theirs || !stand {
            return Err(StoreError::Conflict);
        }
        state.emails.remove(member.email.canonical());
        if !state.has_forgotten(Forgets::Freeing) {
            for (account, _) in freed {
                state.owners.remove(account);
            }
        }
        state.keep_bound(bound);
        state.put_member(member);
        state.tell(envelope);
        Ok(())
    }
}

impl Holds for MemoryStore {
    async fn hold(&self, change: &HoldChange) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        let HoldChange { member, owners, links, envelope } = change;
        for link in links {
            state.links.insert((link.claim.email.clone(), link.claim.id.clone()), link.clone());
        }
        let is_seen = |(account, owner): &(_, Owner)| {
            let stored = state.owners.get(account).map(|it| (&it.member, it.holder, it.since));
            stored == Some((&owner.member, owner.holder, owner.since))
        };
        if !state.may_write(member, envelope) || !owners.iter().all(is_seen) {
            return Err(StoreError::Conflict);
        }
        state.owners.extend(owners.iter().cloned());
        state.put_member(member);
        state.tell(envelope);
        Ok(())
    }
}

impl State {
    /// Whether a member is stored as it was read.
    pub(super) fn is_as_read(&self, member: &Member) -> bool {
        self.members.get(&member.id).is_some_and(|stored| stored.version == member.version)
    }

    /// Whether a member is stored as it was read, and nothing told of it before.
    pub(super) fn may_write(&self, member: &Member, envelope: &Envelope) -> bool {
        self.is_as_read(member) && !self.outbox.contains_key(&envelope.id)
    }

    /// Stores a member under the next version.
    pub(super) fn put_member(&mut self, member: &Member) {
        let next = Member { version: member.version + 1, ..member.clone() };
        self.members.insert(next.id.clone(), next);
    }

    pub(super) fn tell(&mut self, envelope: &Envelope) {
        if !self.has_forgotten(Forgets::Telling) {
            self.outbox.insert(envelope.id.clone(), Kept::new(envelope));
        }
    }
}
