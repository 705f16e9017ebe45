//! An outbox with its post office, and workers on stores that misbehave.

use std::io;

use domain::Outgoing;
use domain::limits::{Count, Counter, Subject};
use domain::ports::{
    Changes, Claims, Counters, Letters, LinkStates, Outbox, StoreError, Timeline, Waits, Written,
};
use domain::{
    AboutWait, AccountNumber, Addressed, Claim, ClaimEnd, Due, EmailKey, Envelope, FactsSeen, Lane,
    Language, Lease, Leased, Letter, LinkClaim, LinkState, Mark, Member, OutboxId, PendingId,
    Purpose, TimelineEntry, Typed, Whose,
};
use fixtures::test_keys;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use send_letters::Worker;
use serde_json::json;
use tests::app::{NOON, ORIGIN};
use tests::memory::{MemoryBus, MemoryPostOffice, MemoryStore, SettableClock};
use tokio::task::JoinSet;

use tests::walk::email;

pub(super) const SECOND: SignedDuration = SignedDuration::from_secs(1);
pub(super) const MINUTE: SignedDuration = SignedDuration::from_mins(1);
pub(super) const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// The behaviour of a store.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Habit {
    /// It behaves as it should.
    Good,
    /// All workers that read at the same time do so before the first of them counts.
    Racing,
    /// It lets somebody else count first each time.
    Losing,
    /// It stops the worker before an envelope is put back.
    Stopping,
    /// Counters do not answer.
    Countless,
}

#[derive(Clone)]
pub(super) struct Shelf(MemoryStore, Habit);

fn no_answer() -> StoreError {
    StoreError::Unavailable(Box::new(io::Error::other("the test said so")))
}

impl Outbox for Shelf {
    async fn due(
        &self,
        lane: Lane,
        now: Timestamp,
        after: Option<&Due>,
        most: usize,
    ) -> Result<Vec<Due>, StoreError> {
        self.0.due(lane, now, after, most).await
    }

    async fn lease(
        &self,
        id: &OutboxId,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Lease, StoreError> {
        self.0.lease(id, now, until).await
    }

    async fn put_back(&self, leased: &Leased, due_at: Timestamp) -> Result<(), StoreError> {
        match self.1 {
            Habit::Stopping => Err(no_answer()),
            Habit::Good | Habit::Racing | Habit::Losing | Habit::Countless => {
                self.0.put_back(leased, due_at).await
            }
        }
    }
}

impl Counters for Shelf {
    async fn read(&self, subjects: &[Subject]) -> Result<Vec<Counter>, StoreError> {
        let read = self.0.read(subjects).await;
        match self.1 {
            Habit::Racing => tokio::task::yield_now().await,
            Habit::Countless => return Err(no_answer()),
            Habit::Good | Habit::Losing | Habit::Stopping => {}
        }
        read
    }

    async fn count(&self, counts: &[Count]) -> Result<(), StoreError> {
        match self.1 {
            Habit::Losing => Err(StoreError::Conflict),
            Habit::Good | Habit::Racing | Habit::Stopping | Habit::Countless => {
                self.0.count(counts).await
            }
        }
    }

    async fn count_and_tell(&self, count: &Count, envelope: &Envelope) -> Result<(), StoreError> {
        self.0.count_and_tell(count, envelope).await
    }

    async fn clear(&self, subject: &Subject) -> Result<(), StoreError> {
        self.0.clear(subject).await
    }
}

/// Whatever a letter here is about can still be used.
impl LinkStates for Shelf {
    async fn state_of(
        &self,
        _: Purpose,
        _: &LinkClaim,
        _: Timestamp,
    ) -> Result<LinkState, StoreError> {
        Ok(LinkState::Open)
    }
}

impl Waits for Shelf {
    async fn waiting(
        &self,
        about: &AboutWait,
        now: Timestamp,
    ) -> Result<Option<Member>, StoreError> {
        Waits::waiting(&self.0, about, now).await
    }
}

impl Claims for Shelf {
    async fn facts(&self, account: &AccountNumber) -> Result<Option<FactsSeen>, StoreError> {
        self.0.facts(account).await
    }

    async fn claim(&self, claim: &Claim) -> Result<ClaimEnd, StoreError> {
        self.0.claim(claim).await
    }
}

impl Timeline for Shelf {
    async fn tell(&self, whose: &[Whose], entries: &[TimelineEntry]) -> Result<(), StoreError> {
        self.0.tell(whose, entries).await
    }

