//! The changes that members make to their logins.

use domain::ports::{Logins, StoreError};
use domain::{AddEnd, Addition, Closing};
use domain::{Envelope, Member};

use super::forgets::Forgets;
use super::store::{Kept, MemoryStore, State, no_answer};

impl Logins for MemoryStore {
    async fn add(&self, addition: &Addition) -> Result<AddEnd, StoreError> {
        let mut state = self.lock().await?;
        let Addition { account, owner, extract_version, member, not_me, envelope } = addition;
        if !state.is_next(member, envelope) {
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
        if let Some(link) = not_me {
            state.links.insert((link.claim.email.clone(), link.claim.id.clone()), link.clone());
        }
        state.write_next(member, envelope);
        Ok(AddEnd::Added)
    }

    async fn close(&self, closing: &Closing) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        let Closing { member, freed, envelope } = closing;
        let is_theirs = state.emails.get(member.email.canonical()) == Some(&member.id);
        let stand = freed.iter().all(|(account, owner)| state.owners.get(account) == Some(owner));
        if !state.is_next(member, envelope) || !is_theirs || !stand {
            return Err(StoreError::Conflict);
        }
        state.emails.remove(member.email.canonical());
        if !state.has_forgotten(Forgets::Freeing) {
            for (account, _) in freed {
                state.owners.remove(account);
            }
        }
        state.write_next(member, envelope);
        Ok(())
    }
}

impl State {
    /// Whether a member is the next version of what is stored, and the envelope is new.
    pub(super) fn is_next(&self, member: &Member, envelope: &Envelope) -> bool {
        let stored = self.members.get(&member.id).map(|stored| stored.version + 1);
        stored == Some(member.version) && !self.outbox.contains_key(&envelope.id)
    }

    pub(super) fn write_next(&mut self, member: &Member, envelope: &Envelope) {
        self.members.insert(member.id.clone(), member.clone());
        self.tell(envelope);
    }

    pub(super) fn tell(&mut self, envelope: &Envelope) {
        if !self.has_forgotten(Forgets::Telling) {
            self.outbox.insert(envelope.id.clone(), Kept::new(envelope));
        }
    }
}
