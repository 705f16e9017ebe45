//! How step 2 looks.

use domain::Typed;
use web::cookies::{SetCookie, Ticket};
use web::pages::Register;
use web::pages::view::Field;
use web::{Reply, Visit, says};

use crate::Errors;

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
    let language = visit.language();
    let about_account = errors.account_number.map(|error| says::account_number(language, error));
    let about_name = errors.name.map(|error| says::name(language, error));
    let about_email = errors.email.map(|error| says::email(language, error));
    let about_second = errors.confirm_email.map(|error| says::confirm_email(language, error));
    let page = Register {
        view: visit.view(),
        account_number: Field { value: account_number, error: about_account.as_deref() },
        name: Field { value: name, error: about_name.as_deref() },
        email: Field { value: email, error: about_email.as_deref() },
        confirm_email: Field { value: confirm_email, error: about_second },
    };
    Reply::refused(page.render())
}
