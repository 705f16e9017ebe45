//! Bills by email that a letter's link has yet to confirm.

use domain::ports::StoreError;
use domain::{
    Acceptance, AskingBills, BillsAsked, FoundLink, IssueIds, LinkState, Member, OutboxId,
    PendingId, Purpose, Which, ask_bills,
};
use fixtures::test_keys;

use super::super::world::{NOON, once_written, unsent};
use super::super::{Store, at_once};
use super::member;

/// A member who agrees.
fn asking(member: &Member, number: u8) -> BillsAsked {
    let consent = Acceptance { at: NOON, ..member.terms.clone() };
    let envelope = OutboxId::from_stored(format!("confirm {number}"));
    let ids = IssueIds { item: PendingId::new([number; 16]), envelope };
    match ask_bills(&test_keys(), member.clone(), &Which::All, consent, ids) {
        AskingBills::Asks(asked) => *asked,
        other => panic!("a letter goes out: {other:?}"),
    }
}

pub async fn agreeing_to_bills_by_email_keeps_the_link_and_what_was_agreed_to(store: impl Store) {
    let asked = asking(&member(&store).await, 1);

    store.ask_bills(&asked).await.expect("an answer");

    let found = store.find(&asked.link.claim).await.expect("an answer");
    let member = once_written(&asked.member);
    assert_eq!(found, Some(FoundLink { link: asked.link.clone(), member }));
    assert!(unsent(&store).await.contains(&"confirm 1".to_owned()));
    let state = store.state_of(Purpose::ConfirmBills, &asked.link.claim, NOON).await;
    assert_eq!(state.expect("an answer"), LinkState::Open);
}

pub async fn agreeing_on_a_member_that_changed_meanwhile_is_a_conflict_and_nothing_is_written(
    store: impl Store,
) {
    let member = member(&store).await;
    let asked = asking(&member, 1);
    store.change(&Member { epoch: 2, ..member }, None).await.expect("an answer");

    let end = store.ask_bills(&asked).await;

    assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
    assert_eq!(store.find(&asked.link.claim).await.expect("an answer"), None);
    assert!(!unsent(&store).await.contains(&"confirm 1".to_owned()));
}

pub async fn of_ten_who_agree_at_once_one_gets_through(store: impl Store) {
    let member = member(&store).await;
    let run = |number: u8| {
        let (store, asked) = (store.clone(), asking(&member, number));
        async move { store.ask_bills(&asked).await }
    };

    let ends = at_once((0..10).map(run)).await;

    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1, "{ends:?}");
    let queued = unsent(&store).await.iter().filter(|id| id.starts_with("confirm")).count();
    assert_eq!(queued, 1);
}
