//! Guests of accounts.

mod ends;

use domain::limits::{Counter, INVITATIONS_PER_MEMBER, Subject};
use domain::ports::StoreError;
use domain::{
    AccountStanding, Invitation, InviteIds, Invited, Inviting, JoinEnd, Joiner, Joining, LinkState,
    Member, MemberId, NewPerson, OutboxId, PasswordHash, PendingId, PersonId, Purpose, Role, Row,
    SpendIds, StandingOf, close, invite, join,
};
use domain::{ClaimEnd, GuestList, Language, Owner};
use fixtures::test_keys;
use jiff::Timestamp;

pub use self::ends::*;
use super::world::{
    NOON, SECOND, account, alias, ask, claim, email, facts, import, once_written, taken, terms,
    unsent,
};
use super::{Store, at_once};

/// A member with account `number`.
async fn member_of(store: &impl Store, name: &str, number: u32) -> Member {
    let asked = ask(store, name, &account(number)).await;
    let claim = claim(&asked, &format!("r of {name}"));
    assert_eq!(store.claim(&claim).await.expect("an answer"), ClaimEnd::Claimed);
    claim.member
}

/// An owner of account 1 and a member of account 2.
async fn owner_and_kim(store: &impl Store) -> (Member, Member) {
    let rows = [1, 2, 3].map(|number| Row::Facts(Box::new(facts(&account(number)))));
    import(store, 1, &rows).await;
    (member_of(store, "pat", 1).await, member_of(store, "kim", 2).await)
}

async fn standing(store: &impl Store, owner: &Member, number: u32) -> AccountStanding {
    let of = StandingOf { account: account(number), owner: owner.id.clone() };
    store.standings(&[of]).await.expect("an answer").pop().expect("one was asked for")
}

/// An invitation to the owner's first account, after the list was read.
fn invitation(owner: &Member, to: &str, stored: Option<&GuestList>, number: u8) -> Invited {
    let ids = InviteIds {
        person: PersonId::from_stored(format!("{to} {number}")),
        link: PendingId::new([number; 16]),
        envelope: OutboxId::from_stored(format!("invitation {number}")),
    };
    let (binding, email) = (&owner.accounts[0], &email(to));
    let invitation =
        Invitation { owner, binding, email, role: Role::Pay, language: owner.language };
    match invite(&test_keys(), invitation, stored, ids, Vec::new(), NOON) {
        Inviting::Invites(invited) => *invited,
        Inviting::IsGuest | Inviting::Full => panic!("they can be invited"),
    }
}

/// Owner and guest, and the invitation that was written.
async fn invited(store: &impl Store) -> (Member, Member, Invited) {
    let (owner, kim) = owner_and_kim(store).await;
    let invited = invitation(&owner, "kim", None, 1);
    store.invite(&invited).await.expect("it is written");
    (owner, kim, invited)
}

fn ids(request: &str) -> SpendIds {
    let envelope = OutboxId::from_stored(format!("joined by {request}"));
    SpendIds { envelope, request: request.to_owned() }
}

/// What a member's acceptance writes, as the account stands.
async fn joining(store: &impl Store, of: &(Member, Member, Invited), request: &str) -> Joining {
    let (owner, kim, invited) = of;
    let standing = standing(store, owner, 1).await;
    let joiner = Joiner::Member(Box::new(kim.clone()));
    join(&invited.link, &standing, joiner, ids(request), NOON).expect("they may join")
}

fn new_person(name: &str) -> Joiner {
    Joiner::New(Box::new(NewPerson {
        id: MemberId::from_stored(format!("new {name}")),
        password: PasswordHash::of_nobody(&test_keys()),
        language: Language::Spanish,
        terms: terms(),
    }))
}

/// Owner and guest who has joined.
async fn joined(store: &impl Store) -> (Member, Member) {
    let of = invited(store).await;
    let joining = joining(store, &of, "r1").await;
    assert_eq!(store.join(&joining).await.expect("an answer"), JoinEnd::Joined);
    (of.0, once_written(&joining.member))
}

async fn stored(store: &impl Store, member: &Member) -> Member {
    store.by_id(&member.id).await.expect("an answer").expect("a member")
}

async fn state_of(store: &impl Store, invited: &Invited) -> LinkState {
    let state = store.state_of(Purpose::Invite, &invited.link.claim, NOON).await;
    state.expect("an answer")
}

fn is_conflict<T: std::fmt::Debug>(end: &Result<T, StoreError>) {
    assert!(matches!(end, Err(StoreError::Conflict)), "{end:?}");
}

