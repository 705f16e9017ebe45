//! Every form of the portal, open in a browser that may post it.
//!
//! The browser is signed in, or has followed the form's link.

use web::CSRF_FIELD;
use web::routes::ROUTES;

use crate::app::{Browser, Event, JOINT, ON_FILE, PLAIN, SECOND, TestApp, link};
use crate::store::TestStore;
use crate::walk::{ask, become_member, follow_back, follow_letter, settle, tell_who};

const MEMBER: &str = "may.oduya@mail.example";
const MEMBERS_NEW: &str = "may.new@mail.example";
const CONTACT: &str = "onfile@mail.example";

/// The forms, and the store while all of them are open.
pub(super) struct Forms {
    store: TestStore,
    forms: Vec<Form>,
}

/// A form, before it is filled in.
pub(super) struct Form {
    /// The path that it is posted to.
    pub(super) path: &'static str,
    /// The browser's post without a body.
    post: Event,
    /// The form token, which binds it to the browser.
    csrf: String,
}

impl Forms {
    /// Opens all forms.
    pub(super) async fn open() -> Self {
        let app = TestApp::start().await;
        let browsers = Browsers::walk(&app).await;
        let posted = ROUTES.iter().filter(|(_, methods, _)| methods.contains(&"POST"));
        let forms = posted.map(|(path, _, _)| Form::of(path, browsers.at(path))).collect();
        Self { store: app.store.copy(), forms }
    }

    /// The form that is posted to a path. Any other text leads to some form too.
    pub(super) fn find(&self, path: &[u8]) -> &Form {
        let named = self.forms.iter().find(|form| form.path.as_bytes() == path);
        let any = usize::from(path.first().copied().unwrap_or_default());
        named.unwrap_or(&self.forms[any % self.forms.len()])
    }

    /// A portal in the state in which the last form was opened.
    pub(super) fn portal(&self) -> TestApp {
        TestApp::on(self.store.copy())
    }
}

impl Form {
    fn of(path: &'static str, browser: &Browser<'_>) -> Self {
        let csrf = browser.page().value(CSRF_FIELD).expect("every form is bound to its browser");
        Self { path, post: browser.post_event(path, ""), csrf }
    }

    /// The post of the form with a body.
    pub(super) fn filled_in(&self, body: &[u8]) -> Event {
        let own = form_urlencoded::Serializer::new(String::new())
            .append_pair(CSRF_FIELD, &self.csrf)
            .finish();
        let all = [own.as_bytes(), b"&", body].concat();
        let mut event = self.post.clone();
        event.0["body"] = data_encoding::BASE64.encode(&all).into();
        event
    }
}

/// The browsers that have the forms open.
struct Browsers<'a> {
    stranger: Browser<'a>,
    telling_who: Browser<'a>,
    confirming: Browser<'a>,
    member: Browser<'a>,
    recovering: Browser<'a>,
    contact: Browser<'a>,
}

impl<'a> Browsers<'a> {
    async fn walk(app: &'a TestApp) -> Self {
        let (mut stranger, mut telling_who, mut confirming) =
            (app.browser(), app.browser(), app.browser());
        let (mut member, mut recovering, mut contact) =
            (app.browser(), app.browser(), app.browser());
        stranger.open("/sign-in").await;
        tell_who(&mut telling_who, SECOND, "pat@mail.example").await;
        ask(&mut confirming, JOINT, "lu@mail.example").await;
        follow_letter(app, &mut confirming, "lu@mail.example").await;
        settle(app, &mut member, PLAIN, MEMBER).await;
        follow_back(app, &mut recovering, MEMBER).await;
        become_member(app, &mut app.browser(), ON_FILE, "max@mail.example").await;
        contact.open(&link(&app.letter_to(CONTACT).await)).await;
        member.open("/profile/email").await;
        member.submit(&[("email", MEMBERS_NEW), ("confirm_email", MEMBERS_NEW)]).await;
        member.open(&link(&app.letter_to(MEMBERS_NEW).await)).await;
        Self { stranger, telling_who, confirming, member, recovering, contact }
    }

    /// The browser that is at a form.
    ///
    /// Forms outside of a way belong to the one that is signed in.
    fn at(&self, path: &str) -> &Browser<'a> {
        match path {
            "/sign-in" | "/register" | "/recover" => &self.stranger,
            "/register/identity" => &self.telling_who,
            "/register/resend" | "/register/password" => &self.confirming,
            "/recover/password" => &self.recovering,
            "/not-me" => &self.contact,
            _ => &self.member,
        }
    }
}
