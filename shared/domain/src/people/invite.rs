//! Inviting somebody to an account: what it leads to.
//!
//! Nobody looks whose the address is. A member's, a stranger's and one's own lead to the same writes and to one letter, so
//! that nobody learns who has a login.

use jiff::Timestamp;

use crate::keys::ring::KeyRing;
use crate::letters::envelope::{Addressed, Envelope};
use crate::letters::letter::Letter;
use crate::limits::counter::Count;
use crate::links::link::Link;
use crate::links::purpose::Purpose;
use crate::links::token::LinkClaim;
use crate::members::guest_of::Role;
use crate::members::member::{Binding, Member};
use crate::people::guest_list::{Guest, GuestList, GuestState};
use crate::values::email::Email;
use crate::values::ids::{EmailKey, OutboxId, PendingId, PersonId};
use crate::values::language::Language;

/// Who is invited to which account, and to do what.
#[derive(Clone, Copy, Debug)]
pub struct Invitation<'a> {
    /// By whom.
    pub owner: &'a Member,
    /// To which account of theirs.
    pub binding: &'a Binding,
    /// Who.
    pub email: &'a Email,
    /// What they may do.
    pub role: Role,
    /// The language of their letter.
    pub language: Language,
}

/// The random ids of an invitation.
#[derive(Clone, Debug)]
pub struct InviteIds {
    /// Of the guest on the list.
    pub person: PersonId,
    /// Of the link.
    pub link: PendingId,
    /// Of the letter.
    pub envelope: OutboxId,
}

/// An invitation: everything that becomes true together.
#[derive(Clone, Debug)]
pub struct Invited {
    /// The account's guests with the one who is invited, under the version that was read.
    pub guests: GuestList,
    /// The link of the letter.
    pub link: Link,
    /// The link of an earlier invitation, which this one replaces.
    pub replaced: Option<LinkClaim>,
    /// The letter.
    pub envelope: Envelope,
    /// The inviter's counter, one further.
    pub counts: Vec<Count>,
}

/// What inviting leads to.
#[derive(Clone, Debug)]
pub enum Inviting {
    /// They are invited once this is written.
    Invites(Box<Invited>),
    /// They are on the account already.
    IsGuest,
    /// The account has as many people as it can have.
    Full,
}

/// Decides what comes of it. An invitation whose time is over makes room, and one to the same address is replaced.
#[must_use]
pub fn invite(
    keys: &KeyRing,
    Invitation { owner, binding, email, role, language }: Invitation<'_>,
    stored: Option<&GuestList>,
    InviteIds { person, link, envelope }: InviteIds,
    counts: Vec<Count>,
    now: Timestamp,
) -> Inviting {
    let mut guests = GuestList::of(&owner.id, binding, stored);
    let is_them = |guest: &Guest| guest.email.canonical() == email.canonical();
    let before = guests.guests.iter().find(|guest| is_them(guest)).cloned();
    if before.as_ref().is_some_and(|guest| guest.member().is_some()) {
        return Inviting::IsGuest;
    }
    guests.guests.retain(|guest| guest.counts(now) && !is_them(guest));
    if guests.guests.len() >= GuestList::MAX {
        return Inviting::Full;
    }
    let account = binding.account.clone();
    let link = Link {
        account: Some(account),
        ..Link::new(keys, Purpose::Invite, link, email, Some(owner), now)
    };
    let state = GuestState::Invited { link: link.claim.id.clone(), until: link.expires_at };
    guests.guests.push(Guest { person, email: email.clone(), role, state });
    let letter = Letter::Invitation {
        link: link.claim.clone(),
        expires_at: link.expires_at,
        person: owner.email.clone(),
    };
    let letters = vec![Addressed { to: email.clone(), language, letter }];
    let envelope =
        Envelope { id: envelope, letters, events: Vec::new(), trace: None, queued_at: now };
    let replaced = before.and_then(|guest| link_of(keys, &guest));
    Inviting::Invites(Box::new(Invited { guests, link, replaced, envelope, counts }))
}

