//! The ways of a person: a registration, and signing in.

use std::time::{Duration, Instant};

use local::letters::Inbox;
use tests::app::Browser;

use crate::counting::Counting;
use crate::person::Person;

/// Where a way ended early.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) step: &'static str,
    pub(crate) status: u16,
}

/// A person on their way, with how long each step took.
pub(crate) struct Walk<'a> {
    browser: Browser<'a, Counting>,
    began: Instant,
    pub(crate) took: Vec<(&'static str, Duration)>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(browser: Browser<'a, Counting>) -> Self {
        Self { browser, began: Instant::now(), took: Vec::new() }
    }

    /// From the first page to home. With a script the browser computes the robot check, else it goes by count.
    pub(crate) async fn register(
        &mut self,
        person: &Person,
        inbox: &Inbox,
        origin: &str,
        script: bool,
    ) -> Result<(), Ended> {
        self.ask(person, script).await?;
        let letters = inbox.wait_for(&person.email, 1).await;
        let text = letters.last().map(|letter| letter.text.as_str()).unwrap_or_default();
        let mut words = text.split_whitespace().filter_map(|word| word.strip_prefix(origin));
        let Some(link) = words.find(|path| path.contains("?t=")) else {
            return Err(Ended { step: "4 the letter", status: 0 });
        };
        self.note("4 the letter");
        self.browser.open(link).await;
        self.is_at("4 its link", "/register/password")?;
        let chosen = [("new_password", &*person.password), ("confirm_password", &person.password)];
        self.browser.go_on(&chosen).await;
        self.is_at("5 a password", "/register/paperless")?;
        self.browser.go_on(&[("paperless", "yes")]).await;
        self.is_at("6 paper bills", "/register/security-phrase")?;
        self.browser.go_on(&[("security_phrase", "The blue canoe")]).await;
        self.is_at("7 a phrase", "/home")
    }

    /// Steps 2 and 3.
    pub(crate) async fn ask(&mut self, person: &Person, script: bool) -> Result<(), Ended> {
        self.browser.open("/register").await;
        self.is_at("2 the first page", "/register")?;
        let who = [
            ("account_number", &*person.account),
            ("name", &person.name),
            ("email", &person.email),
            ("confirm_email", &person.email),
        ];
        self.browser.go_on(&who).await;
        self.is_at("2 who you are", "/register/identity")?;
        let mut answers = vec![("billing_zip", &*person.zip), ("accept_terms", "yes")];
        let solution = if script { self.browser.solve().await } else { String::new() };
        if script {
            answers.push(("altcha", &solution));
            self.note("3 the robot check, by the browser");
        }
        self.browser.go_on(&answers).await;
        self.is_at("3 security steps", "/register/check-email")
    }

    pub(crate) async fn sign_in(&mut self, person: &Person) -> Result<(), Ended> {
        self.browser.open("/sign-in").await;
        self.is_at("sign-in, the page", "/sign-in")?;
        self.browser.go_on(&[("email", &person.email), ("password", &person.password)]).await;
        self.is_at("sign-in", "/home")
    }

    /// In a browser that is signed in. Answers at another path than it was sent to, if all is well.
    pub(crate) async fn change_password(&mut self, person: &Person) -> Result<(), Ended> {
        self.browser.open("/profile/password").await;
        self.is_at("password, the page", "/profile/password")?;
        let new = format!("{} and dawn", person.password);
        let typed = [
            ("current_password", &*person.password),
            ("new_password", &new),
            ("confirm_password", &new),
        ];
        self.browser.go_on(&typed).await;
        self.is_at("password", "/profile")
    }

    fn is_at(&mut self, step: &'static str, path: &str) -> Result<(), Ended> {
        self.note(step);
        let page = self.browser.page();
        let status = page.status;
        if status == 200 && page.path == path { Ok(()) } else { Err(Ended { step, status }) }
    }

    fn note(&mut self, step: &'static str) {
        self.took.push((step, self.began.elapsed()));
        self.began = Instant::now();
    }

    pub(crate) fn browser(&self) -> &Browser<'a, Counting> {
        &self.browser
    }

    /// The browser as the way has left it.
    pub(crate) fn into_browser(self) -> Browser<'a, Counting> {
        self.browser
    }
}
