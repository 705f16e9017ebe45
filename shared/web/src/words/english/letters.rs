//! The letters in English.

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
    temporary_password: "Your temporary password",
    temporary_password_hint: "The page fills it in for you. Type it only where it asks for your current password.",
    until: |time| {
        format!("The link and the temporary password work until {}.", time.trim_end_matches('.'))
    },
    link_until: |time| format!("The link works until {}.", time.trim_end_matches('.')),
    browser_and_time: |browser, time| format!("{browser}, {}.", time.trim_end_matches('.')),
    happened: |time| format!("This was on {}.", time.trim_end_matches('.')),
    ending: |digits| format!("It is the billing account ending in {digits}."),
    raw_link: "If the button does not work, copy this address into your browser:",
    office: "Questions? Call us or answer this email.",
    automatic: "This email was sent because of something done in our member portal. We never ask for your password by email or by phone.",
};
