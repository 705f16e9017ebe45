//! What all letters have in common: greeting, button, code, office.

use askama::Template;
use domain::Language;

use super::Letter;
use crate::portal::{Colors, PORTAL, Portal};
use crate::words::tables::letters::{LetterWords, LettersWords};
use crate::words::words;

/// A letter's parts, in the order in which they are read.
pub(super) struct Content<'a> {
    language: Language,
    portal: &'static Portal,
    shared: &'static LettersWords,
    own: &'static LetterWords,
    night: &'static Colors,
    heading: String,
    /// Where the button leads.
    button: Option<&'a str>,
    /// Where the second link leads.
    second: Option<&'a str>,
    /// The temporary password.
    code: Option<&'a str>,
    /// A sentence with a time or an account's ending.
    detail: Option<String>,
}

#[derive(Template)]
#[template(path = "letter.html")]
pub(super) struct Html<'a> {
    letter: &'a Content<'a>,
}

#[derive(Template)]
#[template(path = "letter.txt", escape = "none")]
pub(super) struct Text<'a> {
    letter: &'a Content<'a>,
}

impl<'a> Content<'a> {
    /// What all letters have.
    fn plain(letter: &Letter<'a>, language: Language) -> Self {
        let (shared, own) = (&words(language).letters, letter.words(language));
        Self {
            language,
            portal: &PORTAL,
            shared,
            own,
            night: &PORTAL.letter_colors_by_night,
            heading: (own.heading)(PORTAL.short_name),
            button: None,
            second: None,
            code: None,
            detail: None,
        }
    }

    pub(super) fn of(letter: &Letter<'a>, language: Language) -> Self {
        let plain = Self::plain(letter, language);
        let shared = plain.shared;
        match *letter {
            Letter::Confirm { link, temporary_password, until } => Self {
                button: Some(link),
                code: Some(temporary_password),
                detail: Some((shared.until)(until)),
                ..plain
            },
            Letter::AlreadyMember { sign_in, recover }
            | Letter::AccountHasLogin { sign_in, recover }
            | Letter::EmailInUse { sign_in, recover } => {
                Self { button: Some(sign_in), second: Some(recover), ..plain }
            }
            Letter::Recover { link, until } | Letter::NewEmail { link, until } => {
                Self { button: Some(link), detail: Some((shared.link_until)(until)), ..plain }
            }
            Letter::NewBrowser { browser, when, recover } => {
                let detail = Some(plain.browser_at(browser, when));
                Self { button: Some(recover), detail, ..plain }
            }
            Letter::SessionEnded { browser, when, recover } => {
                let detail = Some(plain.browser_at(browser, when));
                Self { second: Some(recover), detail, ..plain }
            }
            Letter::EmailChanged { when, sign_in } => {
                Self { button: Some(sign_in), detail: Some((shared.happened)(when)), ..plain }
            }
            Letter::CouldNotMatch { register: link }
            | Letter::RecoverAgain { recover: link }
            | Letter::NoLogin { register: link }
            | Letter::AskAgain { register: link }
            | Letter::NewEmailLate { sign_in: link }
            | Letter::Welcome { sign_in: link }
            | Letter::LoginOpened { sign_in: link } => Self { button: Some(link), ..plain },
            Letter::TooManyTries | Letter::StillFrozen | Letter::AccountUnbound { ending: "" } => {
                plain
            }
            Letter::AccountBound { when, not_me } | Letter::EmailReplaced { when, not_me } => {
                Self { button: not_me, detail: Some((shared.happened)(when)), ..plain }
            }
            Letter::LoginFrozen { when } => Self { detail: Some((shared.happened)(when)), ..plain },
            Letter::AccountUnbound { ending } => {
                Self { detail: Some((shared.ending)(ending)), ..plain }
            }
            Letter::SessionsEnded { when, recover: link }
            | Letter::PasswordChanged { when, recover: link }
            | Letter::PhraseChanged { when, recover: link }
            | Letter::LoginClosed { when, register: link }
            | Letter::AccountAdded { when, ending: "", recover: link }
            | Letter::BillsChanged { when, ending: "", sign_in: link, .. } => {
                Self { second: Some(link), detail: Some((shared.happened)(when)), ..plain }
            }
            Letter::AccountAdded { when, ending, recover: link }
            | Letter::BillsChanged { when, ending, sign_in: link, .. } => {
                let detail = format!("{} {}", (shared.ending)(ending), (shared.happened)(when));
                Self { second: Some(link), detail: Some(detail), ..plain }
            }
        }
    }

    /// Which browser, by its name in the letter's language, and when.
    fn browser_at(&self, browser: &str, when: &str) -> String {
        let browser = (words(self.language).login.sessions.device)(browser);
        (self.shared.browser_and_time)(&browser, when)
    }

    fn hours(&self) -> &'static str {
        self.portal.hours.get(self.language)
    }

    pub(super) fn html(&self) -> Html<'_> {
        Html { letter: self }
    }

    pub(super) fn text(&self) -> Text<'_> {
        Text { letter: self }
    }
}
