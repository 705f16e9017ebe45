//! The forms as they come back when something is to be said.

use domain::{AccountNumberError, Language, SecurityPhrase};

use super::{EMAIL, typed, view, wrong};
use crate::fields::says;
use crate::pages::view::{Checkbox, Field, SecretField, View};
use crate::pages::{
    Html, Identity, NewPassword, NewTerms, Paperless, Password, Phrase, Recover, Register, SignIn,
};
use crate::portal::Portal;
use crate::words::words;

/// Each refused form with its name.
///
/// # Errors
///
/// When a template cannot be filled in.
pub fn refused(
    portal: &'static Portal,
    language: Language,
) -> Result<Vec<(&'static str, String)>, askama::Error> {
    let errors = &words(language).errors;
    let sign_in = SignIn {
        view: view(portal, language, "/sign-in"),
        notice: None,
        email: wrong(EMAIL, errors.sign_in_wrong),
        password: SecretField::default(),
        passkey: None,
    };
    let by_passkey = SignIn {
        email: Field::default(),
        passkey: Some(super::passkeys::by(Some(errors.passkey_refused))),
        ..sign_in
    };
    let new_terms = NewTerms {
        view: View { signed_in: true, ..view(portal, language, "/sign-in/terms") },
        accept_terms: Checkbox { checked: false, error: Some(errors.terms_not_accepted) },
    };
    let email = wrong("maria@", errors.email_malformed);
    let recover = Recover { view: view(portal, language, "/recover"), email };
    let malformed = says::account_number(portal, language, AccountNumberError::NotAnAccountNumber);
    let register = Register {
        view: view(portal, language, "/register"),
        account_number: wrong("12 <b>", &malformed),
        name: wrong("", errors.name_missing),
        email: typed(EMAIL),
        confirm_email: wrong("maria@example.com", errors.confirm_email_different),
        meant: None,
    };
    let view = View { signed_in: true, ..view(portal, language, "/register/paperless") };
    let paperless = Paperless { view, bills: None, error: Some(errors.paperless_not_chosen) };
    let too_short = (errors.phrase_too_short)(SecurityPhrase::MIN);
    let phrase = Phrase {
        view,
        security_phrase: wrong("owl", &too_short),
        least: SecurityPhrase::MIN,
        is_step: true,
    };
    let mut all = vec![
        ("sign_in", sign_in.render()),
        ("sign_in_by_passkey", by_passkey.render()),
        ("register", register.render()),
        ("identity", identity(portal, language)),
        ("password", password(portal, language)),
        ("recover", recover.render()),
        ("new_terms", new_terms.render()),
        ("new_password", new_password(portal, language)),
        ("paperless", paperless.render()),
        ("phrase", phrase.render()),
    ];
    all.extend(super::outages::refused(portal, language));
    all.extend(super::second::refused(portal, language));
    all.extend(super::passkeys::refused(portal, language));
    all.extend(super::profile::refused(portal, language));
    all.extend(super::login::refused(portal, language));
    all.extend(super::people::refused(portal, language));
    all.into_iter().map(|(name, page)| Ok((name, page?))).collect()
}

fn identity(portal: &'static Portal, language: Language) -> Html {
    let errors = &words(language).errors;
    let label = portal.questions[0].label.get(language);
    let not_zip = (errors.answer_not_zip)(label);
    Identity {
        view: view(portal, language, "/register/identity"),
        account: "••••4417",
        ticket: "",
        answers: &[wrong("786", &not_zip)],
        robot_error: Some(errors.robot_not_done),
        accept_terms: Checkbox { checked: false, error: Some(errors.terms_not_accepted) },
    }
    .render()
}

fn password(portal: &'static Portal, language: Language) -> Html {
    let errors = &words(language).errors;
    let too_short = (errors.new_password_too_short)(portal.figures.password_min());
    Password {
        view: view(portal, language, "/register/password"),
        email: typed(EMAIL),
        account_number: Some(Field { value: "4417", error: Some(errors.account_number_different) }),
        current_password: wrong("7KQM", errors.current_password_wrong),
        filled_in: false,
        new_password: SecretField { error: Some(&too_short) },
        confirm_password: SecretField { error: Some(errors.confirm_password_missing) },
        least: portal.figures.password_min(),
    }
    .render()
}

fn new_password(portal: &'static Portal, language: Language) -> Html {
    let errors = &words(language).errors;
    NewPassword {
        view: view(portal, language, "/recover/password"),
        email: EMAIL,
        new_password: SecretField { error: Some(errors.new_password_too_easy) },
        confirm_password: SecretField { error: Some(errors.confirm_password_different) },
        least: portal.figures.password_min(),
    }
    .render()
}
