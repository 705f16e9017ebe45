//! The profile's page of the second step: adding, codes, taking off; and the links of letters about it.

use domain::{AppSecret, Purpose};
use tests::app::ORIGIN;
use tests::authenticator::{Asked, Key};

use super::moves::How;
use super::portal::{PASSWORDS, Running};
use super::second::{AtHand, Phone};

const PASSKEY: &str = "/profile/security/passkey";

impl Running<'_> {
    /// Opens a page of the second step, which a recovery code opens as well. Returns the login.
    fn open_security(&mut self, who: usize, path: &str) -> Option<usize> {
        let (address, stands) = (self.elsewhere(), self.any_login_in(who));
        let browser = &mut self.people[who].browser;
        *browser = browser.clone().at(&address);
        self.runtime.block_on(async { browser.open(path).await.status });
        let is_outside = browser.page().path == "/sign-in";
        assert_eq!(!is_outside, stands.is_some(), "sessions that are over stay over");
        self.touch(who);
        stands
    }

    /// What the page asks for once more: the password, and something that proves a factor that is not on trial.
    ///
    /// `None` where nothing at hand does. `for_factors` is whether a recovery code does.
    pub(super) fn asked_again(
        &mut self,
        who: usize,
        login: usize,
        for_factors: bool,
    ) -> Option<Vec<(&'static str, String)>> {
        let mut typed = Vec::new();
        let (path, now) = (self.people[who].browser.page().path.clone(), self.now());
        if self.people[who].browser.page().asks_for("current_code") {
            let factors = &self.oracle.logins[login].factors;
            let app = factors.app.filter(|it| it.stands(now));
            let passkey = factors.passkey.filter(|it| it.stands(now));
            let (how, code) = if app.is_some() {
                (How::Code, self.fresh_code(login)?)
            } else if passkey.is_some() {
                self.touch_again(who, login)?;
                self.runtime.block_on(async { self.people[who].browser.open(&path).await.status });
                (How::Passkey, String::new())
            } else {
                (How::Paper, self.paper(login).filter(|_| for_factors)?)
            };
            let now = self.now();
            self.oracle.logins[login].factors.prove(how, now);
            // Whoever came in by a recovery code, and has the factor after all, is in without bounds.
            if let Some(session) = &mut self.people[who].signed_in {
                session.limited &= how == How::Paper;
            }
            if how != How::Passkey {
                typed.push(("current_code", code));
            }
        }
        if self.people[who].browser.page().asks_for("current_password") {
            typed.push((
                "current_password",
                PASSWORDS[self.oracle.logins[login].password].to_owned(),
            ));
        }
        Some(typed)
    }

    /// What the page's script does where a passkey is asked for once more.
    fn touch_again(&mut self, who: usize, login: usize) -> Option<()> {
        let key = self.at_hand.get_mut(&login)?.key.as_mut()?;
        let browser = &mut self.people[who].browser;
        let csrf = browser.page().kept("csrf").expect("a form");
        let status = self.runtime.block_on(async {
            let asked = Asked::fetched(&browser.get("/sign-in/passkey").await.body);
            let credential = key.sign(&asked.challenge).await;
            let more =
                [("csrf", &*csrf), ("again", "yes")].map(|(a, b)| (a.to_owned(), b.to_owned()));
            let fields: Vec<_> = asked.fields(credential).into_iter().chain(more).collect();
            browser.post("/sign-in/passkey", &fields).await.status
        });
        assert_eq!(status, 200, "a passkey is proven once more");
        Some(())
    }

    /// Submits the page's form with more fields, whether the page shows them or not.
    pub(super) fn submit_with(&mut self, who: usize, action: &str, more: &[(&str, &str)]) -> u16 {
        let browser = &mut self.people[who].browser;
        let (action, mut fields) = browser.filled_in_form(action);
        fields.retain(|(name, _)| more.iter().all(|(other, _)| name != other));
        fields.extend(more.iter().map(|(name, value)| ((*name).into(), (*value).into())));
        self.runtime.block_on(async { browser.post(&action, &fields).await.status })
    }

    pub(super) fn add_app(&mut self, who: usize) {
        let path = "/profile/security/app";
        let Some(login) = self.open_security(who, path) else { return };
        let key = self.people[who].browser.page().text("main strong.code").concat();
        let secret = AppSecret::parse(&key).expect("a key");
        let Some(more) = self.asked_again(who, login, true) else { return };
        // Another page offers another app.
        let key = self.people[who].browser.page().text("main strong.code").concat();
        let secret = AppSecret::parse(&key).unwrap_or(secret);
        let now = self.app.now();
        let last = (now.as_second().div_euclid(30), secret.code(now));
        let mut typed: Vec<(&str, &str)> = more.iter().map(|(name, it)| (*name, &**it)).collect();
        typed.push(("code", &last.1));
        let status = self.submit_with(who, path, &typed);
        if !self.is_taken(login, status, 303) {
            return;
        }
        let now = self.now();
        let factors = &mut self.oracle.logins[login].factors;
        factors.app = Some(factors.add(now));
        self.hand(login).app = Some(Phone { secret, last });
        self.is_bound(who, login);
    }

    pub(super) fn add_passkey(&mut self, who: usize) {
        let Some(login) = self.any_login_in(who) else { return };
        if self.oracle.logins[login].factors.passkey.is_some() {
            return;
        }
        let Some(login) = self.open_security(who, PASSKEY) else { return };
        let Some(more) = self.asked_again(who, login, true) else { return };
        let mut key = Key::at(ORIGIN);
        let asked = Asked::on(&self.people[who].browser);
        let credential = self.runtime.block_on(key.make(&asked));
        let made =
            [("challenge", &*asked.signed), ("credential", &*credential), ("name", "A phone")];
        let more = more.iter().map(|(name, it)| (*name, &**it));
        let typed: Vec<(&str, &str)> = more.chain(made).collect();
        let status = self.submit_with(who, PASSKEY, &typed);
        if !self.is_taken(login, status, 303) {
            return;
        }
        let now = self.now();
        let factors = &mut self.oracle.logins[login].factors;
        factors.passkey = Some(factors.add(now));
        self.hand(login).key = Some(key);
        self.is_bound(who, login);
    }

    /// Whether a post did its work. Wrong codes of before may make it wait.
    fn is_taken(&mut self, login: usize, status: u16, done: u16) -> bool {
        if status == 429 {
            assert!(self.oracle.logins[login].wrong_codes >= 5, "P7: right codes make nobody wait");
            return false;
        }
        assert_eq!(status, done, "the second step changes");
        true
    }

    fn hand(&mut self, login: usize) -> &mut AtHand {
        self.at_hand.entry(login).or_default()
    }

    /// Records that a factor was bound: all other sessions end, and this one is whole.
    fn is_bound(&mut self, who: usize, login: usize) {
        self.oracle.logins[login].epoch += 1;
        if let Some(session) = &mut self.people[who].signed_in {
            session.limited = false;
        }
        self.goes_on(who);
        let id = self.new_link(Purpose::NotMyFactor).expect("a letter tells of it");
        self.issue_own(id, Purpose::NotMyFactor, login);
    }

    pub(super) fn make_codes(&mut self, who: usize) {
        let path = "/profile/security/codes";
        let Some(login) = self.open_security(who, path) else { return };
        if self.people[who].browser.page().path != path {
            assert!(!self.oracle.logins[login].factors.is_asked(), "who has a factor makes codes");
            return;
        }
        let Some(more) = self.asked_again(who, login, true) else { return };
        let typed: Vec<(&str, &str)> = more.iter().map(|(name, it)| (*name, &**it)).collect();
        let status = self.submit_with(who, path, &typed);
        if !self.is_taken(login, status, 200) {
            return;
        }
        let paper = self.people[who].browser.page().text("main ol li");
        assert_eq!(paper.len(), 10);
        self.hand(login).paper = paper;
        self.oracle.logins[login].factors.codes = Some((self.now(), 0));
        let id = self.new_link(Purpose::NotMyFactor).expect("a letter tells of it");
        self.issue_own(id, Purpose::NotMyFactor, login);
        self.touch(who);
    }

    /// Takes the app off, or else the passkey.
    pub(super) fn take_off(&mut self, who: usize) {
        let Some(login) = self.any_login_in(who) else { return };
        let has_app = self.oracle.logins[login].factors.app.is_some();
        let passkey = self.member_of(login).and_then(|it| it.factors.passkeys.first().cloned());
        let which = match passkey {
            Some(passkey) if !has_app => passkey.id.as_str().to_owned(),
            _ => "app".to_owned(),
        };
        let path = format!("/profile/security/remove?factor={which}");
        let Some(login) = self.open_security(who, &path) else { return };
        if !self.people[who].browser.page().has_form()
            || !self.people[who].browser.page().path.contains("remove")
        {
            assert!(!self.oracle.logins[login].factors.is_asked(), "who has a factor takes it off");
            return;
        }
        let Some(more) = self.asked_again(who, login, true) else { return };
        let typed: Vec<(&str, &str)> = more.iter().map(|(name, it)| (*name, &**it)).collect();
        let status = self.submit_with(who, "/profile/security/remove", &typed);
        if !self.is_taken(login, status, 303) {
            return;
        }
        let of = &mut self.oracle.logins[login];
        let (app, passkey) = (of.factors.app, of.factors.passkey);
        if has_app {
            of.factors.app = None;
            of.factors.passkey = passkey;
        } else {
            of.factors.app = app;
            of.factors.passkey = None;
        }
        of.factors.lose(|_| false);
        of.epoch += 1;
        let is_limited = self.people[who].signed_in.is_some_and(|it| it.limited);
        if is_limited {
            self.people[who].signed_in = None;
        } else {
            self.goes_on(who);
        }
    }
}
