//! The ways that a patient member goes.

mod ends;
mod factors;
mod facts;
mod people;

use jiff::SignedDuration;
use tests::app::{Account, ON_FILE, PLAIN, TestApp};
use tests::walk::says;

pub(crate) use self::ends::Before;
use crate::proofs::patience::{NEW_PASSWORD, NEW_PHRASE, PASSWORD, Patient, TRIES, newest_link};

pub(crate) const EMAIL: &str = "ines.okonkwo@mail.example";
pub(crate) const NEW_EMAIL: &str = "ines.new@mail.example";
/// The contact on file of [`ON_FILE`].
pub(crate) const CONTACT: &str = "onfile@mail.example";

/// Who is let in to the account.
pub(crate) const GUEST: &str = "kim.okonkwo@mail.example";

/// A way that a member goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// From "Register" to home, with an account whose contact on file is told.
    Register,
    /// "Can't access your account?", the letter, a new password.
    Recover,
    /// The contact on file says "this wasn't me".
    NotMe,
    /// The contact on file says "this was me", and the hold ends.
    WasMe,
    /// A new email: asking for it, its letter, the change.
    NewEmail,
    /// One more account, whose contact on file is told.
    AddAccount,
    /// Paper bills again.
    Paper,
    /// From "Register" to the letter, by a code on the bill.
    ByCode,
    /// Bills by email where a letter has to confirm it: agreeing, the letter, its link.
    BillsByEmail,
    /// A new password in the profile.
    NewPassword,
    /// Another security phrase.
    NewPhrase,
    /// Another language of letters and pages.
    NewLanguage,
    /// The end of one session, of another browser.
    EndOne,
    /// The end of all sessions but this one.
    EndOthers,
    /// Somebody without a login is let in to the account.
    LetIn,
    /// They are put out of it again.
    PutOut,
    /// An app is set up.
    AddApp,
    /// Signing in with the password and a code.
    SecondStep,
    /// The app is taken off.
    TakeOff,
    /// A wait begins, for who has lost everything.
    Lost,
    /// The link at its end takes everything off.
    Reset,
    /// The end of the login.
    Close,
}

impl Way {
    /// All ways.
    pub(crate) const ALL: [Self; 22] = [
        Self::Register,
        Self::Recover,
        Self::NotMe,
        Self::WasMe,
        Self::NewEmail,
        Self::AddAccount,
        Self::Paper,
        Self::ByCode,
        Self::BillsByEmail,
        Self::NewPassword,
        Self::NewPhrase,
        Self::NewLanguage,
        Self::EndOne,
        Self::EndOthers,
        Self::LetIn,
        Self::PutOut,
        Self::AddApp,
        Self::SecondStep,
        Self::TakeOff,
        Self::Lost,
        Self::Reset,
        Self::Close,
    ];
}

/// Brings somebody to the beginning of a way.
///
/// That is either nothing at all, or home, with sessions elsewhere too.
pub(crate) async fn prepare(app: &TestApp, way: Way) -> Patient<'_> {
    let mut patient = Patient::new(app, EMAIL);
    if let Some(account) = way.account() {
        let mut elsewhere = Patient::new(app, EMAIL);
        elsewhere.register(account).await;
        patient.open("/sign-in").await;
        assert!(patient.get_home().await);
        if way == Way::PutOut {
            patient.let_in().await;
        }
        patient.prepare_factor(way).await;
        if way == Way::BillsByEmail {
            // On the way home they agreed already, and that letter waits.
            patient.choose_bills("no").await;
        }
        app.deliver_new().await;
    }
    patient
}

impl Patient<'_> {
    /// Goes a way to its end.
    pub(crate) async fn go(&mut self, way: Way) {
        match way {
            Way::Register => self.register(ON_FILE).await,
            Way::Recover => self.recover().await,
            Way::NotMe => self.answer_as_contact(&[]).await,
            Way::WasMe => self.answer_as_contact(&[("was", "me")]).await,
            Way::NewEmail => self.change_email().await,
            Way::AddAccount => self.add(ON_FILE).await,
            Way::Paper => self.choose_bills("no").await,
            Way::ByCode => {
                self.ask(PLAIN).await;
                self.letter(EMAIL, "confirm").await;
            }
            Way::BillsByEmail => self.confirm_bills().await,
            Way::NewPassword => self.change_password().await,
            Way::NewPhrase => {
                self.open_signed_in("/profile/security-phrase").await;
                self.submit(&[("security_phrase", NEW_PHRASE)]).await;
            }
            Way::NewLanguage => {
                self.open_signed_in("/profile/language").await;
                self.submit(&[("language", "es")]).await;
            }
            Way::EndOne => self.end_elsewhere("session").await,
            Way::EndOthers => self.end_elsewhere("others").await,
            Way::LetIn => self.let_in().await,
            Way::PutOut => self.put_out().await,
            Way::AddApp => self.add_app().await,
            Way::SecondStep => assert!(self.get_home().await),
            Way::TakeOff => self.take_app_off().await,
            Way::Lost => self.begin_wait().await,
            Way::Reset => self.reset().await,
            Way::Close => self.close().await,
        }
    }

    /// Sets a new password by letter.
    ///
    /// A link that worked leads to the sign-in page. If its answer was lost, the page of a spent link leads there too.
    async fn recover(&mut self) {
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
    async fn answer_as_contact(&mut self, button: &[(&str, &str)]) {
        let way_in = newest_link(self.app, CONTACT, "account_bound").expect("it came before");
        let mut contact = Patient::new(self.app, CONTACT);
        contact.open(&way_in).await;
        contact.submit(button).await;
        assert!(matches!(contact.browser.page().status, 200 | 410), "it is done, or was before");
    }

    async fn change_email(&mut self) {
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
    async fn confirm_bills(&mut self) {
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
    async fn change_password(&mut self) {
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
    async fn end_elsewhere(&mut self, button: &str) {
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
    async fn close(&mut self) {
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
