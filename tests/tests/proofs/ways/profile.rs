//! The ways by letters and in the profile.

use jiff::SignedDuration;
use tests::app::Account;
use tests::walk::says;

use super::{CONTACT, EMAIL, NEW_EMAIL};
use crate::proofs::patience::{NEW_PASSWORD, PASSWORD, Patient, TRIES, newest_link};

impl Patient<'_> {
    /// Sets a new password by letter.
    ///
    /// A link that worked leads to the sign-in page. If its answer was lost, the page of a spent link leads there too.
    pub(super) async fn recover(&mut self) {
        self.ask_back().await;
        for _ in 0..TRIES {
            let way_in = self.letter(self.email, "recover").await;
            self.open(&way_in).await;
            if self.browser.page().status == 200 {
                let new = [("new_password", NEW_PASSWORD), ("confirm_password", NEW_PASSWORD)];
                self.submit(&new).await;
            }
            self.password = NEW_PASSWORD;
            if self.get_home().await {
                return;
            }
            self.ask_back().await;
        }
        panic!("P5: no letter leads in");
    }

    /// Opens the link as the contact on file, and presses a button.
    pub(super) async fn answer_as_contact(&mut self, button: &[(&str, &str)]) {
        let way_in = newest_link(self.app, CONTACT, "account_bound").expect("it came before");
        let mut contact = Patient::new(self.app, CONTACT);
        contact.open(&way_in).await;
        contact.submit(button).await;
        assert!(matches!(contact.browser.page().status, 200 | 410), "it is done, or was before");
    }

    pub(super) async fn change_email(&mut self) {
        self.ask_new_email(NEW_EMAIL).await;
        let way_in = self.letter(NEW_EMAIL, "new_email").await;
        self.open(&way_in).await;
        if self.browser.page().status == 200 {
            self.submit(&[]).await;
        }
        self.email = NEW_EMAIL;
        assert!(self.get_home().await, "P5: the new email lets them in");
    }

    /// Agrees to bills by email, and presses the button of the letter's page.
    pub(super) async fn confirm_bills(&mut self) {
        self.choose_bills("yes").await;
        for _ in 0..TRIES {
            let way_in = self.letter(EMAIL, "confirm_bills").await;
            self.open(&way_in).await;
            if self.browser.page().status == 200 {
                self.submit(&[]).await;
            }
            // The newest letter may be one of before, whose link is over.
            if !self.browser.page().main().contains(says().problems.bills_over.text[0]) {
                return;
            }
            self.app.wait(SignedDuration::from_mins(2));
            self.app.sweep().await;
            if newest_link(self.app, EMAIL, "confirm_bills").as_ref() == Some(&way_in) {
                // It was refused for good: whoever changes their mind twice gets another.
                self.choose_bills("no").await;
                self.choose_bills("yes").await;
            }
        }
        panic!("P5: no letter turns paper off");
    }

    /// Adds an account in the profile.
    pub(crate) async fn add(&mut self, account: Account) {
        self.open_signed_in("/profile/accounts").await;
        let (question, answer) = self.proof(account);
        let facts = [("account_number", account.number), ("name", account.name)];
        self.submit(&[facts[0], facts[1], (question, &*answer)]).await;
    }

    /// Sets a new password in the profile.
    ///
    /// After a lost answer this browser's session is over, and only the new password shows whether it was set.
    pub(super) async fn change_password(&mut self) {
        for _ in 0..TRIES {
            self.open_signed_in("/profile/password").await;
            let new = [
                ("current_password", PASSWORD),
                ("new_password", NEW_PASSWORD),
                ("confirm_password", NEW_PASSWORD),
            ];
            self.submit(&new).await;
            self.password = NEW_PASSWORD;
            if self.path() != "/sign-in" || self.get_home().await {
                return;
            }
            self.password = PASSWORD;
        }
        panic!("P5: the password cannot be changed");
    }

    /// Presses a button of the list of sessions while it is there.
    ///
    /// The button is one session's, or the one for all others.
    pub(super) async fn end_elsewhere(&mut self, button: &str) {
        for _ in 0..TRIES {
            self.open_signed_in("/profile/sessions").await;
            let Some(value) = self.browser.page().button(button) else { return };
            let (action, mut fields) = self.browser.filled_in_form("/profile/sessions");
            fields.push((button.to_owned(), value));
            self.post(&action, &fields).await;
        }
        panic!("P5: other sessions cannot be ended");
    }

    /// Closes the login.
    ///
    /// After a lost answer nobody is signed in, and the password no longer works.
    pub(super) async fn close(&mut self) {
        for _ in 0..TRIES {
            self.open("/profile/close").await;
            if self.path() == "/sign-in" && !self.get_home().await {
                return;
            }
            if self.path() == "/profile/close" {
                self.submit(&[("current_password", PASSWORD)]).await;
            }
            if self.path() == "/profile/closed" {
                return;
            }
        }
        panic!("P5: the login cannot be closed");
    }
}
