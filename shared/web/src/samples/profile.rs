//! The profile's pages.

use domain::{Changed, Language};

use super::{EMAIL, view};
use crate::pages::{AllBills, ChooseLanguage, Profile};
use crate::view::View;
use crate::words::words;

/// Each page with its name.
pub(super) fn pages(language: Language) -> Vec<(&'static str, String)> {
    let accounts = ["••••4417".to_owned(), "••••0093".to_owned()];
    let day = match language {
        Language::English => "March 4, 2026",
        Language::Spanish => "4 de marzo de 2026",
    };
    let profile = Profile {
        view: View { signed_in: true, ..view(language, "/profile") },
        done: None,
        email: EMAIL,
        password_since: day,
        accounts: &accounts,
        bills: AllBills::ByEmail,
        has_phrase: true,
    };
    let mixed = Profile {
        done: Some(Changed::Password),
        bills: AllBills::Mixed,
        has_phrase: false,
        ..profile
    };
    let choose = ChooseLanguage {
        view: View { path: "/profile/language", ..profile.view },
        chosen: Some(language),
        error: None,
    };
    vec![
        ("profile", profile.render()),
        ("profile_changed", mixed.render()),
        ("profile_language", choose.render()),
    ]
}

/// Each form that came back, with its name.
pub(super) fn refused(language: Language) -> Vec<(&'static str, String)> {
    let errors = &words(language).errors;
    let view = View { signed_in: true, ..view(language, "/profile/language") };
    let choose = ChooseLanguage { view, chosen: None, error: Some(errors.language_not_chosen) };
    vec![("profile_language", choose.render())]
}
