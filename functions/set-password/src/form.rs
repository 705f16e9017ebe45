//! The fields of step 5's form, the rules that it can break, and which boxes it has.

use domain::{AccountNumberError, EmailError, Pending};
use web::{Visit, cookies, new_password};

pub(crate) const FIELDS: [&str; 5] =
    ["email", "current_password", "new_password", "confirm_password", "account_number"];

/// Every rule that the form broke.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Errors {
    pub(crate) email: Option<AboutEmail>,
    pub(crate) account_number: Option<AboutAccountNumber>,
    pub(crate) current_password: Option<AboutCurrentPassword>,
    pub(crate) password: new_password::Errors,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AboutEmail {
    Rule(EmailError),
    NotTheLetters,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AboutAccountNumber {
    Rule(AccountNumberError),
    Different,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AboutCurrentPassword {
    Missing,
    Wrong,
    Shut,
}

/// Whether this browser asked for the registration.
pub(crate) fn is_the_browser_that_registered(visit: &Visit, pending: &Pending) -> bool {
    visit.cookie::<cookies::Pending>().is_some_and(|cookie| cookie.names(&pending.id))
}

/// Whether a form without a link asked for the account number and got none.
pub(crate) fn asks_for_account_number(visit: &Visit) -> bool {
    let asked = visit.cookie::<cookies::Pending>().is_none();
    asked && visit.form().get("account_number").expose().trim().is_empty()
}
