//! Second factors.

use domain::ports::{Passkeys, SecondFactors, StoreError, Waits};
use domain::{
    AboutWait, DeviceId, FactorId, FactorKind, FactorRecord, FactorWrite, FactorWriteEnd,
    KeptOfFactors, Member, MemberId, Passkey, PasskeyWrite, Session, SessionId, SessionWrite,
    UsedOnce,
};
use jiff::Timestamp;

use super::forgets::Forgets;
use super::store::{Kept, MemoryStore, State};

impl SecondFactors for MemoryStore {
    async fn member(&self, id: &MemberId) -> Result<Option<Member>, StoreError> {
        let state = self.lock().await?;
        Ok(state.members.get(id).cloned())
    }

    async fn kept(&self, member: &MemberId) -> Result<KeptOfFactors, StoreError> {
        let state = self.lock().await?;
        let remembered = state.remembered.values().filter(|kept| kept.member == *member);
        let used = state.steps.values().filter(|used| used.member == *member);
        let bound = state.bound.values().filter(|bound| bound.member == *member);
        Ok(KeptOfFactors {
            remembered: remembered.cloned().collect(),
            used: used.cloned().collect(),
            bound: bound.cloned().collect(),
        })
    }

    async fn write(&self, write: &FactorWrite) -> Result<FactorWriteEnd, StoreError> {
        let mut state = self.lock().await?;
        if state.has_used(write) {
            return Ok(FactorWriteEnd::CodeUsed);
        }
        if !state.may_write_factors(write) {
            return Err(StoreError::Conflict);
        }
        match &write.used {
            Some(UsedOnce::Step(used)) => {
                state.steps.insert((used.member.clone(), used.factor.clone()), used.clone());
            }
            Some(UsedOnce::Challenge(used)) => {
                state.signed.insert(used.key.clone(), used.at);
            }
            None => {}
        }
        if let Some(PasskeyWrite::Adds(passkey) | PasskeyWrite::Signed { passkey, .. }) =
            &write.passkey
        {
            state.passkeys.insert(passkey.id.clone(), passkey.clone());
        }
        if let Some(member) = &write.member {
            state.put_member(member);
        }
        for ended in &write.ends {
            state.sessions.remove(ended);
        }
        if let Some(session) = write.session.as_ref().map(SessionWrite::session) {
            state.sessions.insert(key(session), session.clone());
        }
        if let Some(kept) = &write.remembered {
            state.remembered.insert((kept.member.clone(), kept.device.clone()), kept.clone());
        }
        state.keep_bound(&write.bound);
        for link in &write.links {
            state.links.insert((link.claim.email.clone(), link.claim.id.clone()), link.clone());
        }
        if let Some(envelope) = &write.envelope {
            state.outbox.insert(envelope.id.clone(), Kept::new(envelope));
        }
        for count in &write.counts {
            state.put_count(count);
        }
        for later in &write.later {
            let kept = Kept { due_at: later.not_before, ..Kept::new(&later.envelope) };
            state.outbox.insert(later.envelope.id.clone(), kept);
        }
        Ok(FactorWriteEnd::Written)
    }

    async fn forget(&self, member: &MemberId, device: &DeviceId) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        state.remembered.remove(&(member.clone(), device.clone()));
        Ok(())
    }
}

impl Passkeys for MemoryStore {
    async fn named(
        &self,
        member: &MemberId,
        passkey: &FactorId,
    ) -> Result<(Option<Member>, Option<Passkey>), StoreError> {
        let state = self.lock().await?;
        Ok((state.members.get(member).cloned(), state.passkeys.get(passkey).cloned()))
    }

    async fn passkeys(&self, ids: &[FactorId]) -> Result<Vec<Passkey>, StoreError> {
        let state = self.lock().await?;
        Ok(ids.iter().filter_map(|id| state.passkeys.get(id)).cloned().collect())
    }
}

impl Waits for MemoryStore {
    async fn waiting(
        &self,
        about: &AboutWait,
        now: Timestamp,
    ) -> Result<Option<Member>, StoreError> {
        let member = self.lock().await?.members.get(&about.member).cloned();
        Ok(member.filter(|member| about.runs(member.factors.wait.as_ref(), now)))
    }
}

impl State {
    /// Whether the step, or a later one, or the challenge was used before.
    fn has_used(&self, write: &FactorWrite) -> bool {
        let last = |used: &domain::UsedStep| {
            self.steps.get(&(used.member.clone(), used.factor.clone())).map(|last| last.step)
        };
        let is_used = match &write.used {
            Some(UsedOnce::Step(used)) => last(used) >= Some(used.step),
            Some(UsedOnce::Challenge(used)) => self.signed.contains_key(&used.key),
            None => false,
        };
        is_used && !self.has_forgotten(Forgets::Steps)
    }

    /// Keeps records. A passkey whose record has ended goes.
    pub(super) fn keep_bound(&mut self, bound: &[FactorRecord]) {
        for bound in bound {
            if bound.kind == FactorKind::Passkey && bound.ended_at.is_some() {
                self.passkeys.remove(&bound.id);
            }
            self.bound.insert((bound.member.clone(), bound.id.clone()), bound.clone());
        }
    }

    /// Whether a passkey that is to be added is nobody's, and one that has signed is as it was read.
    fn may_write_passkey(&self, write: &PasskeyWrite) -> bool {
        match write {
            PasskeyWrite::Adds(passkey) => !self.passkeys.contains_key(&passkey.id),
            PasskeyWrite::Signed { passkey, read } => {
                self.passkeys.get(&passkey.id).is_some_and(|kept| kept.counter == *read)
            }
        }
    }

    /// Whether nothing else was written in between.
    fn may_write_factors(&self, write: &FactorWrite) -> bool {
        let session = match &write.session {
            Some(SessionWrite::Opens(session)) => !self.sessions.contains_key(&key(session)),
            Some(SessionWrite::GoesOn(session)) => self.sessions.contains_key(&key(session)),
            None => true,
        };
        let later = write.later.iter().map(|later| &later.envelope);
        let mut envelopes = write.envelope.iter().chain(later);
        let mut links = write.links.iter();
        let mut new = write.bound.iter().filter(|bound| bound.ended_at.is_none());
        session
            && write.counts.iter().all(|count| self.is_next(count))
            && write.passkey.as_ref().is_none_or(|passkey| self.may_write_passkey(passkey))
            && write.member.as_ref().is_none_or(|member| self.is_as_read(member))
            && !envelopes.any(|envelope| self.outbox.contains_key(&envelope.id))
            && !new.any(|it| self.bound.contains_key(&(it.member.clone(), it.id.clone())))
            && !links
                .any(|it| self.links.contains_key(&(it.claim.email.clone(), it.claim.id.clone())))
    }
}

fn key(session: &Session) -> (MemberId, SessionId) {
    (session.member.clone(), session.id.clone())
}
