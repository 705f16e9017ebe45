//! What is said of values that more than one page asks for, when they break a rule.

use domain::{
    AccountNumberError, ConfirmEmailError, Email, EmailError, Language, Name, NameError,
    PasskeyName, PasskeyNameError, TypedCodeError,
};

use crate::portal::Portal;
use crate::words::words;

/// What is to be said beside the box of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeFault {
    /// Nothing was typed.
    Missing,
    /// It is no code.
    Malformed,
    /// It is nobody's, or was used before.
    Wrong,
    /// It looks like a recovery code, and is none that still works.
    WrongPaper,
    /// Too many were wrong, and waiting does not help.
    Shut,
}

impl From<TypedCodeError> for CodeFault {
    fn from(error: TypedCodeError) -> Self {
        match error {
            TypedCodeError::Missing => Self::Missing,
            TypedCodeError::Malformed => Self::Malformed,
        }
    }
}

/// Of a code of the second step.
#[must_use]
pub fn code(language: Language, fault: CodeFault) -> &'static str {
    let says = &words(language).errors;
    match fault {
        CodeFault::Missing => says.code_missing,
        CodeFault::Malformed => says.code_malformed,
        CodeFault::Wrong => says.code_wrong,
        CodeFault::WrongPaper => says.code_wrong_paper,
        CodeFault::Shut => says.code_shut,
    }
}

/// Of the name of a passkey.
#[must_use]
pub fn passkey_name(language: Language, error: PasskeyNameError) -> String {
    let says = &words(language).errors;
    match error {
        PasskeyNameError::Missing => says.passkey_name_missing.to_owned(),
        PasskeyNameError::TooLong => (says.passkey_name_too_long)(PasskeyName::MOST),
    }
}

/// Of a billing account number.
#[must_use]
pub fn account_number(portal: &Portal, language: Language, error: AccountNumberError) -> String {
    let says = &words(language).errors;
    match error {
        AccountNumberError::Missing => says.account_number_missing.to_owned(),
        AccountNumberError::NotAnAccountNumber => {
            (says.account_number_malformed)(&account_number_form(portal, language))
        }
    }
}

/// What an account number of the co-op looks like.
#[must_use]
pub fn account_number_form(portal: &Portal, language: Language) -> String {
    (words(language).errors.account_number_form)(portal.account_form)
}

/// Of a last name or business name.
#[must_use]
pub fn name(language: Language, error: NameError) -> String {
    let says = &words(language).errors;
    match error {
        NameError::Missing => says.name_missing.to_owned(),
        NameError::TooLong => (says.name_too_long)(Name::MAX),
    }
}

/// Of an email address.
#[must_use]
pub fn email(language: Language, error: EmailError) -> String {
    let says = &words(language).errors;
    let sentence = match error {
        EmailError::Missing => says.email_missing,
        EmailError::NoAt => says.email_no_at,
        EmailError::TwoAddresses => says.email_two_addresses,
        EmailError::Blank => says.email_blank,
        EmailError::Dots => says.email_dots,
        EmailError::NoEnding => says.email_no_ending,
        EmailError::OtherLetters => says.email_other_letters,
        EmailError::TooLong => return (says.email_too_long)(Email::MAX),
        EmailError::NotAnEmail => says.email_malformed,
    };
    sentence.to_owned()
}

/// Of an email address that is typed a second time.
#[must_use]
pub fn confirm_email(language: Language, error: ConfirmEmailError) -> &'static str {
    let says = &words(language).errors;
    match error {
        ConfirmEmailError::Missing => says.confirm_email_missing,
        ConfirmEmailError::Different => says.confirm_email_different,
    }
}
