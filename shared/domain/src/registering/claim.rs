//! Becoming a member: what the claim of an account writes, and the session after it.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::billing::facts::{Facts, FactsSeen};
use crate::keys::ring::KeyRing;
use crate::letters::envelope::{Addressed, Envelope};
use crate::letters::letter::Letter;
use crate::links::link::Link;
use crate::members::event::EventKind;
use crate::members::member::{Binding, Member, Standing};
use crate::members::wishes::{Paperless, Phrase};
use crate::registering::pending::Pending;
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
    /// "This wasn't me" for the contact on file, if that is somebody else.
    pub not_me: Option<Link>,
    /// The letters and events that tell of it.
    pub envelope: Envelope,
    /// Now.
    pub at: Timestamp,
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
    /// Of "this wasn't me" in the letter to the contact on file.
    pub link: PendingId,
    /// Of the request.
    pub request: String,
}

/// The claim of a pending registration: its member, and the letters and events that tell of it.
///
/// The contact on file hears of it too, with a link to say that it was not them, unless they are the one who registered.
/// Source: docs/DESIGN.md#who-is-told.
#[must_use]
pub fn claim(
    keys: &KeyRing,
    pending: Pending,
    FactsSeen { facts, extract }: &FactsSeen,
    password: PasswordHash,
    ClaimIds { member, envelope, link, request }: ClaimIds,
    now: Timestamp,
) -> Claim {
    let binding = Binding {
        account: pending.account.clone(),
        holder: pending.holder,
        since: now,
        own_bills: None,
    };
    let mut member = Member {
        id: member,
        email: pending.email.clone(),
        language: pending.language,
        password,
        standing: Standing::Active,
        accounts: vec![binding],
        paperless: Paperless::Unasked,
        phrase: Phrase::Unasked,
        terms: pending.terms.clone(),
        epoch: 1,
        event_number: 0,
        since: now,
        changed: BTreeMap::new(),
        version: 1,
    };
    let to_member =
        Addressed { to: member.email.clone(), language: member.language, letter: Letter::Welcome };
    let told = told_contact(keys, facts, &member, link, now);
    let (to_contact, not_me) = told.map(|told| (told.letter, told.not_me)).unzip();
    let letters = std::iter::once(to_member).chain(to_contact).collect();
    let bound = member.event(EventKind::LoginBound, now);
    let accepted = member.event(EventKind::TermsAccepted, pending.terms.at);
    let envelope = Envelope {
        id: envelope,
        letters,
        events: vec![bound, accepted],
        trace: None,
        queued_at: now,
    };
    let extract_version = extract.version;
    Claim { pending, request, extract_version, member, not_me, envelope, at: now }
}

/// What tells the contact on file that an account of theirs was bound.
pub(crate) struct ToldContact {
    /// The letter.
    pub(crate) letter: Addressed,
    /// The link in it, by which they say that it was not them.
    pub(crate) not_me: Link,
}

/// Tells the contact on file, unless they are the member.
pub(crate) fn told_contact(
    keys: &KeyRing,
    facts: &Facts,
    member: &Member,
    id: PendingId,
    now: Timestamp,
) -> Option<ToldContact> {
    let contact = facts.contact.as_ref()?;
    if contact.email.canonical() == member.email.canonical() {
        return None;
    }
    let link = Link::not_me(keys, id, &contact.email, member, now);
    let letter = Letter::AccountBound { link: link.claim.clone(), expires_at: link.expires_at };
    let letter = Addressed { to: contact.email.clone(), language: contact.language, letter };
    Some(ToldContact { letter, not_me: link })
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::billing::facts::Contact;
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
            link: PendingId::new([4; 16]),
            request: "r".to_owned(),
        };
        claim(&test_keys(), pending(), &seen, PasswordHash::of_nobody(&test_keys()), ids, NOON)
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
        let not_me = others.not_me.map(|link| (link.to.canonical().to_owned(), link.member));
        assert_eq!(not_me, Some(("contact@example.com".to_owned(), Some(others.member.id))));
        for claim in [own, nobodys] {
            assert_eq!((letters(&claim), &claim.not_me), (both[..1].to_vec(), &None));
        }
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
