//! The bindings of accounts, and their end.

use std::collections::BTreeSet;

use domain::ports::{Bindings, InForce, Releases, Services, StoreError};
use domain::{AccountNumber, Extract, Facts, Member, MemberId, Owner, Service};
use domain::{Ended, MemberChange, PassedOn, Row};

use super::store::{Kept, MemoryStore, State};

impl Bindings for MemoryStore {
    async fn owners_of(
        &self,
        accounts: &[AccountNumber],
    ) -> Result<Vec<(AccountNumber, Owner)>, StoreError> {
        let state = self.lock().await?;
        let mut accounts: Vec<&AccountNumber> = accounts.iter().collect();
        accounts.sort();
        accounts.dedup();
        let owner = |account: &AccountNumber| {
            state.owners.get(account).map(|owner| (account.clone(), owner.clone()))
        };
        Ok(accounts.into_iter().filter_map(owner).collect())
    }

    async fn by_id(&self, member: &MemberId) -> Result<Option<Member>, StoreError> {
        Ok(self.lock().await?.members.get(member).cloned())
    }

    async fn pass_on(&self, passed_on: &PassedOn) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        let PassedOn { facts, ended } = passed_on;
        let stands = match ended {
            None => !state.has_earlier_owner(facts),
            Some(ended) => state.may_end(&facts.account, ended),
        };
        if !stands {
            return Err(StoreError::Conflict);
        }
        state.rows.insert(facts.account.clone(), Row::Facts(Box::new(facts.clone())));
        if let Some(ended) = ended {
            state.owners.remove(&facts.account);
            if let Some(MemberChange { member, envelope }) = &ended.left {
                state.put_member(member);
                state.outbox.insert(envelope.id.clone(), Kept::new(envelope));
            }
        }
        Ok(())
    }
}

impl Releases for MemoryStore {
    async fn release(&self, account: &AccountNumber, ended: &Ended) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        if !state.may_end(account, ended) {
            return Err(StoreError::Conflict);
        }
        state.owners.remove(account);
        if let Some(MemberChange { member, envelope }) = &ended.left {
            state.put_member(member);
            state.tell(envelope);
        }
        Ok(())
    }
}

impl Services for MemoryStore {
    async fn services(&self, accounts: &[AccountNumber]) -> Result<Vec<Service>, StoreError> {
        let state = self.lock().await?;
        let in_force = state.extract.as_ref().map_or(0, |extract| extract.version);
        let of = |account: &AccountNumber| match state.rows.get(account) {
            Some(Row::Facts(facts)) => Some(Service::of(facts.as_ref().clone(), in_force)),
            Some(Row::Alias { .. }) | None => None,
        };
        let accounts: BTreeSet<&AccountNumber> = accounts.iter().collect();
        Ok(accounts.into_iter().filter_map(of).collect())
    }
}

impl InForce for MemoryStore {
    async fn in_force(&self) -> Result<Option<Extract>, StoreError> {
        Ok(self.lock().await?.extract.clone())
    }
}

impl State {
    fn has_earlier_owner(&self, facts: &Facts) -> bool {
        self.owners.get(&facts.account).is_some_and(|owner| owner.holder < facts.holder)
    }

    /// Whether owner and member are those that were read, and the envelope is new.
    fn may_end(&self, account: &AccountNumber, ended: &Ended) -> bool {
        let left = ended.left.as_ref();
        let left = left.is_none_or(|left| self.may_write(&left.member, &left.envelope));
        left && self.owners.get(account) == Some(&ended.owner)
    }
}
