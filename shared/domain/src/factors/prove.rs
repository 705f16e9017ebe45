//! Proving a factor: behind the password at sign-in, and again in a session.

use jiff::Timestamp;

use crate::factors::codes::RecoverySet;
use crate::factors::held::{Remembered, SecondFactorRules, UsedStep};
use crate::factors::passkey::{Passkey, PasskeyWrite, UsedChallenge, has_counted};
use crate::factors::typed::TypedCode;
use crate::factors::write::{FactorWrite, SessionWrite, UsedOnce};
use crate::figures::Figures;
use crate::keys::ring::KeyRing;
use crate::letters::envelope::{Addressed, Envelope};
use crate::letters::letter::Letter;
use crate::login::ladder::KnownDevice;
use crate::login::sign_in::told_of_browser;
use crate::members::member::{Member, Standing};
use crate::members::session::{Proof, ProofBy, Session, SignedIn, session};
use crate::values::ids::{DeviceId, FactorId, OutboxId, SessionId};

/// A code that is a member's, or a passkey that has signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proven {
    /// The app's, at a step that must not have been used.
    App(UsedStep),
    /// The recovery code at a place of the set.
    Recovery(u8),
    /// A passkey.
    Passkey(Box<SignedByPasskey>),
}

/// A passkey that has signed a challenge, both of which are used up by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedByPasskey {
    /// The passkey from now on.
    pub passkey: Passkey,
    /// The counter that was read.
    pub read: u32,
    /// The challenge.
    pub challenge: UsedChallenge,
}

/// Whose passkey has signed, by the counter that its authenticator shows; `None` if it is none of this member's, or has not
/// counted since it was used last.
#[must_use]
pub fn proven_by_passkey(
    member: &Member,
    kept: &Passkey,
    (counter, state): (u32, Vec<u8>),
    challenge: UsedChallenge,
) -> Option<Proven> {
    let is_theirs = kept.member == member.id && member.factors.passkey(&kept.id).is_some();
    if !is_theirs || !has_counted(kept.counter, counter) {
        return None;
    }
    let mut passkey = Passkey { counter, used_at: Some(challenge.at), ..kept.clone() };
    passkey.credential.state = state;
    let read = kept.counter;
    Some(Proven::Passkey(Box::new(SignedByPasskey { passkey, read, challenge })))
}

/// What a passkey opens by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alone {
    /// The login: it is two factors in one.
    Opens,
    /// Nothing, as long as it is on trial: it may be a thief's of the password.
    OnTrial,
    /// Nothing: staff look into the login, as its member is told.
    Frozen,
    /// Nothing: the login is closed.
    Closed,
}

/// What a passkey of a member opens by itself.
#[must_use]
pub fn alone(member: &Member, passkey: &FactorId, now: Timestamp) -> Alone {
    let mark = member.factors.passkey(passkey);
    match member.standing {
        Standing::Active if mark.is_some_and(|mark| !mark.is_on_trial(now)) => Alone::Opens,
        Standing::Active => Alone::OnTrial,
        Standing::Frozen => Alone::Frozen,
        Standing::Closed => Alone::Closed,
    }
}

/// Whose code was typed; `None` if it is none of this member's.
#[must_use]
pub fn proven(
    keys: &KeyRing,
    member: &Member,
    typed: &TypedCode,
    now: Timestamp,
) -> Option<Proven> {
    match typed {
        TypedCode::App(code) => {
            let app = member.factors.app.as_ref()?;
            let step = app.secret.step(code, now)?;
            let (member, factor) = (member.id.clone(), app.id.clone());
            Some(Proven::App(UsedStep { member, factor, step }))
        }
        TypedCode::Recovery(code) => {
            let set = member.factors.codes.as_ref()?;
            set.place(keys, &member.id, code).map(Proven::Recovery)
        }
    }
}

/// Somebody whose password was right, or who needs none, and who has proven a factor.
#[derive(Clone, Debug)]
pub struct SigningIn<'a> {
    /// The member.
    pub member: &'a Member,
    /// When the password was typed; now, where a passkey stands for it.
    pub password_at: Timestamp,
    /// The browser's id, which it keeps.
    pub device: DeviceId,
    /// What it is.
    pub device_name: String,
    /// The browser as its cookie names it.
    pub here: Option<KnownDevice>,
    /// Whether no factor is to be asked for in this browser for some days.
    pub remember: bool,
}

/// The random ids of what signing in writes.
#[derive(Clone, Debug)]
pub struct SignInIds {
    /// Of the session.
    pub session: SessionId,
    /// Of the letters.
    pub envelope: OutboxId,
}

