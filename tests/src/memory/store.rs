//! The state, and what tests may see in it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use domain::limits::{Count, Counter, Subject};
use domain::ports::StoreError;
use domain::{
    AccountNumber, Addressed, ChallengeKey, Email, EmailKey, Envelope, Extract, KeyRing, Lane,
    Link, Mark, Member, MemberId, OutboxId, Owner, Pending, PendingId, Session, SessionId,
    TimelineEntry, Whose, done_at,
};
use domain::{Outgoing, Row};
use jiff::Timestamp;
use jiff::civil::Date;

use super::forgets::Forgets;
use super::turn::{Held, Seen, turn};

/// All four tables in memory, with the same answers as `DynamoDB`'s.
///
/// Its clones are the same store.
#[derive(Clone)]
pub struct MemoryStore {
    pub(super) keys: KeyRing,
    state: Arc<Mutex<State>>,
}

#[derive(Clone, Default)]
pub(super) struct State {
    pub(super) is_down: bool,
    pub(super) forgets: Option<Forgets>,
    pub(super) rows: BTreeMap<AccountNumber, Row>,
    pub(super) owners: BTreeMap<AccountNumber, Owner>,
    pub(super) extract: Option<Extract>,
    /// Until when, and of which event.
    pub(super) import_lease: Option<(Timestamp, Option<String>)>,
    pub(super) members: BTreeMap<MemberId, Member>,
    pub(super) emails: BTreeMap<String, MemberId>,
    pub(super) pendings: BTreeMap<(EmailKey, PendingId), Pending>,
    pub(super) links: BTreeMap<(EmailKey, PendingId), Link>,
    pub(super) counters: BTreeMap<Subject, Counter>,
    pub(super) counter_ends: BTreeMap<Subject, Timestamp>,
    pub(super) challenges: BTreeMap<ChallengeKey, (PendingId, Timestamp)>,
    pub(super) sessions: BTreeMap<(MemberId, SessionId), Session>,
    pub(super) outbox: BTreeMap<OutboxId, Kept>,
    pub(super) changes: BTreeMap<Date, BTreeMap<String, Outgoing>>,
    pub(super) timelines: BTreeMap<Whose, BTreeMap<(Timestamp, String), TimelineEntry>>,
    /// The requests that a link did its work for, kept apart from the link itself.
    pub(super) successes: Vec<((EmailKey, PendingId), String)>,
}

/// An outbox item.
#[derive(Clone, PartialEq)]
pub(super) struct Kept {
    /// A number that is higher for later envelopes, even in the same second.
    order: u64,
    pub(super) envelope: Envelope,
    pub(super) marks: Vec<Mark>,
    pub(super) published: Option<Timestamp>,
    pub(super) attempts: u32,
    pub(super) leased_until: Option<Timestamp>,
    pub(super) due_at: Timestamp,
}

impl Kept {
    pub(super) fn new(envelope: &Envelope) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self {
            order: NEXT.fetch_add(1, Ordering::Relaxed),
            envelope: envelope.clone(),
            marks: vec![Mark::Unsent; envelope.letters.len()],
            published: None,
            attempts: 0,
            leased_until: None,
            due_at: envelope.queued_at,
        }
    }

    /// The lane in which it waits.
    pub(super) fn lane(&self) -> Lane {
        Lane::of(&self.envelope, &self.marks, self.published)
    }

    /// Whether a letter is unsent or an event unpublished.
    pub(super) fn is_unsent(&self) -> bool {
        let is_empty = self.envelope.letters.is_empty() && self.envelope.events.is_empty();
        !is_empty && done_at(&self.envelope.events, &self.marks, self.published).is_none()
    }
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
