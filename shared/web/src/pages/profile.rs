//! The profile: what a member has on file.

use askama::Template;
use domain::{Bills, Changed, Language};

use super::frame::{Fault, Page, documents, faults};
use super::security::CodeBox;
use crate::pages::view::{Field, SecretField, View};
use crate::words::words;

/// How the bills of all accounts come, taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AllBills {
    /// By email, without paper.
    ByEmail,
    /// On paper.
    OnPaper,
    /// Not all in the same way.
    Mixed,
}

/// `GET /profile`.
#[derive(Clone, Copy, Template)]
#[template(path = "profile.html")]
pub struct Profile<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// What was just changed.
    pub done: Option<Changed>,
    /// The member's address.
    pub email: &'a str,
    /// The day on which the password was set last.
    pub password_since: &'a str,
    /// The billing accounts, masked.
    pub accounts: &'a [String],
    /// Whether signing in has a second step; none where the row is not shown.
    pub second: Option<bool>,
    /// How bills come.
    pub bills: AllBills,
    /// Whether there is a security phrase.
    pub has_phrase: bool,
    /// The language of the member's letters, which need not be the page's.
    pub language: Language,
}

/// `GET, POST /profile/password`.
#[derive(Clone, Copy, Template)]
#[template(path = "change_password.html")]
pub struct ChangePassword<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// The member's address, for password managers.
    pub email: &'a str,
    /// `current_password`
    pub current_password: SecretField<'a>,
    /// `current_code`, where it is asked for.
    pub code: Option<CodeBox<'a>>,
    /// `new_password`
    pub new_password: SecretField<'a>,
    /// `confirm_password`
    pub confirm_password: SecretField<'a>,
    /// The fewest characters of a new password.
    pub least: usize,
}

/// How the bills of one account come.
#[derive(Clone, Debug)]
pub struct BillsOfOne {
    /// What the form calls the account.
    pub key: String,
    /// Its number, masked.
    pub number: String,
    /// How its bills come now.
    pub bills: Bills,
    /// Whether it was chosen.
    pub is_chosen: bool,
}

/// `GET, POST /profile/paperless`.
#[derive(Clone, Copy, Template)]
#[template(path = "change_paperless.html")]
pub struct ChangePaperless<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// The accounts; with one there is nothing to choose between.
    pub accounts: &'a [BillsOfOne],
    /// What is to be said about `account`.
    pub account_error: Option<&'a str>,
    /// Until when a letter waits to be opened, if one does.
    pub waits: Option<&'a str>,
    /// Whether the last one was not opened in time.
    pub unconfirmed: bool,
    /// What is chosen of `paperless`.
    pub bills: Option<Bills>,
    /// What is to be said about `paperless`.
    pub error: Option<&'a str>,
}

/// `GET, POST /profile/security-phrase`.
#[derive(Clone, Copy, Template)]
#[template(path = "update_phrase.html")]
pub struct UpdatePhrase<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// `security_phrase`
    pub security_phrase: Field<'a>,
    /// `current_password`, where it was typed too long ago.
    pub current_password: Option<SecretField<'a>>,
    /// The member's address, for password managers.
    pub email: &'a str,
    /// Whether there is a phrase already.
    pub has_phrase: bool,
    /// The fewest characters of a phrase.
    pub least: usize,
}

/// `GET, POST /profile/language`.
#[derive(Clone, Copy, Template)]
#[template(path = "choose_language.html")]
pub struct ChooseLanguage<'a> {
    /// Who looks.
    pub view: View<'a>,
    /// The language that is chosen.
    pub chosen: Option<Language>,
    /// What is to be said about `language`.
    pub error: Option<&'a str>,
}

documents!(Profile, ChangePassword, ChangePaperless, UpdatePhrase, ChooseLanguage);

impl Profile<'_> {
    fn done(&self) -> Option<&'static str> {
        self.done.map(|changed| self.view.words().profile.done.get(changed))
    }

    fn own_language(&self) -> &'static str {
        words(self.language).profile.summary.own_language
    }

    fn bills(&self) -> &'static str {
        let words = &self.view.words().profile.summary;
        match self.bills {
            AllBills::ByEmail => words.by_email,
            AllBills::OnPaper => words.on_paper,
            AllBills::Mixed => words.mixed,
        }
    }
}

impl Page for Profile<'_> {
    fn title(&self) -> &'static str {
        self.view.words().profile.summary.title
    }
}

impl ChooseLanguage<'_> {
    /// Each language with its tag, in its own words.
    #[expect(clippy::unused_self, reason = "templates ask the page for all they need")]
    fn languages(&self) -> [(&'static str, &'static str); 2] {
        [Language::English, Language::Spanish]
            .map(|it| (it.tag(), words(it).profile.summary.own_language))
    }

    fn is_chosen(&self, tag: &str) -> bool {
        self.chosen.is_some_and(|chosen| chosen.tag() == tag)
    }
}

impl Page for ChooseLanguage<'_> {
    fn title(&self) -> &'static str {
        self.view.words().profile.language.title
    }

    fn form(&self) -> Option<&'static str> {
        Some("/profile/language")
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([("language", self.error)])
    }
}

impl Page for ChangePassword<'_> {
    fn title(&self) -> &'static str {
        self.view.words().profile.password.title
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([
            ("current_password", self.current_password.error),
            ("current_code", self.code.and_then(|field| field.error)),
            ("new_password", self.new_password.error),
            ("confirm_password", self.confirm_password.error),
        ])
    }

    fn has_passkey(&self) -> bool {
        self.code.is_some_and(|code| code.passkey)
    }
}

impl ChangePaperless<'_> {
    fn is_for_all(&self) -> bool {
        self.account_error.is_none() && !self.accounts.iter().any(|account| account.is_chosen)
    }

    fn now(&self, account: &BillsOfOne) -> &'static str {
        let words = &self.view.words().profile.paperless;
        match account.bills {
            Bills::ByEmail => words.now_by_email,
            Bills::OnPaper => words.now_on_paper,
        }
    }
}

impl Page for ChangePaperless<'_> {
    fn title(&self) -> &'static str {
        self.view.words().profile.paperless.title
    }

    fn form(&self) -> Option<&'static str> {
        Some("/profile/paperless")
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([("account", self.account_error), ("paperless", self.error)])
    }
}

impl Page for UpdatePhrase<'_> {
    fn title(&self) -> &'static str {
        let words = &self.view.words().profile.phrase;
        if self.has_phrase { words.title } else { words.title_first }
    }

    fn form(&self) -> Option<&'static str> {
        Some("/profile/security-phrase")
    }

    fn faults(&self) -> Vec<Fault<'_>> {
        let password = self.current_password.and_then(|field| field.error);
        faults([("security_phrase", self.security_phrase.error), ("current_password", password)])
    }
}
