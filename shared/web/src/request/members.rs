//! Who is signed in: the session that a browser names, and what its member owes before anything else.

use domain::ports::{Members, Sessions, StoreError};
use domain::{DeviceId, Member, Session, SessionId, SignedIn};

use crate::portal::Portal;
use crate::request::random::random;
use crate::request::reply::Reply;
use crate::request::visit::Visit;

/// Whether a member has to accept the terms anew before anything else.
#[must_use]
pub fn owes_terms(portal: &Portal, member: &Member) -> bool {
    member.terms.is_outdated(portal.terms.version)
}

/// Who is signed in, if anybody, and owes nothing: members' pages are shown to nobody else. Who owes the terms is led to
/// the sign-in page like everybody else, and from there to the terms. So is who came in by a recovery code, and from there to
/// the page of the second factor.
///
/// # Errors
///
/// When the store does not answer.
pub async fn signed_in(
    members: &impl Members,
    visit: &Visit,
) -> Result<Option<SignedIn>, StoreError> {
    let found = session(members, visit).await?;
    Ok(found.filter(|who| !who.session.limited && !owes_terms(visit.portal, &who.member)))
}

/// The same for the pages of the second factor, which a recovery code opens.
///
/// # Errors
///
/// When the store does not answer.
pub async fn signed_in_for_factors(
    members: &impl Members,
    visit: &Visit,
) -> Result<Option<SignedIn>, StoreError> {
    let found = session(members, visit).await?;
    Ok(found.filter(|who| who.session.limited || !owes_terms(visit.portal, &who.member)))
}

/// Whose session the browser has, if it stands: one round trip, or none without a cookie.
///
/// # Errors
///
/// When the store does not answer.
pub async fn session(
    members: &impl Members,
    visit: &Visit,
) -> Result<Option<SignedIn>, StoreError> {
    let Some((member, session)) = visit.session() else { return Ok(None) };
    let found = members.by_session(&member, &session).await?;
    Ok(found.filter(|who| who.session.stands(&who.member, visit.now())))
}

/// Opens the first session of a new member after the commit, and ends the one that the browser had before, as whomever;
/// `None` if that failed: the member signs in with the password just set.
pub async fn open_session(
    sessions: &impl Sessions,
    visit: &Visit,
    member: &Member,
) -> Option<Session> {
    let (id, device) = (SessionId::from_random(random()), DeviceId::from_random(random()));
    let (browser, figures) = (visit.device_name(), visit.figures());
    let session = domain::session(member, id, device, browser, figures, visit.now());
    let open = async {
        if let Some((member, before)) = visit.session() {
            sessions.end(&member, &before, None).await?;
        }
        sessions.open(&session, None).await
    };
    match open.await {
        Ok(()) => Some(session),
        Err(error) => {
            tracing::error!(error = %error, "a member was made, but no session");
            None
        }
    }
}

/// How an answer is named that sends a browser to the sign-in page; the desk keeps where it wanted to go.
pub(crate) const NO_SESSION: &str = "no_session";

/// Sends a browser without a session to the sign-in page, which clears the cookie that names none.
#[must_use]
pub fn sign_in_first() -> Reply {
    Reply::see_other("/sign-in", NO_SESSION)
}
