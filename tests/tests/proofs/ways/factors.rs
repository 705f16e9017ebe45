//! The ways about the second step of signing in.

use domain::AppSecret;
use jiff::SignedDuration;
use tests::walk::says;

use super::{EMAIL, Way};
use crate::proofs::patience::{PASSWORD, Patient, TRIES};

pub(super) const THREE_DAYS: SignedDuration = SignedDuration::from_hours(72);

impl Patient<'_> {
    /// Brings a member who is at home to the beginning of such a way; others stay where they are.
    pub(super) async fn prepare_factor(&mut self, way: Way) {
        let ways = [Way::SecondStep, Way::TakeOff, Way::Lost, Way::Reset, Way::StopWait];
        if ![&ways[..], &[Way::NotMine, Way::MakeCodes, Way::ByPaper]].concat().contains(&way) {
            return;
        }
        self.add_app().await;
        if way == Way::NotMine {
            return;
        }
        if way == Way::ByPaper {
            self.make_codes().await;
        }
        self.app.wait(THREE_DAYS);
        self.app.deliver_new().await;
        let before = Patient::new(self.app, EMAIL);
        self.browser = before.browser;
        match way {
            Way::TakeOff | Way::MakeCodes => {
                self.open("/sign-in").await;
                assert!(self.get_home().await);
            }
            Way::StopWait => self.begin_wait().await,
            Way::Reset => {
                self.begin_wait().await;
                self.app.wait(THREE_DAYS);
                self.app.sweep().await;
            }
            _ => self.open("/sign-in").await,
        }
    }

    /// Sets up an app. After a lost answer this browser's session is over, and only a code shows whether it was set up.
    pub(super) async fn add_app(&mut self) {
        for _ in 0..TRIES {
            self.open_signed_in("/profile/security/app").await;
            let key = self.browser.page().text("main strong.code").concat();
            let scanned = AppSecret::parse(&key).expect("a key");
            let before = self.phone.replace(scanned);
            let code = self.code();
            self.submit(&[("code", &code)]).await;
            if self.path().starts_with("/profile/security/codes") {
                return;
            }
            self.open("/sign-in").await;
            // Where it was not set up, no code is asked for.
            assert!(self.get_home().await, "P5: the password and the app let them in");
            self.open_signed_in("/profile/security").await;
            if !self.browser.page().main().contains(says().second.security.app_none) {
                return;
            }
            self.phone = before;
        }
        panic!("P5: no app can be set up");
    }

    /// Takes the app off while it is there.
    pub(super) async fn take_app_off(&mut self) {
        for _ in 0..TRIES {
            self.open_signed_in("/profile/security/remove").await;
            if !self.path().ends_with("/remove") {
                return;
            }
            let mut typed = Vec::new();
            let code = self.code();
            if self.browser.page().asks_for("current_code") {
                typed.push(("current_code", &*code));
            }
            if self.browser.page().asks_for("current_password") {
                typed.push(("current_password", PASSWORD));
            }
            self.submit(&typed).await;
        }
        panic!("P5: the app cannot be taken off");
    }

    /// Begins a wait behind the password.
    pub(super) async fn begin_wait(&mut self) {
        for _ in 0..TRIES {
            self.open("/sign-in").await;
            self.submit(&[("email", EMAIL), ("password", PASSWORD)]).await;
            self.open("/sign-in/second/lost").await;
            if self.path().ends_with("/lost") && self.browser.page().has_form() {
                self.submit(&[]).await;
            }
            if self.browser.page().title() == says().second.lost.begun_title {
                return;
            }
        }
        panic!("P5: no wait begins");
    }

    /// Uses the link at the end of the wait.
    pub(super) async fn reset(&mut self) {
        for _ in 0..TRIES {
            let way_in = self.letter(EMAIL, "reset_open").await;
            self.open(&way_in).await;
            if self.browser.page().asks_for("current_password") {
                self.submit(&[("current_password", PASSWORD)]).await;
            }
            if self.browser.page().title() == says().second.letter.reset_done.title {
                return;
            }
            self.app.wait(SignedDuration::from_mins(2));
        }
        panic!("P5: no link takes it off");
    }

    /// Stops the wait by the letter that told of it.
    pub(super) async fn stop_wait(&mut self) {
        let way_in = self.letter(EMAIL, "reset_waits").await;
        self.press(&way_in, says().second.letter.stopped.title).await;
    }

    /// Says of the app that somebody else has set it up.
    pub(super) async fn say_not_mine(&mut self) {
        let way_in = self.letter(EMAIL, "factor_added").await;
        self.press(&way_in, says().second.letter.not_mine_done.title).await;
    }

    /// Follows a letter's link and presses its button, until the page has a title.
    async fn press(&mut self, way_in: &str, title: &str) {
        for _ in 0..TRIES {
            self.open(way_in).await;
            if self.browser.page().title() != title {
                self.submit(&[]).await;
            }
            if self.browser.page().title() == title {
                return;
            }
        }
        panic!("P5: no link leads to \"{title}\"");
    }

    /// Makes recovery codes. The same form shows the same codes again, where an answer was lost.
    pub(super) async fn make_codes(&mut self) {
        for _ in 0..TRIES {
            self.open_signed_in("/profile/security/codes").await;
            let (code, asks) = (self.code(), |name| self.browser.page().asks_for(name));
            let mut typed = Vec::new();
            if asks("current_code") {
                typed.push(("current_code", &*code));
            }
            if asks("current_password") {
                typed.push(("current_password", PASSWORD));
            }
            self.submit(&typed).await;
            self.paper = self.browser.page().text("main ol li");
            if self.paper.len() == 10 {
                return;
            }
        }
        panic!("P5: no codes are made");
    }

    /// Signs in with the password and a recovery code; with the next one, where a lost answer has used one up.
    pub(super) async fn sign_in_by_paper(&mut self) {
        while let Some(code) = self.paper.pop() {
            self.open("/sign-in").await;
            self.submit(&[("email", EMAIL), ("password", PASSWORD)]).await;
            if self.path() == "/sign-in/second" {
                self.submit(&[("code", &code)]).await;
            }
            if self.path() == "/profile/security" {
                return;
            }
        }
        panic!("P5: no recovery code lets them in");
    }
}
