//! A member who repeats what did not work, as people do.

use domain::{AppSecret, Email};
use jiff::SignedDuration;
use tests::app::{Account, Browser, TestApp, link};
use tests::authenticator::Key;
use tests::invariants;

/// A password that meets every rule.
pub(crate) const PASSWORD: &str = "nine copper lanterns at noon";
/// Another password.
pub(crate) const NEW_PASSWORD: &str = "ten paper lanterns at dusk";
/// The customer of every account, where their numbers are known.
pub(crate) const CUSTOMER: &str = "7001";
/// A security phrase.
const PHRASE: &str = "Under the old pecan tree";
/// Another phrase.
pub(crate) const NEW_PHRASE: &str = "Two blue herons by the creek";
/// How often the member tries something.
pub(crate) const TRIES: usize = 12;

/// A patient member.
pub(crate) struct Patient<'a> {
    pub(crate) app: &'a TestApp,
    pub(crate) browser: Browser<'a>,
    /// The email that they sign in with.
    pub(crate) email: &'static str,
    pub(crate) password: &'static str,
    /// The app on their phone, if they have set one up.
    pub(crate) phone: Option<AppSecret>,
    /// The key with their passkey, if they have added one.
    pub(crate) key: Option<Key>,
    /// The recovery codes that they have not typed yet.
    pub(crate) paper: Vec<String>,
}

impl<'a> Patient<'a> {
    /// A member in a new browser.
    pub(crate) fn new(app: &'a TestApp, email: &'static str) -> Self {
        let browser = app.browser().without_script();
        Self { app, browser, email, password: PASSWORD, phone: None, key: None, paper: Vec::new() }
    }

