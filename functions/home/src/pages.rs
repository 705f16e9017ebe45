//! How home looks.

use domain::{AccountNumber, Member, Paperless, Phrase};
use web::pages::{Home, Office, OfficeSubject};
use web::{Reply, Visit};

/// The member's home.
pub(crate) fn home(visit: &Visit, member: &Member) -> Reply {
    let accounts: Vec<String> =
        member.account_numbers().iter().map(AccountNumber::masked).collect();
    let paperless = match member.paperless {
        Paperless::Unasked | Paperless::Skipped(_) => None,
        Paperless::On(_) => Some(true),
        Paperless::Off(_) => Some(false),
    };
    let phrase = match &member.phrase {
        Phrase::Unasked | Phrase::Skipped(_) => None,
        Phrase::Chosen(phrase) => Some(phrase.expose()),
    };
    let email = member.email.expose();
    let page = Home { view: visit.view(), email, accounts: &accounts, paperless, phrase };
    Reply::ok(page.render(), "shown")
}

/// What the office does until the portal does it.
pub(crate) fn office(visit: &Visit, subject: OfficeSubject) -> Reply {
    Reply::ok(Office { view: visit.view(), subject }.render(), "shown")
}

/// A HEAD says whether a page is there; it never has a body, and nothing happens.
pub(crate) fn head(visit: &Visit, path: &str) -> Reply {
    match web::routes::methods(path) {
        Some(methods) if methods.contains(&"GET") => Reply::ok(String::new(), "head"),
        Some(_) | None => web::lost(visit),
    }
}
