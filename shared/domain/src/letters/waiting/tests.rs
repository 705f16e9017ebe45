use super::*;
use crate::fixtures::test_keys;
use crate::links::token::LinkClaim;
use crate::values::ids::{EmailKey, OutboxId, PendingId};

const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);
const SECOND: SignedDuration = SignedDuration::from_secs(1);

fn link(id: u8) -> LinkClaim {
    let (key, email) = (test_keys().current().clone(), EmailKey::from_stored("e"));
    LinkClaim { key, email, id: PendingId::new([id; 16]) }
}

fn confirm(id: u8) -> Letter {
    Letter::Confirm { link: link(id), expires_at: NOON }
}

fn recover(id: u8) -> Letter {
    Letter::Recover { link: link(id), expires_at: NOON, known: None }
}

fn slot(letter: &Letter, envelope: &str) -> Slot {
    place(letter, envelope, 0)
}

fn place(letter: &Letter, envelope: &str, place: usize) -> Slot {
    let envelope = &OutboxId::from_stored(envelope);
    Slot::of(&Asking { letter, envelope, place, queued_at: NOON, counted: None })
}

fn with(letter: &Letter, envelope: &str) -> Counter {
    let mut counter = Counter::default();
    slot(letter, envelope).wait(&mut counter, NOON, NOON);
    counter
}

#[test]
fn one_waiting_letter_of_a_kind_takes_the_slot_of_all_others_and_not_its_own() {
    let waits = with(&recover(1), "a");

    assert!(slot(&recover(2), "b").is_taken(&waits, NOON));
    assert!(place(&recover(2), "a", 1).is_taken(&waits, NOON), "another of the same envelope");
    assert!(!slot(&recover(1), "a").is_taken(&waits, NOON));
    assert!(!slot(&confirm(1), "b").is_taken(&waits, NOON));
    assert!(!slot(&Letter::StillFrozen, "b").is_taken(&waits, NOON));
}

#[test]
fn each_registration_of_a_mailbox_has_a_slot_and_so_has_each_new_email() {
    let waits = with(&confirm(1), "a");
    let new_email = |id| Letter::NewEmail { link: link(id), expires_at: NOON };

    assert!(slot(&confirm(1), "b").is_taken(&waits, NOON));
    assert!(!slot(&confirm(2), "b").is_taken(&waits, NOON));
    let waits = with(&new_email(1), "a");
    assert!(slot(&new_email(1), "b").is_taken(&waits, NOON));
    assert!(!slot(&new_email(2), "b").is_taken(&waits, NOON));
}

#[test]
fn a_letter_that_nobody_sent_in_time_is_not_counted_on_for_ever() {
    let waits = with(&recover(1), "a");
    let other = slot(&recover(2), "b");

    assert!(other.is_taken(&waits, NOON + GRACE - SECOND));
    assert!(!other.is_taken(&waits, NOON + GRACE));
    assert_eq!(matters_until(&waits), Some(NOON + GRACE));
    let mut later = waits;
    other.wait(&mut later, NOON + GRACE, NOON + GRACE);
    assert_eq!(later.tallies.keys().collect::<Vec<_>>(), ["waits:recover:b:0"]);
}

#[test]
fn a_letter_that_is_counted_leaves_its_slot_and_is_known_for_a_while() {
    let (mut waits, first) = (with(&recover(1), "a"), slot(&recover(1), "a"));
    assert_eq!((first.waits(&waits), first.counted(&waits)), (Some(NOON), None));

    first.count(&mut waits, NOON + SECOND);

    assert_eq!((first.waits(&waits), first.counted(&waits)), (None, Some(NOON + SECOND)));
    assert_eq!(slot(&recover(1), "b").counted(&waits), None);
    assert!(!slot(&recover(2), "b").is_taken(&waits, NOON), "it waits no more");
    let later = NOON + SECOND + GRACE;
    slot(&recover(2), "b").count(&mut waits, later);
    assert_eq!(waits.tallies.keys().collect::<Vec<_>>(), ["counted:recover:b:0"]);
    assert_eq!(matters_until(&waits), None);
}

#[test]
fn a_letter_that_does_not_go_leaves_its_slot_and_nothing_else() {
    let mut waits = with(&recover(1), "a");

    slot(&recover(1), "a").leave(&mut waits);

    assert_eq!(waits, Counter::default());
}
