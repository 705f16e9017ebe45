//! Registrations that wait to be confirmed.

use domain::{Outcome, Pending, PendingId, WRONG_NUMBERS_MAX};

use super::world::{NOON, SECOND, account, ask, email_key, pending, recorded};
use super::{Store, at_once};

pub async fn an_email_has_its_own_registrations_only(store: impl Store) {
    let mine = ask(&store, "pat", &account(1)).await;
    ask(&store, "lee", &account(1)).await;

    let found = store.matched(&email_key("pat")).await.expect("an answer");

    assert_eq!(found, [mine]);
    assert_eq!(store.matched(&email_key("kim")).await.expect("an answer"), []);
}

pub async fn what_did_not_match_is_found_by_its_id_and_by_staff_alone(store: impl Store) {
    let matched = ask(&store, "pat", &account(1)).await;
    let others = [
        Outcome::AlreadyMember,
        Outcome::TooManyTries,
        Outcome::CouldNotMatch,
        Outcome::AccountHasLogin,
    ];
    for (number, outcome) in (2..).zip(others) {
        let id = PendingId::new([u8::try_from(number).expect("a few"); 16]);
        let other = Pending { id, outcome, ..pending("pat", &account(number)) };
        store.record(&recorded(&other)).await.expect("an answer");

        let found = store.pending(&other.email_key, &other.id).await.expect("an answer");
        assert_eq!(found, Some(other));
    }

    let key = email_key("pat");
    assert_eq!(store.matched(&key).await.expect("an answer"), std::slice::from_ref(&matched));
    assert_eq!(store.pending(&key, &matched.id).await.expect("an answer"), Some(matched));
    assert_eq!(store.asked(&key).await.expect("an answer").len(), 5);
    let unknown = PendingId::new([9; 16]);
    assert_eq!(store.pending(&key, &unknown).await.expect("an answer"), None);
}

pub async fn those_that_matched_come_newest_first(store: impl Store) {
    for number in 1..=3 {
        let created_at = NOON + SECOND * i32::try_from(number % 3).expect("a few");
        let id = PendingId::new([u8::try_from(number).expect("a few"); 16]);
        let asked = Pending { id, created_at, ..pending("pat", &account(number)) };
        store.record(&recorded(&asked)).await.expect("an answer");
    }

    let found = store.matched(&email_key("pat")).await.expect("an answer");

    let asked_at: Vec<_> = found.iter().map(|pending| pending.created_at).collect();
    assert_eq!(asked_at, [NOON + SECOND * 2, NOON + SECOND, NOON]);
}

pub async fn numbers_are_counted_up_to_the_limit_and_never_beyond(store: impl Store) {
    let pending = ask(&store, "pat", &account(1)).await;

    for count in 1..=WRONG_NUMBERS_MAX + 2 {
        let counted = store.count_number(&pending).await.expect("an answer");
        assert_eq!(counted, Some(count).filter(|count| *count <= WRONG_NUMBERS_MAX));
    }

    let found = store.matched(&pending.email_key).await.expect("an answer");
    assert_eq!(found[0].wrong_numbers, WRONG_NUMBERS_MAX);
}

pub async fn a_right_number_is_taken_back_and_there_are_never_fewer_than_none(store: impl Store) {
    let pending = ask(&store, "pat", &account(1)).await;
    store.count_number(&pending).await.expect("an answer");

    for _ in 0..2 {
        store.take_back_number(&pending).await.expect("an answer");
    }

    assert_eq!(store.count_number(&pending).await.expect("an answer"), Some(1));
}

pub async fn numbers_counted_at_once_are_all_counted(store: impl Store) {
    let pending = ask(&store, "pat", &account(1)).await;
    let count = |_| {
        let (store, pending) = (store.clone(), pending.clone());
        async move { store.count_number(&pending).await.expect("an answer") }
    };

    let mut counts = at_once((0..4).map(count)).await;

    counts.sort_unstable();
    assert_eq!(counts, [Some(1), Some(2), Some(3), Some(4)]);
}

pub async fn a_registration_that_is_not_there_takes_no_numbers(store: impl Store) {
    let unknown = pending("pat", &account(1));

    let counted = store.count_number(&unknown).await.expect("an answer");
    store.take_back_number(&unknown).await.expect("an answer");

    assert_eq!(counted, None);
    assert_eq!(store.matched(&unknown.email_key).await.expect("an answer"), []);
}
