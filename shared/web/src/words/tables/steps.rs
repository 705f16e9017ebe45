//! The steps of registration, one struct a page.

/// The words of all steps.
pub struct Steps {
    /// Who are you?
    pub register: Register,
    /// Security questions, robot check, terms.
    pub identity: Identity,
    /// A letter is on its way.
    pub check_email: CheckEmail,
    /// Choose a password.
    pub password: Password,
    /// Paper bills: yes or no?
    pub paperless: Paperless,
    /// Choose a security phrase.
    pub phrase: Phrase,
}

/// Who are you?
pub struct Register {
    /// The page's heading.
    pub title: &'static str,
    /// What the page is for.
    pub opening: &'static str,
    /// Labels and hints of the four boxes.
    pub account_number: &'static str,
    /// What a number looks like, and an example.
    pub account_number_hint: fn(&str, Option<&str>) -> String,
    pub name: &'static str,
    pub name_hint: &'static str,
    pub email: &'static str,
    pub email_hint: &'static str,
    pub confirm_email: &'static str,
    /// What is asked of an address with a slip: the one that was probably meant; and the button that takes it.
    pub meant: fn(&str) -> String,
    pub use_meant: fn(&str) -> String,
}

/// Security questions, robot check, terms.
pub struct Identity {
    /// The page's heading.
    pub title: &'static str,
    /// Why the questions are asked.
    pub opening: &'static str,
    /// Before the account's masked number, and the link behind it that leads back.
    pub account: &'static str,
    pub change: &'static str,
    /// The heading of each question: its number, from 1.
    pub question: fn(usize) -> String,
    /// The visible line of the robot check.
    pub robot: &'static str,
    /// What the robot check says while it works, when it is done, and when it failed.
    pub robot_working: &'static str,
    pub robot_done: &'static str,
    pub robot_failed: &'static str,
    /// The button that checks again after it failed.
    pub robot_again: &'static str,
    /// What it says where there is no JavaScript.
    pub robot_no_script: &'static str,
    /// The checkbox, before the link to the terms and in it.
    pub accept: &'static str,
    pub accept_link: &'static str,
    /// Opens them.
    pub read_terms: &'static str,
}

/// A letter is on its way.
pub struct CheckEmail {
    /// The page's heading.
    pub title: &'static str,
    /// Leads back to the address, to mend it.
    pub change: &'static str,
    /// Before the address that was typed.
    pub sent_to: &'static str,
    /// What to do with the letter.
    pub what_to_do: &'static str,
    /// How long the link works, in hours.
    pub expiry: fn(u32) -> String,
    /// That nothing more is to be done here.
    pub close: &'static str,
    /// The heading over what to do when there is no letter.
    pub no_letter: &'static str,
    /// How long a letter may take, and where it may hide.
    pub no_letter_hint: &'static str,
    /// Before the phone number and the reference code.
    pub then_call: &'static str,
    /// The button that sends the letter again.
    pub resend: &'static str,
    /// The link back to the first step.
    pub other_address: &'static str,
    /// Said after the button was pressed.
    pub resent: &'static str,
    /// Said while the letter waits: by when it comes, and that pressing once more does not help.
    pub comes_by: fn(&str) -> String,
}

/// Choose a password.
pub struct Password {
    /// The page's heading.
    pub title: &'static str,
    /// What the page is for.
    pub opening: &'static str,
    /// The heading over the rules.
    pub rules: &'static str,
    /// The least length.
    pub rule_length: fn(usize) -> String,
    /// What makes a good one.
    pub rule_words: &'static str,
    /// What is refused.
    pub rule_easy: &'static str,
    /// Labels and hints of the boxes.
    pub email: &'static str,
    pub account_number: &'static str,
    pub account_number_hint: &'static str,
    pub current_password: &'static str,
    pub current_password_filled: &'static str,
    pub current_password_hint: &'static str,
    pub new_password: &'static str,
    pub confirm_password: &'static str,
}

/// Paper bills: yes or no?
pub struct Paperless {
    /// The page's heading, which is the question.
    pub title: &'static str,
    /// That this step may be skipped.
    pub optional: &'static str,
    /// Which accounts the answer is for.
    pub applies: &'static str,
    /// The answers and what each means.
    pub yes: &'static str,
    pub yes_hint: &'static str,
    pub no: &'static str,
    pub no_hint: &'static str,
    /// Before what is needed to read bills, and what else a member may ask for.
    pub needs: &'static [&'static str],
    /// Said where a letter has to confirm it.
    pub confirmed_by: &'static str,
    /// The page that the letter's link leads to.
    pub confirm: ConfirmBills,
    /// While the account is held.
    pub later: PaperlessLater,
}

/// The page that confirms bills by email.
pub struct ConfirmBills {
    /// The page's heading.
    pub title: &'static str,
    /// What the button does.
    pub text: &'static str,
    /// The button.
    pub button: &'static str,
}

/// Paper bills are asked about later.
pub struct PaperlessLater {
    /// The page's heading.
    pub title: &'static str,
    /// From when on it is asked, and why not now.
    pub until: fn(&str) -> String,
    pub why: &'static str,
    /// The way on.
    pub go_on: &'static str,
}

/// Choose a security phrase.
pub struct Phrase {
    /// The page's heading.
    pub title: &'static str,
    /// What the phrase is not.
    pub opening: &'static str,
    /// What stays closed without one.
    pub why: &'static str,
    /// What to do where another phrase is shown.
    pub warning: &'static str,
    /// The box, and its least length.
    pub label: &'static str,
    pub hint: fn(usize) -> String,
    /// The help.
    pub help: &'static str,
    pub help_text: &'static [&'static str],
    /// Where it can be changed.
    pub later: &'static str,
    /// The button.
    pub save: &'static str,
}
