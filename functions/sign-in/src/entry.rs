//! Letting a member in: the session, and the hash that moves to today's pepper.

use domain::ports::{Clock, Members, Sessions, StoreError};
use domain::{DeviceId, Member, NewPassword, OutboxId, PasswordHash, Session, SessionId};
use web::{Step, Visit};

/// Opens a session on a browser, which keeps the id that it is known by; the member hears of one they have not used.
pub(crate) async fn open(
    step: &Step<impl Sessions, impl Clock>,
    visit: &Visit,
    member: &Member,
    known: Option<DeviceId>,
) -> Result<Session, StoreError> {
    let device = known.unwrap_or_else(|| DeviceId::from_random(web::random()));
    let ids = (SessionId::from_random(web::random()), device);
    let session = domain::session(member, ids, visit.device_name(), visit.now());
    // A browser from before the last password is not known to the ladder, but no stranger to its member.
    let used_before = visit.known_device().is_some_and(|device| device.member == member.id);
    let told = (!used_before).then(|| {
        let id = OutboxId::from_random(web::random());
        domain::told_of_browser(member, &session, id)
    });
    step.ports.open(&session, told.as_ref()).await?;
    Ok(session)
}

/// Hashes the password anew if the pepper or the cost has changed since; signing in never fails by it.
pub(crate) async fn renew_hash(
    step: &Step<impl Members, impl Clock>,
    member: &Member,
    typed: &str,
) {
    let keys = &step.desk.keys;
    if !member.password.is_outdated(keys) {
        return;
    }
    // One that today's rules refuse stays as it is until its member changes it.
    let Ok(password) = NewPassword::parse(typed, &[]) else { return };
    let password = PasswordHash::of(keys, &password, web::random());
    let next = Member { password, ..member.clone() };
    match step.ports.change(&next, None).await {
        // Another browser of theirs was quicker; the next sign-in looks again.
        Ok(()) | Err(StoreError::Conflict) => {}
        Err(error @ StoreError::Unavailable(_)) => {
            tracing::error!(error = %error, "a password's hash was not renewed");
        }
    }
}
