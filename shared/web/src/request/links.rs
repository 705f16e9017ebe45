//! Links of members: from the letter's address into a cookie, and what the cookie leads to.

use domain::ports::{Clock, Links, StoreError};
use domain::{KeyRing, Link, LinkClaim, LinkState, LinkToken, Member, Purpose};

use crate::pages::ProblemKind;
use crate::request::cookies::{Claims, SetCookie, Verify};
use crate::request::desk::Desk;
use crate::request::reply::Reply;
use crate::request::visit::Visit;

/// Takes the token out of the address and into a cookie, and goes on to an address without it; nothing is read and
/// nothing is written, whoever opens it how often.
#[must_use]
pub fn follow(
    desk: &Desk<impl Clock>,
    visit: &Visit,
    purpose: Purpose,
    (to, wrong): (&'static str, ProblemKind),
) -> Reply {
    let token = visit.query("t").unwrap_or_default();
    let reply = match LinkToken::check(&desk.keys, purpose, token) {
        Some(_) => {
            let verify = Verify { token: token.to_owned() };
            let cookie = SetCookie::signed(&desk.keys, &verify, visit.now());
            Reply::see_other(to, "followed").with(cookie)
        }
        None => Reply::problem(visit, wrong, None),
    };
    reply.without_referrer()
}

/// What the browser's link leads to.
pub enum Linked {
    /// No link for this purpose was followed.
    Nothing,
    /// A link that can be used.
    Open(Box<(Link, Member)>),
    /// A link that did its work.
    Used(Box<(Link, Member)>),
    /// A link whose time is over, or that something newer has ended.
    Expired(LinkClaim),
}

/// Reads what the browser's link leads to; nothing is read without one.
///
/// # Errors
///
/// When the store does not answer.
pub async fn linked(
    links: &impl Links,
    keys: &KeyRing,
    visit: &Visit,
    purpose: Purpose,
) -> Result<Linked, StoreError> {
    let verify = visit.cookie::<Verify>();
    let claim = verify.and_then(|it| LinkToken::check(keys, purpose, &it.token));
    let Some(claim) = claim else { return Ok(Linked::Nothing) };
    let Some((link, member)) = links.find(&claim).await? else {
        return Ok(Linked::Expired(claim));
    };
    if link.purpose != purpose {
        return Ok(Linked::Expired(claim));
    }
    Ok(match link.state(&member, visit.now()) {
        LinkState::Open => Linked::Open(Box::new((link, member))),
        LinkState::Used => Linked::Used(Box::new((link, member))),
        LinkState::Expired => Linked::Expired(claim),
    })
}

/// The page for a link that opens nothing, with what the office finds it by; the next visit begins without it.
#[must_use]
pub fn over(visit: &Visit, kind: ProblemKind, claim: Option<&LinkClaim>) -> Reply {
    let reference = claim.map(|claim| claim.id.reference().to_string());
    let reply = Reply::problem(visit, kind, reference.as_deref());
    reply.with(SetCookie::cleared(Verify::NAME))
}
