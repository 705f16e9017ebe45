//! How step 2 looks.

use domain::{AccountNumber, AccountNumberError, EmailError, Name, NameError, Typed};
use web::cookies::{SetCookie, Ticket};
use web::pages::Register;
use web::view::Field;
use web::words::words;
use web::{Reply, Visit};

use crate::{ConfirmEmailError, Errors};

/// The form, empty or with what was typed before going on.
pub(crate) fn form(visit: &Visit) -> Reply {
    let ticket = visit.cookie::<Ticket>();
    let typed = ticket
        .map(|ticket| [ticket.account_number, ticket.name, ticket.email.clone(), ticket.email]);
    let typed = typed.unwrap_or_default();
    let [account_number, name, email, confirm_email] =
        typed.each_ref().map(|value| Field { value, error: None });
    let page = Register { view: visit.view(), account_number, name, email, confirm_email };
    Reply::ok(page.render(), "shown")
}

/// On to step 3.
pub(crate) fn accepted(ticket: SetCookie) -> Reply {
    Reply::see_other("/register/identity", "accepted").with(ticket)
}

/// The form with what was typed and every rule that it broke.
pub(crate) fn refused(visit: &Visit, errors: &Errors) -> Reply {
    let typed = crate::FIELDS.map(|field| visit.form().get(field));
    let [account_number, name, email, confirm_email] = typed.each_ref().map(Typed::expose);
    let says = &words(visit.language()).errors;
    let about_account = errors.account_number.map(|error| match error {
        AccountNumberError::Missing => says.account_number_missing.to_owned(),
        AccountNumberError::NotAnAccountNumber => {
            (says.account_number_malformed)(AccountNumber::MIN, AccountNumber::MAX)
        }
    });
    let about_name = errors.name.map(|error| match error {
        NameError::Missing => says.name_missing.to_owned(),
        NameError::TooLong => (says.name_too_long)(Name::MAX),
    });
    let about_email = errors.email.map(|error| match error {
        EmailError::Missing => says.email_missing,
        EmailError::NotAnEmail => says.email_malformed,
    });
    let about_second = errors.confirm_email.map(|error| match error {
        ConfirmEmailError::Missing => says.confirm_email_missing,
        ConfirmEmailError::Different => says.confirm_email_different,
    });
    let page = Register {
        view: visit.view(),
        account_number: Field { value: account_number, error: about_account.as_deref() },
        name: Field { value: name, error: about_name.as_deref() },
        email: Field { value: email, error: about_email },
        confirm_email: Field { value: confirm_email, error: about_second },
    };
    Reply::refused(page.render())
}
