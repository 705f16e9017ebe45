//! The letters: what each carries, and how it reads as HTML and as text.

mod content;

use askama::Template;
use domain::{Bills, Language};

use content::Content;

use crate::portal::PORTAL;
use crate::words::tables::letters::LetterWords;
use crate::words::words;

/// One letter and all that it carries. Links are whole addresses.
#[derive(Clone, Copy)]
pub enum Letter<'a> {
    /// Confirm the address and choose a password.
    Confirm {
        /// The link, with its token.
        link: &'a str,
        /// Twelve letters, in fours.
        temporary_password: &'a str,
        /// Until when both work, from [`crate::words::moment::local_time`].
        until: &'a str,
    },
    /// The address has an account already.
    AlreadyMember {
        /// To the sign-in page.
        sign_in: &'a str,
        /// To the way back in.
        recover: &'a str,
    },
    /// The billing account has a login already; names nobody.
    AccountHasLogin {
        /// To the sign-in page.
        sign_in: &'a str,
        /// To the way back in.
        recover: &'a str,
    },
    /// What was typed fits no billing account.
    CouldNotMatch {
        /// To the first step.
        register: &'a str,
    },
    /// The billing account was tried too often.
    TooManyTries,
    /// The link ran out before its letter left.
    AskAgain {
        /// To the first step.
        register: &'a str,
    },
    /// The account is open.
    Welcome {
        /// To the sign-in page.
        sign_in: &'a str,
    },
    /// To the contact on file: an online account was opened.
    AccountBound {
        /// When, from [`crate::words::moment::local_time`].
        when: &'a str,
        /// The link to say that it was not them; none if it is about to end.
        not_me: Option<&'a str>,
    },
    /// Choose a new password.
    Recover {
        /// The link, with its token.
        link: &'a str,
        /// Until when it works, from [`crate::words::moment::local_time`].
        until: &'a str,
    },
    /// The link ran out before its letter left.
    RecoverAgain {
        /// To the way back in.
        recover: &'a str,
    },
    /// Staff look into the login.
    StillFrozen,
    /// No login has this address.
    NoLogin {
        /// To the first step.
        register: &'a str,
    },
    /// A browser was let in that the member has not used before.
    NewBrowser {
        /// What it is, such as "Chrome on Android".
        browser: &'a str,
        /// When, from [`crate::words::moment::local_time`].
        when: &'a str,
        /// To the way back in.
        recover: &'a str,
    },
    /// The password was changed.
    PasswordChanged {
        /// When, from [`crate::words::moment::local_time`].
        when: &'a str,
        /// To the way back in.
        recover: &'a str,
    },
    /// A billing account passed to other people.
    AccountUnbound {
        /// Its last digits; may be none.
        ending: &'a str,
    },
    /// All other sessions were ended.
    SessionsEnded {
        /// When, from [`crate::words::moment::local_time`].
        when: &'a str,
        /// To the way back in.
        recover: &'a str,
    },
    /// One session was ended from another browser.
    SessionEnded {
        /// The browser that was signed out, such as "Chrome on Android".
        browser: &'a str,
        /// When, from [`crate::words::moment::local_time`].
        when: &'a str,
        /// To the way back in.
        recover: &'a str,
    },
    /// One more billing account is the member's.
    AccountAdded {
        /// When, from [`crate::words::moment::local_time`].
        when: &'a str,
        /// Its last digits; may be none.
        ending: &'a str,
        /// To the way back in.
        recover: &'a str,
    },
    /// Confirm the new address of a login.
    NewEmail {
        /// The link, with its token.
        link: &'a str,
        /// Until when it works, from [`crate::words::moment::local_time`].
        until: &'a str,
    },
    /// The link to confirm a new address ran out before its letter left.
    NewEmailLate {
        /// To the sign-in page.
        sign_in: &'a str,
    },
    /// The address has a login; somebody asked to use it for another.
    EmailInUse {
        /// To the sign-in page.
        sign_in: &'a str,
        /// To the way back in.
        recover: &'a str,
    },
    /// To the new address: the login has it now.
    EmailChanged {
        /// When, from [`crate::words::moment::local_time`].
        when: &'a str,
        /// To the sign-in page.
        sign_in: &'a str,
    },
    /// To the address before.
    EmailReplaced {
        /// When, from [`crate::words::moment::local_time`].
        when: &'a str,
        /// The link to say that it was not them; none if it is about to end.
        not_me: Option<&'a str>,
    },
    /// The login is closed.
    LoginClosed {
        /// When, from [`crate::words::moment::local_time`].
        when: &'a str,
        /// To the first step.
        register: &'a str,
    },
    /// The login is shut while staff look into it.
    LoginFrozen {
        /// When, from [`crate::words::moment::local_time`].
        when: &'a str,
    },
    /// Staff opened the login again.
    LoginOpened {
        /// To the sign-in page.
        sign_in: &'a str,
    },
    /// The security phrase was changed.
    PhraseChanged {
        /// When, from [`crate::words::moment::local_time`].
        when: &'a str,
        /// To the way back in.
        recover: &'a str,
    },
    /// Bills come otherwise from now on.
    BillsChanged {
        /// How.
        bills: Bills,
        /// When, from [`crate::words::moment::local_time`].
        when: &'a str,
        /// The account's last digits, if it is about one of several; may be none.
        ending: &'a str,
        /// To the sign-in page.
        sign_in: &'a str,
    },
}

