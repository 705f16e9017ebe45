//! Links of members: from the letter's address into a cookie, and what the cookie leads to.

use std::marker::PhantomData;

use domain::ports::{Clock, Links, StoreError};
use domain::{FoundLink, KeyRing, LinkClaim, LinkState, LinkToken, Purpose};

use crate::pages::ProblemKind;
use crate::request::cookies::{SetCookie, Token};
use crate::request::desk::Desk;
use crate::request::reply::Reply;
use crate::request::visit::Visit;

/// What programs and people leave behind an address that they take out of a sentence.
const BEHIND: fn(char) -> bool = |c| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '=');

/// What the browser's link leads to.
pub enum Linked {
    /// No link for this purpose was followed.
    Nothing,
    /// A link that can be used.
    Open(Box<FoundLink>),
    /// A link that did its work.
    Used(Box<FoundLink>),
    /// A link whose time is over, or that something newer has ended.
    Expired(LinkClaim),
}

/// The way of a letter's link through the browser, where the cookie `T` carries its token.
pub struct Way<T> {
    purpose: Purpose,
    to: &'static str,
    wrong: ProblemKind,
    token: PhantomData<fn() -> T>,
}

impl<T: Token> Way<T> {
    /// A link for a purpose leads on to the page `to`; one that is not whole gets the page `wrong`.
    #[must_use]
    pub const fn new(purpose: Purpose, to: &'static str, wrong: ProblemKind) -> Self {
        Self { purpose, to, wrong, token: PhantomData }
    }

    /// The page that the link leads to.
    #[must_use]
    pub const fn page(&self) -> &'static str {
        self.to
    }

    /// Whether the address that was opened has a token for this purpose.
    #[must_use]
    pub fn fits(&self, keys: &KeyRing, visit: &Visit) -> bool {
        LinkToken::check(keys, self.purpose, &typed(visit)).is_some()
    }

    /// Takes the token out of the address and into the cookie, and goes on to an address without it; nothing is read and
    /// nothing is written, whoever opens it how often.
    #[must_use]
    pub fn follow(&self, desk: &Desk<impl Clock>, visit: &Visit) -> Reply {
        let token = &typed(visit);
        let reply = match LinkToken::check(&desk.keys, self.purpose, token) {
            Some(_) => {
                // Whoever follows it once more keeps what the browser knows of it: that the password is set, for one.
                let known = visit.cookie::<T>().filter(|known| known.token() == token);
                let followed = known.unwrap_or_else(|| T::of(token));
                let cookie = SetCookie::signed(&desk.keys, &followed, visit.now());
                Reply::see_other(self.to, "followed").with(cookie)
            }
            None => Reply::problem(visit, self.wrong, None),
        };
        reply.without_referrer()
    }

    /// What the link that was followed in this browser names, if one was.
    #[must_use]
    pub fn followed(&self, keys: &KeyRing, visit: &Visit) -> Option<LinkClaim> {
        LinkToken::check(keys, self.purpose, visit.cookie::<T>()?.token())
    }

    /// Reads what the browser's link leads to; nothing is read without one.
    ///
    /// # Errors
    ///
    /// When the store does not answer.
    pub async fn find(
        &self,
        links: &impl Links,
        keys: &KeyRing,
        visit: &Visit,
    ) -> Result<Linked, StoreError> {
        let Some(claim) = self.followed(keys, visit) else { return Ok(Linked::Nothing) };
        let found = links.find(&claim).await?.filter(|found| found.link.purpose == self.purpose);
        let Some(found) = found else { return Ok(Linked::Expired(claim)) };
        Ok(match found.link.state(&found.member, visit.now()) {
            LinkState::Open => Linked::Open(Box::new(found)),
            LinkState::Used => Linked::Used(Box::new(found)),
            LinkState::Expired => Linked::Expired(claim),
        })
    }

    /// The page for a link that opens nothing, with what the office finds it by. The browser keeps the link, so that the
    /// page says the same when it is loaded again, and in the other language.
    #[must_use]
    pub fn over(&self, visit: &Visit, kind: ProblemKind, claim: Option<&LinkClaim>) -> Reply {
        let reference = claim.map(|claim| claim.id.reference().to_string());
        Reply::problem(visit, kind, reference.as_deref())
    }

    /// The page where the browser has no link, or no longer, since its page was open for too long: the letter's link may
    /// be as good as ever.
    #[must_use]
    pub fn again(&self, visit: &Visit) -> Reply {
        Reply::problem(visit, ProblemKind::LinkAgain, None)
    }

    /// The same for a link that ran out, or that something newer has ended.
    #[must_use]
    pub fn expired(&self, visit: &Visit) -> Reply {
        self.over(visit, self.wrong, None)
    }

    /// Has the browser forget the link.
    #[must_use]
    pub fn forgotten(&self) -> SetCookie {
        SetCookie::cleared(T::NAME)
    }
}

/// The token in the address that was opened.
fn typed(visit: &Visit) -> String {
    // Mail programs break long lines, and some leave the blank in the address.
    let token: String = visit.query("t").unwrap_or_default().split_whitespace().collect();
    token.trim_end_matches(BEHIND).to_owned()
}
