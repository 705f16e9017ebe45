//! The profile: what a member has on file, and the pages that change it.

mod english;
mod spanish;

pub(super) use english::ENGLISH;
pub(super) use spanish::SPANISH;

use domain::Changed;

/// The words of these pages.
pub struct Profile {
    /// All that is on file.
    pub summary: Summary,
    /// The language of pages and letters.
    pub language: ChooseLanguage,
    /// Said above the profile after a change.
    pub done: OfEach,
    /// What changed, in a list with its day.
    pub changes: OfEach,
}

/// All that is on file.
pub struct Summary {
    /// The page's heading.
    pub title: &'static str,
    /// The headings of the three parts.
    pub signing_in: &'static str,
    pub bills_part: &'static str,
    pub with_us: &'static str,
    /// The link of a row; what it is about is said to who cannot see the row.
    pub change: &'static str,
    pub add: &'static str,
    pub see: &'static str,
    /// The rows, and what each link is about.
    pub email: &'static str,
    pub about_email: &'static str,
    pub password: &'static str,
    pub about_password: &'static str,
    pub password_since: fn(&str) -> String,
    pub sessions: &'static str,
    pub sessions_text: &'static str,
    pub about_sessions: &'static str,
    pub accounts: &'static str,
    pub about_accounts: &'static str,
    pub no_accounts: &'static str,
    pub bills: &'static str,
    pub about_bills: &'static str,
    pub by_email: &'static str,
    pub on_paper: &'static str,
    pub mixed: &'static str,
    pub phrase: &'static str,
    pub phrase_chosen: &'static str,
    pub phrase_none: &'static str,
    pub update_phrase: &'static str,
    pub choose_phrase: &'static str,
    pub language: &'static str,
    pub about_language: &'static str,
    /// The language of the page, in its own words.
    pub own_language: &'static str,
    /// Ending it.
    pub close: &'static str,
    pub close_text: &'static str,
}

/// The language of pages and letters.
pub struct ChooseLanguage {
    /// The page's heading, which is the question.
    pub title: &'static str,
    /// What the answer is for.
    pub text: &'static str,
}

/// One sentence for each thing that a member can change.
pub struct OfEach {
    pub password: &'static str,
    pub bills: &'static str,
    pub phrase: &'static str,
    pub email: &'static str,
    pub language: &'static str,
    pub accounts: &'static str,
    pub sessions: &'static str,
}

impl OfEach {
    /// The sentence about one thing.
    pub(crate) fn get(&self, changed: Changed) -> &'static str {
        match changed {
            Changed::Password => self.password,
            Changed::Bills => self.bills,
            Changed::Phrase => self.phrase,
            Changed::Email => self.email,
            Changed::Language => self.language,
            Changed::Accounts => self.accounts,
            Changed::Sessions => self.sessions,
        }
    }
}
