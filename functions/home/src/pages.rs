//! How home looks.

use domain::{Binding, Changed, Member, Paperless, Phrase};
use web::pages::{Home, HomeAccount};
use web::words::moment::local_date;
use web::{Reply, Visit};

/// How many of the last changes are shown.
const CHANGES: usize = 3;

/// The member's home.
pub(crate) fn home(visit: &Visit, member: &Member) -> Reply {
    let account = |binding: &Binding| HomeAccount {
        number: binding.account.masked(),
        bills: member.bills_of(binding),
    };
    let accounts: Vec<HomeAccount> = member.accounts.iter().map(account).collect();
    let day = |at| local_date(at, visit.portal().time_zone, visit.language());
    let changes: Vec<(Changed, String)> =
        member.last_changes().into_iter().take(CHANGES).map(|(it, at)| (it, day(at))).collect();
    let phrase = match &member.phrase {
        Phrase::Unasked | Phrase::Skipped(_) => None,
        Phrase::Chosen(phrase) => Some(phrase.expose()),
    };
    let mail_returned = match member.paperless {
        Paperless::Returned(at) => Some(day(at)),
        Paperless::Unasked | Paperless::Skipped(_) | Paperless::On(_) | Paperless::Off(_) => None,
    };
    let email = member.email.expose();
    let page = Home {
        view: visit.view(),
        email,
        accounts: &accounts,
        mail_returned: mail_returned.as_deref(),
        asks_for_bills: matches!(member.paperless, Paperless::Unasked | Paperless::Skipped(_)),
        phrase,
        changes: &changes,
    };
    Reply::ok(page.render(), "shown")
}

/// Where a password manager finds the page to change the password. Source: W3C, "A Well-Known URL for Changing Passwords".
pub(crate) fn change_password() -> Reply {
    Reply::see_other("/profile/password", "change_password")
}

/// The page that an address means which was typed or cut out of a text; else the page for no page. No token goes along.
pub(crate) fn meant(visit: &Visit, path: &str) -> Reply {
    match web::routes::meant(path) {
        Some(route) => Reply::see_other(route, "meant"),
        None => web::lost(visit),
    }
}

/// A HEAD says whether a page is there; it never has a body, and nothing happens.
pub(crate) fn head(visit: &Visit, path: &str) -> Reply {
    match web::routes::methods(path) {
        Some(methods) if methods.contains(&"GET") => Reply::ok(Ok(String::new()), "head"),
        Some(_) | None => web::lost(visit),
    }
}
