//! What all letters have in common: greeting, button, code, office; and how they become HTML and text.

use askama::Template;
use domain::Language;

use crate::fields::questions::to_check;
use crate::portal::{Colors, Portal};
use crate::words::tables::letters::{LetterWords, SharedWords};
use crate::words::words;

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

/// A letter's parts, in the order in which they are read.
pub(super) struct Content<'a> {
    language: Language,
    portal: &'static Portal,
    shared: &'static SharedWords,
    own: &'static LetterWords,
    night: &'static Colors,
    heading: String,
    /// Ways on or things to check, as a list; may be empty.
    list: Vec<&'static str>,
    /// Where the button leads.
    button: Option<String>,
    /// Where a plain link leads that has the button's words.
    first: Option<String>,
    /// Where the second link leads.
    second: Option<String>,
    /// The temporary password.
    code: Option<&'a str>,
    /// A sentence with a time or an account's ending.
    detail: Option<String>,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    letter: &'a Content<'a>,
}

#[derive(Template)]
#[template(path = "letter.txt", escape = "none")]
struct Text<'a> {
    letter: &'a Content<'a>,
}

impl<'a> Content<'a> {
    /// What all letters have, and a letter's own words.
    pub(super) fn new(
        portal: &'static Portal,
        own: &'static LetterWords,
        language: Language,
    ) -> Self {
        Self {
            language,
            portal,
            shared: &words(language).letters.shared,
            own,
            night: &portal.look.letter_colors_by_night,
            heading: (own.heading)(portal.short_name),
            list: own.list.to_vec(),
            button: None,
            first: None,
            second: None,
            code: None,
            detail: None,
        }
    }

    /// With what to check in a registration, by what the co-op asks.
    pub(super) fn with_checks(self) -> Self {
        Self { list: to_check(self.portal, self.language), ..self }
    }

    /// With a button.
    pub(super) fn button(self, to: impl Into<Option<String>>) -> Self {
        Self { button: to.into(), ..self }
    }

    /// With a plain link in place of the button: nothing is dressed as the way on.
    pub(super) fn first(self, to: impl Into<Option<String>>) -> Self {
        Self { first: to.into(), ..self }
    }

    /// With a second link.
    pub(super) fn second(self, to: impl Into<Option<String>>) -> Self {
        Self { second: to.into(), ..self }
    }

    /// With a temporary password.
    pub(super) fn code(self, code: Option<&'a str>) -> Self {
        Self { code, ..self }
    }

    /// With a sentence that has a time or an account's ending.
    pub(super) fn detail(self, detail: impl Into<Option<String>>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    fn hours(&self) -> &'static str {
        self.portal.hours.get(self.language)
    }

    /// The letter as it is sent.
    pub(super) fn render(&self) -> askama::Result<Rendered> {
        let subject = (self.own.subject)(self.portal.short_name);
        rendered(subject, &Text { letter: self }, &Html { letter: self })
    }
}

/// Fills in both parts; a letter that lacks one is not sent.
fn rendered(
    subject: String,
    text: &impl Template,
    html: &impl Template,
) -> askama::Result<Rendered> {
    Ok(Rendered { subject, text: text.render()?, html: html.render()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::Unrenderable;

    #[test]
    fn a_letter_that_lacks_a_part_is_an_error() {
        let language = Language::English;
        let own = &words(language).letters.registering.welcome;
        let letter = &Content::new(crate::samples::shipped(), own, language);
        let subject = || "Subject".to_owned();

        assert!(rendered(subject(), &Text { letter }, &Html { letter }).is_ok());
        assert!(rendered(subject(), &Text { letter }, &Unrenderable).is_err());
        assert!(rendered(subject(), &Unrenderable, &Html { letter }).is_err());
    }
}
