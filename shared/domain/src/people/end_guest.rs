//! The end of a guest: by the owner, or by the guest.

use jiff::Timestamp;

use crate::keys::ring::KeyRing;
use crate::letters::envelope::{Addressed, Envelope};
use crate::letters::letter::{Letter, LetterKind};
use crate::links::token::LinkClaim;
use crate::members::event::EventKind;
use crate::members::guest_of::GuestOf;
use crate::members::member::{Member, Standing};
use crate::people::guest_list::{Guest, GuestList};
use crate::people::invite::link_of;
use crate::people::standing::AccountStanding;
use crate::values::ids::{OutboxId, PersonId};

/// The end of a guest or of an invitation: everything that becomes true together.
#[derive(Clone, Debug)]
pub struct GuestEnd {
    /// The account's guests without them, under the version that was read; none if the list does not have them.
    pub guests: Option<GuestList>,
    /// The guest without the account; none if nobody accepted.
    pub member: Option<Member>,
    /// The link of an invitation that nobody follows any more.
    pub link: Option<LinkClaim>,
    /// The letters and events that tell of it; none if nobody had joined.
    pub envelope: Option<Envelope>,
}

/// What the owner's end of somebody writes: a guest is off the account at once, an invitation opens nothing any more.
///
/// `guest` is the login of who joined, as it was read. `None` if nobody on the list has that name.
#[must_use]
pub fn end_by_owner(
    keys: &KeyRing,
    standing: &AccountStanding,
    person: &PersonId,
    guest: Option<Member>,
    envelope: OutboxId,
    now: Timestamp,
) -> Option<GuestEnd> {
    let found = standing.guests().iter().find(|it| it.person == *person)?.clone();
    let owner = standing.owner_member();
    let link = link_of(keys, &found);
    let guests = without(standing, &found);
    if link.is_some() {
        return Some(GuestEnd { guests, member: None, link, envelope: None });
    }
    // A login that its member closed is nobody's, and its event was told.
    let guest = guest.filter(|it| it.standing != Standing::Closed);
    let (member, envelope) = told(standing, owner, &found, guest, envelope, now);
    Some(GuestEnd { guests, member, link: None, envelope: Some(envelope) })
}

/// What a guest's own end writes. Where the list does not have them any more, only the hint goes, and there is nobody to
/// tell.
#[must_use]
pub fn end_by_guest(
    standing: &AccountStanding,
    member: &Member,
    hint: &GuestOf,
    envelope: OutboxId,
    now: Timestamp,
) -> GuestEnd {
    let found = standing.guests().iter().find(|it| it.member() == Some(&member.id));
    let Some(found) = found else {
        let member = Some(without_account(member.clone(), hint));
        return GuestEnd { guests: None, member, link: None, envelope: None };
    };
    let owner = standing.owner_member();
    let guests = without(standing, found);
    let (member, envelope) = told(standing, owner, found, Some(member.clone()), envelope, now);
    GuestEnd { guests, member, link: None, envelope: Some(envelope) }
}

/// What a guest's closing of the login writes on an account: the same, and the guest hears of the closing alone.
#[must_use]
pub fn end_by_closing(
    standing: &AccountStanding,
    member: &Member,
    hint: &GuestOf,
    envelope: OutboxId,
    now: Timestamp,
) -> GuestEnd {
    let mut end = end_by_guest(standing, member, hint, envelope, now);
    let letters = end.envelope.iter_mut().map(|it| &mut it.letters);
    letters.for_each(|it| it.retain(|it| it.letter.kind() != LetterKind::GuestLeft));
    end
}

fn without(standing: &AccountStanding, found: &Guest) -> Option<GuestList> {
    let mut guests = standing.guests.clone()?;
    guests.guests.retain(|it| it.person != found.person);
    Some(guests)
}

fn without_account(mut member: Member, hint: &GuestOf) -> Member {
    member.guest_of.retain(|it| it.account != hint.account);
    member
}

