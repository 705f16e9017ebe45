//! Signing in by a passkey alone, and proving one: behind the password, or once more in a session.
//!
//! Nobody learns whose a passkey is or whether it is anybody's: each is read and checked alike, and refused alike.

use domain::ports::{Clock, Members, Passkeys, SecondFactors, Sessions, StoreError};
use domain::{
    Alone, FactorWriteEnd, Member, MemberId, OutboxId, Passkey, Proven, Session, alone,
    decide_anew, may_prove, prove_again, proven_by_passkey, shows_member,
};
use jiff::Timestamp;
use passkeys::{Assertion, Site};
use web::passkey::{Back, Begun, FIELDS};
use web::{Step, Visit, cookies};

use crate::entry;

/// How signing in by a passkey ended.
pub(crate) enum PasskeyEnd {
    /// Signed in; there may be something left to ask.
    SignedIn { member: Box<Member>, session: Session },
    /// The session that was there knows of it.
    Proven,
    /// Why not.
    Refused(PasskeyFault),
    /// The right passkey of a login that staff look into.
    Frozen,
}

/// Why a passkey does not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PasskeyFault {
    /// It took too long, or the challenge is of another visit.
    Over,
    /// It is nobody's, is on trial, or something about its answer is not right.
    Wrong,
}

/// A challenge for this visit; `None` where the portal can have no passkeys.
pub(crate) fn begin<P, C>(step: &Step<P, C>, visit: &Visit) -> Option<Begun> {
    let ceremony = passkeys::begin(&Site::of(&step.desk.origin)?)?;
    Some(Begun::new(visit, ceremony.challenge, ceremony.state, None))
}

pub(crate) async fn submit(
    step: &Step<impl Members + Passkeys + SecondFactors + Sessions, impl Clock>,
    visit: &Visit,
) -> Result<PasskeyEnd, StoreError> {
    let sent = match Sent::read(step, visit) {
        Ok(sent) => sent,
        Err(fault) => return Ok(PasskeyEnd::Refused(fault)),
    };
    decide_anew(&step.desk.clock, || attempt(step, visit, &sent)).await
}

/// Reads, and looks at what was signed; what it opens and that it was used is one write.
async fn attempt(
    step: &Step<impl Members + Passkeys + SecondFactors + Sessions, impl Clock>,
    visit: &Visit,
    sent: &Sent,
) -> Result<PasskeyEnd, StoreError> {
    let wrong = PasskeyEnd::Refused(PasskeyFault::Wrong);
    let found = step.ports.named(&sent.assertion.member, &sent.assertion.id).await?;
    let Some((member, kept, proven)) = sent.proven(found) else { return Ok(wrong) };
    if visit.form().get(FIELDS[2]).expose() == "yes" {
        return again(step, visit, &member, &proven).await;
    }
    match alone(&member, &kept.id, visit.now()) {
        Alone::Opens => {}
        Alone::Frozen => return Ok(PasskeyEnd::Frozen),
        Alone::OnTrial | Alone::Closed => return Ok(wrong),
    }
    let opened = entry::open_by(step, visit, &member, &proven, visit.now(), false).await?;
    Ok(opened.map_or(wrong, |(member, session)| PasskeyEnd::SignedIn { member, session }))
}

/// Has the session of this browser know of it, if it is the same member's.
async fn again(
    step: &Step<impl Members + SecondFactors, impl Clock>,
    visit: &Visit,
    member: &Member,
    proven: &Proven,
) -> Result<PasskeyEnd, StoreError> {
    let who = web::session(&step.ports, visit).await?.filter(|who| who.member.id == member.id);
    // As a code is, one on trial is refused: it would count for nothing that asks once more.
    let who = who.filter(|who| shows_member(&who.member, proven, visit.now()));
    let Some(who) = who else { return Ok(PasskeyEnd::Refused(PasskeyFault::Wrong)) };
    let write = prove_again(proven, &who, OutboxId::from_random(web::random()), visit.now());
    Ok(match step.ports.write(&write).await? {
        FactorWriteEnd::Written => PasskeyEnd::Proven,
        FactorWriteEnd::CodeUsed => PasskeyEnd::Refused(PasskeyFault::Wrong),
    })
}

/// Behind the password: who is let in, if it is a passkey of the member whose password was right.
pub(crate) async fn second(
    step: &Step<impl Passkeys + SecondFactors + Sessions, impl Clock>,
    visit: &Visit,
    second: &cookies::Second,
) -> Result<Result<(Box<Member>, Session), PasskeyFault>, StoreError> {
    let sent = match Sent::read(step, visit) {
        Ok(sent) => sent,
        Err(fault) => return Ok(Err(fault)),
    };
    let password_at = Timestamp::from_second(second.at).unwrap_or(visit.now());
    let remember = visit.form().get("remember").expose() == "yes";
    decide_anew(&step.desk.clock, || async {
        let member = MemberId::from_stored(&*second.member);
        let found = step.ports.named(&member, &sent.assertion.id).await?;
        let proven = sent.proven(found).filter(|(member, ..)| may_prove(member, second.epoch));
        let Some((member, _, proven)) = proven.filter(|_| sent.assertion.member == member) else {
            return Ok(Err(PasskeyFault::Wrong));
        };
        let opened = entry::open_by(step, visit, &member, &proven, password_at, remember).await?;
        Ok::<_, StoreError>(opened.ok_or(PasskeyFault::Wrong))
    })
    .await
}

/// What a browser sent: an answer, the ceremony that it is of, and the site that it must be for.
struct Sent {
    site: Site,
    back: Back,
    assertion: Assertion,
}

impl Sent {
    fn read<P, C>(step: &Step<P, C>, visit: &Visit) -> Result<Self, PasskeyFault> {
        let site = Site::of(&step.desk.origin).ok_or(PasskeyFault::Wrong)?;
        let back = web::passkey::back(visit, None).ok_or(PasskeyFault::Over)?;
        let typed = visit.form().get(FIELDS[1]);
        let assertion = Assertion::read(typed.expose()).ok_or(PasskeyFault::Wrong)?;
        Ok(Self { site, back, assertion })
    }

    /// Whose passkey it is. The check is made whether there is one or not.
    fn proven(
        &self,
        (member, kept): (Option<Member>, Option<Passkey>),
    ) -> Option<(Member, Passkey, Proven)> {
        let credential = kept.as_ref().map(|kept| &kept.credential);
        let shown = self.assertion.check(&self.site, &self.back.state, credential);
        let (member, kept, shown) = (member?, kept?, shown?);
        let used = self.back.used.clone();
        let proven = proven_by_passkey(&member, &kept, (shown.counter, shown.state), used)?;
        Some((member, kept, proven))
    }
}