/// What signing in by a factor writes.
///
/// An app's code or a passkey opens a session. One of a factor that stood when a wait began ends it, too: its member has what was
/// thought lost.
/// A recovery code opens the page of the second factor alone, is remembered nowhere, and a letter tells of it.
#[must_use]
pub fn sign_in_by(
    proven: &Proven,
    signing: &SigningIn<'_>,
    ids: SignInIds,
    (rules, figures): (SecondFactorRules, Figures),
    now: Timestamp,
) -> FactorWrite {
    let SigningIn { member, device, device_name, .. } = signing;
    let session = session(member, ids.session, device.clone(), device_name.clone(), figures, now);
    let proof = proof(member, proven, now);
    let session = Session {
        signed_in_at: signing.password_at,
        proof: Some(proof),
        limited: proof.by == ProofBy::Recovery,
        ..session
    };
    let told = told_of_browser(member, &session, signing.here.as_ref(), ids.envelope.clone());
    let life = rules.remember().filter(|_| signing.remember && proof.by != ProofBy::Recovery);
    let remembered = life.map(|life| Remembered {
        member: member.id.clone(),
        device: device.clone(),
        device_name: device_name.clone(),
        epoch: member.epoch,
        since: now,
        until: now + life,
    });
    let after = after(member, proven, proof);
    let told_of = (signing.member, after.member.as_ref());
    let envelope = told_of_code(told_of, proven, told, ids.envelope, now);
    let session = Some(SessionWrite::Opens(session));
    FactorWrite { session, remembered, envelope, ..after }
}

/// What proving a factor in a session writes: the session knows of it, and the code is used. A session that a recovery code has
/// opened is like any other from then on, unless it was another recovery code.
#[must_use]
pub fn prove_again(
    proven: &Proven,
    who: &SignedIn,
    envelope: OutboxId,
    now: Timestamp,
) -> FactorWrite {
    let proof = proof(&who.member, proven, now);
    let after = after(&who.member, proven, proof);
    let told_of = (&who.member, after.member.as_ref());
    let envelope = told_of_code(told_of, proven, None, envelope, now);
    let limited = who.session.limited && proof.by == ProofBy::Recovery;
    let session = Session { proof: Some(proof), limited, ..who.session.clone() };
    let session = Some(SessionWrite::GoesOn(session));
    FactorWrite { session, envelope, ..after }
}

/// Whether what was proven shows the member where a factor is asked for once more: one on trial may be a thief's of the
/// password.
#[must_use]
pub fn shows_member(member: &Member, proven: &Proven, now: Timestamp) -> bool {
    !proof(member, proven, now).on_trial
}

/// Whether somebody whose password was right at an epoch may still prove a factor.
#[must_use]
pub fn may_prove(member: &Member, epoch: u64) -> bool {
    member.standing == Standing::Active && member.epoch == epoch && member.factors.is_asked()
}

fn proof(member: &Member, proven: &Proven, now: Timestamp) -> Proof {
    let factors = &member.factors;
    let (by, on_trial) = match proven {
        Proven::App(_) => {
            let stands = factors.app.as_ref().is_some_and(|app| !app.is_on_trial(now));
            (ProofBy::App, !stands)
        }
        Proven::Passkey(signed) => {
            let stands = factors.passkey(&signed.passkey.id).is_some_and(|it| !it.is_on_trial(now));
            (ProofBy::Passkey, !stands)
        }
        Proven::Recovery(_) => (ProofBy::Recovery, !factors.stand(now)),
    };
    Proof { by, at: now, on_trial }
}

/// What a proof changes: the member, if it does, and what is used by it.
fn after(member: &Member, proven: &Proven, proof: Proof) -> FactorWrite {
    let wait_over = || {
        let ends_wait = !proof.on_trial && member.factors.may_end_wait();
        ends_wait.then(|| {
            let mut member = member.clone();
            member.factors.wait = None;
            member
        })
    };
    match proven {
        Proven::App(used) => FactorWrite {
            member: wait_over(),
            used: Some(UsedOnce::Step(used.clone())),
            ..FactorWrite::default()
        },
        Proven::Passkey(signed) => {
            let SignedByPasskey { passkey, read, challenge } = &**signed;
            FactorWrite {
                member: wait_over(),
                used: Some(UsedOnce::Challenge(challenge.clone())),
                passkey: Some(PasskeyWrite::Signed { passkey: passkey.clone(), read: *read }),
                ..FactorWrite::default()
            }
        }
        Proven::Recovery(place) => {
            let mut member = member.clone();
            member.factors.codes = member.factors.codes.map(|set| set.without(*place));
            FactorWrite { member: Some(member), ..FactorWrite::default() }
        }
    }
}

/// What was to be told anyway, and the letter about a recovery code that was used.
fn told_of_code(
    (member, after): (&Member, Option<&Member>),
    proven: &Proven,
    told: Option<Envelope>,
    id: OutboxId,
    now: Timestamp,
) -> Option<Envelope> {
    let Proven::Recovery(_) = proven else { return told };
    let left = after.and_then(|it| it.factors.codes.as_ref()).map_or(0, RecoverySet::left);
    let letter = Letter::RecoveryCodeUsed { left };
    let (to, language) = (member.email.clone(), member.language);
    let mut envelope = told.unwrap_or_else(|| Envelope {
        id,
        letters: Vec::new(),
        events: Vec::new(),
        trace: None,
        queued_at: now,
    });
    envelope.letters.push(Addressed { to, language, letter });
    Some(envelope)
}

#[cfg(test)]
pub(crate) mod tests;
