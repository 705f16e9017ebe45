//! One request at the desk, read once.

mod kept;

use std::collections::BTreeMap;

use domain::desk::{IDLE, StaffSession, StaffSignIn, StaffToken};
use domain::ports::{StaffSessions, StoreError};
use domain::{KeyRing, PendingId};
use http::Method;
use jiff::Timestamp;
use lambda_http::Request;

use super::cookies::{self, AtDesk, Kept, SigningIn};
use crate::assets::{DESK_STYLE, Inlined};
use crate::portal::Portal;
use crate::request::cookies::{Claims, SetCookie};
use crate::request::csrf;
use crate::request::form::Form;
use crate::request::random::random;
use crate::request::visit::{accepts_gzip, jar_of, query_of};

pub use kept::Keeping;

/// A request as the desk sees it.
pub struct StaffVisit {
    pub(super) portal: &'static Portal,
    pub(super) method: Method,
    pub(super) form: Form,
    pub(super) began: std::time::Instant,
    pub(super) takes_gzip: bool,
    path: String,
    query: BTreeMap<String, String>,
    query_text: String,
    keys: KeyRing,
    now: Timestamp,
    cookies: BTreeMap<String, String>,
    doubled: bool,
    token: Option<StaffToken>,
    met: Option<StaffSession>,
    form_token: String,
    reference: String,
}

/// Who sends a request.
pub enum Met {
    /// Somebody whose session stands.
    Staff(StaffSession),
    /// Whoever is signed in now was not yet when the page of this form was shown.
    OldForm(StaffSession),
    /// Nobody who is signed in.
    Nobody,
}

/// What pages of the desk need to know of a visit.
#[derive(Clone, Copy)]
pub struct StaffView<'a> {
    /// The co-op.
    pub portal: &'static Portal,
    /// The token that forms carry.
    pub csrf: &'a str,
    /// Whether the header offers to sign out.
    pub signed_in: bool,
}

impl StaffView<'_> {
    /// The whole style sheet of members' pages.
    #[must_use]
    pub fn style(&self) -> Inlined {
        self.portal.look.style
    }

    /// What the desk adds to it.
    #[must_use]
    pub fn desk_style(&self) -> Inlined {
        DESK_STYLE
    }

    /// The logo.
    #[must_use]
    pub fn logo(&self) -> Inlined {
        self.portal.look.logo
    }

    /// The logo in the browser's tab.
    #[must_use]
    pub fn icon(&self) -> Inlined {
        self.portal.look.icon
    }
}

impl StaffVisit {
    /// Reads everything but the body.
    pub(super) fn read(
        portal: &'static Portal,
        keys: &KeyRing,
        now: Timestamp,
        request: &Request,
    ) -> Self {
        let (cookies, doubled) = jar_of(request, &cookies::ALL);
        let at_desk = read::<AtDesk>(keys, &cookies, now);
        Self {
            portal,
            method: request.method().clone(),
            form: Form::default(),
            began: std::time::Instant::now(),
            takes_gzip: accepts_gzip(request),
            path: request.uri().path().to_owned(),
            query: query_of(request),
            query_text: request.uri().query().unwrap_or_default().to_owned(),
            keys: keys.clone(),
            now,
            token: at_desk.and_then(|it| StaffToken::parse(&it.token)),
            cookies,
            doubled,
            met: None,
            form_token: String::new(),
            reference: PendingId::new(random()).reference().to_string(),
        }
    }

    /// The method and path, for a `match`.
    #[must_use]
    pub fn route(&self) -> (&str, &str) {
        (if self.method == Method::HEAD { "GET" } else { self.method.as_str() }, &self.path)
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// When the request came.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The co-op.
    #[must_use]
    pub fn portal(&self) -> &'static Portal {
        self.portal
    }

