//! Becoming a member: what the claim of an account writes, and the session after it.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::facts::{Extract, Facts};
use crate::ids::{DeviceId, MemberId, OutboxId, PendingId, SessionId};
use crate::keys::KeyRing;
use crate::letter::{Addressed, Envelope, EventKind, Letter};
use crate::link::Link;
use crate::member::{Binding, Member, Paperless, Phrase, SESSION_TOTAL, Session, Standing};
use crate::password::PasswordHash;
use crate::ports::Claim;
use crate::registration::Pending;

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
/// Source: DESIGN rule 9.
#[must_use]
pub fn claim(
    keys: &KeyRing,
    pending: Pending,
    (facts, extract): &(Facts, Extract),
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
    let (to_contact, not_me) = told_contact(keys, facts, &member, link, now).unzip();
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

/// What tells the contact on file that an account of theirs was bound, unless they are the member, and the link by which
/// they say that it was not them.
pub(crate) fn told_contact(
    keys: &KeyRing,
    facts: &Facts,
    member: &Member,
    id: PendingId,
    now: Timestamp,
) -> Option<(Addressed, Link)> {
    let contact = facts.contact.as_ref()?;
    if contact.email.canonical() == member.email.canonical() {
        return None;
    }
    let link = Link::not_me(keys, id, &contact.email, member, now);
    let letter = Letter::AccountBound { link: link.claim.clone(), expires_at: link.expires_at };
    Some((Addressed { to: contact.email.clone(), language: contact.language, letter }, link))
}

/// What tells a member that a browser was let in which they have not used before.
#[must_use]
pub fn told_of_browser(member: &Member, session: &Session, id: OutboxId) -> Envelope {
    let letter = Addressed {
        to: member.email.clone(),
        language: member.language,
        letter: Letter::NewBrowser { browser: session.device_name.clone() },
    };
    let queued_at = session.signed_in_at;
    Envelope { id, letters: vec![letter], events: Vec::new(), trace: None, queued_at }
}

/// A new session of a member.
#[must_use]
pub fn session(
    member: &Member,
    (id, device): (SessionId, DeviceId),
    device_name: String,
    now: Timestamp,
) -> Session {
    Session {
        id,
        member: member.id.clone(),
        epoch: member.epoch,
        signed_in_at: now,
        ends_at: now + SESSION_TOTAL,
        device,
        device_name,
    }
}
