//! One request at the desk, read once.

use std::collections::BTreeMap;

use domain::desk::{IDLE, StaffSession, StaffSignIn, StaffToken};
use domain::ports::{StaffSessions, StoreError};
use domain::{KeyRing, PendingId, Place};
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

/// Where a kept form is sealed.
const PLACE: Place<'static> = Place { table: "cookie", item: Kept::NAME, field: "sealed" };

/// The most bytes of what is kept of a form, since browsers hold cookies at 4 KB.
const KEPT_MAX: usize = 1_500;

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
    pub async fn meet(
        &mut self,
        sessions: &impl StaffSessions,
    ) -> Result<Option<StaffSession>, StoreError> {
        let Some(token) = self.token.clone() else { return Ok(None) };
        // A form that is not of this session was let in only to have its fields kept.
        if self.method == Method::POST && !self.is_own_form() {
            return Ok(None);
        }
        let found = sessions.at_desk(&token.key()).await?;
        let met = found.filter(|session| session.stands(self.now));
        if let Some(met) = &met {
            let who = Some(met.who.as_str());
            self.form_token = csrf::token(&self.keys, token.key().as_str(), who, random());
        }
        self.met.clone_from(&met);
        Ok(met)
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

    /// Keeps what was posted for after the sign-in; nothing if it is too long, or nobody's.
    #[must_use]
    pub fn keep(&self) -> Option<SetCookie> {
        let token = self.form.get(csrf::FIELD);
        let whose = csrf::marked(token.expose())?.to_owned();
        let fields = self.form.keepable();
        let text = serde_json::to_string(&fields).ok().filter(|text| text.len() <= KEPT_MAX)?;
        let sealed = domain::seal(&self.keys, PLACE, &text, random());
        Some(SetCookie::signed(&self.keys, &Kept { sealed, whose }, self.now))
    }

    /// What was typed when the session was over, for the one who typed it.
    #[must_use]
    pub fn kept(&self, field: &str) -> Option<String> {
        let met = self.met.as_ref()?;
        let kept = read::<Kept>(&self.keys, &self.cookies, self.now)?;
        if kept.whose != csrf::mark(&self.keys, met.who.as_str()) {
            return None;
        }
        let text = domain::open(&self.keys, PLACE, &kept.sealed)?;
        let mut fields: BTreeMap<String, String> = serde_json::from_str(&text).ok()?;
        fields.remove(field)
    }

    /// Forgets who it is, once their session has ended.
    pub fn forget(&mut self) {
        self.met = None;
    }

    /// Clears what was kept.
    #[must_use]
    pub fn forget_kept() -> SetCookie {
        SetCookie::cleared(Kept::NAME)
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
