//! The profile's pages about the login itself.

use domain::Language;

use super::{EMAIL, typed, view, wrong};
use crate::pages::view::{Field, SecretField, View};
use crate::pages::{
    Accounts, Close, Closed, ConfirmEmail, Html, NewEmail, NotAdded, SessionRow, Sessions,
};
use crate::portal::PORTAL;
use crate::words::words;

/// Each page with its name.
pub(super) fn pages(language: Language) -> Vec<(&'static str, Html)> {
    let seen = |path| View { signed_in: true, ..view(language, path) };
    let time = match language {
        Language::English => ["Wednesday, March 4 at 3:15 PM", "Wednesday, March 4 at 9:02 AM"],
        Language::Spanish => {
            ["miércoles 4 de marzo a las 3:15 p. m.", "miércoles 4 de marzo a las 9:02 a. m."]
        }
    };
    let all =
        [("a", "Chrome on Android", time[0], true), ("b", "Firefox on Windows", time[1], false)];
    let all = all.map(|(id, device, since, is_this)| {
        let (id, device, since) = (id.to_owned(), device.to_owned(), since.to_owned());
        SessionRow { id, device, since, is_this }
    });
    let sessions = Sessions { view: seen("/profile/sessions"), ended: false, all: &all };
    let alone = Sessions { ended: true, all: &all[..1], ..sessions };
    let close =
        Close { view: seen("/profile/close"), email: EMAIL, password: SecretField::default() };
    let closed = Closed { view: view(language, "/profile/closed") };
    let email = NewEmail {
        view: seen("/profile/email"),
        now: EMAIL,
        asked: false,
        email: Field::default(),
        confirm_email: Field::default(),
        password: Some(SecretField::default()),
    };
    let asked = NewEmail { asked: true, password: None, ..email };
    let view = view(language, "/profile/email/confirm");
    let mut pages = vec![
        ("sessions", sessions.render()),
        ("sessions_alone", alone.render()),
        ("new_email", email.render()),
        ("new_email_asked", asked.render()),
        ("confirm_email", ConfirmEmail { view, email: EMAIL }.render()),
        ("close", close.render()),
        ("closed", closed.render()),
    ];
    pages.extend(accounts(language));
    pages
}

fn accounts(language: Language) -> [(&'static str, Html); 6] {
    let mine = ["••••4417".to_owned(), "••••0093".to_owned()];
    let plain = Accounts {
        view: View { signed_in: true, ..view(language, "/profile/accounts") },
        accounts: &mine,
        not_added: None,
        account_number: Field::default(),
        name: Field::default(),
        answers: &[],
    };
    let answers = [typed("24091")];
    let not_added = |why| {
        let (account_number, name) = (typed("4417-0093"), typed("Quintero"));
        Accounts { not_added: Some(why), account_number, name, answers: &answers, ..plain }.render()
    };
    [
        ("accounts", plain.render()),
        ("accounts_could_not_match", not_added(NotAdded::CouldNotMatch)),
        ("accounts_has_login", not_added(NotAdded::HasLogin)),
        ("accounts_is_theirs", not_added(NotAdded::IsTheirs)),
        ("accounts_too_many_tries", not_added(NotAdded::TooManyTries)),
        ("accounts_full", not_added(NotAdded::Full)),
    ]
}

/// Each form that came back, with its name.
pub(super) fn refused(language: Language) -> Vec<(&'static str, Html)> {
    let errors = &words(language).errors;
    let seen = |path| View { signed_in: true, ..view(language, path) };
    let not_zip = (errors.answer_not_zip)(PORTAL.asked()[0].label.get(language));
    let accounts = Accounts {
        view: seen("/profile/accounts"),
        accounts: &[],
        not_added: None,
        account_number: wrong("", errors.account_number_missing),
        name: typed("Quintero"),
        answers: &[wrong("786", &not_zip)],
    };
    let password = SecretField { error: Some(errors.password_now_wrong) };
    let email = NewEmail {
        view: seen("/profile/email"),
        now: EMAIL,
        asked: false,
        email: wrong(EMAIL, errors.email_is_theirs),
        confirm_email: wrong("", errors.confirm_email_missing),
        password: Some(password),
    };
    let close = Close { view: seen("/profile/close"), email: EMAIL, password };
    vec![("accounts", accounts.render()), ("new_email", email.render()), ("close", close.render())]
}
