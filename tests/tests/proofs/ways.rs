//! The ways that a patient member goes.

mod ends;
mod factors;
mod facts;
mod passkeys;
mod people;
mod profile;

use tests::app::{ON_FILE, PLAIN, TestApp};

pub(crate) use self::ends::Before;
use crate::proofs::patience::{NEW_PHRASE, Patient};

pub(crate) const EMAIL: &str = "ines.okonkwo@mail.example";
pub(crate) const NEW_EMAIL: &str = "ines.new@mail.example";
/// The contact on file of [`ON_FILE`].
pub(crate) const CONTACT: &str = "onfile@mail.example";

/// Who is let in to the account.
pub(crate) const GUEST: &str = "kim.okonkwo@mail.example";

/// The ways of the second step, as a pattern.
macro_rules! second_step {
    () => {
        Way::AddApp
            | Way::SecondStep
            | Way::TakeOff
            | Way::Lost
            | Way::Reset
            | Way::StopWait
            | Way::NotMine
            | Way::MakeCodes
            | Way::ByPaper
            | Way::AddPasskey
            | Way::Touch
            | Way::TouchBehind
            | Way::TakePasskeyOff
    };
}
pub(crate) use second_step;

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
    /// The link of a letter on the way stops it.
    StopWait,
    /// The letter about an app that somebody else has set up takes it off.
    NotMine,
    /// Recovery codes are made.
    MakeCodes,
    /// Signing in with the password and a recovery code, to the page of the second step.
    ByPaper,
    /// A passkey is added.
    AddPasskey,
    /// Signing in with a passkey alone.
    Touch,
    /// Signing in with the password and a passkey.
    TouchBehind,
    /// The passkey is taken off.
    TakePasskeyOff,
    /// The end of the login.
    Close,
}

impl Way {
    /// All ways.
    pub(crate) const ALL: [Self; 30] = [
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
        Self::StopWait,
        Self::NotMine,
        Self::MakeCodes,
        Self::ByPaper,
        Self::AddPasskey,
        Self::Touch,
        Self::TouchBehind,
        Self::TakePasskeyOff,
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
        patient.prepare_passkey(way).await;
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
            Way::SecondStep | Way::TouchBehind => assert!(self.get_home().await),
            Way::TakeOff => self.take_app_off().await,
            Way::Lost => self.begin_wait().await,
            Way::Reset => self.reset().await,
            Way::StopWait => self.stop_wait().await,
            Way::NotMine => self.say_not_mine().await,
            Way::MakeCodes => self.make_codes().await,
            Way::ByPaper => self.sign_in_by_paper().await,
            Way::AddPasskey => self.add_passkey().await,
            Way::Touch => self.touch().await,
            Way::TakePasskeyOff => self.take_passkey_off().await,
            Way::Close => self.close().await,
        }
    }
}
