//! Registrations that wait to be confirmed.

use domain::WRONG_NUMBERS_MAX;

use super::world::{account, ask, email_key, pending};
use super::{Store, at_once};

pub async fn an_email_has_its_own_registrations_only(store: impl Store) {
    let mine = ask(&store, "pat", &account(1)).await;
    ask(&store, "lee", &account(1)).await;

    let found = store.of(&email_key("pat")).await.expect("an answer");

    assert_eq!(found, [mine]);
    assert_eq!(store.of(&email_key("kim")).await.expect("an answer"), []);
}

pub async fn wrong_numbers_are_counted_up_to_the_limit_and_never_beyond(store: impl Store) {
    let pending = ask(&store, "pat", &account(1)).await;

    for count in 1..=WRONG_NUMBERS_MAX + 2 {
        let counted = store.count_wrong_number(&pending).await.expect("an answer");
        assert_eq!(counted, count.min(WRONG_NUMBERS_MAX));
    }

    let found = store.of(&pending.email_key).await.expect("an answer");
    assert_eq!(found[0].wrong_numbers, WRONG_NUMBERS_MAX);
}

pub async fn wrong_numbers_counted_at_once_are_all_counted(store: impl Store) {
    let pending = ask(&store, "pat", &account(1)).await;
    let count = |_| {
        let (store, pending) = (store.clone(), pending.clone());
        async move { store.count_wrong_number(&pending).await.expect("an answer") }
    };

    let mut counts = at_once((0..4).map(count)).await;

    counts.sort_unstable();
    assert_eq!(counts, [1, 2, 3, 4]);
}

pub async fn a_registration_that_is_not_there_takes_no_numbers(store: impl Store) {
    let unknown = pending("pat", &account(1));

    let counted = store.count_wrong_number(&unknown).await.expect("an answer");

    assert_eq!(counted, WRONG_NUMBERS_MAX);
    assert_eq!(store.of(&unknown.email_key).await.expect("an answer"), []);
}
