//! Letters and events that wait in the outbox.

use domain::ports::StoreError;
use domain::{Envelope, Leased, Letter, Mark, OutboxId};
use jiff::Timestamp;

use super::world::{NOON, SECOND, envelope, event, unsent};
use super::{Store, at_once};

/// An envelope with one letter, queued.
async fn queued(store: &impl Store, id: &str, at: Timestamp) -> OutboxId {
    let envelope = Envelope { queued_at: at, ..envelope(id, Letter::Welcome) };
    store.queue(&envelope).await.expect("an answer");
    envelope.id
}

/// Leases an envelope for a second. Fails if it is not to be had.
async fn taken(store: &impl Store, id: &OutboxId, now: Timestamp) -> Leased {
    let leased = store.lease(id, now, now + SECOND).await.expect("an answer");
    leased.expect("it is due and nobody holds it")
}

pub async fn unsent_envelopes_are_found_oldest_first_up_to_an_instant(store: impl Store) {
    queued(&store, "c", NOON + SECOND * 2).await;
    queued(&store, "b", NOON).await;
    queued(&store, "a", NOON + SECOND).await;

    let found = |before, most| {
        let store = &store;
        async move {
            let ids = store.unsent(before, most).await.expect("an answer");
            ids.iter().map(|id| id.as_str().to_owned()).collect::<Vec<_>>()
        }
    };

    assert_eq!(found(NOON + SECOND * 3, 100).await, ["b", "a", "c"]);
    assert_eq!(found(NOON + SECOND * 2, 100).await, ["b", "a"]);
    assert_eq!(found(NOON + SECOND * 3, 1).await, ["b"]);
    assert!(found(NOON, 100).await.is_empty());
}

pub async fn events_alone_are_unsent_until_they_are_published(store: impl Store) {
    let events =
        Envelope { letters: Vec::new(), events: vec![event()], ..envelope("o", Letter::Welcome) };
    store.queue(&events).await.expect("an answer");
    assert_eq!(unsent(&store).await, ["o"]);

    let leased = taken(&store, &events.id, NOON).await;
    store.put_back(&leased, NOON).await.expect("it is ours");
    assert_eq!(unsent(&store).await, ["o"]);
    let leased = Leased { published: Some(NOON), ..taken(&store, &events.id, NOON).await };
    store.put_back(&leased, NOON).await.expect("it is ours");

    assert!(unsent(&store).await.is_empty());
    assert_eq!(store.lease(&events.id, NOON, NOON + SECOND).await.expect("an answer"), None);
}

pub async fn events_stay_published_while_a_letter_waits(store: impl Store) {
    let both = Envelope { events: vec![event()], ..envelope("o", Letter::Welcome) };
    store.queue(&both).await.expect("an answer");
    let leased = Leased { published: Some(NOON), ..taken(&store, &both.id, NOON).await };

    store.put_back(&leased, NOON).await.expect("it is ours");

    assert_eq!(unsent(&store).await, ["o"]);
    assert_eq!(taken(&store, &both.id, NOON).await.published, Some(NOON));
}

pub async fn letters_that_were_sent_leave_events_to_publish(store: impl Store) {
    let both = Envelope { events: vec![event()], ..envelope("o", Letter::Welcome) };
    store.queue(&both).await.expect("an answer");
    let leased = Leased { marks: vec![Mark::Sent(NOON)], ..taken(&store, &both.id, NOON).await };

    store.put_back(&leased, NOON).await.expect("it is ours");

    assert_eq!(unsent(&store).await, ["o"]);
    assert_eq!(taken(&store, &both.id, NOON).await.published, None);
}

pub async fn a_leased_envelope_is_whole_and_nobody_elses_until_its_time(store: impl Store) {
    let whole = Envelope { events: vec![event()], ..envelope("o", Letter::CouldNotMatch) };
    store.queue(&whole).await.expect("an answer");

    let first = store.lease(&whole.id, NOON, NOON + SECOND * 60).await.expect("an answer");
    let early = store.lease(&whole.id, NOON + SECOND * 59, NOON + SECOND * 99).await;
    let later = taken(&store, &whole.id, NOON + SECOND * 60).await;

    let first = first.expect("it is due");
    assert_eq!((first.envelope, first.marks, first.attempts), (whole, vec![Mark::Unsent], 0));
    assert_eq!(first.until, NOON + SECOND * 60);
    assert_eq!(early.expect("an answer"), None);
    assert_eq!(later.attempts, 1);
}

pub async fn ten_workers_at_once_and_one_gets_it(store: impl Store) {
    let id = queued(&store, "o", NOON).await;
    let lease = |_| {
        let (store, id) = (store.clone(), id.clone());
        async move { store.lease(&id, NOON, NOON + SECOND).await.expect("an answer") }
    };

    let leases = at_once((0..10).map(lease)).await;

    assert_eq!(leases.iter().flatten().count(), 1);
}

