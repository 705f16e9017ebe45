//! Letting a member in: the session, and the hash that moves to today's pepper.

use domain::ports::{Clock, Members, Sessions, StoreError};
use domain::{DeviceId, Member, OutboxId, Session, SessionId};
use web::{Step, Visit};

/// Opens a session on a browser, which keeps the id that it is known by; the member hears of one they have not used.
pub(crate) async fn open(
    step: &Step<impl Sessions, impl Clock>,
    visit: &Visit,
    member: &Member,
    known: Option<DeviceId>,
) -> Result<Session, StoreError> {
    let device = known.unwrap_or_else(|| DeviceId::from_random(web::random()));
    let id = SessionId::from_random(web::random());
    let session = domain::session(member, id, device, visit.device_name(), visit.now());
    let here = visit.known_device();
    let envelope = OutboxId::from_random(web::random());
    let told = domain::told_of_browser(member, &session, here.as_ref(), envelope);
    step.ports.open(&session, told.as_ref()).await?;
    Ok(session)
}

/// Hashes the password anew if the pepper or the cost has changed since. Signing in never fails by it.
pub(crate) async fn renew_hash(
    step: &Step<impl Members, impl Clock>,
    member: &Member,
    typed: &str,
) {
    let next = domain::hashed_anew(&step.desk.keys, member, typed, web::random());
    let Some(next) = next else { return };
    match step.ports.change(&next, None).await {
        // Another browser of theirs was quicker; the next sign-in looks again.
        Ok(()) | Err(StoreError::Conflict) => {}
        Err(error @ StoreError::Unavailable(_)) => {
            tracing::error!(error = %error, "a password's hash was not renewed");
        }
    }
}