pub async fn an_account_is_read_with_owner_holder_guests_and_login_together(store: impl Store) {
    let (owner, kim, invited) = invited(&store).await;
    let of =
        |number, member: &Member| StandingOf { account: account(number), owner: member.id.clone() };

    let asked = [of(2, &kim), of(1, &owner), of(3, &owner), of(1, &kim)];
    let read = store.standings(&asked).await.expect("an answer");

    let guests = GuestList { version: 1, ..invited.guests };
    let bound = Owner { member: owner.id.clone(), holder: 1, since: NOON, held_until: None };
    let first = AccountStanding {
        account: account(1),
        guests: Some(guests),
        owner: Some(bound),
        holder: Some(1),
        member: Some(owner.clone()),
    };
    assert_eq!(read[1], first);
    assert_eq!(read[3], AccountStanding { member: Some(kim.clone()), ..first });
    let theirs = (read[0].guests.clone(), read[0].member.clone());
    assert_eq!((theirs, read[2].owner.clone()), ((None, Some(kim)), None));
    assert_eq!(store.standings(&[]).await.expect("an answer"), []);
}

pub async fn an_old_number_and_an_account_that_is_not_there_have_no_holder(store: impl Store) {
    let (owner, _) = owner_and_kim(&store).await;
    import(&store, 2, &[alias(&account(2), &account(1), 2)]).await;

    for number in [2, 9] {
        assert_eq!(standing(&store, &owner, number).await.holder, None, "{number}");
    }
}

pub async fn an_invitation_keeps_list_link_and_counter_and_queues_its_letter(store: impl Store) {
    let (owner, _) = owner_and_kim(&store).await;
    let subject = Subject::Inviting(owner.id.clone());
    let count = Counter::default().counted(subject.clone(), &[INVITATIONS_PER_MEMBER], NOON);
    let invited = Invited { counts: vec![count.clone()], ..invitation(&owner, "kim", None, 1) };

    store.invite(&invited).await.expect("it is written");

    let list = standing(&store, &owner, 1).await.guests;
    assert_eq!(list, Some(GuestList { version: 1, ..invited.guests.clone() }));
    let found = store.find(&invited.link.claim).await.expect("an answer").expect("a link");
    assert_eq!((found.link, found.member), (invited.link.clone(), owner));
    assert_eq!(store.read(&[subject]).await.expect("an answer"), [count.next]);
    let leased = taken(&store, &invited.envelope.id, NOON, NOON + SECOND).await;
    assert_eq!(leased.envelope, invited.envelope);
}

pub async fn an_invitation_that_replaces_another_ends_its_link(store: impl Store) {
    let (owner, _, first) = invited(&store).await;
    let list = standing(&store, &owner, 1).await.guests;

    let second = invitation(&owner, "kim", list.as_ref(), 2);
    store.invite(&second).await.expect("it is written");

    assert_eq!(state_of(&store, &first).await, LinkState::Expired);
    assert_eq!(state_of(&store, &second).await, LinkState::Open);
    let now = standing(&store, &owner, 1).await.guests;
    assert_eq!(now, Some(GuestList { version: 2, ..second.guests }));
}

pub async fn an_invitation_to_a_list_or_on_a_counter_that_moved_on_writes_nothing(
    store: impl Store,
) {
    let (owner, _, first) = invited(&store).await;
    let subject = Subject::Inviting(owner.id.clone());
    let count = || Counter::default().counted(subject.clone(), &[INVITATIONS_PER_MEMBER], NOON);
    store.count(&[count()]).await.expect("it counts");
    let list = standing(&store, &owner, 1).await.guests;

    is_conflict(&store.invite(&invitation(&owner, "lee", None, 2)).await);
    let late = invitation(&owner, "lee", list.as_ref(), 3);
    is_conflict(&store.invite(&Invited { counts: vec![count()], ..late.clone() }).await);

    assert_eq!(standing(&store, &owner, 1).await.guests, list);
    assert_eq!(store.find(&late.link.claim).await.expect("an answer"), None);
    assert_eq!(state_of(&store, &first).await, LinkState::Open);
    assert!(!unsent(&store).await.contains(&"invitation 3".to_owned()));
}

pub async fn of_ten_invitations_at_once_to_one_account_one_is_written(store: impl Store) {
    let (owner, _) = owner_and_kim(&store).await;

    let ends = at_once((1..=10).map(|number| {
        let (store, invited) = (store.clone(), invitation(&owner, "kim", None, number));
        async move { store.invite(&invited).await }
    }))
    .await;

    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1, "{ends:?}");
    let list = standing(&store, &owner, 1).await.guests.expect("a list");
    assert_eq!((list.guests.len(), list.version), (1, 1));
}

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
