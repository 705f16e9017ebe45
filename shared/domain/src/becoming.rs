//! Becoming a member: what the claim of an account writes, and the session after it.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::facts::{Extract, Facts};
use crate::ids::{DeviceId, MemberId, OutboxId, SessionId};
use crate::letter::{Addressed, Envelope, EventKind, Letter};
use crate::member::{Binding, Member, Paperless, Phrase, SESSION_TOTAL, Session, Standing};
use crate::password::PasswordHash;
use crate::ports::Claim;
use crate::registration::Pending;

/// The claim of a pending registration: its member, and the letters and events that tell of it.
///
/// The contact on file hears of it too, unless they are the one who registered. Source: DESIGN rule 9.
#[must_use]
pub fn claim(
    pending: Pending,
    (facts, extract): &(Facts, Extract),
    password: PasswordHash,
    (member, envelope, request): (MemberId, OutboxId, String),
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
    let on_file = facts.contact.as_ref();
    let to_contact =
        on_file.filter(|contact| contact.email.canonical() != member.email.canonical());
    let to_contact = to_contact.map(|contact| Addressed {
        to: contact.email.clone(),
        language: contact.language,
        letter: Letter::AccountBound,
    });
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
    Claim { pending, request, extract_version: extract.version, member, envelope, at: now }
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
