//! The profile: what a member has on file.

use askama::Template;
use domain::{Changed, Language};

use super::{Fault, Page, faults};
use crate::view::View;
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
    /// How bills come.
    pub bills: AllBills,
    /// Whether there is a security phrase.
    pub has_phrase: bool,
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

impl Profile<'_> {
    fn done(&self) -> Option<&'static str> {
        self.done.map(|changed| self.view.words().profile.done.get(changed))
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

    fn faults(&self) -> Vec<Fault<'_>> {
        faults([("language", self.error)])
    }
}
