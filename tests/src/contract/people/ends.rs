//! The end of guests.

use domain::{
    GuestEnd, GuestState, LinkState, Member, OutboxId, close, end_by_guest, end_by_owner,
};
use fixtures::test_keys;

use super::super::world::{NOON, SECOND, account, once_written, taken, unsent};
use super::super::{Store, at_once};
use super::{invitation, invited, is_conflict, joined, standing, state_of, stored};

/// The owner's end of the guest, as all of it stands.
async fn ending(store: &impl Store, owner: &Member, kim: &Member, told: &str) -> GuestEnd {
    let standing = standing(store, owner, 1).await;
    let person = standing.guests()[0].person.clone();
    let (guest, told) = (Some(kim.clone()), OutboxId::from_stored(told));
    end_by_owner(&test_keys(), &standing, &person, guest, told, NOON).expect("a guest")
}

pub async fn a_guest_goes_off_list_and_login_together_with_what_tells_of_it(store: impl Store) {
    let (owner, kim) = joined(&store).await;
    let end = ending(&store, &owner, &kim, "left").await;

    store.end_guest(&end).await.expect("it ends");

    let list = standing(&store, &owner, 1).await.guests.expect("a list");
    assert_eq!((list.guests.len(), list.version), (0, 3));
    let left = end.member.expect("a member");
    assert_eq!(stored(&store, &kim).await, once_written(&left));
    let envelope = end.envelope.expect("it is told");
    assert_eq!(taken(&store, &envelope.id, NOON, NOON + SECOND).await.envelope, envelope);
}

pub async fn an_invitation_that_is_ended_opens_nothing_any_more(store: impl Store) {
    let (owner, kim, invited) = invited(&store).await;
    let end = ending(&store, &owner, &kim, "left").await;

    store.end_guest(&end).await.expect("it ends");

    assert_eq!(state_of(&store, &invited).await, LinkState::Expired);
    assert_eq!(store.find(&invited.link.claim).await.expect("an answer"), None);
    assert_eq!(standing(&store, &owner, 1).await.guests().len(), 0);
    assert!(!unsent(&store).await.contains(&"left".to_owned()));
}

pub async fn a_hint_goes_alone_where_the_list_has_nobody(store: impl Store) {
    let (owner, kim) = joined(&store).await;
    let list = ending(&store, &owner, &kim, "left").await.guests;
    let gone = GuestEnd { guests: list, member: None, link: None, envelope: None };
    store.end_guest(&gone).await.expect("it ends");
    let standing = standing(&store, &owner, 1).await;

    let told = OutboxId::from_stored("hint");
    let end = end_by_guest(&standing, &kim, &kim.guest_of[0], told, NOON);
    store.end_guest(&end).await.expect("it ends");

    assert_eq!(stored(&store, &kim).await.guest_of, []);
    assert_eq!(self::standing(&store, &owner, 1).await, standing);
}

pub async fn a_guest_who_or_whose_list_has_changed_does_not_go(store: impl Store) {
    let (owner, kim) = joined(&store).await;
    let as_read = ending(&store, &owner, &kim, "left").await;
    let list = standing(&store, &owner, 1).await.guests;
    store.invite(&invitation(&owner, "lee", list.as_ref(), 2)).await.expect("it is written");
    is_conflict(&store.end_guest(&as_read).await);

    let as_read = ending(&store, &owner, &kim, "left").await;
    store.change(&kim, None).await.expect("it changes");
    is_conflict(&store.end_guest(&as_read).await);

    let guests = standing(&store, &owner, 1).await.guests().to_vec();
    assert!(guests.iter().any(|it| matches!(&it.state, GuestState::Joined { .. })));
    assert_eq!(stored(&store, &kim).await.guest_of.len(), 1);
    assert!(!unsent(&store).await.contains(&"left".to_owned()));
}

pub async fn of_ten_who_end_one_guest_at_once_one_does(store: impl Store) {
    let (owner, kim) = joined(&store).await;
    let mut all = Vec::new();
    for number in 0..10 {
        let (store, end) =
            (store.clone(), ending(&store, &owner, &kim, &format!("left {number}")).await);
        all.push(async move { store.end_guest(&end).await });
    }

    let ends = at_once(all).await;

    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1, "{ends:?}");
    let told = unsent(&store).await.into_iter().filter(|id| id.starts_with("left")).count();
    assert_eq!((told, standing(&store, &owner, 1).await.guests().len()), (1, 0));
}

pub async fn guests_of_an_account_stay_where_its_owner_closes_or_loses_it(store: impl Store) {
    let (owner, kim) = joined(&store).await;
    let owners = store.owners_of(&[account(1)]).await.expect("an answer");
    let told = OutboxId::from_stored("closed");
    store.close(&close(&test_keys(), &owner, owners, told, NOON)).await.expect("it closes");

    let left = standing(&store, &owner, 1).await;

    assert!(left.guests.is_some(), "nothing of it is part of closing");
    assert!(left.guests().is_empty() && left.opened_by(&kim.id, NOON).is_none());
}
