//! Letters and events that wait in the outbox.

use domain::ports::StoreError;
use domain::{Due, Envelope, Lane, Lease, Leased, Letter, Mark, OutboxId};
use jiff::Timestamp;

use super::world::{self, NOON, SECOND, envelope, event, unsent};
use super::{Store, at_once};

/// An envelope with one letter, queued.
async fn queued(store: &impl Store, id: &str, at: Timestamp) -> OutboxId {
    let envelope = Envelope { queued_at: at, ..envelope(id, Letter::Welcome { held_until: None }) };
    store.queue(&envelope).await.expect("an answer");
    envelope.id
}

/// Leases an envelope for a second. Fails if it is not to be had.
async fn taken(store: &impl Store, id: &OutboxId, now: Timestamp) -> Leased {
    world::taken(store, id, now, now + SECOND).await
}

/// The envelopes of a lane that are due.
async fn due(store: &impl Store, lane: Lane, now: Timestamp) -> Vec<String> {
    let due = store.due(lane, now, None, 100).await.expect("an answer");
    due.into_iter().map(|due| due.id.as_str().to_owned()).collect()
}

/// Puts an envelope back as it was, to be due at an instant.
async fn put_off(store: &impl Store, id: &OutboxId, now: Timestamp, due_at: Timestamp) {
    let leased = taken(store, id, now).await;
    store.put_back(&leased, due_at).await.expect("it is ours");
}

pub async fn envelopes_are_due_from_the_start_in_the_order_in_which_they_were_queued(
    store: impl Store,
) {
    queued(&store, "c", NOON + SECOND * 2).await;
    queued(&store, "b", NOON).await;
    queued(&store, "a", NOON + SECOND).await;

    assert_eq!(due(&store, Lane::Ordinary, NOON + SECOND * 2).await, ["b", "a", "c"]);
    assert_eq!(due(&store, Lane::Ordinary, NOON + SECOND).await, ["b", "a"]);
    assert!(due(&store, Lane::Ordinary, NOON - SECOND).await.is_empty());
    let first = store.due(Lane::Ordinary, NOON, None, 1).await.expect("an answer");
    assert_eq!(first, [Due { at: NOON, id: OutboxId::from_stored("b") }]);
}

pub async fn what_waits_is_not_read_before_it_is_due_and_then_in_its_order(store: impl Store) {
    let mut ids = Vec::new();
    for id in ["a", "b", "c"] {
        ids.push(queued(&store, id, NOON).await);
    }
    put_off(&store, &ids[0], NOON, NOON + SECOND * 20).await;
    put_off(&store, &ids[1], NOON, NOON + SECOND * 10).await;

    assert_eq!(due(&store, Lane::Ordinary, NOON + SECOND * 9).await, ["c"]);
    assert_eq!(due(&store, Lane::Ordinary, NOON + SECOND * 10).await, ["c", "b"]);
    assert_eq!(due(&store, Lane::Ordinary, NOON + SECOND * 20).await, ["c", "b", "a"]);
}

