//! The letters.

use domain::{Bills, Language};
use jiff::{SignedDuration, Timestamp};

use crate::letters::{Letter, Rendered};
use crate::portal::PORTAL;
use crate::words::moment::local_time;

const REGISTER: &str = "https://my.junipervalley.example/register";
const SIGN_IN: &str = "https://my.junipervalley.example/sign-in";
const RECOVER: &str = "https://my.junipervalley.example/recover";
const LINK: &str =
    "https://my.junipervalley.example/register/verify?t=MHhzYW1wbGUtdG9rZW4tbm90LWEtcmVhbC1vbmU";

const NOT_ME: &str =
    "https://my.junipervalley.example/not-me/verify?t=MHhzYW1wbGUtdG9rZW4tbm90LWEtcmVhbC1vbmU";
const NEW_PASSWORD: &str =
    "https://my.junipervalley.example/recover/verify?t=MHhzYW1wbGUtdG9rZW4tbm90LWEtcmVhbC1vbmU";
const NEW_EMAIL: &str = "https://my.junipervalley.example/profile/email/verify?t=MHhzYW1wbGUtdG9rZW4tbm90LWEtcmVhbC1vbmU";

/// March 4, 2026, 20:15 UTC.
const SPRING: SignedDuration = SignedDuration::from_secs(1_772_655_300);

/// Each letter with its name.
///
/// # Errors
///
/// When a template cannot be filled in.
pub fn letters(language: Language) -> Result<Vec<(&'static str, Rendered)>, askama::Error> {
    let time = local_time(Timestamp::UNIX_EPOCH + SPRING, PORTAL.time_zone, language);
    let when = time.as_str();
    let bills = |bills, ending| Letter::BillsChanged { bills, when, ending, sign_in: SIGN_IN };
    let all = [
        (
            "confirm",
            Letter::Confirm { link: LINK, temporary_password: "7KQM-2XWD-9RTV", until: &time },
        ),
        ("already_member", Letter::AlreadyMember { sign_in: SIGN_IN, recover: RECOVER }),
        ("account_has_login", Letter::AccountHasLogin { sign_in: SIGN_IN, recover: RECOVER }),
        ("could_not_match", Letter::CouldNotMatch { register: REGISTER }),
        ("too_many_tries", Letter::TooManyTries),
        ("ask_again", Letter::AskAgain { register: REGISTER }),
        ("welcome", Letter::Welcome { sign_in: SIGN_IN }),
        ("account_bound", Letter::AccountBound { when: &time, not_me: Some(NOT_ME) }),
        ("recover", Letter::Recover { link: NEW_PASSWORD, until: &time }),
        ("recover_again", Letter::RecoverAgain { recover: RECOVER }),
        ("still_frozen", Letter::StillFrozen),
        ("no_login", Letter::NoLogin { register: REGISTER }),
        (
            "new_browser",
            Letter::NewBrowser { browser: "Chrome on Android", when: &time, recover: RECOVER },
        ),
        ("password_changed", Letter::PasswordChanged { when: &time, recover: RECOVER }),
        ("account_unbound", Letter::AccountUnbound { ending: "5678" }),
        ("phrase_changed", Letter::PhraseChanged { when: &time, recover: RECOVER }),
        ("bills_by_email", bills(Bills::ByEmail, "")),
        ("bills_on_paper", bills(Bills::OnPaper, "5678")),
        ("sessions_ended", Letter::SessionsEnded { when: &time, recover: RECOVER }),
        (
            "session_ended",
            Letter::SessionEnded { browser: "Firefox on Windows", when: &time, recover: RECOVER },
        ),
        ("account_added", Letter::AccountAdded { when: &time, ending: "5678", recover: RECOVER }),
        ("new_email", Letter::NewEmail { link: NEW_EMAIL, until: &time }),
        ("new_email_late", Letter::NewEmailLate { sign_in: SIGN_IN }),
        ("email_in_use", Letter::EmailInUse { sign_in: SIGN_IN, recover: RECOVER }),
        ("email_changed", Letter::EmailChanged { when: &time, sign_in: SIGN_IN }),
        ("email_replaced", Letter::EmailReplaced { when: &time, not_me: Some(NOT_ME) }),
        ("login_closed", Letter::LoginClosed { when: &time, register: REGISTER }),
        ("login_frozen", Letter::LoginFrozen { when: &time }),
        ("login_opened", Letter::LoginOpened { sign_in: SIGN_IN }),
    ];
    all.into_iter().map(|(name, letter)| Ok((name, letter.render(language)?))).collect()
}
