//! The ways that a patient member goes.

mod ends;

use domain::EventKind;
use tests::app::{Account, ON_FILE, PLAIN, TestApp};

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
    /// The end of the login.
    Close,
}

impl Way {
    /// All ways.
    pub(crate) const ALL: [Self; 15] = [
        Self::Register,
        Self::Recover,
        Self::NotMe,
        Self::WasMe,
        Self::NewEmail,
        Self::AddAccount,
        Self::Paper,
        Self::NewPassword,
        Self::NewPhrase,
        Self::NewLanguage,
        Self::EndOne,
        Self::EndOthers,
        Self::LetIn,
        Self::PutOut,
        Self::Close,
    ];

    /// The account of the login with which it begins.
    fn account(self) -> Option<Account> {
        match self {
            Self::Register => None,
            Self::NotMe | Self::WasMe => Some(ON_FILE),
            Self::Recover
            | Self::NewEmail
            | Self::AddAccount
            | Self::Paper
            | Self::NewPassword
            | Self::NewPhrase
            | Self::NewLanguage
            | Self::EndOne
            | Self::EndOthers
            | Self::LetIn
            | Self::PutOut
            | Self::Close => Some(PLAIN),
        }
    }

    /// The letters that tell of it, with their addresses.
    fn letters(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Register => &[(EMAIL, "confirm"), (EMAIL, "welcome"), (CONTACT, "account_bound")],
            Self::Recover => &[(EMAIL, "recover"), (EMAIL, "password_changed")],
            Self::NotMe => &[(EMAIL, "login_frozen")],
            Self::WasMe => &[(EMAIL, "hold_ended")],
            Self::NewEmail => {
                &[(NEW_EMAIL, "new_email"), (NEW_EMAIL, "email_changed"), (EMAIL, "email_replaced")]
            }
            Self::AddAccount => &[(EMAIL, "account_added"), (CONTACT, "account_bound")],
            Self::Paper => &[(EMAIL, "bills_on_paper")],
            Self::NewPassword => &[(EMAIL, "password_changed")],
            Self::NewPhrase => &[(EMAIL, "phrase_changed")],
            Self::NewLanguage => &[],
            Self::EndOne => &[(EMAIL, "session_ended")],
            Self::EndOthers => &[(EMAIL, "sessions_ended")],
            Self::LetIn => {
                &[(GUEST, "invitation"), (GUEST, "guest_joined"), (EMAIL, "person_joined")]
            }
            Self::PutOut => &[(GUEST, "guest_left"), (EMAIL, "person_left")],
            Self::Close => &[(EMAIL, "login_closed")],
        }
    }

    /// The events that tell the billing system of it.
    fn events(self) -> &'static [EventKind] {
        match self {
            Self::Register | Self::AddAccount | Self::WasMe => &[EventKind::LoginBound],
            Self::NotMe => &[EventKind::LoginFrozen],
            Self::NewEmail => &[EventKind::EmailChanged],
            Self::Paper => &[EventKind::PaperlessOff],
            Self::LetIn => &[EventKind::PersonJoined, EventKind::TermsAccepted],
            Self::PutOut => &[EventKind::PersonLeft],
            Self::Close => &[EventKind::LoginUnbound, EventKind::PaperlessOff],
            Self::Recover
            | Self::NewPassword
            | Self::NewPhrase
            | Self::NewLanguage
            | Self::EndOne
            | Self::EndOthers => &[],
        }
    }

    /// Whether it ends every earlier session.
    fn ends_sessions(self) -> bool {
        match self {
            Self::Recover
            | Self::NotMe
            | Self::NewEmail
            | Self::NewPassword
            | Self::EndOthers
            | Self::Close => true,
            Self::Register
            | Self::WasMe
            | Self::AddAccount
            | Self::Paper
            | Self::NewPhrase
            | Self::NewLanguage
            | Self::LetIn
            | Self::PutOut
            | Self::EndOne => false,
        }
    }
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
            Way::Paper => {
                self.open_signed_in("/profile/paperless").await;
                self.submit(&[("paperless", "no")]).await;
            }
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

    /// Adds an account in the profile.
    pub(crate) async fn add(&mut self, account: Account) {
        let (number, name, zip) = (account.number, account.name, account.zip);
        self.open_signed_in("/profile/accounts").await;
        self.submit(&[("account_number", number), ("name", name), ("billing_zip", zip)]).await;
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

    /// Lets somebody in, who follows the letter and chooses a password.
    async fn let_in(&mut self) {
        self.invite(GUEST).await;
        let way_in = self.letter(GUEST, "invitation").await;
        let mut guest = Patient::new(self.app, GUEST);
        guest.open(&way_in).await;
        let password = [("new_password", PASSWORD), ("confirm_password", PASSWORD)];
        if guest.browser.page().status == 200 {
            guest.submit(&[password[0], password[1], ("accept_terms", "yes")]).await;
        }
        assert!(guest.get_home().await, "P5: the password that was chosen lets them in");
    }

    /// Presses the button that ends the guest while it is there.
    async fn put_out(&mut self) {
        for _ in 0..TRIES {
            self.open_signed_in("/profile/people").await;
            if self.browser.page().button("person").is_none() {
                return;
            }
            let (action, fields) = self.browser.filled_in_button("/profile/people/end", "person");
            self.post(&action, &fields).await;
        }
        panic!("P5: the guest cannot be put out");
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
