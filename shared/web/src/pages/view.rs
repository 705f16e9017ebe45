//! What every page knows of who looks at it.

use domain::Language;
use jiff::Timestamp;

use crate::fields::says;
use crate::portal::{Portal, Text};
use crate::words::moment::local_date;
use crate::words::{Words, words};

/// The number of pages that a member goes through to register.
const STEPS: u8 = 6;

/// Who looks at a page, and from where.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The co-op whose portal it is.
    pub portal: &'static Portal,
    /// The language of the page.
    pub language: Language,
    /// When it is looked at; none where nothing is known of the visit.
    pub now: Option<Timestamp>,
    /// The page's path, for the link to the other language; no query, no token.
    pub path: &'a str,
    /// Which state of the page is shown, such as `sent=yes`, for the same link; empty where there is but one.
    pub state: &'a str,
    /// The token that the page's forms carry.
    pub csrf: &'a str,
    /// Whether the header offers to sign out.
    pub signed_in: bool,
    /// Why the page is filled in with what was typed before.
    pub shown_again: Option<ShownAgain>,
}

/// Why a form is shown with what was typed before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShownAgain {
    /// Its page was open for too long, or in another session.
    Stale,
    /// The browser sent no cookie that the form could be bound to.
    NoCookie,
    /// The session was over when it was sent; since then its member has signed in again.
    SignedInAgain,
    /// Its reader chose the other language.
    InOtherLanguage,
    /// The way begins here: what was typed before is not kept, or no longer.
    BegunAnew,
}

impl View<'_> {
    pub(crate) fn words(&self) -> &'static Words {
        words(self.language)
    }

    pub(crate) fn portal(&self) -> &'static Portal {
        self.portal
    }

    /// Where a member is: "Step 2 of 6".
    pub(crate) fn step(&self, step: u8) -> String {
        (self.words().common.step)(step, STEPS)
    }

    /// Why the page is filled in already, in words.
    pub(crate) fn why_shown_again(&self) -> Option<&'static str> {
        let says = &self.words().common.shown_again;
        self.shown_again.and_then(|why| match why {
            ShownAgain::Stale => Some(says.stale),
            ShownAgain::NoCookie => Some(says.no_cookie),
            ShownAgain::SignedInAgain => Some(says.signed_in_again),
            ShownAgain::InOtherLanguage => None,
            ShownAgain::BegunAnew => Some(says.begun_anew),
        })
    }

    /// Where an account number is found, and what it looks like.
    pub(crate) fn account_number_hint(&self) -> String {
        let hint = self.words().steps.register.account_number_hint;
        hint(&says::account_number_form(self.portal, self.language), self.portal().account_example)
    }

    /// The keyboard that fits an account number.
    pub(crate) fn account_number_keyboard(&self) -> &'static str {
        if self.portal().account_form.digits_only { "numeric" } else { "text" }
    }

    /// The day on which it is looked at.
    pub(crate) fn day(&self) -> Option<String> {
        self.now.map(|now| local_date(now, self.portal.time_zone, self.language))
    }

    /// How many minutes a member may do nothing.
    pub(crate) fn idle_minutes(&self) -> u32 {
        self.portal.figures.session_idle_minutes
    }

    /// The fewest characters of a new password.
    pub(crate) fn password_min(&self) -> usize {
        self.portal.figures.password_min()
    }

    /// A text of the settings in the page's language.
    pub(crate) fn say(&self, text: &Text) -> &'static str {
        text.get(self.language)
    }

    /// The same page in the other language.
    pub(crate) fn other_language_link(&self) -> String {
        let and = if self.state.is_empty() { "" } else { "&" };
        let language = self.words().common.other_language_tag;
        format!("{}?{}{and}lang={language}", self.own_path(), self.state)
    }

    /// The page's path without a query; one that would leave this site becomes `/`, and one that is
    /// only posted to becomes the page with its form.
    pub(crate) fn own_path(&self) -> &str {
        let ours = self.path.starts_with('/') && !self.path.starts_with("//");
        let path = if ours && !self.path.contains('\\') { self.path } else { "/" };
        match path.split(['?', '#']).next().unwrap_or("/") {
            "/register/resend" => "/register/check-email",
            "/outages/restored" => "/outages",
            "/profile/people/end" => "/profile/people",
            "/sign-out" => "/home",
            // What is a file in either language has a page beside it.
            "/bills/document" => "/bills",
            "/usage/download" => "/usage",
            shown => shown,
        }
    }
}

/// A box of a form: what was typed, and what is to be said about it.
#[derive(Clone, Copy, Default)]
pub struct Field<'a> {
    /// What was typed, kept so that nobody retypes.
    pub value: &'a str,
    /// The sentence beside the box, from [`crate::words`].
    pub error: Option<&'a str>,
}

/// A box whose content is never sent back: a password.
#[derive(Clone, Copy, Default)]
pub struct SecretField<'a> {
    /// The sentence beside the box, from [`crate::words`].
    pub error: Option<&'a str>,
}

/// A box to check.
#[derive(Clone, Copy, Default)]
pub struct Checkbox<'a> {
    /// Whether it was checked.
    pub checked: bool,
    /// The sentence beside the box, from [`crate::words`].
    pub error: Option<&'a str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(path: &str) -> View<'_> {
        let portal = crate::samples::shipped();
        View {
            portal,
            language: Language::English,
            now: None,
            path,
            state: "",
            csrf: "",
            signed_in: false,
            shown_again: None,
        }
    }

    #[track_caller]
    fn switches(path: &str, link: &str) {
        let view = view(path);

        assert_eq!(view.other_language_link(), link);
    }

    #[test]
    fn the_language_switch_stays_on_the_page() {
        switches("/register/identity", "/register/identity?lang=es");
    }

    #[test]
    fn the_language_switch_leads_to_pages_that_can_be_shown() {
        for (path, methods, _) in crate::routes::ROUTES {
            let view = view(path);

            let shown = crate::routes::methods(view.own_path());

            assert!(shown.is_some_and(|methods| methods.contains(&"GET")), "{path} {methods:?}");
        }
    }

    #[test]
    fn the_language_switch_keeps_the_state_of_the_page() {
        let view = View { state: "sent=yes", ..view("/recover") };

        assert_eq!(view.other_language_link(), "/recover?sent=yes&lang=es");
    }

    #[test]
    fn the_language_switch_repeats_no_query() {
        switches("/register/verify?t=secret", "/register/verify?lang=es");
    }

    #[test]
    fn the_language_switch_never_leaves_the_site() {
        for path in ["//evil.example", "https://evil.example", "", "/\\evil.example"] {
            switches(path, "/?lang=es");
        }
    }
}
