//! How step 2 looks.

use domain::Typed;
use web::cookies::{SetCookie, Ticket};
use web::pages::Register;
use web::pages::view::{Field, ShownAgain, View};
use web::words::words;
use web::{Form, Reply, Visit, says, slip};

use crate::Errors;

/// The form, empty or with what was typed before.
pub(crate) fn form(visit: &Visit) -> Reply {
    let mut typed = visit
        .typed_before()
        .map_or_else(|| of_ticket(visit), |form| typed(form).map(|it| it.expose().to_owned()));
    if visit.query("new") == Some("email") {
        // They come from "check your email" to give another address: only that is asked for again.
        let [.., email, confirm_email] = &mut typed;
        email.clear();
        confirm_email.clear();
    }
    let [account_number, name, email, confirm_email] =
        typed.each_ref().map(|value| Field { value, error: None });
    let view = View { shown_again: why_empty(visit).or(visit.view().shown_again), ..visit.view() };
    let page = Register { view, account_number, name, email, confirm_email, meant: None };
    Reply::ok(page.render(), "shown")
}

/// Why whoever comes back from a later step finds empty boxes: what was typed is kept for half an hour.
fn why_empty(visit: &Visit) -> Option<ShownAgain> {
    let comes_back = ["new", "over"].iter().any(|name| visit.query(name).is_some());
    (comes_back && visit.cookie::<Ticket>().is_none()).then_some(ShownAgain::BegunAnew)
}

/// What was typed before going on.
fn of_ticket(visit: &Visit) -> [String; 4] {
    let of = |it: Ticket| [it.account_number, it.name, it.email.clone(), it.email];
    visit.cookie::<Ticket>().map(of).unwrap_or_default()
}

/// What the boxes hold; who took the address that was meant finds it there, whatever else was wrong.
fn typed(form: &Form) -> [Typed; 4] {
    let [account_number, name, ..] = crate::FIELDS.map(|field| form.get(field));
    let [email, confirm_email] = slip::typed(form);
    [account_number, name, email, confirm_email]
}

/// On to step 3.
pub(crate) fn accepted(ticket: SetCookie) -> Reply {
    Reply::see_other("/register/identity", "accepted").with(ticket)
}

/// The form with what was typed and every rule that it broke.
pub(crate) fn refused(visit: &Visit, errors: &Errors) -> Reply {
    let typed = typed(visit.form());
    let [account_number, name, email, confirm_email] = typed.each_ref().map(Typed::expose);
    let language = visit.language();
    let about_account =
        errors.account_number.map(|error| says::account_number(visit.portal(), language, error));
    let about_name = errors.name.map(|error| says::name(language, error));
    let about_email = errors.email.map(|error| says::email(language, error));
    let about_second = errors.confirm_email.map(|error| says::confirm_email(language, error));
    let page = Register {
        view: visit.view(),
        account_number: Field { value: account_number, error: about_account.as_deref() },
        name: Field { value: name, error: about_name.as_deref() },
        email: Field { value: email, error: about_email.as_deref() },
        confirm_email: Field { value: confirm_email, error: about_second },
        meant: None,
    };
    Reply::refused(page.render())
}

/// The form with what was typed, and the question whether another address was meant.
pub(crate) fn ask_for_the_email(visit: &Visit, meant: &str) -> Reply {
    let typed = crate::FIELDS.map(|field| visit.form().get(field));
    let [account_number, name, email, confirm_email] = typed.each_ref().map(Typed::expose);
    let question = (words(visit.language()).steps.register.meant)(meant);
    let plain = |value| Field { value, error: None };
    let page = Register {
        view: visit.view(),
        account_number: plain(account_number),
        name: plain(name),
        email: Field { value: email, error: Some(&question) },
        confirm_email: plain(confirm_email),
        meant: Some(meant),
    };
    Reply::refused(page.render())
}