/// The guest without the account, the letters to both and the event.
fn told(
    standing: &AccountStanding,
    owner: Option<&Member>,
    found: &Guest,
    guest: Option<Member>,
    id: OutboxId,
    now: Timestamp,
) -> (Option<Member>, Envelope) {
    let account = standing.account.clone();
    let mut letters = Vec::new();
    let mut events = Vec::new();
    let address =
        |to: &Member, letter| Addressed { to: to.email.clone(), language: to.language, letter };
    let email = guest.as_ref().map_or(&found.email, |it| &it.email).clone();
    let member = guest.map(|mut member| {
        member.guest_of.retain(|it| it.account != account);
        let about = std::slice::from_ref(&account);
        if !standing.is_held(now) {
            events.extend(member.event_about(EventKind::PersonLeft, about, now));
        }
        if let Some(owner) = owner {
            let person = owner.email.clone();
            let letter = Letter::GuestLeft { account: account.clone(), person };
            letters.push(address(&member, letter));
        }
        member
    });
    if let Some(owner) = owner {
        letters.push(address(owner, Letter::PersonLeft { account, person: email }));
    }
    (member, Envelope { id, letters, events, trace: None, queued_at: now })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::billing::facts::Owner;
    use crate::fixtures::{test_keys, test_member};
    use crate::people::samples::{NOON, account, email, guest, invited, joined, standing};
    use crate::values::ids::MemberId;

    fn id() -> OutboxId {
        OutboxId::from_stored("o")
    }

    fn by_owner(standing: &AccountStanding, guest: Option<Member>) -> Option<GuestEnd> {
        end_by_owner(&test_keys(), standing, &PersonId::from_stored("kim"), guest, id(), NOON)
    }

    fn by_guest(standing: &AccountStanding) -> GuestEnd {
        let kim = guest("kim");
        end_by_guest(standing, &kim, &kim.guest_of[0], id(), NOON)
    }

    fn letters(end: &GuestEnd) -> Vec<(String, &'static str)> {
        let letters = end.envelope.iter().flat_map(|it| &it.letters);
        letters.map(|it| (it.to.canonical().to_owned(), it.letter.kind().name())).collect()
    }

    fn both() -> [(String, &'static str); 2] {
        let owner = test_member(&[]).email.canonical().to_owned();
        [(email("kim").canonical().to_owned(), "guest_left"), (owner, "person_left")]
    }

    #[test]
    fn whoever_ends_it_the_guest_is_off_both_lists_and_both_hear_of_it() {
        let on_it = standing(vec![joined("kim"), joined("lee")]);
        for end in [by_owner(&on_it, Some(guest("kim"))).expect("an end"), by_guest(&on_it)] {
            let left: Vec<_> = end.guests.iter().flat_map(|it| &it.guests).collect();
            assert_eq!(left.iter().map(|it| it.person.as_str()).collect::<Vec<_>>(), ["lee"]);
            assert_eq!(end.member.as_ref().map(|it| it.guest_of.len()), Some(0));
            assert_eq!(letters(&end), both());
            let [event] = &end.envelope.expect("it is told").events[..] else { panic!("one") };
            assert_eq!(
                (event.kind, &event.member),
                (EventKind::PersonLeft, &Some(guest("kim").id))
            );
            assert_eq!(event.accounts, [account()]);
        }
    }

    #[test]
    fn of_a_guest_who_closes_the_login_the_owner_hears_and_billing_and_the_list_has_room() {
        let kim = guest("kim");
        let on_it = standing(vec![joined("kim")]);
        let end = end_by_closing(&on_it, &kim, &kim.guest_of[0], id(), NOON);

        assert_eq!(letters(&end), both()[1..]);
        assert_eq!(end.guests.map(|it| it.guests.len()), Some(0));
        assert_eq!(end.member.map(|it| it.guest_of.len()), Some(0));
        assert_eq!(end.envelope.map(|it| it.events.len()), Some(1));
    }

    #[test]
    fn while_the_account_is_held_billing_hears_of_no_end() {
        let mut held = standing(vec![joined("kim")]);
        held.member.iter_mut().for_each(|it| it.accounts[0].held_until = Some(Timestamp::MAX));

        for end in [by_owner(&held, Some(guest("kim"))).expect("an end"), by_guest(&held)] {
            assert_eq!(letters(&end), both());
            assert!(end.envelope.expect("it is told").events.is_empty());
        }
    }

    #[test]
    fn an_invitation_ends_with_its_link_and_nobody_hears_of_it() {
        let end = by_owner(&standing(vec![invited("kim", NOON)]), None).expect("an end");

        assert!(end.link.is_some() && end.member.is_none() && end.envelope.is_none());
        assert_eq!(end.guests.map(|it| it.guests.len()), Some(0));
    }

    #[test]
    fn a_guest_who_closed_the_login_is_off_the_list_without_another_event() {
        let closed = Member { standing: Standing::Closed, ..guest("kim") };
        let end = by_owner(&standing(vec![joined("kim")]), Some(closed)).expect("an end");

        assert_eq!((end.member.clone(), letters(&end)), (None, both()[1..].to_vec()));
        assert!(end.envelope.is_some_and(|it| it.events.is_empty()));
    }

    #[test]
    fn nobody_ends_who_is_not_on_the_list() {
        assert!(by_owner(&standing(vec![joined("lee")]), None).is_none());
        let mut of_before = standing(vec![joined("kim")]);
        let other = MemberId::from_stored("other");
        of_before.owner = Some(Owner { member: other, holder: 1, since: NOON, held_until: None });
        assert!(by_owner(&of_before, None).is_none(), "of another binding");
    }

    #[test]
    fn a_guest_whose_account_is_over_loses_the_hint_alone() {
        let passed_on = AccountStanding { owner: None, ..standing(vec![joined("kim")]) };
        for over in [standing(Vec::new()), passed_on] {
            let end = by_guest(&over);

            assert!(end.guests.is_none() && end.envelope.is_none());
            assert_eq!(end.member.map(|it| it.guest_of.len()), Some(0));
        }
    }

    #[test]
    fn a_guest_leaves_an_owner_whose_login_is_on_hold_too_and_both_hear_of_it() {
        let mut frozen = standing(vec![joined("kim")]);
        frozen.member.iter_mut().for_each(|it| it.standing = Standing::Frozen);

        let end = by_guest(&frozen);

        assert_eq!(letters(&end), both());
        assert_eq!(end.guests.map(|it| it.guests.len()), Some(0));
    }
}
