//! Accepting an invitation.

use domain::{GuestList, JoinEnd, Joiner, Joining, LinkState, OutboxId, close, join};
use fixtures::test_keys;
use jiff::Timestamp;

use super::super::world::{NOON, SECOND, account, email, once_written, taken};
use super::super::{Store, at_once};
use super::{
    ids, invitation, invited, is_conflict, joining, new_person, owner_and_kim, standing, state_of,
    stored,
};

pub async fn a_member_who_joins_uses_the_link_and_queues_what_tells_of_it(store: impl Store) {
    let of = invited(&store).await;
    let joining = joining(&store, &of, "r1").await;

    assert_eq!(store.join(&joining).await.expect("an answer"), JoinEnd::Joined);

    let (owner, kim, invited) = of;
    assert_eq!(stored(&store, &kim).await, once_written(&joining.member));
    let list = standing(&store, &owner, 1).await.guests;
    assert_eq!(list, Some(GuestList { version: 2, ..joining.guests }));
    assert_eq!(state_of(&store, &invited).await, LinkState::Used);
    let leased = taken(&store, &joining.envelope.id, NOON, NOON + SECOND).await;
    assert_eq!(leased.envelope, joining.envelope);
}

pub async fn a_new_person_who_joins_has_a_login_and_the_email(store: impl Store) {
    let (owner, _) = owner_and_kim(&store).await;
    let invited = invitation(&owner, "lee", None, 1);
    store.invite(&invited).await.expect("it is written");
    let standing = standing(&store, &owner, 1).await;
    let joining = join(&invited.link, &standing, new_person("lee"), ids("r1"), NOON);
    let joining = joining.expect("they may join");

    assert_eq!(store.join(&joining).await.expect("an answer"), JoinEnd::Joined);

    let found = store.by_email(&email("lee")).await.expect("an answer");
    assert_eq!(found, Some(joining.member.clone()));
    assert_eq!((joining.member.accounts.len(), joining.member.guest_of.len()), (0, 1));
}

pub async fn one_invitation_used_twenty_times_at_once_is_used_once(store: impl Store) {
    let of = invited(&store).await;
    let standing = standing(&store, &of.0, 1).await;
    let by = |number: u32| {
        let joiner = Joiner::Member(Box::new(of.1.clone()));
        let request = format!("r{number}");
        let joining = join(&of.2.link, &standing, joiner, ids(&request), NOON);
        let (store, joining) = (store.clone(), joining.expect("they may join"));
        async move { store.join(&joining).await }
    };

    let ends = at_once((0..20).map(by)).await;

    let joined = ends.iter().filter(|end| matches!(end, Ok(JoinEnd::Joined))).count();
    assert_eq!(joined, 1, "{ends:?}");
    assert_eq!(stored(&store, &of.1).await.guest_of.len(), 1);
}

pub async fn the_same_request_with_a_used_invitation_again_has_joined(store: impl Store) {
    let of = invited(&store).await;
    let first = joining(&store, &of, "r1").await;
    let other = joining(&store, &of, "r2").await;
    store.join(&first).await.expect("an answer");

    assert_eq!(store.join(&first).await.expect("an answer"), JoinEnd::Joined);
    assert_eq!(store.join(&other).await.expect("an answer"), JoinEnd::LinkSpent);
    assert_eq!(stored(&store, &of.1).await, once_written(&first.member));
}

pub async fn an_invitation_works_until_the_last_second_of_its_time(store: impl Store) {
    let of = invited(&store).await;
    let at = |at: Timestamp, of: Joining| Joining { at, ..of };
    let end = of.2.link.expires_at;
    let late = at(end, joining(&store, &of, "r1").await);
    let last = at(end - SECOND, joining(&store, &of, "r2").await);

    assert_eq!(store.join(&late).await.expect("an answer"), JoinEnd::LinkSpent);
    assert_eq!(store.join(&last).await.expect("an answer"), JoinEnd::Joined);
}

pub async fn nobody_joins_an_account_that_is_no_longer_the_owners(store: impl Store) {
    let of = invited(&store).await;
    let joining = joining(&store, &of, "r1").await;
    let owners = store.owners_of(&[account(1)]).await.expect("an answer");
    let told = OutboxId::from_stored("closed");
    store.close(&close(&test_keys(), &of.0, owners, told, NOON)).await.expect("it closes");

    is_conflict(&store.join(&joining).await);

    assert_eq!(stored(&store, &of.1).await, of.1);
    assert_eq!(state_of(&store, &of.2).await, LinkState::Open);
}

pub async fn nobody_joins_from_a_list_or_as_a_member_that_has_changed(store: impl Store) {
    let of = invited(&store).await;
    let as_read = joining(&store, &of, "r1").await;
    store.change(&of.1, None).await.expect("it changes");
    is_conflict(&store.join(&as_read).await);

    let now = (of.0.clone(), once_written(&of.1), of.2.clone());
    let as_read = joining(&store, &now, "r2").await;
    let list = standing(&store, &of.0, 1).await.guests;
    store.invite(&invitation(&of.0, "lee", list.as_ref(), 2)).await.expect("it is written");
    is_conflict(&store.join(&as_read).await);

    let again = joining(&store, &now, "r3").await;
    assert_eq!(store.join(&again).await.expect("an answer"), JoinEnd::Joined);
}

pub async fn an_email_that_is_a_members_by_now_leaves_the_invitation_unspent(store: impl Store) {
    let of = invited(&store).await;
    let standing = standing(&store, &of.0, 1).await;
    let joining = join(&of.2.link, &standing, new_person("kim"), ids("r1"), NOON);

    let end = store.join(&joining.expect("they may join")).await.expect("an answer");

    assert_eq!(end, JoinEnd::EmailTaken);
    assert_eq!(state_of(&store, &of.2).await, LinkState::Open);
    assert_eq!(store.by_email(&email("kim")).await.expect("an answer"), Some(of.1));
}
