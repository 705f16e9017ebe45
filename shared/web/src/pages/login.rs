//! The pages of the profile that are about the login itself: email, accounts, sessions, closing.

use askama::Template;

use super::frame::{Fault, Page, documents, faults};
use super::security::CodeBox;
use crate::fields::questions::to_check;
use crate::pages::view::{Field, SecretField, View};
use crate::words::tables::login;

/// `GET, POST /profile/sessions`.
#[derive(Clone, Copy, Template)]
#[template(path = "sessions.html")]
pub struct Sessions<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// Whether one was just ended.
    pub ended: bool,
    /// All that stand.
    pub all: &'a [SessionRow],
    /// Whether a browser that was remembered was just forgotten.
    pub forgotten: bool,
    /// The browsers in which no code is asked for.
    pub remembered: &'a [RememberedRow],
}

/// One session of the list.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// Its id.
    pub id: String,
    /// What the browser is, such as "Chrome on Android".
    pub device: String,
    /// When it began, from [`crate::words::moment::local_time`].
    pub since: String,
    /// Whether it is the browser that looks.
    pub is_this: bool,
}

/// A browser that is remembered.
#[derive(Clone, Debug)]
pub struct RememberedRow {
    /// Its id.
    pub id: String,
    /// What it is, such as "Chrome on Android".
    pub device: String,
    /// Until when.
    pub until: String,
}

/// Why an account was not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAdded {
    /// It is the member's already.
    IsTheirs,
    /// It was tried too often.
    TooManyTries,
    /// No such account, or not these facts.
    CouldNotMatch,
    /// It has a login.
    HasLogin,
    /// The login has as many as it can have.
    Full,
}

/// `GET, POST /profile/accounts`.
#[derive(Clone, Copy, Template)]
#[template(path = "accounts.html")]
pub struct Accounts<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// The billing accounts, masked.
    pub accounts: &'a [String],
    /// Why one more was not added.
    pub not_added: Option<NotAdded>,
    /// `account_number`
    pub account_number: Field<'a>,
    /// `name`: last name or business.
    pub name: Field<'a>,
    /// The answers, in the order of the questions; a missing one shows an empty box.
    pub answers: &'a [Field<'a>],
}

/// `GET, POST /profile/email`.
#[derive(Clone, Copy, Template)]
#[template(path = "new_email.html")]
pub struct NewEmail<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// The address of today.
    pub now: &'a str,
    /// The address that a letter was just asked for, if one was.
    pub asked_for: Option<&'a str>,
    /// `email`, the new one.
    pub email: Field<'a>,
    /// `confirm_email`
    pub confirm_email: Field<'a>,
    /// The address that was probably meant, asked once; the choice is theirs.
    pub meant: Option<&'a str>,
    /// `current_password`, where it is asked for again.
    pub password: Option<SecretField<'a>>,
    /// `current_code`, where it is asked for.
    pub code: Option<CodeBox<'a>>,
}

/// `GET, POST /profile/email/confirm`.
#[derive(Clone, Copy, Template)]
#[template(path = "confirm_email.html")]
pub struct ConfirmEmail<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// The new address.
    pub email: &'a str,
    /// `code`, where staff are to move the login there.
    pub code: Option<Field<'a>>,
}

/// `GET, POST /profile/close`.
#[derive(Clone, Copy, Template)]
#[template(path = "close.html")]
pub struct Close<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// The member's address, for password managers.
    pub email: &'a str,
    /// `current_password`, where it is asked for.
    pub password: Option<SecretField<'a>>,
    /// `current_code`, where it is asked for.
    pub code: Option<CodeBox<'a>>,
}

/// `GET /profile/closed`: the login is closed.
#[derive(Clone, Copy, Template)]
#[template(path = "closed.html")]
pub struct Closed<'a> {
    /// Who looks.
    pub view: View<'a>,
}

documents!(Sessions, Accounts, NewEmail, ConfirmEmail, Close, Closed);

impl Sessions<'_> {
    fn device(&self, session: &SessionRow) -> String {
        (self.view.words().login.sessions.device)(&session.device)
    }

    fn since(&self, session: &SessionRow) -> String {
        (self.view.words().login.sessions.since)(&session.since)
    }

    fn remembered_device(&self, row: &RememberedRow) -> String {
        (self.view.words().login.sessions.device)(&row.device)
    }

    fn until(&self, row: &RememberedRow) -> String {
        (self.view.words().second.security.remembered_until)(&row.until)
    }

    fn has_others(&self) -> bool {
        self.all.iter().any(|session| !session.is_this)
    }
}

impl Page for Sessions<'_> {
    fn title(&self) -> &'static str {
        self.view.words().login.sessions.title
    }
}

impl<'a> Accounts<'a> {
    fn why(&self) -> Option<&'static login::NotAdded> {
        let words = &self.view.words().login.accounts;
        self.not_added.map(|why| match why {
            NotAdded::IsTheirs => &words.is_theirs,
            NotAdded::TooManyTries => &words.too_many_tries,
            NotAdded::CouldNotMatch => &words.could_not_match,
            NotAdded::HasLogin => &words.has_login,
            NotAdded::Full => &words.full,
        })
    }

    /// What to check, if that helps.
    fn checks(&self) -> Vec<&'static str> {
        match self.not_added {
            Some(NotAdded::CouldNotMatch) => to_check(self.view.portal(), self.view.language),
            _ => Vec::new(),
        }
    }

    /// The answer to a question, counted from 0.
    fn answer(&self, question: usize) -> Field<'a> {
        self.answers.get(question).copied().unwrap_or_default()
    }
}

impl Page for Accounts<'_> {
    fn title(&self) -> &'static str {
        self.view.words().login.accounts.title
    }

    fn form(&self) -> Option<&'static str> {
        Some("/profile/accounts")
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        let questions = self.view.portal().asked().iter().zip(self.answers);
        let said = questions.filter_map(|(question, answer)| {
            Some(Fault { id: question.asked.field, message: answer.error? })
        });
        let who = [("account_number", self.account_number.error), ("name", self.name.error)];
        faults(who).into_iter().chain(said).collect()
    }

    fn is_refused(&self) -> bool {
        self.not_added.is_some() || !self.faults().is_empty()
    }
}

impl Page for NewEmail<'_> {
    fn title(&self) -> &'static str {
        self.view.words().login.email.title
    }

    fn form(&self) -> Option<&'static str> {
        Some("/profile/email")
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([
            ("email", self.email.error),
            ("confirm_email", self.confirm_email.error),
            ("current_password", self.password.and_then(|field| field.error)),
            ("current_code", self.code.and_then(|field| field.error)),
        ])
    }

    fn has_passkey(&self) -> bool {
        self.code.is_some_and(|code| code.passkey)
    }
}

impl Page for ConfirmEmail<'_> {
    fn title(&self) -> &'static str {
        self.view.words().login.confirm_email.title
    }

    fn form(&self) -> Option<&'static str> {
        self.code.map(|_| "/profile/email/confirm")
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([("code", self.code.and_then(|field| field.error))])
    }
}

impl Page for Close<'_> {
    fn title(&self) -> &'static str {
        self.view.words().login.close.title
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([
            ("current_password", self.password.and_then(|field| field.error)),
            ("current_code", self.code.and_then(|field| field.error)),
        ])
    }

    fn has_passkey(&self) -> bool {
        self.code.is_some_and(|code| code.passkey)
    }
}

impl Page for Closed<'_> {
    fn title(&self) -> &'static str {
        self.view.words().login.closed.title
    }
}
