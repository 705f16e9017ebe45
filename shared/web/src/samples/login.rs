//! The profile's pages about the login itself.

use domain::Language;
use jiff::SignedDuration;

use super::{EMAIL, SPRING, masked, typed, view, wrong};
use crate::pages::view::{Field, SecretField, View};
use crate::pages::{
    Accounts, Close, Closed, CodeBox, ConfirmEmail, Html, NewEmail, NotAdded, RememberedRow,
    SessionRow, Sessions,
};
use crate::portal::Portal;
use crate::words::moment::local_time;
use crate::words::words;

/// Each page with its name.
pub(super) fn pages(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let seen = |path| View { signed_in: true, ..view(portal, language, path) };
    let morning = SPRING - SignedDuration::from_mins(373);
    let all =
        [("a", "Chrome on Android", SPRING, true), ("b", "Firefox on Windows", morning, false)];
    let all = all.map(|(id, device, since, is_this)| {
        let since = local_time(since, portal.time_zone, language);
        SessionRow { id: id.to_owned(), device: device.to_owned(), since, is_this }
    });
    let sessions = Sessions {
        view: seen("/profile/sessions"),
        ended: false,
        all: &all,
        forgotten: false,
        remembered: &[],
    };
    let remembered = [RememberedRow {
        id: "a".to_owned(),
        device: "Chrome on Android".to_owned(),
        until: local_time(SPRING, portal.time_zone, language),
    }];
    let remembering = Sessions { forgotten: true, remembered: &remembered, ..sessions };
    let alone = Sessions { ended: true, all: &all[..1], ..sessions };
    let close = Close {
        view: seen("/profile/close"),
        email: EMAIL,
        password: Some(SecretField::default()),
        code: None,
    };
    let closed = Closed { view: view(portal, language, "/profile/closed") };
    let email = NewEmail {
        view: seen("/profile/email"),
        now: EMAIL,
        asked_for: None,
        email: Field::default(),
        confirm_email: Field::default(),
        meant: None,
        password: Some(SecretField::default()),
        code: None,
    };
    let asked = NewEmail { asked_for: Some("maria.okafor@new.example"), password: None, ..email };
    let view = view(portal, language, "/profile/email/confirm");
    let confirm = ConfirmEmail { view, email: EMAIL, code: None };
    let by_code = ConfirmEmail { code: Some(Field::default()), ..confirm };
    let said = words(language).login.confirm_email.code_wrong;
    let wrong = Field { value: "7KQM-2XWD-9RTV", error: Some(said) };
    let wrong_code = ConfirmEmail { code: Some(wrong), ..confirm };
    let mut pages = vec![
        ("sessions", sessions.render()),
        ("sessions_alone", alone.render()),
        ("sessions_remembered", remembering.render()),
        ("new_email", email.render()),
        ("new_email_asked", asked.render()),
        ("confirm_email", confirm.render()),
        ("confirm_email_by_code", by_code.render()),
        ("confirm_email_wrong_code", wrong_code.render()),
        ("close", close.render()),
        ("closed", closed.render()),
    ];
    pages.extend(accounts(portal, language));
    pages
}

fn accounts(portal: &'static Portal, language: Language) -> [(&'static str, Html); 6] {
    let mine = masked();
    let plain = Accounts {
        view: View { signed_in: true, ..view(portal, language, "/profile/accounts") },
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
pub(super) fn refused(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let errors = &words(language).errors;
    let seen = |path| View { signed_in: true, ..view(portal, language, path) };
    let not_zip = (errors.answer_not_zip)(portal.asked()[0].label.get(language));
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
        asked_for: None,
        email: wrong(EMAIL, errors.email_is_theirs),
        confirm_email: wrong("", errors.confirm_email_missing),
        meant: None,
        password: Some(password),
        code: None,
    };
    let code = CodeBox { error: Some(errors.code_wrong), passkey: false };
    let (password, code) = (Some(password), Some(code));
    let close = Close { view: seen("/profile/close"), email: EMAIL, password, code };
    vec![("accounts", accounts.render()), ("new_email", email.render()), ("close", close.render())]
}
