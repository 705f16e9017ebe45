//! Becoming a member: what the claim of an account writes, and the session after it.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::billing::facts::{FactsSeen, Owner};
use crate::factors::held::Factors;
use crate::keys::ring::KeyRing;
use crate::letters::envelope::{Addressed, Envelope};
use crate::letters::letter::Letter;
use crate::links::link::Link;
use crate::members::event::{Event, EventKind};
use crate::members::hold::Hold;
use crate::members::member::{Binding, Member, Standing};
use crate::members::wishes::{Paperless, Phrase};
use crate::registering::pending::Pending;
use crate::registering::told_contacts::{ToldContacts, by_post, held_until, told_contacts};
use crate::values::ids::{MemberId, OutboxId, PendingId};
use crate::values::password::PasswordHash;

/// The claim of an account: everything that becomes true together.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The pending registration that is used.
    pub pending: Pending,
    /// The request that uses it, random; after a lost answer it tells whose claim won.
    pub request: String,
    /// The extract version at which the account was seen.
    pub extract_version: u64,
    /// The member that comes to be.
    pub member: Member,
    /// "This wasn't me" for each contact on file who is somebody else.
    pub not_me: Vec<Link>,
    /// The letters and events that tell of it.
    pub envelope: Envelope,
    /// Now.
    pub at: Timestamp,
}

impl Claim {
    /// Who has the account from now on.
    #[must_use]
    pub fn owner(&self) -> Owner {
        let binding = self.member.accounts.iter().find(|it| it.account == self.pending.account);
        Owner {
            member: self.member.id.clone(),
            holder: self.pending.holder,
            since: self.at,
            held_until: binding.and_then(|binding| binding.held_until),
        }
    }
}

/// How a claim ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimEnd {
    /// The account is the member's.
    Claimed,
    /// The link was used meanwhile, or ran out.
    LinkSpent,
    /// The account is gone, closed, or passed to other people.
    AccountGone,
    /// Somebody else has the account.
    AccountOwned,
    /// The email is a member's; the link is unspent.
    EmailTaken,
}

/// The random ids of a claim.
#[derive(Clone, Debug)]
pub struct ClaimIds {
    /// Of the member who comes to be.
    pub member: MemberId,
    /// Of the letters and events.
    pub envelope: OutboxId,
    /// Of "this wasn't me" in the letters to the contact on file and the one before.
    pub links: [PendingId; 2],
    /// Of the request.
    pub request: String,
}