    /// The fields of a post; empty on a GET.
    #[must_use]
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// A parameter of the query.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str)
    }

    /// The query as it came.
    #[must_use]
    pub fn query_text(&self) -> &str {
        &self.query_text
    }

    /// What the answer is found by in the log.
    #[must_use]
    pub fn reference(&self) -> String {
        self.reference.clone()
    }

    /// What pages need to know of the visit.
    #[must_use]
    pub fn view(&self) -> StaffView<'_> {
        StaffView { portal: self.portal, csrf: &self.form_token, signed_in: self.met.is_some() }
    }

    /// Finds out who it is: the session that the browser's cookie opens, if it stands.
    ///
    /// # Errors
    ///
    /// When the store does not answer.
    pub async fn meet(&mut self, sessions: &impl StaffSessions) -> Result<Met, StoreError> {
        let Some(token) = self.token.clone() else { return Ok(Met::Nobody) };
        let found = sessions.at_desk(&token.key()).await?;
        let Some(met) = found.filter(|session| session.stands(self.now)) else {
            return Ok(Met::Nobody);
        };
        // A form that is not of this session was let in only to have its fields kept.
        if self.method == Method::POST && !self.is_own_form() {
            return Ok(Met::OldForm(met));
        }
        let who = Some(met.who.as_str());
        self.form_token = csrf::token(&self.keys, token.key().as_str(), who, random());
        self.met = Some(met.clone());
        Ok(Met::Staff(met))
    }

    /// The session that the browser's cookie names, whether it stands or not.
    #[must_use]
    pub fn token(&self) -> Option<&StaffToken> {
        self.token.as_ref()
    }

    /// The sign-in that was begun in this browser.
    #[must_use]
    pub fn signing_in(&self) -> Option<StaffSignIn> {
        let cookie = read::<SigningIn>(&self.keys, &self.cookies, self.now)?;
        StaffSignIn::parse(&cookie.seed)
    }

    /// The cookie of a sign-in that begins.
    #[must_use]
    pub fn begin(&self, sign_in: &StaffSignIn) -> SetCookie {
        let cookie = SigningIn { seed: sign_in.expose() };
        SetCookie::signed(&self.keys, &cookie, self.now)
    }

    /// The cookies of a session that begins, in place of the sign-in.
    #[must_use]
    pub fn opened(&self, token: &StaffToken, session: &StaffSession) -> [SetCookie; 2] {
        [self.session_cookie(token, session), SetCookie::cleared(SigningIn::NAME)]
    }

    /// What ends in the browser with a session.
    #[must_use]
    pub fn ended() -> [SetCookie; 2] {
        [SetCookie::cleared(AtDesk::NAME), SetCookie::cleared(Kept::NAME)]
    }

    /// Forgets who it is, once their session has ended.
    pub fn forget(&mut self) {
        self.met = None;
    }

    pub(super) fn has_doubled_cookies(&self) -> bool {
        self.doubled
    }

    /// Whether the form is of the session that the browser's cookie opens.
    pub(super) fn is_own_form(&self) -> bool {
        let token = self.form.get(csrf::FIELD);
        let bound_to = self.token.as_ref().map(StaffToken::key);
        bound_to.is_some_and(|key| csrf::is_ours(&self.keys, key.as_str(), token.expose()))
    }

    /// Whether the form may be one of a session that is over, of which nothing but its fields is taken.
    pub(super) fn has_form_of_ended_session(&self) -> bool {
        let token = self.form.get(csrf::FIELD);
        csrf::is_formed(token.expose()) && csrf::marked(token.expose()).is_some()
    }

    /// The time to be idle begins anew with each answer; nothing is written for it.
    pub(super) fn cookies_to_set(&self) -> Vec<SetCookie> {
        let at_desk = self.token.as_ref().zip(self.met.as_ref());
        at_desk.map(|(token, met)| self.session_cookie(token, met)).into_iter().collect()
    }

    /// Good until it was idle for too long, and no longer than the session.
    fn session_cookie(&self, token: &StaffToken, session: &StaffSession) -> SetCookie {
        let until = session.ends_at.min(self.now + IDLE);
        let claims = AtDesk { token: token.expose().to_owned() };
        SetCookie::signed_until(&self.keys, &claims, self.now, until)
    }
}

fn read<C: Claims>(
    keys: &KeyRing,
    cookies: &BTreeMap<String, String>,
    now: Timestamp,
) -> Option<C> {
    crate::request::cookies::read(keys, cookies.get(C::NAME)?, now)
}
