use jiff::SignedDuration;

use super::*;
use crate::fixtures::{test_keys, test_member};
use crate::links::purpose::Purpose;
use crate::members::guest_of::Role;
use crate::members::member::NextStep;
use crate::people::samples::{NOON, account, email, guest, invited, joined, standing};
use crate::values::account_number::AccountNumber;
use crate::values::ids::{OutboxId, PendingId};

const LATER: SignedDuration = SignedDuration::from_hours(1);

fn link(to: &str) -> Link {
    let (id, owner) = (PendingId::new([3; 16]), test_member(&["42"]));
    let link = Link::new(&test_keys(), Purpose::Invite, id, &email(to), Some(&owner), NOON);
    Link { account: Some(account()), ..link }
}

fn ids() -> SpendIds {
    SpendIds { envelope: OutboxId::from_stored("o"), request: "r".to_owned() }
}

fn kim() -> Member {
    Member { guest_of: Vec::new(), ..guest("kim") }
}

fn accepted(standing: &AccountStanding, member: Member) -> Result<Joining, NotJoined> {
    join(&link("kim"), standing, Joiner::Member(Box::new(member)), ids(), NOON)
}

fn open() -> AccountStanding {
    standing(vec![invited("kim", NOON + LATER), joined("lee")])
}

#[test]
fn a_member_is_on_the_list_and_has_the_hint() {
    let joining = accepted(&open(), kim()).expect("they join");

    let on_list = joining.guests.guest(&kim().id).expect("on the list");
    assert_eq!((&on_list.email, on_list.role), (&email("kim"), Role::Pay));
    assert_eq!(joining.guests.guests.len(), 2);
    assert_eq!(joining.member.guest_of, guest("kim").guest_of);
    assert_eq!((joining.member.accounts.len(), joining.is_new), (0, false));
}

#[test]
fn both_hear_of_it_and_billing_hears_who_joined() {
    let envelope = accepted(&open(), kim()).expect("they join").envelope;

    let letters: Vec<_> =
        envelope.letters.iter().map(|it| (it.to.clone(), it.letter.kind().name())).collect();
    let owner = test_member(&[]).email;
    assert_eq!(letters, [(email("kim"), "guest_joined"), (owner, "person_joined")]);
    let [event] = &envelope.events[..] else { panic!("one event") };
    assert_eq!((event.kind, &event.member), (EventKind::PersonJoined, &Some(kim().id)));
    assert_eq!(event.accounts, [account()]);
}

#[test]
fn while_the_account_is_held_billing_hears_of_nobody_who_joins() {
    let mut held = open();
    let until = Some(NOON + SignedDuration::from_hours(1));
    held.member.iter_mut().for_each(|it| it.accounts[0].held_until = until);

    let joining = accepted(&held, kim()).expect("they join");

    assert!(joining.envelope.events.is_empty());
    assert_eq!((joining.envelope.letters.len(), joining.member.guest_of.len()), (2, 1));
    let told = joining.envelope.letters[0].letter.carried().held_until;
    assert_eq!(told, until, "the guest hears that it is not open yet");
}

#[test]
fn a_new_person_has_a_login_without_an_account_and_is_not_asked_about_paper() {
    let terms = Acceptance { at: NOON, ..test_member(&[]).terms };
    let new = NewPerson {
        id: MemberId::from_stored("new"),
        password: PasswordHash::of_nobody(&test_keys()),
        language: Language::English,
        terms,
    };
    let joining = join(&link("kim"), &open(), Joiner::New(Box::new(new)), ids(), NOON);
    let joining = joining.expect("they join");

    assert_eq!((&joining.member.email, joining.is_new), (&email("kim"), true));
    assert_eq!(joining.member.next_step(NOON), NextStep::SecurityPhrase);
    let events: Vec<_> =
        joining.envelope.events.iter().map(|it| (it.kind, it.accounts.len())).collect();
    assert_eq!(events, [(EventKind::PersonJoined, 1), (EventKind::TermsAccepted, 0)]);
}

#[test]
fn the_role_is_that_of_the_list_at_that_moment() {
    let mut standing = open();
    standing.guests.iter_mut().for_each(|list| list.guests[0].role = Role::View);

    let joining = accepted(&standing, kim()).expect("they join");

    assert_eq!(joining.member.guest_of[0].role, Role::View);
}

#[test]
fn an_invitation_that_was_ended_or_replaced_or_whose_owner_is_gone_is_over() {
    let mut replaced = open();
    let other = GuestState::Invited { link: PendingId::new([9; 16]), until: NOON + LATER };
    replaced.guests.iter_mut().for_each(|list| list.guests[0].state = other.clone());
    let mut frozen = open();
    frozen.member.iter_mut().for_each(|it| it.standing = Standing::Frozen);
    let passed_on = AccountStanding { holder: Some(2), ..open() };
    let another = AccountNumber::parse("43").expect("a number");
    let elsewhere = AccountStanding { account: another, ..open() };

    for standing in [standing(Vec::new()), replaced, frozen, passed_on, elsewhere] {
        assert_eq!(accepted(&standing, kim()).err(), Some(NotJoined::Over));
    }
}

#[test]
fn nobody_accepts_what_was_sent_to_another_address_or_is_a_guest_of_their_own() {
    let lee = Member { email: email("lee"), ..kim() };
    let owner = Member { email: email("kim"), ..test_member(&["42"]) };

    assert_eq!(accepted(&open(), lee).err(), Some(NotJoined::OtherEmail));
    assert_eq!(accepted(&open(), owner).err(), Some(NotJoined::IsOwner));
}

#[test]
fn a_login_has_fifty_accounts_of_others_at_most() {
    let of = |number: usize| GuestOf {
        account: AccountNumber::parse(&(1_000 + number).to_string()).expect("a number"),
        ..guest("kim").guest_of[0].clone()
    };
    let many = |count| Member { guest_of: (0..count).map(of).collect(), ..kim() };

    assert!(accepted(&open(), many(Member::MAX_GUEST_OF - 1)).is_ok());
    assert_eq!(accepted(&open(), many(Member::MAX_GUEST_OF)).err(), Some(NotJoined::Full));
}

#[test]
fn who_is_a_guest_under_another_address_of_theirs_is_on_the_list_once() {
    let mut standing = open();
    let mut before = joined("old");
    before.state = GuestState::Joined { member: kim().id };
    standing.guests.iter_mut().for_each(|list| list.guests.push(before.clone()));

    let joining = accepted(&standing, guest("kim")).expect("they join");

    let theirs = joining.guests.guests.iter().filter(|it| it.member() == Some(&kim().id));
    assert_eq!(theirs.map(|it| it.email.clone()).collect::<Vec<_>>(), [email("kim")]);
    assert_eq!(joining.member.guest_of.len(), 1);
}
