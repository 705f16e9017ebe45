//! Letting a member in: the session, and the hash that moves to today's pepper.

use domain::ports::{Clock, Members, SecondFactors, Sessions, StoreError};
use domain::{
    DeviceId, FactorWrite, FactorWriteEnd, KnownDevice, Member, MemberId, OutboxId, Proven,
    Session, SessionId, SignInIds, SigningIn, sign_in_by,
};
use jiff::Timestamp;
use web::{Step, Visit};

/// Opens a session on a browser, which keeps the id that it is known by; the member hears of one they have not used.
///
/// What the browser was signed in with before ends first, so that nobody is told they are in while it lives on.
pub(crate) async fn open(
    step: &Step<impl Sessions, impl Clock>,
    visit: &Visit,
    member: &Member,
    known: Option<DeviceId>,
) -> Result<Session, StoreError> {
    let device = known.unwrap_or_else(|| DeviceId::from_random(web::random()));
    let id = SessionId::from_random(web::random());
    let (browser, figures) = (visit.device_name(), visit.figures());
    let session = domain::session(member, id, device, browser, figures, visit.now());
    let here = visit.known_device();
    let before = before(step, visit, here.as_ref().filter(|here| here.member == member.id)).await?;
    for (member, session) in &before {
        step.ports.end(member, session, None).await?;
    }
    let envelope = OutboxId::from_random(web::random());
    let told = domain::told_of_browser(member, &session, here.as_ref(), envelope);
    step.ports.open(&session, told.as_ref()).await?;
    Ok(session)
}

/// Opens a session by a factor, which is used up by it; `None` if it was used before. Then nobody is signed out, either.
pub(crate) async fn open_by(
    step: &Step<impl SecondFactors + Sessions, impl Clock>,
    visit: &Visit,
    member: &Member,
    proven: &Proven,
    password_at: Timestamp,
    remember: bool,
) -> Result<Option<(Box<Member>, Session)>, StoreError> {
    let known = visit.known_device().filter(|here| here.is_of(member));
    let device = known.map_or_else(|| DeviceId::from_random(web::random()), |it| it.device);
    let signing = SigningIn {
        member,
        password_at,
        device,
        device_name: visit.device_name(),
        here: visit.known_device(),
        remember,
    };
    let ids = SignInIds {
        session: SessionId::from_random(web::random()),
        envelope: OutboxId::from_random(web::random()),
    };
    let rules = (visit.portal().second_factor, visit.figures());
    let write = sign_in_by(proven, &signing, ids, rules, visit.now());
    let here = signing.here.filter(|here| here.member == member.id);
    let write = FactorWrite { ends: before(step, visit, here.as_ref()).await?, ..write };
    Ok(match step.ports.write(&write).await? {
        FactorWriteEnd::Written => write.session.map(|session| {
            let member = write.member.unwrap_or_else(|| member.clone());
            (Box::new(member), session.session().clone())
        }),
        FactorWriteEnd::CodeUsed => None,
    })
}

/// The sessions that end where somebody is let in: the one that the browser's cookie names, whoever's it is, and all that its
/// member has left on the same browser.
///
/// A cookie goes after fifteen idle minutes; its session, or a copy of the cookie that somebody else keeps busy, would
/// outlive it. Source: ASVS 7.2.4.
async fn before(
    step: &Step<impl Sessions, impl Clock>,
    visit: &Visit,
    used_before: Option<&KnownDevice>,
) -> Result<Vec<(MemberId, SessionId)>, StoreError> {
    let mut before: Vec<_> = visit.session().into_iter().collect();
    let Some(used_before) = used_before else { return Ok(before) };
    let sessions = step.ports.of_member(&used_before.member).await?;
    let here = sessions.into_iter().filter(|session| session.device == used_before.device);
    for session in here.map(|session| (session.member, session.id)) {
        if !before.contains(&session) {
            before.push(session);
        }
    }
    Ok(before)
}

/// Hashes the password anew if the pepper or the cost has changed since. Signing in never fails by it.
pub(crate) async fn renew_hash(
    step: &Step<impl Members, impl Clock>,
    member: &Member,
    verified: &str,
) {
    let next = domain::hashed_anew(&step.desk.keys, member, verified, web::random());
    let Some(next) = next else { return };
    match step.ports.change(&next, None).await {
        // Another browser of theirs was quicker; the next sign-in looks again.
        Ok(()) | Err(StoreError::Conflict) => {}
        Err(error @ StoreError::Unavailable(_)) => {
            tracing::error!(error = %error, "a password's hash was not renewed");
        }
    }
}
