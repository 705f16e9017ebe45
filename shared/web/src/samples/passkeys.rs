//! Passkeys: where they sign in, and the profile's pages about them.

use domain::Language;

use super::{EMAIL, SPRING, day, typed, view, wrong};
use crate::pages::view::{Checkbox, Field, SecretField, View};
use crate::pages::{
    AddPasskey, Asked, ByPasskey, Ceremony, CodeBox, Html, NewEmail, PasskeyShown, RemoveFactor,
    SecondStep, Security, SecurityDone,
};
use crate::portal::Portal;
use crate::words::moment::local_time;
use crate::words::words;

const CEREMONY: Ceremony<'_> =
    Ceremony { challenge: "c2FtcGxlLWNoYWxsZW5nZQ", signed: "sample-challenge" };

/// The button that signs in.
pub(super) fn by(error: Option<&str>) -> ByPasskey<'_> {
    ByPasskey { ceremony: CEREMONY, error }
}

/// Each page with its name.
pub(super) fn pages(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let seen = |path| View { signed_in: true, ..view(portal, language, path) };
    let shown = shown(portal, language);
    let none = Security {
        view: seen("/profile/security"),
        done: None,
        offered: true,
        app: None,
        passkeys: &[],
        room_for_passkeys: true,
        codes_left: None,
        limited: false,
        waiting: None,
    };
    let some = Security {
        done: Some(SecurityDone::AddedPasskey),
        passkeys: &shown,
        codes_left: Some(10),
        ..none
    };
    let one_gone = Security {
        done: Some(SecurityDone::RemovedOne),
        passkeys: &shown[..1],
        room_for_passkeys: false,
        ..none
    };
    let code = Some(CodeBox { error: None, passkey: true });
    let remove = RemoveFactor {
        view: seen("/profile/security/remove"),
        factor: &shown[0].id,
        name: Some(&shown[0].name),
        is_last: false,
        asked: Asked { email: EMAIL, password: Some(SecretField::default()), code },
    };
    let second = SecondStep {
        view: view(portal, language, "/sign-in/second"),
        code: Field::default(),
        passkey: Some(by(None)),
        remember: Some((7, Checkbox::default())),
    };
    let email = NewEmail {
        view: seen("/profile/email"),
        now: EMAIL,
        asked_for: None,
        email: Field::default(),
        confirm_email: Field::default(),
        meant: None,
        password: None,
        code,
    };
    vec![
        ("security_passkeys_none", none.render()),
        ("security_passkeys", some.render()),
        ("security_passkeys_one_gone", one_gone.render()),
        ("security_passkey", add(seen("/profile/security/passkey"), Asked::default()).render()),
        ("security_remove_passkey", remove.render()),
        ("security_remove_last_passkey", RemoveFactor { is_last: true, ..remove }.render()),
        ("second_by_passkey", second.render()),
        ("new_email_by_passkey", email.render()),
    ]
}

fn shown(portal: &'static Portal, language: Language) -> [PasskeyShown; 2] {
    let (since, time) = (day(portal, language), local_time(SPRING, portal.time_zone, language));
    let phone = PasskeyShown {
        id: "c2FtcGxlLWlkLW9mLWtleQ".to_owned(),
        name: "Maria’s phone".to_owned(),
        since: since.clone(),
        used: Some(time.clone()),
        trial_until: None,
    };
    let stick = PasskeyShown {
        id: "YW5vdGhlci1pZC1vZi1rZQ".to_owned(),
        name: "Security key on the key ring".to_owned(),
        since,
        used: None,
        trial_until: Some(time),
    };
    [phone, stick]
}

fn add<'a>(view: View<'a>, asked: Asked<'a>) -> AddPasskey<'a> {
    AddPasskey {
        view,
        ceremony: CEREMONY,
        credential: "",
        exclude: "c2FtcGxlLWNyZWRlbnRpYWw",
        user: "sample-id-of-a-member-",
        email: EMAIL,
        name: typed("Chrome on Android"),
        error: None,
        asked,
    }
}

/// Each form that came back, with its name.
pub(super) fn refused(portal: &'static Portal, language: Language) -> Vec<(&'static str, Html)> {
    let errors = &words(language).errors;
    let seen = |path| View { signed_in: true, ..view(portal, language, path) };
    let password = Some(SecretField { error: Some(errors.password_now_missing) });
    let asked = Asked { email: EMAIL, password, code: None };
    let add = add(seen("/profile/security/passkey"), asked);
    let made = AddPasskey {
        name: wrong("", errors.passkey_name_missing),
        credential: r#"{"rawId":"c2FtcGxl"}"#,
        ..add
    };
    let not_made =
        AddPasskey { error: Some(errors.passkey_not_made), asked: Asked::default(), ..add };
    let second = SecondStep {
        view: view(portal, language, "/sign-in/second"),
        code: Field::default(),
        passkey: Some(by(Some(errors.passkey_wrong))),
        remember: None,
    };
    vec![
        ("security_passkey", made.render()),
        ("security_passkey_not_made", not_made.render()),
        ("second_by_passkey", second.render()),
    ]
}
