//! Who is signed in: the session that a browser names, and what its member owes before anything else.

use domain::ports::{Members, StoreError};
use domain::{Member, SignedIn};

use crate::portal::Portal;
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

/// How an answer is named that sends a browser to the sign-in page; the desk keeps where it wanted to go.
pub(crate) const NO_SESSION: &str = "no_session";

/// Sends a browser without a session to the sign-in page, which clears the cookie that names none.
#[must_use]
pub fn sign_in_first() -> Reply {
    Reply::see_other("/sign-in", NO_SESSION)
}
