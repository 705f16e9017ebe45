//! The second step of signing in, and the profile's pages about it.

use domain::Language;

use super::{EMAIL, SPRING, day, typed, view, wrong};
use crate::pages::view::{Checkbox, Field, SecretField, View};
use crate::pages::{
    AddApp, AppShown, Asked, CodeBox, CodesShown, Html, LostState, MakeCodes, QrCode, RemoveFactor,
    ResetAsks, ResetDone, SecondDone, SecondLost, SecondReset, SecondStep, Security, SecurityDone,
};
use crate::portal::Portal;
use crate::words::moment::local_time;
use crate::words::words;

const KEY: &str = "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP";

/// Each page with its name.
pub(super) fn pages(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let seen = |path| view(portal, language, path);
    let unchecked = Checkbox::default();
    let step = SecondStep {
        view: seen("/sign-in/second"),
        code: Field::default(),
        passkey: None,
        remember: Some((7, unchecked)),
    };
    let time = local_time(SPRING, portal.time_zone, language);
    let lost = |state| SecondLost { view: seen("/sign-in/second/lost"), state }.render();
    let reset = |asks| SecondReset { view: seen("/second/reset"), asks }.render();
    let done = |what| SecondDone { view: seen("/second/reset"), what }.render();
    let password = SecretField::default();
    let mut pages = vec![
        ("second", step.render()),
        ("second_forgetful", SecondStep { remember: None, ..step }.render()),
        ("second_lost", lost(LostState::Asks { days: 3, after_mail: false })),
        ("second_lost_after_mail", lost(LostState::Asks { days: 14, after_mail: true })),
        ("second_lost_begun", lost(LostState::Begun(&time))),
        ("second_lost_open", lost(LostState::Open(&time))),
        ("second_lost_spent", lost(LostState::Spent(&time))),
        ("second_not_mine", reset(ResetAsks::NotMine(None))),
        ("second_not_mine_stands", reset(ResetAsks::NotMine(Some((EMAIL, password))))),
        ("second_stop", reset(ResetAsks::Stop)),
        ("second_reset", reset(ResetAsks::Reset { email: EMAIL, password })),
        ("second_not_mine_done", done(ResetDone::NotMine)),
        ("second_stopped", done(ResetDone::Stopped)),
        ("second_reset_done", done(ResetDone::Reset)),
    ];
    pages.extend(security(portal, language));
    pages
}

fn security(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let seen = |path| View { signed_in: true, ..view(portal, language, path) };
    let (since, time) = (day(portal, language), local_time(SPRING, portal.time_zone, language));
    let none = Security {
        view: seen("/profile/security"),
        done: None,
        offered: true,
        app: None,
        passkeys: &[],
        room_for_passkeys: false,
        codes_left: None,
        limited: false,
        waiting: None,
    };
    let app = AppShown { since: &since, used: Some(&time), trial_until: Some(&time) };
    let full = Security {
        done: Some(SecurityDone::Added),
        app: Some(app),
        codes_left: Some(9),
        waiting: Some(&time),
        ..none
    };
    let limited = Security {
        limited: true,
        app: Some(AppShown { used: None, trial_until: None, ..app }),
        codes_left: Some(1),
        ..none
    };
    let asked = Asked { email: EMAIL, password: Some(SecretField::default()), code: None };
    let picture = picture();
    let add = add(seen("/profile/security/app"), &picture, asked);
    let codes = MakeCodes {
        view: seen("/profile/security/codes"),
        offer: "sample-offer",
        after_app: true,
        asked: Asked::default(),
    };
    let shown: Vec<String> =
        ["7KQM-2XWD-9RTV-0HBC", "5ZNA-8PGE-1YJ6-4SFK"].map(str::to_owned).into();
    let shown = CodesShown { view: codes.view, codes: &shown, since: &since }.render();
    let both = Asked { code: Some(CodeBox::default()), ..asked };
    let remove = removing(seen("/profile/security/remove"), both);
    vec![
        ("security", none.render()),
        ("security_full", full.render()),
        ("security_limited", limited.render()),
        ("security_app", add.render()),
        ("security_codes", codes.render()),
        ("security_codes_shown", shown),
        ("security_remove", remove.render()),
    ]
}

fn picture() -> QrCode {
    let secret = KEY.replace(' ', "");
    let issuer = "Juniper%20Valley%20Electric";
    let address = format!("otpauth://totp/{issuer}:{EMAIL}?secret={secret}&issuer={issuer}");
    QrCode::of(&address).unwrap_or(QrCode { side: 0, path: String::new() })
}

fn add<'a>(view: View<'a>, picture: &'a QrCode, asked: Asked<'a>) -> AddApp<'a> {
    AddApp { view, offer: "sample-offer", key: KEY, picture, code: Field::default(), asked }
}

fn removing<'a>(view: View<'a>, asked: Asked<'a>) -> RemoveFactor<'a> {
    RemoveFactor { view, factor: "app", name: None, is_last: true, asked }
}

/// Each form that came back, with its name.
pub(super) fn refused(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let errors = &words(language).errors;
    let seen = |path| View { signed_in: true, ..view(portal, language, path) };
    let checked = Checkbox { checked: true, error: None };
    let step = SecondStep {
        view: view(portal, language, "/sign-in/second"),
        code: wrong("", errors.code_wrong),
        passkey: None,
        remember: Some((7, checked)),
    };
    let password = SecretField { error: Some(errors.password_now_wrong) };
    let code = CodeBox { error: Some(errors.code_missing), passkey: false };
    let asked = Asked { email: EMAIL, password: Some(password), code: Some(code) };
    let picture = picture();
    let add = AddApp {
        code: wrong("12345", errors.code_malformed),
        ..add(seen("/profile/security/app"), &picture, asked)
    };
    let codes = MakeCodes {
        view: seen("/profile/security/codes"),
        offer: "sample-offer",
        after_app: false,
        asked,
    };
    let remove = removing(seen("/profile/security/remove"), asked);
    let asks = ResetAsks::Reset { email: typed(EMAIL).value, password };
    let reset = SecondReset { view: view(portal, language, "/second/reset"), asks };
    vec![
        ("second", step.render()),
        ("security_app", add.render()),
        ("security_codes", codes.render()),
        ("security_remove", remove.render()),
        ("second_reset", reset.render()),
    ]
}
