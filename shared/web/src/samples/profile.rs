//! The profile's pages.

use domain::{Bills, Changed, Language, SecurityPhrase};

use super::{EMAIL, SPRING, day, masked, view};
use crate::pages::view::{Field, SecretField, View};
use crate::pages::{
    AllBills, BillsOfOne, ChangePaperless, ChangePassword, ChooseLanguage, CodeBox, ConfirmBills,
    Html, Profile, UpdatePhrase,
};
use crate::portal::Portal;
use crate::words::moment::local_time;
use crate::words::words;

/// Each page with its name.
pub(super) fn pages(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let (accounts, since) = (masked(), day(portal, language));
    let profile = Profile {
        view: View { signed_in: true, ..view(portal, language, "/profile") },
        done: None,
        email: EMAIL,
        password_since: &since,
        accounts: &accounts,
        second: Some(false),
        bills: AllBills::ByEmail,
        has_phrase: true,
        language,
    };
    let mixed = Profile {
        done: Some(Changed::Password),
        second: Some(true),
        bills: AllBills::Mixed,
        has_phrase: false,
        ..profile
    };
    let choose = ChooseLanguage {
        view: View { path: "/profile/language", ..profile.view },
        chosen: Some(language),
        error: None,
    };
    let bills = bills();
    let paperless = paperless(profile.view, &bills);
    let of_one = ChangePaperless { accounts: &bills[..1], ..paperless };
    let until = local_time(SPRING, portal.time_zone, language);
    let waits = ChangePaperless { waits: Some(&until), ..of_one };
    let unconfirmed = ChangePaperless { unconfirmed: true, ..of_one };
    let confirm = ConfirmBills { view: view(portal, language, "/profile/paperless/confirm") };
    let phrase = phrase(profile.view);
    let first = UpdatePhrase { current_password: None, has_phrase: false, ..phrase };
    vec![
        ("profile", profile.render()),
        ("profile_changed", mixed.render()),
        ("profile_language", choose.render()),
        ("profile_password", password(profile.view).render()),
        ("profile_paperless", paperless.render()),
        ("profile_paperless_of_one", of_one.render()),
        ("profile_paperless_waits", waits.render()),
        ("profile_paperless_unconfirmed", unconfirmed.render()),
        ("confirm_bills", confirm.render()),
        ("profile_phrase", phrase.render()),
        ("profile_phrase_first", first.render()),
    ]
}

fn password(view: View<'_>) -> ChangePassword<'_> {
    ChangePassword {
        view: View { path: "/profile/password", ..view },
        email: EMAIL,
        current_password: SecretField::default(),
        code: None,
        new_password: SecretField::default(),
        confirm_password: SecretField::default(),
        least: view.portal.figures.password_min(),
    }
}

fn bills() -> [BillsOfOne; 2] {
    let one = |key: &str, number, bills| {
        let key = key.to_owned();
        BillsOfOne { key, number, bills, is_chosen: false }
    };
    let [first, second] = masked();
    [one("a", first, Bills::ByEmail), one("b", second, Bills::OnPaper)]
}

fn paperless<'a>(view: View<'a>, accounts: &'a [BillsOfOne]) -> ChangePaperless<'a> {
    let view = View { path: "/profile/paperless", ..view };
    ChangePaperless {
        view,
        accounts,
        account_error: None,
        waits: None,
        unconfirmed: false,
        bills: None,
        error: None,
    }
}

fn phrase(view: View<'_>) -> UpdatePhrase<'_> {
    UpdatePhrase {
        view: View { path: "/profile/security-phrase", ..view },
        security_phrase: Field::default(),
        current_password: Some(SecretField::default()),
        email: EMAIL,
        has_phrase: true,
        least: SecurityPhrase::MIN,
    }
}

/// Each form that came back, with its name.
pub(super) fn refused(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let errors = &words(language).errors;
    let view = View { signed_in: true, ..view(portal, language, "/profile/language") };
    let choose = ChooseLanguage { view, chosen: None, error: Some(errors.language_not_chosen) };
    let too_short = (errors.new_password_too_short)(portal.figures.password_min());
    let password = ChangePassword {
        current_password: SecretField { error: Some(errors.password_now_wrong) },
        code: Some(CodeBox { error: Some(errors.code_malformed), passkey: false }),
        new_password: SecretField { error: Some(&too_short) },
        confirm_password: SecretField { error: Some(errors.confirm_password_missing) },
        ..password(view)
    };
    let bills = bills();
    let paperless = ChangePaperless {
        account_error: Some(errors.account_not_chosen),
        error: Some(errors.bills_not_chosen),
        ..paperless(view, &bills)
    };
    let too_short = (errors.phrase_too_short)(SecurityPhrase::MIN);
    let phrase = UpdatePhrase {
        security_phrase: Field { value: "owl", error: Some(&too_short) },
        current_password: Some(SecretField { error: Some(errors.password_now_missing) }),
        ..phrase(view)
    };
    vec![
        ("profile_language", choose.render()),
        ("profile_password", password.render()),
        ("profile_paperless", paperless.render()),
        ("profile_phrase", phrase.render()),
    ]
}
