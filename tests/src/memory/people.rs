//! Guests of accounts.

use domain::ports::{People, Standings, StoreError};
use domain::{
    AccountNumber, AccountStanding, GuestEnd, GuestList, Invited, JoinEnd, Joining, Row, StandingOf,
};

use super::forgets::Forgets;
use super::links::key;
use super::store::{Kept, MemoryStore, State, no_answer};

impl Standings for MemoryStore {
    async fn standings(&self, of: &[StandingOf]) -> Result<Vec<AccountStanding>, StoreError> {
        let state = self.lock().await?;
        let standing = |of: &StandingOf| AccountStanding {
            account: of.account.clone(),
            guests: state.guests.get(&of.account).cloned(),
            owner: state.owners.get(&of.account).cloned(),
            holder: state.holder(&of.account),
            member: state.members.get(&of.owner).cloned(),
        };
        Ok(of.iter().map(standing).collect())
    }
}

impl People for MemoryStore {
    async fn invite(&self, invited: &Invited) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        let Invited { guests, link, replaced, envelope, counts } = invited;
        let moved_on = counts.iter().any(|count| {
            let stored = state.counters.get(&count.subject).map_or(0, |counter| counter.version);
            stored + 1 != count.next.version
        });
        let is_taken = state.links.contains_key(&key(&link.claim));
        if !state.are_as_read(guests)
            || moved_on
            || is_taken
            || state.outbox.contains_key(&envelope.id)
        {
            return Err(StoreError::Conflict);
        }
        state.put_guests(guests);
        if state.has_forgotten(Forgets::Halves) {
            return Err(no_answer());
        }
        if let Some(replaced) = replaced {
            state.links.remove(&key(replaced));
        }
        state.links.insert(key(&link.claim), link.clone());
        for count in counts {
            state.put_count(count);
        }
        state.outbox.insert(envelope.id.clone(), Kept::new(envelope));
        Ok(())
    }

    async fn join(&self, joining: &Joining) -> Result<JoinEnd, StoreError> {
        let mut state = self.lock().await?;
        if let Some(end) = state.keeps_from_joining(joining)? {
            return Ok(end);
        }
        let Joining { link, request, guests, member, is_new, envelope, .. } = joining;
        let forgets_uses = state.has_forgotten(Forgets::Uses);
        if let Some(link) = state.links.get_mut(&key(link)).filter(|_| !forgets_uses) {
            link.used_by = Some(request.clone());
        }
        state.succeeded(key(link), request);
        state.put_guests(guests);
        if state.has_forgotten(Forgets::Halves) {
            return Err(no_answer());
        }
        if *is_new {
            state.emails.insert(member.email.canonical().to_owned(), member.id.clone());
            state.members.insert(member.id.clone(), member.clone());
        } else {
            state.put_member(member);
        }
        state.tell(envelope);
        Ok(JoinEnd::Joined)
    }

    async fn end_guest(&self, end: &GuestEnd) -> Result<(), StoreError> {
        let mut state = self.lock().await?;
        let GuestEnd { guests, member, link, envelope } = end;
        let stands = guests.as_ref().is_none_or(|list| state.are_as_read(list))
            && member.as_ref().is_none_or(|member| state.is_as_read(member))
            && envelope.as_ref().is_none_or(|it| !state.outbox.contains_key(&it.id));
        if !stands {
            return Err(StoreError::Conflict);
        }
        if let Some(guests) = guests {
            state.put_guests(guests);
        }
        if state.has_forgotten(Forgets::Halves) {
            return Err(no_answer());
        }
        if let Some(member) = member {
            state.put_member(member);
        }
        if let Some(link) = link {
            state.links.remove(&key(link));
        }
        if let Some(envelope) = envelope {
            state.tell(envelope);
        }
        Ok(())
    }
}

impl State {
    /// The holder of an account as the extract has it; an old number has none.
    fn holder(&self, account: &AccountNumber) -> Option<u64> {
        match self.rows.get(account) {
            Some(Row::Facts(facts)) => Some(facts.holder),
            Some(Row::Alias { .. }) | None => None,
        }
    }

    /// Whether a list is stored as it was read.
    fn are_as_read(&self, list: &GuestList) -> bool {
        self.guests.get(&list.account).map_or(0, |stored| stored.version) == list.version
    }

    /// Stores a list under the next version.
    fn put_guests(&mut self, list: &GuestList) {
        let next = GuestList { version: list.version + 1, ..list.clone() };
        self.guests.insert(next.account.clone(), next);
    }

    /// The first condition that does not hold, in the order of the tables' reasons.
    fn keeps_from_joining(&self, joining: &Joining) -> Result<Option<JoinEnd>, StoreError> {
        let Joining { guests, owner, member, is_new, envelope, .. } = joining;
        let link = self.links.get(&key(&joining.link));
        let used_by = link.and_then(|link| link.used_by.as_ref());
        if used_by == Some(&joining.request) {
            return Ok(Some(JoinEnd::Joined));
        }
        if used_by.is_some() || link.is_none_or(|link| link.expires_at <= joining.at) {
            return Ok(Some(JoinEnd::LinkSpent));
        }
        if *is_new && self.emails.contains_key(member.email.canonical()) {
            return Ok(Some(JoinEnd::EmailTaken));
        }
        let may_write =
            if *is_new { !self.members.contains_key(&member.id) } else { self.is_as_read(member) };
        let stands = self.are_as_read(guests)
            && self.owners.get(&guests.account) == Some(owner)
            && may_write
            && !self.outbox.contains_key(&envelope.id);
        if stands { Ok(None) } else { Err(StoreError::Conflict) }
    }
}
