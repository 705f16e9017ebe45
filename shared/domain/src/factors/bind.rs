//! Adding a factor, making recovery codes, taking a factor off.

use jiff::Timestamp;

use crate::factors::app::{App, AppSecret, Offer};
use crate::factors::codes::RecoverySet;
use crate::factors::held::{FactorKind, FactorRecord, TRIAL, UsedStep};
use crate::factors::passkey::{PASSKEYS_MAX, Passkey, PasskeyMark, PasskeyWrite, UsedChallenge};
use crate::factors::taken_off::take_off;
use crate::factors::write::{FactorWrite, SessionWrite, UsedOnce};
use crate::keys::ring::KeyRing;
use crate::letters::envelope::Envelope;
use crate::letters::letter::Letter;
use crate::links::link::Link;
use crate::links::purpose::Purpose;
use crate::members::changed::Changed;
use crate::members::member::Member;
use crate::members::session::{Proof, ProofBy, Session, SignedIn};
use crate::values::ids::{FactorId, OutboxId, PendingId, SessionId};

/// The random ids of what a change of factors writes.
#[derive(Clone, Debug)]
pub struct BindIds {
    /// Of the session that goes on.
    pub session: SessionId,
    /// Of the letter.
    pub envelope: OutboxId,
    /// Of the link in it.
    pub link: PendingId,
}

/// What adding an app writes, by the first code of it; `None` if the code is none of it.
///
/// It takes the place of the one before. All other sessions end, and the letter's link takes off what was added since. Where
/// no factor stood before it is on trial: nobody can tell yet whether its member or a thief of the password has added it.
#[must_use]
pub fn add_app(
    keys: &KeyRing,
    who: &SignedIn,
    offer: &Offer,
    code: &str,
    ids: BindIds,
    now: Timestamp,
) -> Option<FactorWrite> {
    let secret = AppSecret::derive(keys, &who.member.id, offer)?;
    let step = secret.step(code, now)?;
    let is_trusted = who.member.factors.stand(now);
    let mut member = who.member.clone();
    let replaced = member.factors.app.take().map(|app| FactorRecord {
        member: member.id.clone(),
        id: app.id,
        kind: FactorKind::App,
        since: app.since,
        ended_at: Some(now),
    });
    let trial_until = (!is_trusted).then(|| now + TRIAL);
    member.factors.app = Some(App { id: offer.id.clone(), secret, since: now, trial_until });
    if is_trusted && who.member.factors.may_end_wait() {
        member.factors.wait = None;
    }
    member.epoch += 1;
    member.mark(Changed::Factors, now);
    let proof = Proof { by: ProofBy::App, at: now, on_trial: !is_trusted };
    let session = goes_on(who, &member, ids.session, Some(proof));
    let bound = bound(&member, &offer.id, FactorKind::App, now);
    let used = UsedStep { member: member.id.clone(), factor: offer.id.clone(), step };
    let (link, envelope) = told(keys, &member, FactorKind::App, (ids.link, ids.envelope), now);
    Some(FactorWrite {
        member: Some(member),
        session: Some(SessionWrite::Opens(session)),
        used: Some(UsedOnce::Step(used)),
        bound: replaced.into_iter().chain([bound]).collect(),
        links: vec![link],
        envelope: Some(envelope),
        ..FactorWrite::default()
    })
}