    async fn told(
        &self,
        whose: &Whose,
        since: Timestamp,
    ) -> Result<Vec<TimelineEntry>, StoreError> {
        self.0.told(whose, since).await
    }
}

impl Changes for Shelf {
    async fn note(&self, day: Date, outgoing: &[Outgoing]) -> Result<(), StoreError> {
        self.0.note(day, outgoing).await
    }

    async fn of_day(&self, day: Date) -> Result<Vec<Outgoing>, StoreError> {
        self.0.of_day(day).await
    }
}

impl Written for Shelf {
    async fn written(&self, accounts: &[AccountNumber]) -> Result<Vec<Typed>, StoreError> {
        self.0.written(accounts).await
    }
}

/// An outbox with its post office.
pub(super) struct Post {
    pub(super) store: MemoryStore,
    pub(super) office: MemoryPostOffice,
    pub(super) clock: SettableClock,
}

impl Post {
    pub(super) fn new() -> Self {
        let (store, office) = (MemoryStore::new(test_keys()), MemoryPostOffice::default());
        Self { store, office, clock: SettableClock::at(NOON) }
    }

    /// Queues an envelope of letters.
    ///
    /// Letters with different names go to different addresses.
    pub(super) async fn queue(&self, id: &str, letters: &[(&str, Letter)]) {
        self.queue_at(NOON, id, letters).await;
    }

    /// The same, of a change that was made at an instant.
    pub(super) async fn queue_at(
        &self,
        queued_at: Timestamp,
        id: &str,
        letters: &[(&str, Letter)],
    ) {
        let addressed = letters.iter().map(|(name, letter)| Addressed {
            to: email(&format!("{name}@mail.example")),
            language: Language::English,
            letter: letter.clone(),
        });
        let (id, letters) = (OutboxId::from_stored(id), addressed.collect());
        let envelope = Envelope { id, letters, events: Vec::new(), trace: None, queued_at };
        self.store.queue(&envelope).await.expect("it is queued");
    }

    /// Lets one worker take all that is queued, as the stream does.
    pub(super) async fn work(&self, habit: Habit) {
        let ids: Vec<String> =
            self.store.envelopes().iter().map(|it| it.id.as_str().to_owned()).collect();
        run(self.worker(habit), ids).await;
    }

    /// Lets one worker sweep up what the stream missed.
    pub(super) async fn sweep(&self) {
        let tick = json!({"source": "aws.events"});
        send_letters::handle(&self.worker(Habit::Good), &tick).await;
    }

    /// Runs as many workers as there are envelopes, all at once.
    pub(super) async fn work_at_once(&self) {
        let mut workers = JoinSet::new();
        for envelope in self.store.envelopes() {
            workers.spawn(run(self.worker(Habit::Racing), vec![envelope.id.as_str().to_owned()]));
        }
        workers.join_all().await;
    }

    fn worker(&self, habit: Habit) -> Worker<Shelf, MemoryPostOffice, MemoryBus, SettableClock> {
        Worker {
            outbox: Shelf(self.store.clone(), habit),
            post_office: self.office.clone(),
            bus: MemoryBus::default(),
            keys: test_keys(),
            portal: web::samples::shipped(),
            origin: ORIGIN.to_owned(),
            clock: self.clock.clone(),
        }
    }

    pub(super) fn sent(&self) -> usize {
        self.office.taken().len()
    }

    pub(super) fn held(&self) -> usize {
        self.store.letters().iter().filter(|(_, mark)| matches!(mark, Mark::Held(_))).count()
    }
}

async fn run(worker: Worker<Shelf, MemoryPostOffice, MemoryBus, SettableClock>, ids: Vec<String>) {
    let records = ids.iter().map(|id| {
        let key = json!({"pk": {"S": id}});
        json!({"eventName": "INSERT", "dynamodb": {"Keys": key, "SequenceNumber": "1"}})
    });
    let event = json!({ "Records": records.collect::<Vec<_>>() });
    send_letters::handle(&worker, &event).await;
}

pub(super) fn confirm() -> Letter {
    let keys = test_keys();
    let email = EmailKey::of(&keys, &email("pat@mail.example"));
    let link = LinkClaim { key: keys.current().clone(), email, id: PendingId::new([9; 16]) };
    Letter::Confirm { link, expires_at: NOON + HOUR * 24 }
}
