//! One request, read once: who asks, from where, for what, with which cookies.

mod again;
mod forms;
mod head;
mod jar;
mod sender;
mod told;

use std::collections::BTreeMap;
use std::net::IpAddr;

use domain::{
    AddressKey, DeviceId, Figures, Front, KeyRing, KnownDevice, Language, MemberId, PendingId,
    ReferenceCode, SessionId,
};
use http::{Method, header};
use jiff::Timestamp;
use lambda_http::Request;

use self::head::text;
pub(crate) use self::head::{accepted, accepts_gzip, jar_of, query_of};
use self::jar::Jar;
use crate::pages::view::{ShownAgain, View};
use crate::portal::Portal;
use crate::request::cookies::{self, Claims, SetCookie, Visiting};
use crate::request::form::Form;

/// A request as a step sees it.
pub struct Visit {
    pub(crate) portal: &'static Portal,
    pub(crate) step: &'static str,
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) csrf: String,
    pub(crate) language: Language,
    pub(crate) chosen_language: Option<Language>,
    pub(crate) form: Form,
    pub(crate) set: Vec<SetCookie>,
    pub(crate) takes_gzip: bool,
    /// Whether a page of somebody else's leads here.
    pub(crate) is_led_here: bool,
    pub(crate) session: Option<cookies::Session>,
    /// Why the form is shown with what was typed before.
    pub(crate) shown_again: Option<ShownAgain>,
    /// What was just done here, for the page that says so.
    just_done: Option<String>,
    /// A stopwatch for the log, which the clock's whole seconds are too coarse for; nothing is decided by it.
    pub(crate) began: std::time::Instant,
    id: String,
    query: BTreeMap<String, String>,
    state: String,
    jar: Jar,
    keys: KeyRing,
    address: IpAddr,
    user_agent: String,
    now: Timestamp,
}

/// What the desk lends for reading a request.
pub(crate) struct ReadWith<'a> {
    pub(crate) portal: &'static Portal,
    pub(crate) keys: &'a KeyRing,
    /// What stands in front of the gateway, if anything does.
    pub(crate) front: Option<&'a Front>,
}

impl Visit {
    /// Reads everything but the body. `random` makes the visit's id and the form token, where they are needed.
    pub(crate) fn read(
        step: &'static str,
        with: &ReadWith<'_>,
        now: Timestamp,
        request: &Request,
        random: [[u8; 16]; 2],
    ) -> Self {
        let (keys, jar) = (with.keys, Jar::read(request, &cookies::ALL));
        let session = jar.open::<cookies::Session>(keys, now);
        let visit_id = jar
            .open::<Visiting>(keys, now)
            .map_or_else(|| data_encoding::BASE64URL_NOPAD.encode(&random[0]), |it| it.id);
        let mut set = Vec::new();
        // A visit goes on while pages are opened: a form must outlast the time it takes to fill it in.
        if jar.open::<Visiting>(keys, now + Visiting::LIFE / 2).is_none() {
            set.push(SetCookie::signed(keys, &Visiting { id: visit_id.clone() }, now));
        }
        // Signing in changes what a form's token is bound to, so one from before is worth nothing after.
        let bound_to = session.as_ref().map_or(visit_id.as_str(), |session| session.id.as_str());
        let member = session.as_ref().map(|session| session.member.as_str());
        let csrf = crate::request::csrf::token(keys, bound_to, member, random[1]);
        let query = query_of(request);
        let chosen_language = query.get("lang").and_then(|tag| Language::parse(tag));
        let language =
            chosen_language.or_else(|| jar.language()).unwrap_or_else(|| accepted(request));
        Self {
            portal: with.portal,
            step,
            method: request.method().clone(),
            path: request.uri().path().to_owned(),
            csrf,
            language,
            chosen_language: chosen_language.filter(|_| request.method() == Method::GET),
            form: Form::default(),
            set,
            takes_gzip: accepts_gzip(request),
            is_led_here: crate::request::csrf::is_led_here(request.headers()),
            session,
            shown_again: None,
            just_done: None,
            began: std::time::Instant::now(),
            id: visit_id,
            state: crate::routes::state(request.uri().path(), &query),
            query,
            jar,
            keys: keys.clone(),
            address: sender::address(request, with.front),
            user_agent: text(request, header::USER_AGENT).to_owned(),
            now,
        }
    }