/// What adding a passkey writes, once an authenticator has made it; `None` if there is no room for another.
///
/// All other sessions end, and the letter's link takes off what was added since. As with an app, it is on trial where no
/// factor stood before it. Its authenticator has verified who has it, so it is proven as well.
#[must_use]
pub fn add_passkey(
    keys: &KeyRing,
    who: &SignedIn,
    passkey: Passkey,
    challenge: UsedChallenge,
    ids: BindIds,
    now: Timestamp,
) -> Option<FactorWrite> {
    let is_trusted = who.member.factors.stand(now);
    let mut member = who.member.clone();
    if member.factors.passkeys.len() >= PASSKEYS_MAX {
        return None;
    }
    let trial_until = (!is_trusted).then(|| now + TRIAL);
    let id = passkey.id.clone();
    member.factors.passkeys.push(PasskeyMark { id: id.clone(), since: now, trial_until });
    if is_trusted && who.member.factors.may_end_wait() {
        member.factors.wait = None;
    }
    member.epoch += 1;
    member.mark(Changed::Factors, now);
    let proof = Proof { by: ProofBy::Passkey, at: now, on_trial: !is_trusted };
    let session = goes_on(who, &member, ids.session, Some(proof));
    let bound = bound(&member, &id, FactorKind::Passkey, now);
    let (link, envelope) = told(keys, &member, FactorKind::Passkey, (ids.link, ids.envelope), now);
    Some(FactorWrite {
        member: Some(member),
        session: Some(SessionWrite::Opens(session)),
        used: Some(UsedOnce::Challenge(challenge)),
        passkey: Some(PasskeyWrite::Adds(passkey)),
        bound: vec![bound],
        links: vec![link],
        envelope: Some(envelope),
        ..FactorWrite::default()
    })
}

/// What making recovery codes writes. They take the place of those before; `None` if they are those.
#[must_use]
pub fn make_codes(
    keys: &KeyRing,
    who: &SignedIn,
    offer: &Offer,
    ids: BindIds,
    now: Timestamp,
) -> Option<FactorWrite> {
    let mut member = who.member.clone();
    member.factors.codes.as_ref().is_none_or(|set| set.id != offer.id).then_some(())?;
    let replaced = member.factors.codes.take().map(|set| FactorRecord {
        member: member.id.clone(),
        id: set.id,
        kind: FactorKind::Codes,
        since: set.since,
        ended_at: Some(now),
    });
    member.factors.codes = Some(RecoverySet::of(offer, now));
    let bound = bound(&member, &offer.id, FactorKind::Codes, now);
    let (link, envelope) = told(keys, &member, FactorKind::Codes, (ids.link, ids.envelope), now);
    Some(FactorWrite {
        member: Some(member),
        bound: replaced.into_iter().chain([bound]).collect(),
        links: vec![link],
        envelope: Some(envelope),
        ..FactorWrite::default()
    })
}

/// What taking a factor off writes. All other sessions end; so does this one, if a recovery code opened it.
#[must_use]
pub fn remove_factor(
    who: &SignedIn,
    which: &FactorId,
    ids: BindIds,
    now: Timestamp,
) -> Option<FactorWrite> {
    let mut member = who.member.clone();
    let bound = take_off(&mut member, now, |it| it.id == *which);
    let kind = bound.first()?.kind;
    member.epoch += 1;
    member.mark(Changed::Factors, now);
    let session = (!who.session.limited)
        .then(|| SessionWrite::Opens(goes_on(who, &member, ids.session, who.session.proof)));
    let letter = Letter::FactorRemoved { factor: kind };
    let envelope = Some(Envelope::to_member(&member, letter, ids.envelope, now));
    Some(FactorWrite { member: Some(member), session, bound, envelope, ..FactorWrite::default() })
}

/// The session under another id, as it goes on after the epoch was raised.
fn goes_on(who: &SignedIn, member: &Member, id: SessionId, proof: Option<Proof>) -> Session {
    Session { proof, limited: false, ..who.session.goes_on(id, member) }
}

fn bound(member: &Member, id: &FactorId, kind: FactorKind, now: Timestamp) -> FactorRecord {
    let (member, id) = (member.id.clone(), id.clone());
    FactorRecord { member, id, kind, since: now, ended_at: None }
}

/// The letter about a factor that was added, and its link.
fn told(
    keys: &KeyRing,
    member: &Member,
    factor: FactorKind,
    (link, envelope): (PendingId, OutboxId),
    now: Timestamp,
) -> (Link, Envelope) {
    let link = Link::new(keys, Purpose::NotMyFactor, link, &member.email, Some(member), now);
    let (claim, expires_at) = (link.claim.clone(), link.expires_at);
    let letter = Letter::FactorAdded { factor, link: claim, expires_at };
    (link, Envelope::to_member(member, letter, envelope, now))
}

#[cfg(test)]
mod tests;
