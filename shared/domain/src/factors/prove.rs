//! Proving a factor: behind the password at sign-in, and again in a session.

use jiff::Timestamp;

use crate::factors::codes::RecoverySet;
use crate::factors::held::{Remembered, SecondFactorRules, UsedStep};
use crate::factors::typed::TypedCode;
use crate::factors::wait::ResetWait;
use crate::factors::write::{FactorWrite, SessionWrite};
use crate::figures::Figures;
use crate::keys::ring::KeyRing;
use crate::letters::envelope::{Addressed, Envelope};
use crate::letters::letter::Letter;
use crate::login::ladder::KnownDevice;
use crate::login::sign_in::told_of_browser;
use crate::members::member::{Member, Standing};
use crate::members::session::{Proof, ProofBy, Session, SignedIn, session};
use crate::values::ids::{DeviceId, OutboxId, SessionId};

/// A code that is a member's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proven {
    /// The app's, at a step that must not have been used.
    App(UsedStep),
    /// The recovery code at a place of the set.
    Recovery(u8),
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

/// Somebody whose password was right, and who proves a factor next.
#[derive(Clone, Debug)]
pub struct SigningIn<'a> {
    /// The member.
    pub member: &'a Member,
    /// When the password was typed.
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
/// An app's code opens a session. One of a factor that stood when a wait began ends it, too: its member has what was thought lost.
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
    let life = rules.remember().filter(|_| signing.remember && proof.by == ProofBy::App);
    let remembered = life.map(|life| Remembered {
        member: member.id.clone(),
        device: device.clone(),
        device_name: device_name.clone(),
        epoch: member.epoch,
        since: now,
        until: now + life,
    });
    let (member, used) = after(member, proven, proof);
    let envelope = told_of_code(signing.member, member.as_ref(), proven, told, ids.envelope, now);
    let session = Some(SessionWrite::Opens(session));
    FactorWrite { member, session, used, remembered, envelope, ..FactorWrite::default() }
}

/// What proving a factor in a session writes: the session knows of it, and the code is used.
#[must_use]
pub fn prove_again(
    proven: &Proven,
    who: &SignedIn,
    envelope: OutboxId,
    now: Timestamp,
) -> FactorWrite {
    let proof = proof(&who.member, proven, now);
    let (member, used) = after(&who.member, proven, proof);
    let envelope = told_of_code(&who.member, member.as_ref(), proven, None, envelope, now);
    let session = Session { proof: Some(proof), ..who.session.clone() };
    let session = Some(SessionWrite::GoesOn(session));
    FactorWrite { member, session, used, envelope, ..FactorWrite::default() }
}

/// Whether somebody whose password was right at an epoch may still prove a factor.
#[must_use]
pub fn may_prove(member: &Member, epoch: u64) -> bool {
    member.standing == Standing::Active && member.epoch == epoch && member.factors.is_asked()
}

fn proof(member: &Member, proven: &Proven, now: Timestamp) -> Proof {
    let by = match proven {
        Proven::App(_) => ProofBy::App,
        Proven::Recovery(_) => ProofBy::Recovery,
    };
    Proof { by, at: now, on_trial: !member.factors.stand(now) }
}

/// The member as a proof leaves them, if it changes them, and the step that is used by it.
fn after(member: &Member, proven: &Proven, proof: Proof) -> (Option<Member>, Option<UsedStep>) {
    match proven {
        Proven::App(used) => {
            // One that was on trial when the wait began may be the thief's, whom the wait is against.
            let stood = |wait: &ResetWait| member.factors.stand(wait.begun_at);
            let ends_wait = !proof.on_trial && member.factors.wait.as_ref().is_some_and(stood);
            let next = ends_wait.then(|| {
                let mut member = member.clone();
                member.factors.wait = None;
                member
            });
            (next, Some(used.clone()))
        }
        Proven::Recovery(place) => {
            let mut member = member.clone();
            member.factors.codes = member.factors.codes.map(|set| set.without(*place));
            (Some(member), None)
        }
    }
}

/// What was to be told anyway, and the letter about a recovery code that was used.
fn told_of_code(
    member: &Member,
    after: Option<&Member>,
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