/// The link of the letter that a guest has yet to follow.
pub(crate) fn link_of(keys: &KeyRing, guest: &Guest) -> Option<LinkClaim> {
    match &guest.state {
        GuestState::Invited { link, .. } => Some(LinkClaim {
            key: keys.current().clone(),
            email: EmailKey::of(keys, &guest.email),
            id: link.clone(),
        }),
        GuestState::Joined { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::fixtures::{test_keys, test_member};
    use crate::people::samples::{NOON, account, email, invited, joined, list};

    fn asked(name: &str, stored: Option<&GuestList>) -> Inviting {
        let owner = test_member(&["42"]);
        let ids = InviteIds {
            person: PersonId::from_stored("new"),
            link: PendingId::new([7; 16]),
            envelope: OutboxId::from_stored("o"),
        };
        let (binding, email) = (&owner.accounts[0], &email(name));
        let (role, language) = (Role::View, Language::Spanish);
        let invitation = Invitation { owner: &owner, binding, email, role, language };
        invite(&test_keys(), invitation, stored, ids, Vec::new(), NOON)
    }

    #[track_caller]
    fn written(inviting: Inviting) -> Invited {
        match inviting {
            Inviting::Invites(invited) => *invited,
            Inviting::IsGuest | Inviting::Full => panic!("they are invited"),
        }
    }

    #[test]
    fn one_letter_goes_to_the_address_and_names_the_inviter_alone() {
        let invited = written(asked("kim", None));

        let [letter] = &invited.envelope.letters[..] else { panic!("one letter") };
        assert_eq!(letter.to, email("kim"));
        assert_eq!(letter.language, Language::Spanish, "the one that was chosen for them");
        let carried = letter.letter.carried();
        assert_eq!((carried.person, carried.account), (Some(test_member(&[]).email), None));
        assert!(invited.envelope.events.is_empty());
    }

    #[test]
    fn a_members_address_a_strangers_and_ones_own_lead_to_the_same_writes() {
        let own = test_member(&[]).email;
        let own = own.expose().split('@').next().expect("a name");
        let all = ["kim", "nobody", own].map(|name| written(asked(name, None)));

        for invited in &all {
            assert_eq!((invited.guests.guests.len(), invited.envelope.letters.len()), (1, 1));
            assert_eq!(invited.link.expires_at, NOON + SignedDuration::from_hours(7 * 24));
            assert_eq!(invited.link.account, Some(account()));
            assert_eq!(invited.link.member, Some(test_member(&[]).id));
        }
    }

    #[test]
    fn inviting_again_replaces_link_and_role() {
        let until = NOON + SignedDuration::from_hours(1);
        let before = list(vec![invited("kim", until), invited("lee", until)]);

        let again = written(asked("Kim", Some(&before)));

        let names: Vec<_> =
            again.guests.guests.iter().map(|it| (it.person.as_str(), it.role)).collect();
        assert_eq!(names, [("lee", Role::Pay), ("new", Role::View)]);
        let replaced = again.replaced.expect("the link before");
        assert_eq!(replaced.id, PendingId::new([3; 16]));
        assert_eq!(replaced.email, again.link.claim.email);
        assert_eq!(again.guests.version, before.version, "the version that was read");
    }

    #[test]
    fn who_is_on_the_account_is_not_invited_again() {
        let before = list(vec![joined("kim")]);

        assert!(matches!(asked("KIM", Some(&before)), Inviting::IsGuest));
        written(asked("lee", Some(&before)));
    }

    #[test]
    fn ten_people_are_the_most_and_invitations_that_are_over_make_room() {
        let names: Vec<String> = (0..GuestList::MAX).map(|at| format!("p{at}")).collect();
        let full = list(names.iter().map(|name| joined(name)).collect());
        let over = list(names.iter().map(|name| invited(name, NOON)).collect());

        assert!(matches!(asked("kim", Some(&full)), Inviting::Full));
        assert_eq!(written(asked("kim", Some(&over))).guests.guests.len(), 1);
    }
}