/// The claim of a pending registration: its member, and the letters and events that tell of it.
///
/// The contact on file hears of it too, with a link to say that it was not them, unless they are the one who registered.
/// Until they had time to, the binding is held. Source: docs/DESIGN.md#who-is-told.
#[must_use]
pub fn claim(
    keys: &KeyRing,
    pending: Pending,
    FactsSeen { facts, extract }: &FactsSeen,
    password: PasswordHash,
    ClaimIds { member, envelope, links, request }: ClaimIds,
    hold: Hold,
    now: Timestamp,
) -> Claim {
    let held_until = held_until(facts, &pending.email, hold, now);
    let binding = Binding {
        account: pending.account.clone(),
        holder: pending.holder,
        since: now,
        own_bills: None,
        held_until,
        bills_unasked: false,
    };
    let mut member = Member {
        id: member,
        email: pending.email.clone(),
        language: pending.language,
        password,
        standing: Standing::Active,
        accounts: vec![binding],
        guest_of: Vec::new(),
        asked_bills: None,
        receipt: None,
        paperless: Paperless::Unasked,
        phrase: Phrase::Unasked,
        terms: pending.terms.clone(),
        epoch: 1,
        event_number: 0,
        since: now,
        changed: BTreeMap::new(),
        factors: Factors::default(),
        version: 1,
    };
    let letter = Letter::Welcome { held_until };
    let to_member = Addressed { to: member.email.clone(), language: member.language, letter };
    let ToldContacts { letters, not_me } = told_contacts(keys, facts, &member, links, now);
    let letters = std::iter::once(to_member).chain(letters).collect();
    let mut events: Vec<Event> = member.event(EventKind::LoginBound, now).into_iter().collect();
    // What was agreed to is told as of when it was.
    let accepted = member.event(EventKind::TermsAccepted, now);
    events.extend(accepted.map(|event| Event { at: pending.terms.at, ..event }));
    events.extend(by_post([facts], &mut member, now));
    let envelope = Envelope { id: envelope, letters, events, trace: None, queued_at: now };
    let extract_version = extract.version;
    Claim { pending, request, extract_version, member, not_me, envelope, at: now }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::billing::facts::{Contact, Facts};
    use crate::figures::Figures;
    use crate::fixtures::test_keys;
    use crate::fixtures::test_member;
    use crate::members::session::session;
    use crate::registering::ask::samples::{NOON, facts, found};
    use crate::registering::pending::tests::pending;
    use crate::values::email::Email;
    use crate::values::ids::DeviceId;
    use crate::values::ids::SessionId;
    use crate::values::language::Language;

    /// The claim of the sample registration, with this address on file.
    fn claimed(on_file: Option<&str>) -> Claim {
        let email = on_file.map(|typed| Email::parse(typed).expect("an address"));
        let contact = email.map(|email| Contact { email, language: Language::English });
        let extract = found().extract.expect("one is in force");
        let seen = FactsSeen { facts: Facts { contact, ..facts() }, extract };
        let ids = ClaimIds {
            member: MemberId::from_stored("m"),
            envelope: OutboxId::from_stored("o"),
            links: [PendingId::new([4; 16]), PendingId::new([5; 16])],
            request: "r".to_owned(),
        };
        let password = PasswordHash::of_nobody(&test_keys());
        claim(&test_keys(), pending(), &seen, password, ids, Hold::SHIPPED, NOON)
    }

    fn letters(claim: &Claim) -> Vec<(&str, &'static str)> {
        let letters = claim.envelope.letters.iter();
        letters.map(|it| (it.to.canonical(), it.letter.kind().name())).collect()
    }

    #[test]
    fn a_claim_makes_an_active_member_of_the_account_that_was_asked_for() {
        let member = claimed(None).member;

        assert_eq!((&member.email, member.language), (&pending().email, pending().language));
        assert_eq!((member.standing, member.terms), (Standing::Active, pending().terms));
        let [binding] = &member.accounts[..] else { panic!("one account") };
        assert_eq!((&binding.account, binding.holder), (&pending().account, pending().holder));
    }

    #[test]
    fn a_contact_on_file_who_is_somebody_else_hears_of_it_and_can_say_that_it_was_not_them() {
        let member = pending().email.canonical().to_owned();

        let others = claimed(Some("contact@example.com"));
        let (own, nobodys) = (claimed(Some(&member)), claimed(None));

        let both = [(&*member, "welcome"), ("contact@example.com", "account_bound")];
        assert_eq!(letters(&others), both);
        let [link] = &others.not_me[..] else { panic!("one link") };
        assert_eq!((link.to.canonical(), &link.member), (both[1].0, &Some(others.member.id)));
        for claim in [own, nobodys] {
            assert_eq!((letters(&claim), &claim.not_me[..]), (both[..1].to_vec(), &[][..]));
        }
    }

    fn events(claim: &Claim) -> Vec<EventKind> {
        claim.envelope.events.iter().map(|event| event.kind).collect()
    }

    #[test]
    fn a_binding_that_somebody_else_may_object_to_is_held_and_no_event_says_where_its_member_is_reached()
     {
        let claim = claimed(Some("contact@example.com"));

        let until = Some(NOON + SignedDuration::from_hours(72));
        assert_eq!((claim.member.accounts[0].held_until, claim.owner().held_until), (until, until));
        assert_eq!(events(&claim), [EventKind::LoginBound]);
        let bound = &claim.envelope.events[0];
        assert_eq!((&bound.email, bound.held_until), (&None, until));
        assert_eq!(claim.not_me[0].lifts, [pending().account]);
        assert_eq!(claim.envelope.letters[0].letter, Letter::Welcome { held_until: until });
    }

    #[test]
    fn a_binding_of_the_contact_on_file_or_of_an_account_without_one_is_not_held() {
        let member = pending().email.canonical().to_owned();
        let (own, nobodys) = (claimed(Some(&member)), claimed(None));

        for claim in [&own, &nobodys] {
            assert_eq!(
                (claim.member.accounts[0].held_until, claim.owner().held_until),
                (None, None)
            );
            let email = claim.envelope.events[0].email.as_ref().map(Email::canonical);
            assert_eq!(email, Some(member.as_str()));
        }
        assert_eq!(events(&own), [EventKind::LoginBound, EventKind::TermsAccepted]);
        let by_post = [EventKind::LoginBound, EventKind::TermsAccepted, EventKind::NoticeByPost];
        assert_eq!(events(&nobodys), by_post, "the co-op can send a card");
        assert_eq!(nobodys.envelope.events[2].email, None);
    }

    #[test]
    fn a_session_ends_twelve_hours_after_signing_in() {
        let (id, device) = (SessionId::from_stored("s"), DeviceId::from_stored("d"));

        let session = session(
            &test_member(&[]),
            id,
            device,
            "Chrome on Android".to_owned(),
            Figures::SHIPPED,
            NOON,
        );

        assert_eq!(session.ends_at, NOON + SignedDuration::from_hours(12));
    }
}
