//! The ways about the second step of signing in.

use domain::AppSecret;
use jiff::SignedDuration;
use tests::walk::says;

use super::{EMAIL, Way};
use crate::proofs::patience::{PASSWORD, Patient, TRIES};

const THREE_DAYS: SignedDuration = SignedDuration::from_hours(72);

impl Patient<'_> {
    /// Brings a member who is at home to the beginning of such a way; others stay where they are.
    pub(super) async fn prepare_factor(&mut self, way: Way) {
        if !matches!(way, Way::SecondStep | Way::TakeOff | Way::Lost | Way::Reset) {
            return;
        }
        self.add_app().await;
        self.app.wait(THREE_DAYS);
        self.app.deliver_new().await;
        let before = Patient::new(self.app, EMAIL);
        self.browser = before.browser;
        match way {
            Way::TakeOff => {
                self.open("/sign-in").await;
                assert!(self.get_home().await);
            }
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
}
