//! Sessions of staff at the desk, and their look-ups.

use domain::desk::{StaffId, StaffKey, StaffRole, StaffSession, StaffSignIn, StaffToken};
use fixtures::test_keys;
use jiff::SignedDuration;

use super::at_once;
use super::store::Store;
use super::world::NOON;

const HOUR: SignedDuration = SignedDuration::from_hours(1);

fn session(random: u8) -> StaffSession {
    StaffSession {
        key: StaffToken::new([random; 32]).key(),
        who: StaffId::parse("00u1").expect("an id"),
        role: StaffRole::Act,
        auth_time: Some(NOON),
        second_factor: true,
        ends_at: NOON + HOUR,
    }
}

fn of_staff(who: &str) -> StaffKey {
    StaffKey::of(&test_keys(), &StaffId::parse(who).expect("an id"))
}

pub async fn a_session_at_the_desk_is_read_until_it_is_ended_and_alone(store: impl Store) {
    let (one, other) = (session(1), session(2));
    store.open_at_desk(&one).await.expect("it opens");
    store.open_at_desk(&other).await.expect("it opens");

    store.end_at_desk(&one.key).await.expect("it ends");
    store.end_at_desk(&one.key).await.expect("ending it again is no error");

    assert_eq!(store.at_desk(&one.key).await.expect("an answer"), None);
    assert_eq!(store.at_desk(&other.key).await.expect("an answer"), Some(other));
}

pub async fn a_sign_in_at_the_desk_is_used_once(store: impl Store) {
    let (one, other) = (StaffSignIn::new([1; 32]).key(), StaffSignIn::new([2; 32]).key());

    let first = store.use_once(&one, NOON + HOUR).await.expect("an answer");
    let again = store.use_once(&one, NOON + HOUR).await.expect("an answer");
    let others = store.use_once(&other, NOON + HOUR).await.expect("an answer");

    assert_eq!([first, again, others], [true, false, true]);
}

pub async fn of_ten_uses_of_one_sign_in_at_the_desk_at_once_one_counts(store: impl Store) {
    let uses = (0..10).map(|_| {
        let store = store.clone();
        async move { store.use_once(&StaffSignIn::new([1; 32]).key(), NOON + HOUR).await }
    });

    let ends = at_once(uses).await;

    assert_eq!(ends.into_iter().filter(|end| *end.as_ref().expect("an answer")).count(), 1);
}

pub async fn look_ups_are_counted_by_person_and_hour(store: impl Store) {
    let mut counts = Vec::new();
    for (who, at) in [("a", NOON), ("a", NOON), ("b", NOON), ("a", NOON + HOUR)] {
        counts.push(store.count_look_up(&of_staff(who), at).await.expect("an answer"));
    }

    assert_eq!(counts, [1, 2, 1, 1]);
}

pub async fn look_ups_at_once_are_all_counted(store: impl Store) {
    let counts = (0..10).map(|_| {
        let store = store.clone();
        async move { store.count_look_up(&of_staff("a"), NOON).await.expect("an answer") }
    });

    let mut counts = at_once(counts).await;

    counts.sort_unstable();
    assert_eq!(counts, (1..=10).collect::<Vec<u32>>());
}