pub async fn what_is_put_back_unsent_is_due_at_its_next_try(store: impl Store) {
    let id = queued(&store, "o", NOON).await;
    let leased = taken(&store, &id, NOON).await;

    let tried = Leased { attempts: leased.attempts + 1, ..leased };
    store.put_back(&tried, NOON + SECOND * 30).await.expect("it is ours");

    assert_eq!(unsent(&store).await, ["o"]);
    let early = store.lease(&id, NOON + SECOND * 29, NOON + SECOND * 60).await;
    assert_eq!(early.expect("an answer"), None);
    assert_eq!(taken(&store, &id, NOON + SECOND * 30).await.attempts, 1);
}

pub async fn waiting_its_turn_is_no_try(store: impl Store) {
    let id = queued(&store, "o", NOON).await;
    let tried = Leased { attempts: 3, ..taken(&store, &id, NOON).await };
    store.put_back(&tried, NOON).await.expect("it is ours");

    for _ in 0..3 {
        let waiting = taken(&store, &id, NOON).await;
        assert_eq!(waiting.attempts, 3);
        store.put_back(&waiting, NOON).await.expect("it is ours");
    }
}

pub async fn what_was_sent_or_failed_or_is_held_is_never_taken_again(store: impl Store) {
    let mut letters = envelope("o", Letter::Welcome);
    letters.letters = vec![letters.letters[0].clone(); 3];
    store.queue(&letters).await.expect("an answer");
    let mut leased = taken(&store, &letters.id, NOON).await;
    leased.marks = vec![Mark::Sent(NOON), Mark::Failed(NOON + SECOND), Mark::Held(NOON)];

    store.put_back(&leased, NOON).await.expect("it is ours");

    assert!(unsent(&store).await.is_empty());
    let later = NOON + SECOND * 99;
    assert_eq!(store.lease(&leased.envelope.id, later, later).await.expect("an answer"), None);
}

pub async fn letters_that_were_sent_stay_marked_while_others_wait(store: impl Store) {
    let mut letters = envelope("o", Letter::Welcome);
    letters.letters = vec![letters.letters[0].clone(); 3];
    store.queue(&letters).await.expect("an answer");
    let mut leased = taken(&store, &letters.id, NOON).await;
    leased.marks = vec![Mark::Sent(NOON), Mark::Held(NOON), Mark::Unsent];

    store.put_back(&leased, NOON).await.expect("it is ours");

    assert_eq!(unsent(&store).await, ["o"]);
    assert_eq!(taken(&store, &letters.id, NOON).await.marks, leased.marks);
}

pub async fn a_letter_that_was_counted_is_unsent_and_stays_counted(store: impl Store) {
    let id = queued(&store, "o", NOON).await;
    let mut leased = taken(&store, &id, NOON).await;
    leased.marks = vec![Mark::Counted(NOON)];

    store.put_back(&leased, NOON).await.expect("it is ours");

    assert_eq!(unsent(&store).await, ["o"]);
    assert_eq!(taken(&store, &id, NOON).await.marks, [Mark::Counted(NOON)]);
}

pub async fn who_lost_the_lease_cannot_put_back(store: impl Store) {
    let id = queued(&store, "o", NOON).await;
    let mut slow = taken(&store, &id, NOON).await;
    let quick = taken(&store, &id, NOON + SECOND).await;

    slow.marks = vec![Mark::Failed(NOON)];
    let end = store.put_back(&slow, NOON).await;

    assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
    store.put_back(&quick, NOON).await.expect("it is ours");
    assert_eq!(taken(&store, &id, NOON + SECOND).await.marks, [Mark::Unsent]);
}

pub async fn queueing_an_envelope_again_changes_nothing(store: impl Store) {
    let id = queued(&store, "o", NOON).await;
    let mut leased = taken(&store, &id, NOON).await;
    leased.marks = vec![Mark::Sent(NOON)];
    store.put_back(&leased, NOON).await.expect("it is ours");

    queued(&store, "o", NOON).await;

    assert!(unsent(&store).await.is_empty());
}

pub async fn an_envelope_that_is_not_there_cannot_be_taken(store: impl Store) {
    let unknown = OutboxId::from_stored("unknown");

    assert_eq!(store.lease(&unknown, NOON, NOON + SECOND).await.expect("an answer"), None);
}

pub async fn an_envelope_is_found_sent_or_not(store: impl Store) {
    let events = Envelope { events: vec![event()], ..envelope("o", Letter::Welcome) };
    store.queue(&events).await.expect("an answer");
    let unsent = store.posted(&events.id).await.expect("an answer");
    let leased = taken(&store, &events.id, NOON).await;
    let done = Leased { marks: vec![Mark::Sent(NOON)], published: Some(NOON), ..leased };
    store.put_back(&done, NOON).await.expect("it is ours");

    let sent = store.posted(&events.id).await.expect("an answer");

    assert_eq!((unsent, sent), (Some(events.clone()), Some(events)));
    let unknown = OutboxId::from_stored("unknown");
    assert_eq!(store.posted(&unknown).await.expect("an answer"), None);
}
