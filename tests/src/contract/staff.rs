//! Changes that staff make to registrations that wait.

use domain::ClaimEnd;
use domain::LinkState;
use domain::ports::StoreError;

use super::world::{NOON, account, ask, claim, email_key, import_account, pending};
use super::{Store, at_once};

pub async fn a_cancelled_registration_can_no_longer_be_confirmed(store: impl Store) {
    import_account(&store, &account(1)).await;
    let asked = ask(&store, "pat", &account(1)).await;

    store.cancel(&asked, NOON).await.expect("it ends");

    let found = store.asked(&email_key("pat")).await.expect("an answer");
    let [ended] = &found[..] else { panic!("{found:?}") };
    assert_eq!((ended.expires_at, ended.state(NOON)), (NOON, LinkState::Expired));
    let claimed = store.claim(&claim(&asked, "r")).await.expect("an answer");
    assert_eq!(claimed, ClaimEnd::LinkSpent);
}

pub async fn a_registration_that_was_confirmed_or_is_over_is_not_cancelled(store: impl Store) {
    import_account(&store, &account(1)).await;
    let used = ask(&store, "pat", &account(1)).await;
    store.claim(&claim(&used, "r")).await.expect("an answer");
    let over = ask(&store, "lee", &account(1)).await;

    let of_used = store.cancel(&used, NOON).await;
    let of_over = store.cancel(&over, over.expires_at).await;
    let of_none = store.cancel(&pending("poe", &account(1)), NOON).await;

    for end in [of_used, of_over, of_none] {
        assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
    }
}

pub async fn of_a_claim_and_a_cancellation_at_once_one_wins(store: impl Store) {
    import_account(&store, &account(1)).await;
    let asked = ask(&store, "pat", &account(1)).await;
    let both = [true, false].map(|cancels| {
        let (store, asked) = (store.clone(), asked.clone());
        async move {
            if cancels {
                store.cancel(&asked, NOON).await.is_ok()
            } else {
                store.claim(&claim(&asked, "r")).await.is_ok_and(|end| end == ClaimEnd::Claimed)
            }
        }
    });

    let won = at_once(both).await;

    assert_eq!(won.iter().filter(|won| **won).count(), 1, "{won:?}");
}
