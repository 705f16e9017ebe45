//! The pages before and after registration: sign in, home, terms, the office.

/// The words of these pages.
pub struct Account {
    /// Sign in.
    pub sign_in: SignIn,
    /// Home.
    pub home: Home,
    /// Terms and conditions.
    pub terms: Terms,
    /// What the office does until the portal does it.
    pub office: Office,
}

/// Sign in.
pub struct SignIn {
    /// The page's heading.
    pub title: &'static str,
    /// Labels of the two boxes, and the button.
    pub email: &'static str,
    pub password: &'static str,
    pub button: &'static str,
    /// The links.
    pub recover: &'static str,
    pub register_hint: &'static str,
    pub register: &'static str,
    /// Notices.
    pub password_set: &'static str,
    pub signed_out: &'static str,
    pub email_changed: &'static str,
    pub bills_by_email: &'static str,
    /// A page of members led here.
    pub sign_in_first: &'static str,
    pub email_proven: &'static str,
    /// The second step took too long.
    pub second_over: &'static str,
    /// The temporary password was right, and its time is over.
    pub ran_out: RanOut,
}

/// The temporary password was right, and its time is over.
pub struct RanOut {
    /// The page's heading.
    pub title: &'static str,
    pub text: &'static str,
    pub button: &'static str,
}

/// Home.
pub struct Home {
    /// The page's heading.
    pub title: &'static str,
    /// Before the email address.
    pub signed_in_as: &'static str,
    /// What is due on each account.
    pub due: &'static str,
    pub nothing_due: &'static str,
    pub credit: fn(&str) -> String,
    /// A sum, and by when.
    pub due_by: fn(&str, Option<&str>) -> String,
    pub past_due: fn(&str, Option<&str>) -> String,
    /// A sum that Auto Pay takes, and when.
    pub auto_pay: fn(&str, Option<&str>) -> String,
    /// A sum that came last, and when.
    pub paid: fn(&str, Option<&str>) -> String,
    /// The day of figures that are old.
    pub as_of: fn(&str) -> String,
    /// Billing has told nothing of this account.
    pub not_told: &'static str,
    /// The doors.
    pub doors: &'static str,
    pub pay: &'static str,
    pub pay_hint: &'static str,
    pub pay_closed: &'static str,
    pub usage: &'static str,
    pub usage_hint: &'static str,
    pub bills: &'static str,
    pub bills_hint: &'static str,
    pub outages: &'static str,
    pub outages_hint: &'static str,
    /// The choices.
    pub accounts: &'static str,
    /// There are none, as after the last one passed on.
    pub no_accounts: &'static str,
    pub add_account: &'static str,
    /// What was used in a month, and a year before.
    pub used: fn(&str, &str) -> String,
    pub used_before: fn(&str) -> String,
    /// The month of which many accounts say what was used.
    pub used_of_all: fn(&str) -> String,
    /// How the bills of an account come.
    pub by_email: &'static str,
    pub on_paper: &'static str,
    pub choose_paperless: &'static str,
    /// It is asked now, after a wait.
    pub asks_paperless: &'static str,
    /// Mail to the address came back on that day, and paper with it.
    pub mail_returned: fn(&str) -> String,
    pub change_email: &'static str,
    pub paperless_again: &'static str,
    /// The phrase, and what it is for.
    pub phrase: &'static str,
    pub phrase_hint: &'static str,
    pub update_phrase: &'static str,
    pub choose_phrase: &'static str,
    /// What changed and when; before the phone number, what to do if it was somebody else.
    pub changes: &'static str,
    pub changes_hint: &'static str,
}

/// Terms and conditions.
pub struct Terms {
    /// The page's heading.
    pub title: &'static str,
    /// Version and date.
    pub version: fn(&str, &str) -> String,
    /// The way back.
    pub back: &'static str,
    /// Asked again at sign-in.
    pub changed: NewTerms,
}

/// Terms that have changed.
pub struct NewTerms {
    /// The page's heading.
    pub title: &'static str,
    pub opening: &'static str,
    pub button: &'static str,
    pub otherwise: &'static str,
}

/// What the office does until the portal does it.
pub struct Office {
    /// Signing in while staff look into it.
    pub frozen_title: &'static str,
    pub frozen_text: &'static [&'static str],
    /// After "this wasn't me".
    pub told_title: &'static str,
    pub told_text: &'static [&'static str],
    pub to_start: &'static str,
    /// The ways on.
    pub to_sign_in: &'static str,
}