    /// The same member, at a portal in the same state.
    pub(crate) fn moved_to<'b>(&self, app: &'b TestApp) -> Patient<'b> {
        let browser = self.browser.moved_to(app);
        let (phone, key, paper) = (self.phone.clone(), self.key.clone(), self.paper.clone());
        Patient { app, browser, email: self.email, password: self.password, phone, key, paper }
    }

    /// The stored member with their email.
    #[track_caller]
    pub(crate) fn login(&self) -> Option<domain::Member> {
        self.app.store.member_of(&Email::parse(self.email).expect("an address"))
    }

    /// Whether the page says that it did not work, or there is no page.
    ///
    /// Then nothing may be half done.
    fn is_down(&self) -> bool {
        let is_down = matches!(self.browser.page().status, 502 | 503);
        if is_down {
            invariants::hold(self.app);
        }
        is_down
    }

    /// Opens an address, and again if nothing comes.
    pub(crate) async fn open(&mut self, address: &str) {
        for _ in 0..TRIES {
            self.browser.open(address).await;
            if !self.is_down() {
                return;
            }
        }
        panic!("P5: {address} never answers");
    }

    /// Opens an address that needs a session, and signs in first if there is none.
    pub(crate) async fn open_signed_in(&mut self, address: &str) {
        for _ in 0..TRIES {
            self.open(address).await;
            if self.path() != "/sign-in" {
                return;
            }
            assert!(self.get_home().await, "P5: the password lets them in");
        }
        panic!("P5: {address} never lets a member in");
    }

    /// Submits the form on the page and follows redirects.
    ///
    /// If nothing comes, it goes back and submits again. If the form comes back because something changed
    /// meanwhile, it submits that form as it came.
    pub(crate) async fn submit(&mut self, typed: &[(&str, &str)]) {
        for _ in 0..TRIES {
            let form = self.browser.clone();
            self.browser.submit(typed).await;
            let page = self.browser.page();
            let comes_back = page.status == 409
                && !typed.is_empty()
                && typed.iter().all(|(field, _)| page.asks_for(field));
            if self.is_down() {
                self.browser = form;
            } else if !comes_back {
                if let Some(location) = self.browser.page().location().map(str::to_owned) {
                    self.open(&location).await;
                }
                return;
            }
        }
        panic!("P5: {} never answers", self.path());
    }

    /// A code of their app; half a minute later, since each works once.
    pub(crate) fn code(&self) -> String {
        self.app.wait(SignedDuration::from_secs(30));
        self.phone.as_ref().expect("an app").code(self.app.now())
    }

    pub(crate) fn path(&self) -> &str {
        &self.browser.page().path
    }

    /// Signs in if necessary, and answers what is asked on the way home.
    ///
    /// Returns whether the password let them in.
    pub(crate) async fn get_home(&mut self) -> bool {
        for _ in 0..TRIES {
            if self.browser.page().status == 429 {
                self.app.wait(SignedDuration::from_mins(2));
                self.open("/sign-in").await;
            }
            let (email, password) = (self.email, self.password);
            match self.path() {
                "/home" => return true,
                "/register/paperless" if self.browser.page().asks_for("paperless") => {
                    self.submit(&[("paperless", "yes")]).await;
                }
                // While an account is held, the page asks nothing yet.
                "/register/paperless" => self.submit(&[]).await,
                "/register/security-phrase" => self.submit(&[("security_phrase", PHRASE)]).await,
                "/sign-in" if self.browser.page().status == 422 => return false,
                "/sign-in" => self.submit(&[("email", email), ("password", password)]).await,
                "/sign-in/second" if self.phone.is_some() => {
                    let code = self.code();
                    self.submit(&[("code", &code)]).await;
                }
                "/sign-in/second" if self.key.is_some() => self.sign("/sign-in/second").await,
                _ => self.open("/sign-in").await,
            }
        }
        panic!("P5: {} is not home", self.path());
    }

    /// Takes steps 2 and 3, even if they fail a few times.
    pub(crate) async fn ask(&mut self, account: Account) {
        self.open("/register").await;
        let (number, name, email) = (account.number, account.name, self.email);
        let who = [
            ("account_number", number),
            ("name", name),
            ("email", email),
            ("confirm_email", email),
        ];
        self.submit(&who).await;
        let (question, answer) = self.proof(account);
        self.submit(&[(question, &*answer), ("accept_terms", "yes")]).await;
        assert_eq!(self.path(), "/register/check-email");
    }

    /// What the page asks about an account beside number and name: its ZIP code, or the code on a bill of last week.
    pub(crate) fn proof(&self, account: Account) -> (&'static str, String) {
        if self.browser.page().asks_for("bill_code") {
            ("bill_code", self.app.printed_code(account.number, CUSTOMER, 7))
        } else {
            ("billing_zip", account.zip.to_owned())
        }
    }

    /// Goes the whole way to home, even if steps of it fail a few times.
    pub(crate) async fn register(&mut self, account: Account) {
        self.ask(account).await;
        let way_in = self.letter(self.email, "confirm").await;
        self.open(&way_in).await;
        if self.browser.page().status == 200 {
            self.submit(&[("new_password", PASSWORD), ("confirm_password", PASSWORD)]).await;
        }
        if self.browser.page().status == 410 {
            assert!(self.browser.page().links().contains(&"/sign-in".to_owned()), "the way on");
        }
        assert!(self.get_home().await, "P5: the password that was chosen lets them in");
    }

    /// Waits for a letter with a link, and asks for another one if none comes.
    pub(crate) async fn letter(&mut self, to: &'static str, kind: &'static str) -> String {
        for tried in 0..TRIES {
            self.app.deliver_new().await;
            for _ in 0..3 {
                if let Some(way_in) = newest_link(self.app, to, kind) {
                    return way_in;
                }
                self.app.wait(SignedDuration::from_mins(2));
                self.app.sweep().await;
            }
            assert!(tried + 1 < TRIES, "P2: no letter of the kind {kind} comes");
            self.ask_again(to, kind).await;
        }
        unreachable!("the last try panics")
    }

    async fn ask_again(&mut self, to: &'static str, kind: &str) {
        match kind {
            "confirm" => {
                self.open("/register/check-email").await;
                let (action, fields) = self.browser.filled_in_form("/register/resend");
                self.post(&action, &fields).await;
            }
            "recover" => self.ask_back().await,
            "new_email" => self.ask_new_email(to).await,
            "invitation" => self.invite(to).await,
            "confirm_bills" => self.choose_bills("yes").await,
            // Nobody can ask for this letter, since it tells of something that is done already.
            _ => {}
        }
    }

    /// Posts fields until something comes, and follows redirects.
    pub(crate) async fn send(&mut self, action: &str, fields: &[(String, String)]) {
        for _ in 0..TRIES {
            let form = self.browser.clone();
            self.browser.post(action, fields).await;
            if self.is_down() {
                self.browser = form;
                continue;
            }
            if let Some(location) = self.browser.page().location().map(str::to_owned) {
                self.open(&location).await;
            }
            return;
        }
        panic!("P5: {action} never answers");
    }

    /// Posts fields, and goes back if nothing comes.
    pub(crate) async fn post(&mut self, action: &str, fields: &[(String, String)]) {
        let form = self.browser.clone();
        self.browser.post(action, fields).await;
        if self.is_down() {
            self.browser = form;
        }
    }

    /// Says in the profile how bills are to come.
    pub(crate) async fn choose_bills(&mut self, by_email: &str) {
        self.open_signed_in("/profile/paperless").await;
        self.submit(&[("paperless", by_email)]).await;
    }

    /// "Can't access your account?"
    pub(crate) async fn ask_back(&mut self) {
        self.open("/recover").await;
        self.submit(&[("email", self.email)]).await;
    }

    /// Asks for a new email, with the password if the page asks for it.
    pub(crate) async fn ask_new_email(&mut self, new: &str) {
        self.open_signed_in("/profile/email").await;
        let mut typed = vec![("email", new), ("confirm_email", new)];
        if self.browser.page().asks_for("current_password") {
            typed.push(("current_password", self.password));
        }
        self.submit(&typed).await;
    }
}

/// The address in the newest letter of a kind, if it has a link.
pub(crate) fn newest_link(app: &TestApp, to: &str, kind: &str) -> Option<String> {
    let letters = app.letters_to(to);
    let has_link = |it: &&domain::Mail| it.kind == kind && it.text.contains("/verify?t=");
    let way_in = link(letters.iter().rfind(has_link)?);
    app.remember(way_in.rsplit_once("t=").map_or("", |(_, token)| token));
    Some(way_in)
}

/// Lets time pass until everything that waits was tried.
pub(crate) async fn come_to_rest(app: &TestApp) {
    for _ in 0..6 {
        app.wait(SignedDuration::from_mins(16));
        app.sweep().await;
    }
}
