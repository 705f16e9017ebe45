//! A new email: the new address is proven first, then the login moves to it.

use jiff::Timestamp;

use crate::keys::ring::KeyRing;
use crate::letters::envelope::{Addressed, Envelope};
use crate::letters::happened::{Happened, Trace};
use crate::letters::letter::Letter;
use crate::limits::counter::Count;
use crate::links::link::{FoundLink, Link};
use crate::links::purpose::Purpose;
use crate::login::return_to_paper::held_on_paper;
use crate::login::use_link::{IssueIds, Issued, Kept, SpendIds, Spending};
use crate::members::changed::Changed;
use crate::members::event::{Event, EventKind};
use crate::members::member::Member;
use crate::values::email::Email;
use crate::values::ids::PendingId;

/// A new email that is asked for.
#[derive(Clone, Copy, Debug)]
pub struct AskedNewEmail<'a> {
    /// By whom.
    pub member: &'a Member,
    /// The new address.
    pub new: &'a Email,
    /// Who signs in with it, if anybody does.
    pub owner: Option<&'a Member>,
}

/// What asking for a new email writes: the same items, whether the address is free or a member's.
///
/// If it is a member's, the letter says so, to the address itself, and its link is one that opens nothing.
#[must_use]
pub fn ask_new_email(
    keys: &KeyRing,
    AskedNewEmail { member, new, owner }: AskedNewEmail<'_>,
    IssueIds { item, envelope }: IssueIds,
    counts: Vec<Count>,
    now: Timestamp,
) -> Issued {
    let about = if owner.is_some() { None } else { Some(member) };
    let link = Link::new(keys, Purpose::NewEmail, item, new, about, now);
    let (language, letter) = if let Some(owner) = owner {
        (owner.language, Letter::EmailInUse)
    } else {
        let (claim, expires_at) = (link.claim.clone(), link.expires_at);
        (member.language, Letter::NewEmail { link: claim, expires_at })
    };
    let letters = vec![Addressed { to: new.clone(), language, letter }];
    // Staff who look the member up are to see that it waits, and the letter goes to the other address alone.
    let login = Some(member.email.clone());
    let trace = Some(Trace { login, ..Trace::of(Happened::AskedNewEmail) });
    let envelope = Envelope { id: envelope, letters, events: Vec::new(), trace, queued_at: now };
    Issued { kept: Kept::Link(Box::new(link)), envelope, counts }
}

