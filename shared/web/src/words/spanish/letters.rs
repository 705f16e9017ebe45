//! The letters in Spanish.

mod changed;
mod links;
mod registering;

use crate::words::tables::letters::LettersWords;

pub(super) const WORDS: LettersWords = LettersWords {
    confirm: registering::CONFIRM,
    already_member: registering::ALREADY_MEMBER,
    account_has_login: registering::ACCOUNT_HAS_LOGIN,
    could_not_match: registering::COULD_NOT_MATCH,
    too_many_tries: registering::TOO_MANY_TRIES,
    ask_again: registering::ASK_AGAIN,
    welcome: registering::WELCOME,
    account_bound: registering::ACCOUNT_BOUND,
    account_unbound: registering::ACCOUNT_UNBOUND,
    sessions_ended: changed::SESSIONS_ENDED,
    session_ended: changed::SESSION_ENDED,
    account_added: changed::ACCOUNT_ADDED,
    login_closed: changed::LOGIN_CLOSED,
    login_frozen: changed::LOGIN_FROZEN,
    login_opened: changed::LOGIN_OPENED,
    password_changed: changed::PASSWORD_CHANGED,
    phrase_changed: changed::PHRASE_CHANGED,
    bills_by_email: changed::BILLS_BY_EMAIL,
    bills_on_paper: changed::BILLS_ON_PAPER,
    recover: links::RECOVER,
    recover_again: links::RECOVER_AGAIN,
    still_frozen: links::STILL_FROZEN,
    no_login: links::NO_LOGIN,
    new_browser: changed::NEW_BROWSER,
    new_email: links::NEW_EMAIL,
    new_email_late: links::NEW_EMAIL_LATE,
    email_in_use: links::EMAIL_IN_USE,
    email_changed: links::EMAIL_CHANGED,
    email_replaced: links::EMAIL_REPLACED,
    temporary_password: "Su contraseña temporal",
    temporary_password_hint: "La página la escribe por usted. Escríbala solo donde le pida su contraseña actual.",
    until: |time| {
        format!(
            "El enlace y la contraseña temporal funcionan hasta el {}.",
            time.trim_end_matches('.')
        )
    },
    link_until: |time| format!("El enlace funciona hasta el {}.", time.trim_end_matches('.')),
    browser_and_time: |browser, time| format!("{browser}, {}.", time.trim_end_matches('.')),
    happened: |time| format!("Ocurrió el {}.", time.trim_end_matches('.')),
    ending: |digits| format!("Es la cuenta de facturación que termina en {digits}."),
    raw_link: "Si el botón no funciona, copie esta dirección en su navegador:",
    office: "¿Preguntas? Llámenos o responda a este mensaje.",
    automatic: "Este mensaje se envió por algo que se hizo en nuestro portal para miembros. Nunca le pedimos su contraseña por correo electrónico ni por teléfono.",
};