/// A letter as it is sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The subject.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part, with the same content.
    pub html: String,
}

impl Rendered {
    /// Fills in both parts; a letter that lacks one is not sent.
    fn of(subject: String, text: &impl Template, html: &impl Template) -> askama::Result<Self> {
        Ok(Self { subject, text: text.render()?, html: html.render()? })
    }
}

impl Letter<'_> {
    /// Renders the letter in a language.
    ///
    /// # Errors
    ///
    /// When a template cannot be filled in.
    pub fn render(&self, language: Language) -> Result<Rendered, askama::Error> {
        let content = Content::of(self, language);
        let words = self.words(language);
        let subject = (words.subject)(PORTAL.short_name);
        Rendered::of(subject, &content.text(), &content.html())
    }

    fn words(&self, language: Language) -> &'static LetterWords {
        let letters = &words(language).letters;
        match self {
            Self::Confirm { .. } => &letters.confirm,
            Self::AlreadyMember { .. } => &letters.already_member,
            Self::AccountHasLogin { .. } => &letters.account_has_login,
            Self::CouldNotMatch { .. } => &letters.could_not_match,
            Self::TooManyTries => &letters.too_many_tries,
            Self::AskAgain { .. } => &letters.ask_again,
            Self::Welcome { .. } => &letters.welcome,
            Self::AccountBound { .. } => &letters.account_bound,
            Self::AccountUnbound { .. } => &letters.account_unbound,
            Self::PasswordChanged { .. } => &letters.password_changed,
            Self::PhraseChanged { .. } => &letters.phrase_changed,
            Self::BillsChanged { bills: Bills::ByEmail, .. } => &letters.bills_by_email,
            Self::BillsChanged { bills: Bills::OnPaper, .. } => &letters.bills_on_paper,
            Self::SessionsEnded { .. } => &letters.sessions_ended,
            Self::SessionEnded { .. } => &letters.session_ended,
            Self::AccountAdded { .. } => &letters.account_added,
            Self::LoginClosed { .. } => &letters.login_closed,
            Self::LoginFrozen { .. } => &letters.login_frozen,
            Self::LoginOpened { .. } => &letters.login_opened,
            Self::Recover { .. } => &letters.recover,
            Self::RecoverAgain { .. } => &letters.recover_again,
            Self::StillFrozen => &letters.still_frozen,
            Self::NoLogin { .. } => &letters.no_login,
            Self::NewBrowser { .. } => &letters.new_browser,
            Self::NewEmail { .. } => &letters.new_email,
            Self::NewEmailLate { .. } => &letters.new_email_late,
            Self::EmailInUse { .. } => &letters.email_in_use,
            Self::EmailChanged { .. } => &letters.email_changed,
            Self::EmailReplaced { .. } => &letters.email_replaced,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::Unrenderable;

    #[test]
    fn a_letter_that_lacks_a_part_is_an_error() {
        let language = Language::English;
        let content = Content::of(&Letter::TooManyTries, language);
        let subject = || "Subject".to_owned();

        assert!(Rendered::of(subject(), &content.text(), &content.html()).is_ok());
        assert!(Rendered::of(subject(), &content.text(), &Unrenderable).is_err());
        assert!(Rendered::of(subject(), &Unrenderable, &content.html()).is_err());
    }
}