/// What using the link writes: the login under the new address, all sessions ended, letters to both addresses.
///
/// The letter to the address before has a link to say that it was not them, whose id is `not_me`.
#[must_use]
pub fn change_email(
    keys: &KeyRing,
    FoundLink { link, member }: &FoundLink,
    SpendIds { envelope, request }: SpendIds,
    not_me: PendingId,
    now: Timestamp,
) -> Spending {
    let before = member.email.clone();
    let mut member = Member { email: link.to.clone(), epoch: member.epoch + 1, ..member.clone() };
    member.mark(Changed::Email, now);
    // Whoever has the new mailbox and the login has not lost everything.
    let waited_until = member.factors.end_wait(now);
    let not_me = Link::not_me(keys, not_me, &before, &member, now);
    let (claim, expires_at) = (not_me.claim.clone(), not_me.expires_at);
    let to_old = Letter::EmailReplaced { link: claim, expires_at };
    let language = member.language;
    let changed = member.event(EventKind::EmailChanged, now);
    // Of accounts that are held billing hears nothing, but staff do.
    let trace = changed.is_none().then(|| Trace::of(Happened::Changed(EventKind::EmailChanged)));
    let on_paper = held_on_paper(&mut member, now);
    let to_new = Letter::EmailChanged { waited_until, on_paper: on_paper.is_some() };
    let letters = vec![
        Addressed { to: member.email.clone(), language, letter: to_new },
        Addressed { to: before.clone(), language, letter: to_old },
    ];
    let events: Vec<Event> = changed.into_iter().chain(on_paper).collect();
    let envelope = Envelope { id: envelope, letters, events, trace, queued_at: now };
    Spending {
        link: link.claim.clone(),
        request,
        member,
        moved_from: Some(before),
        links: vec![not_me],
        bound: Vec::new(),
        envelope,
        at: now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::test_keys;
    use crate::fixtures::test_member;
    use crate::letters::letter::LetterKind;
    use crate::members::wishes::{Bills, Paperless};
    use crate::values::ids::{EmailKey, OutboxId};
    use crate::values::language::Language;

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn new() -> Email {
        Email::parse("Pat.New@example.com").expect("an address")
    }

    fn asked(owner: Option<&Member>) -> Issued {
        let (item, envelope) = (PendingId::new([3; 16]), OutboxId::from_stored("o"));
        let asked = AskedNewEmail { member: &test_member(&["42"]), new: &new(), owner };
        ask_new_email(&test_keys(), asked, IssueIds { item, envelope }, Vec::new(), NOON)
    }

    #[track_caller]
    fn link(issued: &Issued) -> Link {
        match &issued.kept {
            Kept::Link(link) => Link::clone(link),
            Kept::Pending(_) => panic!("a link is kept"),
        }
    }

    fn changed() -> Spending {
        let ids = SpendIds { envelope: OutboxId::from_stored("o"), request: "r".to_owned() };
        let found = FoundLink { link: link(&asked(None)), member: test_member(&["42"]) };
        change_email(&test_keys(), &found, ids, PendingId::new([5; 16]), NOON)
    }

    #[test]
    fn that_a_new_email_was_asked_for_is_told_of_the_login_whoever_has_the_address() {
        let owner = Member { email: new(), ..test_member(&["42"]) };
        for owner in [None, Some(&owner)] {
            let trace = asked(owner).envelope.trace.expect("a trace");

            assert_eq!(trace.what, Happened::AskedNewEmail);
            assert_eq!(trace.login, Some(test_member(&["42"]).email));
        }
    }

    #[test]
    fn a_free_address_gets_a_link_about_the_member_who_asked() {
        let issued = asked(None);

        let link = link(&issued);
        assert_eq!(link.member, Some(test_member(&["42"]).id));
        assert_eq!((&link.to, link.claim.email), (&new(), EmailKey::of(&test_keys(), &new())));
        let [letter] = &issued.envelope.letters[..] else { panic!("one letter") };
        assert_eq!((&letter.to, letter.letter.kind()), (&new(), LetterKind::NewEmail));
    }

    #[test]
    fn a_members_address_gets_a_letter_in_their_language_and_a_link_that_opens_nothing() {
        let owner = Member { language: Language::Spanish, email: new(), ..test_member(&["42"]) };

        let issued = asked(Some(&owner));

        assert_eq!(link(&issued).member, None);
        let [letter] = &issued.envelope.letters[..] else { panic!("one letter") };
        assert_eq!((letter.language, &letter.letter), (Language::Spanish, &Letter::EmailInUse));
    }

    #[test]
    fn both_write_the_same_items() {
        let (free, taken) = (asked(None), asked(Some(&test_member(&["42"]))));

        assert_eq!(link(&free).claim, link(&taken).claim);
        assert_eq!(link(&free).expires_at, link(&taken).expires_at);
        assert_eq!(free.envelope.letters[0].to, taken.envelope.letters[0].to);
        assert_eq!(free.envelope.letters.len(), taken.envelope.letters.len());
    }

    #[test]
    fn the_login_moves_and_all_sessions_end() {
        let (before, change) = (test_member(&["42"]), changed());

        assert_eq!((&change.member.email, change.moved_from), (&new(), Some(before.email.clone())));
        assert_eq!(change.member.epoch, before.epoch + 1);
    }

    #[test]
    fn who_reads_the_old_mailbox_can_say_that_it_was_not_them() {
        let change = changed();

        let [link] = &change.links[..] else { panic!("one link") };
        assert_eq!((link.purpose, &link.to), (Purpose::NotMe, &test_member(&["42"]).email));
        assert_eq!(link.state(&change.member, NOON), crate::links::state::LinkState::Open);
    }

    #[test]
    fn no_bill_goes_on_to_the_mailbox_before_while_billing_may_not_hear_of_the_new_one() {
        let mut before = test_member(&["42", "43"]);
        before.paperless = Paperless::On(before.terms.clone());
        before.accounts[1].held_until = Some(Timestamp::MAX);
        let ids = SpendIds { envelope: OutboxId::from_stored("o"), request: "r".to_owned() };
        let found = FoundLink { link: link(&asked(None)), member: before.clone() };

        let change = change_email(&test_keys(), &found, ids, PendingId::new([5; 16]), NOON);

        let Spending { member, envelope, .. } = change;
        let bills = member.accounts.iter().map(|it| member.bills_of(it)).collect::<Vec<_>>();
        assert_eq!(bills, [Bills::ByEmail, Bills::OnPaper]);
        let events: Vec<_> = envelope
            .events
            .iter()
            .map(|it| (it.kind, &it.accounts[0], it.email.is_some()))
            .collect();
        let [free, held] = &before.accounts[..] else { panic!("two accounts") };
        let changed = (EventKind::EmailChanged, &free.account, true);
        assert_eq!(events, [changed, (EventKind::PaperlessOff, &held.account, false)]);
        assert!(member.owes_bills(Timestamp::MAX), "home asks once the hold is over");
        assert!(envelope.letters[0].letter.carried().on_paper);
    }

    #[test]
    fn both_addresses_and_the_billing_system_hear_of_it() {
        let envelope = changed().envelope;

        let to: Vec<_> =
            envelope.letters.iter().map(|it| (&it.to, it.letter.kind().name())).collect();
        let old = test_member(&["42"]).email;
        assert_eq!(to, [(&new(), "email_changed"), (&old, "email_replaced")]);
        let [event] = &envelope.events[..] else { panic!("one event") };
        assert_eq!((event.kind, event.email.as_ref()), (EventKind::EmailChanged, Some(&new())));
    }
}
