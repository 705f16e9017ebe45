//! Guests of accounts.

mod ends;
mod joins;

use domain::limits::{Counter, INVITATIONS_PER_MEMBER, Subject};
use domain::ports::StoreError;
use domain::{
    AccountStanding, Invitation, InviteIds, Invited, Inviting, JoinEnd, Joiner, Joining, LinkState,
    Member, MemberId, NewPerson, OutboxId, PasswordHash, PendingId, PersonId, Purpose, Role, Row,
    SpendIds, StandingOf, invite, join,
};
use domain::{ClaimEnd, GuestList, Language, Owner};
use fixtures::test_keys;

pub use self::ends::*;
pub use self::joins::*;
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
