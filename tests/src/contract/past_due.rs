//! Items that are past due.

use domain::cleaning::{Due, PARTS, Part, Shelf};
use domain::limits::{Counter, Subject, match_per_address};
use domain::{DeviceId, Figures, Leased, Letter, Mark, MemberId, Session, SessionId};
use jiff::{SignedDuration, Timestamp};

use super::Store;
use super::world::{NOON, SECOND, address, count, envelope, taken};

const KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);

/// All items that are past due, of every part of a table.
async fn due(store: &impl Store, shelf: Shelf, now: Timestamp) -> Vec<Due> {
    let mut due = Vec::new();
    for number in 0..PARTS {
        let (part, mut from) = (Part { shelf, number }, None);
        loop {
            let looked = store.look(part, from.as_ref(), now).await.expect("an answer");
            due.extend(looked.due);
            from = looked.next;
            if from.is_none() {
                break;
            }
        }
    }
    due
}

fn session(id: &str) -> Session {
    Session {
        id: SessionId::from_stored(id),
        member: MemberId::from_stored("m"),
        epoch: 1,
        signed_in_at: NOON,
        ends_at: NOON + SECOND,
        device: DeviceId::from_stored("d"),
        device_name: "Firefox on Linux".to_owned(),
        proof: None,
        limited: false,
    }
}

pub async fn what_is_past_its_time_is_found_and_deleted_once(store: impl Store) {
    store.open(&session("s"), None).await.expect("an answer");

    let found = due(&store, Shelf::Transient, NOON + SECOND).await;

    let [ended] = &found[..] else { panic!("one thing is due: {found:?}") };
    assert_eq!(ended.delete_at, NOON + SECOND);
    assert!(store.delete(ended).await.expect("an answer"));
    assert!(!store.delete(ended).await.expect("an answer"), "it is gone already");
    assert!(due(&store, Shelf::Transient, NOON + SECOND).await.is_empty());
}

pub async fn what_may_still_be_needed_is_not_found(store: impl Store) {
    store.open(&session("s"), None).await.expect("an answer");
    let counted = count(&Counter::default());
    store.count(std::slice::from_ref(&counted)).await.expect("an answer");

    assert!(due(&store, Shelf::Transient, NOON).await.is_empty());
    let last = counted.expires_at + KEPT - SECOND;
    assert_eq!(due(&store, Shelf::Transient, last).await.len(), 1, "the session alone");
    assert_eq!(due(&store, Shelf::Transient, last + SECOND).await.len(), 2);
}

pub async fn a_counter_that_counted_again_meanwhile_stays(store: impl Store) {
    let first = count(&Counter::default());
    store.count(std::slice::from_ref(&first)).await.expect("an answer");
    let later = first.expires_at + KEPT;
    let found = due(&store, Shelf::Transient, later).await;
    let subject = Subject::Address(address());
    let again = first.next.counted(subject.clone(), &[match_per_address(Figures::SHIPPED)], later);
    store.count(std::slice::from_ref(&again)).await.expect("an answer");

    let deleted = store.delete(&found[0]).await.expect("an answer");

    assert!(!deleted);
    assert_eq!(store.read(&[subject]).await.expect("an answer"), [again.next]);
}

pub async fn letters_go_thirty_days_after_they_were_sent_and_never_before(store: impl Store) {
    let (sent, unsent) = (
        envelope("sent", Letter::Welcome { held_until: None }),
        envelope("unsent", Letter::Welcome { held_until: None }),
    );
    for envelope in [&sent, &unsent] {
        store.queue(envelope).await.expect("an answer");
    }
    let leased = taken(&store, &sent.id, NOON, NOON + SECOND).await;
    let done = Leased { marks: vec![Mark::Sent(NOON)], ..leased };
    store.put_back(&done, NOON).await.expect("it is ours");

    assert!(due(&store, Shelf::Outbox, NOON + KEPT - SECOND).await.is_empty());
    let found = due(&store, Shelf::Outbox, NOON + KEPT * 100).await;
    assert_eq!(found.len(), 1);
    assert!(store.delete(&found[0]).await.expect("an answer"));

    assert_eq!(store.posted(&sent.id).await.expect("an answer"), None);
    assert_eq!(store.posted(&unsent.id).await.expect("an answer"), Some(unsent));
}

pub async fn a_table_is_gone_through_from_place_to_place(store: impl Store) {
    for number in 0..40 {
        store.open(&session(&format!("s{number}")), None).await.expect("an answer");
    }

    let mut found = due(&store, Shelf::Transient, NOON + SECOND).await;

    found.sort_by(|one, other| one.place.cmp(&other.place));
    found.dedup();
    assert_eq!(found.len(), 40);
}
