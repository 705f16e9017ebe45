//! What is said beside a field that needs another look.
//!
//! Each sentence says what to do. Figures come in, so that the rule and its sentence share them.

use domain::{AccountForm, SecurityPhrase, SecurityPhraseError};

/// One sentence for each rule that a field can break.
pub struct Errors {
    /// Nothing was typed as account number.
    pub account_number_missing: &'static str,
    /// Not what a number looks like: what it does look like, as below.
    pub account_number_malformed: fn(&str) -> String,
    /// What a number looks like: so many letters and digits.
    pub account_number_form: fn(AccountForm) -> String,
    /// At the password step: not the account that was registered.
    pub account_number_different: &'static str,
    /// No name was typed.
    pub name_missing: &'static str,
    /// The name is longer than this.
    pub name_too_long: fn(usize) -> String,
    /// No email address was typed.
    pub email_missing: &'static str,
    /// There is no @ in the email address.
    pub email_no_at: &'static str,
    /// There is more than one @, or more than one address.
    pub email_two_addresses: &'static str,
    /// There is a blank in the email address.
    pub email_blank: &'static str,
    /// Two dots stand side by side, or one stands where none may.
    pub email_dots: &'static str,
    /// The part after the @ has no ending.
    pub email_no_ending: &'static str,
    /// Before the @ stands a letter that mail cannot be sent to.
    pub email_other_letters: &'static str,
    /// The email address is longer than this.
    pub email_too_long: fn(usize) -> String,
    /// What was typed is no email address, for another reason.
    pub email_malformed: &'static str,
    /// At the password step: not the address that the letter went to.
    pub email_different: &'static str,
    /// In the profile: the new address is the one of today.
    pub email_is_theirs: &'static str,
    /// The second email box is empty.
    pub confirm_email_missing: &'static str,
    /// The two email boxes differ.
    pub confirm_email_different: &'static str,
    /// A security question, given by its label, has no answer.
    pub answer_missing: fn(&str) -> String,
    /// The answer, given by its label, is longer than this.
    pub answer_too_long: fn(&str, usize) -> String,
    /// The answer, given by its label, is not a ZIP code.
    pub answer_not_zip: fn(&str) -> String,
    /// The answer, given by its label, is no sum of money.
    pub answer_not_amount: fn(&str) -> String,
    /// The answer, given by its label, is no date.
    pub answer_not_date: fn(&str) -> String,
    /// The answer, given by its label, cannot be the code on a bill.
    pub answer_not_code: fn(&str) -> String,
    /// The robot check did not take place, or did not work out.
    pub robot_not_done: &'static str,
    /// The robot check is too old or was used before.
    pub robot_expired: &'static str,
    /// No more tries without JavaScript for this hour.
    pub robot_needs_script: &'static str,
    /// The terms are not accepted.
    pub terms_not_accepted: &'static str,
    /// Other terms are in force than the page showed.
    pub terms_changed: &'static str,
    /// Email and password do not belong together; says nothing about which.
    pub sign_in_wrong: &'static str,
    /// After a hundred failures nobody signs in with that email from a browser that is not known.
    pub sign_in_shut: &'static str,
    /// No password was typed.
    pub password_missing: &'static str,
    /// The temporary password is missing.
    pub current_password_missing: &'static str,
    /// The temporary password is not the one in the letter.
    pub current_password_wrong: &'static str,
    /// After a hundred failures the temporary password works by the letter's button only.
    pub current_password_shut: &'static str,
    /// In the profile: the password is asked for again, and nothing was typed.
    pub password_now_missing: &'static str,
    /// What was typed is not the password.
    pub password_now_wrong: &'static str,
    /// After a hundred failures it is not looked at any more.
    pub password_now_shut: &'static str,
    /// No code of the second step was typed.
    pub code_missing: &'static str,
    /// It is no code.
    pub code_malformed: &'static str,
    /// It is not the member's, or was used before.
    pub code_wrong: &'static str,
    /// It looks like a recovery code.
    pub code_wrong_paper: &'static str,
    /// After a hundred wrong ones no code is looked at any more.
    pub code_shut: &'static str,
    /// A passkey did not sign in: it is nobody's, is on trial, or something about its answer is not right.
    pub passkey_refused: &'static str,
    /// The same behind the password, and where it is asked for once more.
    pub passkey_wrong: &'static str,
    /// It took more than five minutes.
    pub passkey_over: &'static str,
    /// What an authenticator made cannot be added.
    pub passkey_not_made: &'static str,
    /// There are ten already.
    pub passkeys_full: &'static str,
    /// A passkey was given no name, or one that is longer than so many letters.
    pub passkey_name_missing: &'static str,
    pub passkey_name_too_long: fn(usize) -> String,
    /// No new password was typed.
    pub new_password_missing: &'static str,
    /// The new password is shorter than this.
    pub new_password_too_short: fn(usize) -> String,
    /// The new password is longer than this.
    pub new_password_too_long: fn(usize) -> String,
    /// The new password is one of those tried first.
    pub new_password_too_easy: &'static str,
    /// The new password is built from the co-op's name, given.
    pub new_password_from_name: fn(&str) -> String,
    /// The new password is built from the co-op's town and address.
    pub new_password_from_address: &'static str,
    /// The new password is built from the co-op's phone number.
    pub new_password_from_phone: &'static str,
    /// The new password is built from the co-op's website or mail domain.
    pub new_password_from_domain: &'static str,
    /// The new password is built from the member's email address.
    pub new_password_from_email: &'static str,
    /// The new password is built from what every such co-op is about.
    pub new_password_from_trade: &'static str,
    /// The new password is the temporary one.
    pub new_password_is_current: &'static str,
    /// The new password is the email address.
    pub new_password_is_email: &'static str,
    /// The second password box is empty.
    pub confirm_password_missing: &'static str,
    /// The two password boxes differ.
    pub confirm_password_different: &'static str,
    /// No language was chosen.
    pub language_not_chosen: &'static str,
    /// It is not said which accounts a choice is for.
    pub account_not_chosen: &'static str,
    /// Neither yes nor no was chosen.
    pub paperless_not_chosen: &'static str,
    /// The text is another one than the page showed.
    pub paperless_changed: &'static str,
    /// The same in the profile, where the answers are called otherwise.
    pub bills_not_chosen: &'static str,
    /// No security phrase was typed.
    pub phrase_missing: &'static str,
    /// The phrase is shorter than this.
    pub phrase_too_short: fn(usize) -> String,
    /// The phrase is longer than this.
    pub phrase_too_long: fn(usize) -> String,
    /// The phrase is the password.
    pub phrase_is_password: &'static str,
    /// The phrase is the email address.
    pub phrase_is_email: &'static str,
    /// The phrase is an account number.
    pub phrase_is_account_number: &'static str,
}

impl Errors {
    /// The sentence about a security phrase.
    #[must_use]
    pub fn about_phrase(&self, error: SecurityPhraseError) -> String {
        match error {
            SecurityPhraseError::Missing => self.phrase_missing.to_owned(),
            SecurityPhraseError::TooShort => (self.phrase_too_short)(SecurityPhrase::MIN),
            SecurityPhraseError::TooLong => (self.phrase_too_long)(SecurityPhrase::MAX),
            SecurityPhraseError::IsEmail => self.phrase_is_email.to_owned(),
            SecurityPhraseError::IsAccountNumber => self.phrase_is_account_number.to_owned(),
            SecurityPhraseError::IsPassword => self.phrase_is_password.to_owned(),
        }
    }
}
