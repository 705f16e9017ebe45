//! The state, and what tests may see in it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use domain::limits::{Count, Counter, Subject};
use domain::ports::StoreError;
use domain::{
    AccountNumber, Addressed, Email, EmailKey, Envelope, FactorRecord, GuestList, KeyRing, Link,
    Mark, Member, Owner, Passkey, Pending, PendingId, Session,
};
use domain::{Outgoing, Row};

use super::forgets::Forgets;
pub(super) use super::state::{Kept, State};
use super::turn::{Held, Seen, turn};

/// All five tables in memory, with the same answers as `DynamoDB`'s.
///
/// Its clones are the same store.
#[derive(Clone)]
pub struct MemoryStore {
    pub(super) keys: KeyRing,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, thiserror::Error)]
#[error("the test switched the store off")]
struct SwitchedOff;

/// The error of a store that does not answer.
pub(super) fn no_answer() -> StoreError {
    StoreError::Unavailable(Box::new(SwitchedOff))
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new(keys: KeyRing) -> Self {
        Self { keys, state: Arc::default() }
    }

    /// Another store with the same contents.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self { keys: self.keys.clone(), state: Arc::new(Mutex::new(self.peek().clone())) }
    }

    /// Switches the store off, so that every call is `Unavailable`, or on again.
    pub fn set_down(&self, is_down: bool) {
        self.peek().is_down = is_down;
    }

    /// Whether it is switched off.
    #[must_use]
    pub fn is_down(&self) -> bool {
        self.peek().is_down
    }

    /// Lets the store forget a rule from now on.
    pub fn forget(&self, what: Forgets) {
        self.peek().forgets = Some(what);
    }

    /// All members.
    #[must_use]
    pub fn members(&self) -> Vec<Member> {
        self.peek().members.values().cloned().collect()
    }

    /// The member with an email.
    #[must_use]
    pub fn member_of(&self, email: &Email) -> Option<Member> {
        let state = self.peek();
        state.emails.get(email.canonical()).and_then(|id| state.members.get(id)).cloned()
    }

    /// The owner of an account.
    #[must_use]
    pub fn owner_of(&self, account: &AccountNumber) -> Option<Owner> {
        self.peek().owners.get(account).cloned()
    }

    /// Every account that is bound, with its owner.
    #[must_use]
    pub fn owners(&self) -> Vec<(AccountNumber, Owner)> {
        self.peek().owners.iter().map(|(account, it)| (account.clone(), it.clone())).collect()
    }

    /// The guests of an account, of whichever binding.
    #[must_use]
    pub fn guests_of(&self, account: &AccountNumber) -> Option<GuestList> {
        self.peek().guests.get(account).cloned()
    }

    /// Every pending registration, with used and expired ones.
    #[must_use]
    pub fn pendings(&self) -> Vec<Pending> {
        self.peek().pendings.values().cloned().collect()
    }

    /// Every link of a member, with used and expired ones and those about nobody.
    #[must_use]
    pub fn links(&self) -> Vec<Link> {
        self.peek().links.values().cloned().collect()
    }

    /// How often each link did its work, whatever the link itself says.
    #[must_use]
    pub fn successes(&self) -> Vec<usize> {
        let mut often: BTreeMap<_, usize> = BTreeMap::new();
        for (link, _) in &self.peek().successes {
            *often.entry(link.clone()).or_default() += 1;
        }
        often.into_values().collect()
    }

    /// A subject's counter.
    #[must_use]
    pub fn counter(&self, subject: &Subject) -> Counter {
        self.peek().counters.get(subject).cloned().unwrap_or_default()
    }

    /// Every session that is open.
    #[must_use]
    pub fn sessions(&self) -> Vec<Session> {
        self.peek().sessions.values().cloned().collect()
    }

    /// Every passkey that is kept.
    #[must_use]
    pub fn all_passkeys(&self) -> Vec<Passkey> {
        self.peek().passkeys.values().cloned().collect()
    }

    /// Every record of a factor that was bound.
    #[must_use]
    pub fn factor_records(&self) -> Vec<FactorRecord> {
        self.peek().bound.values().cloned().collect()
    }

    /// Every envelope, in the order in which the stream tells of them.
    #[must_use]
    pub fn envelopes(&self) -> Vec<Envelope> {
        let state = self.peek();
        let mut all: Vec<&Kept> = state.outbox.values().collect();
        all.sort_by_key(|kept| (kept.envelope.queued_at, kept.order));
        all.into_iter().map(|kept| kept.envelope.clone()).collect()
    }

    /// Every letter with its mark, oldest envelope first.
    #[must_use]
    pub fn letters(&self) -> Vec<(Addressed, Mark)> {
        let envelopes = self.envelopes();
        let state = self.peek();
        let of = |envelope: &Envelope| state.outbox.get(&envelope.id).cloned();
        let kept = envelopes.iter().filter_map(of);
        kept.flat_map(|kept| kept.envelope.letters.into_iter().zip(kept.marks)).collect()
    }

    /// The envelopes with something unsent or unpublished, oldest first.
    #[must_use]
    pub fn waiting(&self) -> Vec<Envelope> {
        let state = self.peek();
        let mut all: Vec<&Kept> = state.outbox.values().filter(|kept| kept.is_unsent()).collect();
        all.sort_by_key(|kept| (kept.envelope.queued_at, kept.order));
        all.into_iter().map(|kept| kept.envelope.clone()).collect()
    }

    /// The changes that were noted for the billing system, of all days.
    #[must_use]
    pub fn noted(&self) -> Vec<Outgoing> {
        self.peek().changes.values().flat_map(BTreeMap::values).cloned().collect()
    }

    /// The state, for a port's method, once it is its turn. So calls that are made at once come between each other's.
    pub(super) async fn lock(&self) -> Result<Held<'_>, StoreError> {
        let seen = self.seen();
        turn().await;
        let state = self.peek();
        if state.is_down { Err(no_answer()) } else { Ok(Held::new(state, seen)) }
    }

    fn seen(&self) -> Option<Box<Seen>> {
        let state = self.peek();
        state.has_forgotten(Forgets::Conditions).then(|| Seen::of(&state))
    }

    pub(super) fn peek(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nobody panics while holding the state")
    }
}

impl State {
    /// Whether it is to forget this rule.
    pub(super) fn has_forgotten(&self, what: Forgets) -> bool {
        self.forgets == Some(what)
    }

    /// Notes that a link did its work for a request.
    pub(super) fn succeeded(&mut self, link: (EmailKey, PendingId), request: &str) {
        self.successes.push((link, request.to_owned()));
    }

    /// Writes a counter.
    pub(super) fn put_count(&mut self, count: &Count) {
        if self.has_forgotten(Forgets::Counts) {
            return;
        }
        self.counters.insert(count.subject.clone(), count.next.clone());
        self.counter_ends.insert(count.subject.clone(), count.expires_at);
    }

    /// The account that a number leads to.
    ///
    /// An alias counts unless its extract is an earlier one.
    pub(super) fn resolve(&self, typed: &AccountNumber) -> (AccountNumber, bool) {
        let in_force = self.extract.as_ref().map_or(0, |extract| extract.version);
        match self.rows.get(typed) {
            Some(Row::Alias { account, version, .. }) if *version >= in_force => {
                (account.clone(), true)
            }
            Some(Row::Alias { .. } | Row::Facts(_)) | None => (typed.clone(), false),
        }
    }
}
