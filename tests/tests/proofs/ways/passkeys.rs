//! The ways with a passkey. What a key signs is good for one challenge: after a lost answer it signs another.

use tests::app::ORIGIN;
use tests::authenticator::{Asked, Key};
use tests::walk::says;

use super::factors::THREE_DAYS;
use super::{EMAIL, Way};
use crate::proofs::patience::{PASSWORD, Patient, TRIES};

const ADD: &str = "/profile/security/passkey";

impl Patient<'_> {
    /// Brings a member who is at home to the beginning of such a way; others stay where they are.
    pub(super) async fn prepare_passkey(&mut self, way: Way) {
        if !matches!(way, Way::Touch | Way::TouchBehind | Way::TakePasskeyOff) {
            return;
        }
        self.add_passkey().await;
        self.app.wait(THREE_DAYS);
        self.app.deliver_new().await;
        self.browser = Patient::new(self.app, EMAIL).browser;
        self.open("/sign-in").await;
        if way == Way::TakePasskeyOff {
            self.touch().await;
        }
    }

    /// Sends an answer of an authenticator with the form of the page.
    async fn answer(&mut self, action: &str, answer: &[(String, String)]) {
        let (_, mut fields) = self.browser.filled_in_form(action);
        fields.retain(|(name, _)| answer.iter().all(|(other, _)| name != other));
        fields.extend_from_slice(answer);
        self.send(action, &fields).await;
    }

    /// Signs the challenge of the page, and sends it.
    pub(crate) async fn sign(&mut self, action: &str) {
        let mut key = self.key.clone().expect("a key");
        let answer = key.answer(&self.browser).await;
        self.key = Some(key);
        self.answer(action, &answer).await;
    }

    /// Adds a passkey. After a lost answer this browser's session is over, and only the page of what there is shows whether it was
    /// added.
    pub(super) async fn add_passkey(&mut self) {
        for _ in 0..TRIES {
            self.open_signed_in(ADD).await;
            let (asked, mut key) = (Asked::on(&self.browser), Key::at(ORIGIN));
            let credential = key.make(&asked).await;
            let before = self.key.replace(key);
            self.answer(ADD, &asked.fields(credential)).await;
            if self.path().starts_with("/profile/security/codes") {
                return;
            }
            self.open("/sign-in").await;
            // Where it was not added, none is asked for.
            assert!(self.get_home().await, "P5: the password and the passkey let them in");
            self.open_signed_in("/profile/security").await;
            if !self.browser.page().links_of("main li a").is_empty() {
                return;
            }
            self.key = before;
        }
        panic!("P5: no passkey can be added");
    }

    /// Signs in with the passkey alone.
    pub(super) async fn touch(&mut self) {
        for _ in 0..TRIES {
            self.open("/sign-in").await;
            if self.path() == "/sign-in" {
                self.sign("/sign-in/passkey").await;
            }
            if self.path() == "/home" {
                return;
            }
        }
        panic!("P5: the passkey lets nobody in");
    }

    /// Takes the passkey off while it is there.
    pub(super) async fn take_passkey_off(&mut self) {
        for _ in 0..TRIES {
            self.open_signed_in("/profile/security").await;
            let Some(link) = self.browser.page().links_of("main li a").pop() else { return };
            self.open_signed_in(&link).await;
            if !self.path().ends_with("/remove") {
                continue;
            }
            if self.browser.page().asks_for("current_code") {
                // The touch was too long ago: signing in once more is one.
                self.open("/home").await;
                let (action, fields) = self.browser.filled_in_form("/sign-out");
                self.post(&action, &fields).await;
                self.touch().await;
                continue;
            }
            let typed = [("current_password", PASSWORD)];
            let asks = self.browser.page().asks_for("current_password");
            self.submit(if asks { &typed } else { &[] }).await;
            if self.browser.page().main().contains(says().second.security.app_removed) {
                return;
            }
        }
        panic!("P5: the passkey cannot be taken off");
    }
}
