//! The profile: what a member has on file, and the pages that change it.

use domain::Changed;

/// The words of these pages.
pub struct Profile {
    /// All that is on file.
    pub summary: Summary,
    /// Asking for the password again.
    pub again: Again,
    /// A new password.
    pub password: ChangePassword,
    /// Paper bills.
    pub paperless: ChangePaperless,
    /// The security phrase.
    pub phrase: UpdatePhrase,
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
    pub second: &'static str,
    pub second_on: &'static str,
    pub second_off: &'static str,
    pub about_second: &'static str,
    pub accounts: &'static str,
    pub about_accounts: &'static str,
    pub no_accounts: &'static str,
    pub people: &'static str,
    pub people_text: &'static str,
    pub about_people: &'static str,
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

/// Asking for the password again.
pub struct Again {
    /// The box, and why it is there.
    pub label: &'static str,
    pub hint: &'static str,
}

/// A new password.
pub struct ChangePassword {
    /// The page's heading.
    pub title: &'static str,
    /// What comes of it.
    pub opening: &'static str,
    /// Below the label of the first box.
    pub current_hint: &'static str,
}

/// Paper bills.
pub struct ChangePaperless {
    /// The page's heading.
    pub title: &'static str,
    /// What can be done here; the second sentence is said to who has more than one account.
    pub opening: &'static str,
    pub opening_many: &'static str,
    /// What is asked, and its two answers.
    pub question: &'static str,
    pub by_email: &'static str,
    pub by_email_hint: &'static str,
    pub on_paper: &'static str,
    pub on_paper_hint: &'static str,
    /// Which accounts the answer is for.
    pub which: &'static str,
    pub all: &'static str,
    pub all_hint: &'static str,
    /// How an account's bills come now.
    pub now_by_email: &'static str,
    pub now_on_paper: &'static str,
    /// That a letter waits to be opened, and until when.
    pub waits: fn(&str) -> String,
    /// That it was not opened in time.
    pub unconfirmed: &'static str,
}

/// The security phrase.
pub struct UpdatePhrase {
    /// The page's heading.
    pub title: &'static str,
    /// The same where there is none yet.
    pub title_first: &'static str,
    /// What the phrase is and is not.
    pub opening: &'static str,
    /// The box.
    pub label: &'static str,
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
    pub bills_by_email: &'static str,
    pub bills_on_paper: &'static str,
    pub phrase: &'static str,
    pub email: &'static str,
    pub language: &'static str,
    pub accounts: &'static str,
    pub sessions: &'static str,
    pub factors: &'static str,
}

impl OfEach {
    /// The sentence about one thing.
    pub(crate) fn get(&self, changed: Changed) -> &'static str {
        match changed {
            Changed::Password => self.password,
            Changed::BillsByEmail => self.bills_by_email,
            Changed::BillsOnPaper => self.bills_on_paper,
            Changed::Phrase => self.phrase,
            Changed::Email => self.email,
            Changed::Language => self.language,
            Changed::Accounts => self.accounts,
            Changed::Sessions => self.sessions,
            Changed::Factors => self.factors,
        }
    }
}
