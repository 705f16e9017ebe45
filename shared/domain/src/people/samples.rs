//! What the tests of this room take for granted.

use jiff::Timestamp;

use crate::billing::facts::Owner;
use crate::fixtures::test_member;
use crate::members::guest_of::{GuestOf, Role};
use crate::members::member::Member;
use crate::people::guest_list::{Guest, GuestList, GuestState};
use crate::people::standing::AccountStanding;
use crate::values::account_number::AccountNumber;
use crate::values::email::Email;
use crate::values::ids::{MemberId, PendingId, PersonId};

pub(crate) const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

pub(crate) fn account() -> AccountNumber {
    AccountNumber::parse("42").expect("a number")
}

pub(crate) fn email(name: &str) -> Email {
    Email::parse(&format!("{name}@example.com")).expect("an address")
}

/// Somebody who may pay, once they accept.
pub(crate) fn invited(name: &str, until: Timestamp) -> Guest {
    Guest {
        person: PersonId::from_stored(name),
        email: email(name),
        role: Role::Pay,
        state: GuestState::Invited { link: PendingId::new([3; 16]), until },
    }
}

/// Somebody who may pay, whose login has their name.
pub(crate) fn joined(name: &str) -> Guest {
    Guest {
        state: GuestState::Joined { member: MemberId::from_stored(name) },
        ..invited(name, NOON)
    }
}

/// The guests of the test member's account.
pub(crate) fn list(guests: Vec<Guest>) -> GuestList {
    let owner = test_member(&["42"]);
    let binding = &owner.accounts[0];
    GuestList { version: 3, guests, ..GuestList::of(&owner.id, binding, None) }
}

/// The account as it stands, bound to the test member.
pub(crate) fn standing(guests: Vec<Guest>) -> AccountStanding {
    let member = test_member(&["42"]);
    let binding = &member.accounts[0];
    let owner = Owner {
        member: member.id.clone(),
        holder: binding.holder,
        since: binding.since,
        held_until: None,
    };
    AccountStanding {
        account: account(),
        guests: Some(list(guests)),
        owner: Some(owner),
        holder: Some(1),
        member: Some(member),
    }
}

/// A member with a login of that name, who was let in to the account.
pub(crate) fn guest(name: &str) -> Member {
    let hint = GuestOf {
        account: account(),
        owner: test_member(&[]).id,
        person: PersonId::from_stored(name),
        role: Role::Pay,
    };
    Member {
        id: MemberId::from_stored(name),
        email: email(name),
        guest_of: vec![hint],
        ..test_member(&[])
    }
}