    /// Whether one of our cookies came twice: then nobody can tell which is ours.
    pub(crate) fn has_doubled_cookies(&self) -> bool {
        self.jar.doubled
    }

    /// The method and path, for a step's `match`.
    #[must_use]
    pub fn route(&self) -> (&str, &str) {
        (self.method.as_str(), &self.path)
    }

    /// The co-op whose portal it is.
    #[must_use]
    pub fn portal(&self) -> &'static Portal {
        self.portal
    }

    /// Whether the page that was posted showed the text about paper bills that is in force.
    #[must_use]
    pub fn shows_paperless_in_force(&self) -> bool {
        self.form().get("version").expose() == self.portal().paperless.version
    }

    /// The co-op's figures, which rules take as they take the time.
    #[must_use]
    pub fn figures(&self) -> Figures {
        self.portal.figures
    }

    /// When the request came.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The language that pages are shown in.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
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

    /// What the page's address, or its form, names as the account that it is about; it may be no code of any account.
    #[must_use]
    pub fn account(&self) -> Option<String> {
        let posted = || self.form.get("account").expose().to_owned();
        let named = self.query("account").map_or_else(posted, str::to_owned);
        Some(named).filter(|named| !named.is_empty() && crate::routes::is_of_account(&self.path))
    }

    /// What a signed cookie says, if it came, is ours and still good.
    #[must_use]
    pub fn cookie<C: Claims>(&self) -> Option<C> {
        self.jar.open(&self.keys, self.now)
    }

    /// The same as it came, so that a form can carry it.
    #[must_use]
    pub fn cookie_text<C: Claims>(&self) -> Option<&str> {
        let text = self.jar.cookies.get(C::NAME)?;
        cookies::read::<C>(&self.keys, text, self.now).map(|_| text.as_str())
    }

    /// What a signed text says that a form carried back, if it is ours; and whether it is still good, or its page was open
    /// for too long.
    #[must_use]
    pub fn carried<C: Claims>(&self, text: &str) -> Option<(C, bool)> {
        let (claims, end) = cookies::read_late(&self.keys, text)?;
        Some((claims, self.now.as_second() < end))
    }

    /// A text that a form can carry, good from now on for as long as the cookie.
    #[must_use]
    pub fn signed_anew<C: Claims>(&self, claims: &C) -> String {
        cookies::sign(&self.keys, claims, self.now + C::LIFE)
    }

    /// The visit's id, which what a form or a cookie is worth is bound to.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The session that the browser names; whether it stands is the store's to say.
    #[must_use]
    pub fn session(&self) -> Option<(MemberId, SessionId)> {
        let session = self.session.as_ref()?;
        Some((MemberId::from_stored(&*session.member), SessionId::from_stored(&*session.id)))
    }

    /// The browser as its cookie names it; whose it is, the member read with it tells.
    #[must_use]
    pub fn known_device(&self) -> Option<KnownDevice> {
        let cookie = self.cookie::<cookies::Device>()?;
        Some(KnownDevice {
            member: MemberId::from_stored(cookie.member),
            device: DeviceId::from_stored(cookie.id),
            epoch: cookie.epoch,
        })
    }

    /// What staff find this visit by: the code of what was asked in this browser, else one of the visit's own.
    ///
    /// A visit's id is kept nowhere, so its code leads to log lines alone.
    #[must_use]
    pub fn reference(&self) -> ReferenceCode {
        let asked = self.cookie::<cookies::Pending>().map(|pending| pending.id);
        let id = asked.as_deref().and_then(PendingId::parse);
        let visit = || PendingId::parse(&self.id).unwrap_or(PendingId::new([0; 16]));
        id.unwrap_or_else(visit).reference()
    }

    /// The sender's network address, as a key.
    #[must_use]
    pub fn address(&self) -> AddressKey {
        AddressKey::of(&self.keys, self.address)
    }

    /// The sender's IPv6 /48, as a key.
    #[must_use]
    pub fn site(&self) -> Option<AddressKey> {
        AddressKey::site_of(&self.keys, self.address)
    }

    /// What the browser is, such as "Chrome on Android".
    #[must_use]
    pub fn device_name(&self) -> String {
        crate::request::device::name(&self.user_agent)
    }

    /// What pages need to know of the visit.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View {
            portal: self.portal,
            language: self.language,
            now: Some(self.now()),
            path: &self.path,
            state: &self.state,
            csrf: &self.csrf,
            signed_in: self.session.is_some(),
            shown_again: self.shown_again,
        }
    }
}
