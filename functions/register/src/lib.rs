//! Step 2: who the member is and which account is theirs.
//!
//! Nothing is written: the answers travel to step 3 in a signed cookie.

mod pages;

use std::future::ready;

use domain::ports::Clock;
use domain::{
    AccountNumber, AccountNumberError, ConfirmEmailError, Email, EmailError, Name, NameError,
};
use lambda_http::{Body, Request, Response};
use web::cookies::{SetCookie, Ticket};
use web::{Reply, Step, Visit, slip};

const FIELDS: [&str; 4] = ["account_number", "name", "email", "confirm_email"];

/// The most letters of an account number that are kept as they were typed.
const TYPED_ACCOUNT_MAX: usize = 64;

/// Answers `GET, POST /register`.
#[tracing::instrument(name = "register", skip_all)]
pub async fn handle(step: &Step<(), impl Clock>, request: Request) -> Response<Body> {
    let fields = [&FIELDS[..], &slip::FIELDS].concat();
    step.answer("register", &fields, request, |step, visit| Box::pin(ready(Ok(reply(step, visit)))))
        .await
}

fn reply(step: &Step<(), impl Clock>, visit: &Visit) -> Reply {
    match visit.route() {
        ("GET", "/register") => pages::form(visit),
        ("POST", "/register") => submit(step, visit),
        _ => web::lost(visit),
    }
}

fn submit(step: &Step<(), impl Clock>, visit: &Visit) -> Reply {
    let ticket = match parse(visit) {
        Ok(ticket) => ticket,
        Err(errors) => return pages::refused(visit, &errors),
    };
    let email = Email::parse(&ticket.email).ok();
    match email.and_then(|email| slip::asked_about(visit.form(), &email)) {
        Some(meant) => pages::ask_for_the_email(visit, &meant),
        None => pages::accepted(SetCookie::signed(&step.desk.keys, &ticket, visit.now())),
    }
}

/// Every rule that the form broke.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Errors {
    account_number: Option<AccountNumberError>,
    name: Option<NameError>,
    email: Option<EmailError>,
    confirm_email: Option<ConfirmEmailError>,
}

fn parse(visit: &Visit) -> Result<Ticket, Errors> {
    let form = visit.form();
    let [account_number, name, ..] = FIELDS.map(|field| form.get(field));
    let [email, confirm_email] = slip::typed(form);
    let typed = [account_number, name, email, confirm_email];
    let [account_number, name, email, confirm_email] = typed.each_ref().map(domain::Typed::expose);
    let parsed =
        (visit.portal().account_form.parse(account_number), Name::parse(name), Email::parse(email));
    match (parsed, Email::confirm(email, confirm_email)) {
        ((Ok(account), Ok(_), Ok(email)), Ok(())) => Ok(Ticket {
            id: new_id(),
            account_number: kept(account_number, &account),
            name: name.trim().to_owned(),
            email: email.expose().to_owned(),
        }),
        ((account, name, email), confirmed) => Err(Errors {
            account_number: account.err(),
            name: name.err(),
            email: email.err(),
            confirm_email: confirmed.err(),
        }),
    }
}

/// The number as typed, so that going back shows it so; a very long spelling gives way to the plain one.
fn kept(typed: &str, account: &AccountNumber) -> String {
    let typed = typed.trim();
    if typed.len() <= TYPED_ACCOUNT_MAX { typed } else { account.expose() }.to_owned()
}

fn new_id() -> String {
    domain::PendingId::new(web::random()).text()
}