pub async fn a_page_begins_after_the_last_of_the_page_before_whatever_became_of_that(
    store: impl Store,
) {
    for id in ["a", "b", "c", "d", "e"] {
        // Some came due in the same second.
        let second = i32::from(id >= "d");
        queued(&store, id, NOON + SECOND * second).await;
    }
    let page = |after: Option<Due>| {
        let store = &store;
        async move {
            let now = NOON + SECOND * 9;
            store.due(Lane::Ordinary, now, after.as_ref(), 2).await.expect("an answer")
        }
    };

    let first = page(None).await;
    // Of these two one is sent and one waits: neither stands where it stood.
    let mut sent = taken(&store, &first[1].id, NOON + SECOND).await;
    sent.marks = vec![Mark::Sent(NOON)];
    store.put_back(&sent, NOON).await.expect("it is ours");
    put_off(&store, &first[0].id, NOON + SECOND, NOON + SECOND * 99).await;
    let second = page(first.last().cloned()).await;
    let third = page(second.last().cloned()).await;

    let mut all: Vec<_> = [first, second, third.clone()].concat().into_iter().collect();
    assert_eq!(third.len(), 1);
    all.sort();
    let ids: Vec<&str> = all.iter().map(|due| due.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c", "d", "e"], "each once");
    assert!(page(third.last().cloned()).await.is_empty());
}

pub async fn letters_to_strangers_wait_in_a_lane_of_their_own_until_they_are_counted(
    store: impl Store,
) {
    queued(&store, "member", NOON).await;
    let stranger = envelope("stranger", Letter::CouldNotMatch);
    store.queue(&stranger).await.expect("an answer");
    assert_eq!(due(&store, Lane::Ordinary, NOON).await, ["member"]);
    assert_eq!(due(&store, Lane::Strangers, NOON).await, ["stranger"]);

    put_off(&store, &stranger.id, NOON, NOON).await;
    assert_eq!(due(&store, Lane::Strangers, NOON).await, ["stranger"], "it waits where it was");
    let mut counted = taken(&store, &stranger.id, NOON).await;
    counted.marks = vec![Mark::Counted(NOON)];
    store.put_back(&counted, NOON + SECOND).await.expect("it is ours");

    assert!(due(&store, Lane::Strangers, NOON + SECOND).await.is_empty());
    assert_eq!(due(&store, Lane::Ordinary, NOON + SECOND).await, ["member", "stranger"]);
}

pub async fn events_alone_are_unsent_until_they_are_published(store: impl Store) {
    let events = Envelope {
        letters: Vec::new(),
        events: vec![event()],
        ..envelope("o", Letter::Welcome { held_until: None })
    };
    store.queue(&events).await.expect("an answer");
    assert_eq!(unsent(&store).await, ["o"]);

    let leased = taken(&store, &events.id, NOON).await;
    store.put_back(&leased, NOON).await.expect("it is ours");
    assert_eq!(unsent(&store).await, ["o"]);
    let leased = Leased { published: Some(NOON), ..taken(&store, &events.id, NOON).await };
    store.put_back(&leased, NOON).await.expect("it is ours");

    assert!(unsent(&store).await.is_empty());
    let done = store.lease(&events.id, NOON, NOON + SECOND).await.expect("an answer");
    assert_eq!(done, Lease::Nothing);
}

pub async fn events_stay_published_while_a_letter_waits(store: impl Store) {
    let both =
        Envelope { events: vec![event()], ..envelope("o", Letter::Welcome { held_until: None }) };
    store.queue(&both).await.expect("an answer");
    let leased = Leased { published: Some(NOON), ..taken(&store, &both.id, NOON).await };

    store.put_back(&leased, NOON).await.expect("it is ours");

    assert_eq!(unsent(&store).await, ["o"]);
    assert_eq!(taken(&store, &both.id, NOON).await.published, Some(NOON));
}

pub async fn letters_that_were_sent_leave_events_to_publish(store: impl Store) {
    let both =
        Envelope { events: vec![event()], ..envelope("o", Letter::Welcome { held_until: None }) };
    store.queue(&both).await.expect("an answer");
    let leased = Leased { marks: vec![Mark::Sent(NOON)], ..taken(&store, &both.id, NOON).await };

    store.put_back(&leased, NOON).await.expect("it is ours");

    assert_eq!(unsent(&store).await, ["o"]);
    assert_eq!(taken(&store, &both.id, NOON).await.published, None);
}

pub async fn a_leased_envelope_is_whole_and_nobody_elses_until_its_time(store: impl Store) {
    let whole = Envelope { events: vec![event()], ..envelope("o", Letter::CouldNotMatch) };
    store.queue(&whole).await.expect("an answer");

    let first = world::taken(&store, &whole.id, NOON, NOON + SECOND * 60).await;
    let early = store.lease(&whole.id, NOON + SECOND * 59, NOON + SECOND * 99).await;
    let later = taken(&store, &whole.id, NOON + SECOND * 60).await;

    assert_eq!((first.envelope, first.marks, first.attempts), (whole, vec![Mark::Unsent], 0));
    assert_eq!(first.until, NOON + SECOND * 60);
    assert_eq!(early.expect("an answer"), Lease::Held(first.until), "who dies is waited for");
    assert_eq!(later.attempts, 1);
}

pub async fn ten_workers_at_once_and_one_gets_it(store: impl Store) {
    let id = queued(&store, "o", NOON).await;
    let lease = |_| {
        let (store, id) = (store.clone(), id.clone());
        async move { store.lease(&id, NOON, NOON + SECOND).await.expect("an answer") }
    };

    let leases = at_once((0..10).map(lease)).await;

    assert_eq!(leases.iter().filter(|it| matches!(it, Lease::Taken(_))).count(), 1);
    assert_eq!(leases.iter().filter(|it| **it == Lease::Held(NOON + SECOND)).count(), 9);
}

pub async fn what_is_put_back_unsent_is_due_at_its_next_try(store: impl Store) {
    let id = queued(&store, "o", NOON).await;
    let leased = taken(&store, &id, NOON).await;

    let tried = Leased { attempts: leased.attempts + 1, ..leased };
    store.put_back(&tried, NOON + SECOND * 30).await.expect("it is ours");

    assert_eq!(unsent(&store).await, ["o"]);
    let early = store.lease(&id, NOON + SECOND * 29, NOON + SECOND * 60).await;
    assert_eq!(early.expect("an answer"), Lease::Nothing);
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
    let mut letters = envelope("o", Letter::Welcome { held_until: None });
    letters.letters = vec![letters.letters[0].clone(); 3];
    store.queue(&letters).await.expect("an answer");
    let mut leased = taken(&store, &letters.id, NOON).await;
    leased.marks = vec![Mark::Sent(NOON), Mark::Failed(NOON + SECOND), Mark::Held(NOON)];

    store.put_back(&leased, NOON).await.expect("it is ours");

    assert!(unsent(&store).await.is_empty());
    let later = NOON + SECOND * 99;
    let end = store.lease(&leased.envelope.id, later, later).await.expect("an answer");
    assert_eq!(end, Lease::Nothing);
}

pub async fn letters_that_were_sent_stay_marked_while_others_wait(store: impl Store) {
    let mut letters = envelope("o", Letter::Welcome { held_until: None });
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

    let end = store.lease(&unknown, NOON, NOON + SECOND).await.expect("an answer");
    assert_eq!(end, Lease::Nothing);
}

pub async fn an_envelope_is_found_sent_or_not(store: impl Store) {
    let events =
        Envelope { events: vec![event()], ..envelope("o", Letter::Welcome { held_until: None }) };
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
