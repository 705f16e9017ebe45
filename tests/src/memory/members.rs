//! Claims, members and sessions.

use domain::ports::{Claims, Members, Sessions, StoreError};
use domain::{
    AccountNumber, AccountStatus, Email, Envelope, FactsSeen, LinkState, Member, MemberId, Session,
    SessionId, SignedIn,
};
use domain::{Claim, ClaimEnd, Reopened, Row};

use super::forgets::Forgets;
use super::store::{Kept, MemoryStore, State, no_answer};

impl Claims for MemoryStore {
    async fn facts(&self, account: &AccountNumber) -> Result<Option<FactsSeen>, StoreError> {
        let state = self.lock().await?;
        let seen = state.facts(account).zip(state.extract.clone());
        Ok(seen.map(|(facts, extract)| FactsSeen { facts, extract }))
    }

    async fn claim(&self, claim: &Claim) -> Result<ClaimEnd, StoreError> {
        let mut state = self.lock().await?;
        if let Some(end) = state.in_the_way(claim) {
            return Ok(end);
        }
        let (member, envelope) = (&claim.member, &claim.envelope);
        if state.members.contains_key(&member.id) || state.outbox.contains_key(&envelope.id) {
            return Err(StoreError::Conflict);
        }
        let key = (claim.pending.email_key.clone(), claim.pending.id.clone());
        if let Some(pending) = state.pendings.get_mut(&key) {
            pending.used_by = Some(claim.request.clone());
        }
        let owner = claim.owner();
        state.owners.insert(claim.pending.account.clone(), owner);
        if state.has_forgotten(Forgets::Halves) {
            return Err(no_answer());
        }
        state.succeeded(key, &claim.request);
        state.emails.insert(member.email.canonical().to_owned(), member.id.clone());
        state.members.insert(member.id.clone(), member.clone());
        for link in &claim.not_me {
            state.links.insert((link.claim.email.clone(), link.claim.id.clone()), link.clone());
        }
        state.outbox.insert(envelope.id.clone(), Kept::new(envelope));
        Ok(ClaimEnd::Claimed)
    }
}

impl State {
    /// The first condition that does not hold, in the order of the tables' reasons.
    fn in_the_way(&self, claim: &Claim) -> Option<ClaimEnd> {
        let key = (claim.pending.email_key.clone(), claim.pending.id.clone());
        let pending = self.pendings.get(&key);
        match pending.map(|pending| (pending.state(claim.at), &pending.used_by)) {
            Some((LinkState::Open, _)) => {}
            Some((_, Some(request))) if *request == claim.request => {
                return Some(ClaimEnd::Claimed);
            }
            Some((LinkState::Used | LinkState::Expired, _)) | None => {
                return Some(ClaimEnd::LinkSpent);
            }
        }
        let account = &claim.pending.account;
        if !self.account_stands(account, claim.pending.holder, claim.extract_version) {
            return Some(ClaimEnd::AccountGone);
        }
        if self.is_owned(account, claim.pending.holder) {
            return Some(ClaimEnd::AccountOwned);
        }
        self.emails.contains_key(claim.member.email.canonical()).then_some(ClaimEnd::EmailTaken)
    }

    /// Whether somebody has an account, as this holder or a later one.
    pub(super) fn is_owned(&self, account: &AccountNumber, holder: u64) -> bool {
        let owned = self.owners.get(account).is_some_and(|owner| owner.holder >= holder);
        owned && !self.has_forgotten(Forgets::Owners)
    }

    /// Whether an account is in the extract, billed, and still has the same holder.
    pub(super) fn account_stands(
        &self,
        account: &AccountNumber,
        holder: u64,
        version: u64,
    ) -> bool {
        match self.rows.get(account) {
            Some(Row::Facts(facts)) => {
                facts.holder == holder
                    && facts.status == AccountStatus::Active
                    && facts.version >= version
            }
            Some(Row::Alias { .. }) | None => false,
        }
    }
}

impl Members for MemoryStore {
    async fn by_email(&self, email: &Email) -> Result<Option<Member>, StoreError> {
        let state = self.lock().await?;
        Ok(state.emails.get(email.canonical()).and_then(|id| state.members.get(id)).cloned())
    }

    async fn by_session(
        &self,
        member: &MemberId,
        session: &SessionId,
    ) -> Result<Option<SignedIn>, StoreError> {
        let state = self.lock().await?;
        let key = (member.clone(), session.clone());
        let found = state.sessions.get(&key).cloned().zip(state.members.get(member).cloned());
        Ok(found.map(|(session, member)| SignedIn { session, member }))
    }

    async fn change(&self, member: &Member, envelope: Option<&Envelope>) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        let queued = envelope.is_some_and(|envelope| state.outbox.contains_key(&envelope.id));
        if !state.is_as_read(member) || queued {
            return Err(StoreError::Conflict);
        }
        state.put_member(member);
        if let Some(envelope) = envelope {
            state.tell(envelope);
        }
        Ok(())
    }
}

impl Sessions for MemoryStore {
    async fn open(&self, session: &Session, envelope: Option<&Envelope>) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        let key = (session.member.clone(), session.id.clone());
        if let Some(envelope) = envelope {
            if state.sessions.contains_key(&key) || state.outbox.contains_key(&envelope.id) {
                return Err(StoreError::Conflict);
            }
            state.outbox.insert(envelope.id.clone(), Kept::new(envelope));
        }
        state.sessions.insert(key, session.clone());
        Ok(())
    }

    async fn of_member(&self, member: &MemberId) -> Result<Vec<Session>, StoreError> {
        let state = self.lock().await?;
        Ok(state.sessions.values().filter(|session| session.member == *member).cloned().collect())
    }

    async fn reopen(&self, reopened: &Reopened) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        let Reopened { member, session, envelope } = reopened;
        let key = (session.member.clone(), session.id.clone());
        if !state.may_write(member, envelope) || state.sessions.contains_key(&key) {
            return Err(StoreError::Conflict);
        }
        state.sessions.insert(key, session.clone());
        state.put_member(member);
        state.tell(envelope);
        Ok(())
    }

    async fn end(
        &self,
        member: &MemberId,
        session: &SessionId,
        envelope: Option<&Envelope>,
    ) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        let ended = state.sessions.remove(&(member.clone(), session.clone()));
        if let (Some(_), Some(envelope)) = (ended, envelope) {
            state.tell(envelope);
        }
        Ok(())
    }
}
