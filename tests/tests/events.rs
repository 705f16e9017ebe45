//! Tests the events for trying out one function.
//!
//! Every route has events. Each gets the answer that a browser would see.

mod bodies;
mod invoked;

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;
use tests::app::{Event, TestApp};
use web::routes::ROUTES;

/// The answer to each ordinary event.
///
/// Posts have no form token, so they are refused as forged. Where only members post, they are redirected
/// to the sign-in page.
const ORDINARY: [(&str, u16); 90] = [
    ("bills-document", 303),
    ("bills-show", 303),
    ("check-email-resend", 403),
    ("check-email-show", 303),
    ("confirm-identity-captcha", 200),
    ("confirm-identity-show", 303),
    ("confirm-identity-submit", 403),
    ("confirm-identity-terms", 200),
    ("home-head", 200),
    ("home-not-found", 404),
    ("home-show", 303),
    ("not-me-show", 410),
    ("not-me-submit", 403),
    ("not-me-verify", 410),
    ("paperless-show", 303),
    ("paperless-submit", 303),
    ("outages-restored", 403),
    ("outages-show", 200),
    ("outages-submit", 403),
    ("pay-key-set", 200),
    ("pay-show", 303),
    ("pay-submit", 303),
    ("people-accept", 403),
    ("people-accept-show", 410),
    ("people-end", 303),
    ("people-invite", 303),
    ("people-show", 303),
    ("people-verify", 410),
    ("profile-accounts-show", 303),
    ("profile-accounts-submit", 303),
    ("profile-close-show", 303),
    ("profile-close-submit", 303),
    ("profile-closed-show", 303),
    ("profile-email-confirm-show", 410),
    ("profile-email-confirm-submit", 303),
    ("profile-email-show", 303),
    ("profile-email-submit", 303),
    ("profile-email-verify", 410),
    ("profile-language-show", 303),
    ("profile-language-submit", 303),
    ("profile-paperless-confirm-show", 410),
    ("profile-paperless-confirm-submit", 303),
    ("profile-paperless-show", 303),
    ("profile-paperless-submit", 303),
    ("profile-paperless-verify", 410),
    ("profile-password-show", 303),
    ("profile-password-submit", 303),
    ("profile-security-phrase-show", 303),
    ("profile-security-phrase-submit", 303),
    ("profile-sessions-show", 303),
    ("profile-sessions-submit", 303),
    ("profile-show", 303),
    ("recover-password-show", 410),
    ("recover-password-submit", 403),
    ("recover-show", 200),
    ("recover-submit", 403),
    ("recover-verify", 410),
    ("register-show", 200),
    ("register-submit", 403),
    ("security-app-show", 303),
    ("security-app-submit", 303),
    ("security-codes-show", 303),
    ("security-codes-submit", 303),
    ("security-lost-show", 303),
    ("security-lost-submit", 403),
    ("security-passkey-show", 303),
    ("security-passkey-submit", 303),
    ("security-phrase-show", 303),
    ("security-phrase-submit", 303),
    ("security-remove-show", 303),
    ("security-remove-submit", 303),
    ("security-reset-show", 410),
    ("security-reset-submit", 403),
    ("security-show", 303),
    ("security-verify", 410),
    ("set-password-show", 200),
    ("set-password-submit", 403),
    ("set-password-verify", 410),
    ("sign-in-passkey-challenge", 200),
    ("sign-in-passkey-submit", 403),
    ("sign-in-second-show", 303),
    ("sign-in-second-submit", 403),
    ("sign-in-show", 200),
    ("sign-in-sign-out", 303),
    ("sign-in-start", 200),
    ("sign-in-submit", 403),
    ("sign-in-terms-show", 303),
    ("sign-in-terms-submit", 303),
    ("usage-download", 303),
    ("usage-show", 303),
];

/// The answer to each bad event, which a browser should not send but might.
const BAD: [(&str, u16); 89] = [
    ("bills-document-bad-cookie-twice", 400),
    ("bills-show-bad-cookie-twice", 400),
    ("check-email-resend-bad-site", 403),
    ("check-email-show-bad-cookie-twice", 400),
    ("confirm-identity-captcha-bad-host", 400),
    ("confirm-identity-show-bad-cookie-twice", 400),
    ("confirm-identity-submit-bad-type", 415),
    ("confirm-identity-terms-bad-query", 400),
    ("home-not-found-bad-path", 400),
    ("home-show-bad-cookie-twice", 400),
    ("not-me-show-bad-header-byte", 400),
    ("not-me-submit-bad-site", 403),
    ("not-me-verify-bad-token-missing", 410),
    ("outages-restored-bad-site", 403),
    ("outages-show-bad-cookie-twice", 400),
    ("outages-submit-bad-field-twice", 400),
    ("paperless-show-bad-header-byte", 400),
    ("paperless-submit-bad-base64-alphabet", 400),
    ("pay-key-set-bad-cookie-twice", 400),
    ("pay-show-bad-cookie-twice", 400),
    ("pay-submit-bad-site", 403),
    ("people-accept-bad-field-unknown", 400),
    ("people-accept-show-bad-cookie-twice", 400),
    ("people-end-bad-field-unknown", 400),
    ("people-invite-bad-origin", 403),
    ("people-show-bad-query", 400),
    ("people-verify-bad-token-blank", 400),
    ("profile-accounts-show-bad-cookie-twice", 400),
    ("profile-accounts-submit-bad-base64", 400),
    ("profile-close-show-bad-header-byte", 400),
    ("profile-close-submit-bad-type", 415),
    ("profile-closed-show-bad-host", 400),
    ("profile-email-confirm-show-bad-cookie-twice", 400),
    ("profile-email-confirm-submit-bad-site", 403),
    ("profile-email-show-bad-cookie-twice", 400),
    ("profile-email-submit-bad-origin", 403),
    ("profile-email-verify-bad-token-blank", 400),
    ("profile-language-show-bad-query", 400),
    ("profile-language-submit-bad-field-twice", 400),
    ("profile-paperless-confirm-show-bad-cookie-twice", 400),
    ("profile-paperless-confirm-submit-bad-site", 403),
    ("profile-paperless-show-bad-header-byte", 400),
    ("profile-paperless-submit-bad-field-twice", 400),
    ("profile-paperless-verify-bad-token-blank", 400),
    ("profile-password-show-bad-host", 400),
    ("profile-password-submit-bad-length", 413),
    ("profile-security-phrase-show-bad-header-byte", 400),
    ("profile-security-phrase-submit-bad-type", 415),
    ("profile-sessions-show-bad-query", 400),
    ("profile-sessions-submit-bad-field-unknown", 400),
    ("profile-show-bad-cookie-twice", 400),
    ("recover-password-show-bad-cookie-twice", 400),
    ("recover-password-submit-bad-field-unknown", 400),
    ("recover-show-bad-query", 400),
    ("recover-submit-bad-escape", 400),
    ("recover-verify-bad-token-blank", 400),
    ("register-show-bad-query", 400),
    ("register-submit-bad-base64", 400),
    ("security-app-show-bad-cookie-twice", 400),
    ("security-app-submit-bad-field-unknown", 400),
    ("security-codes-show-bad-cookie-twice", 400),
    ("security-codes-submit-bad-field-unknown", 400),
    ("security-lost-show-bad-cookie-twice", 400),
    ("security-lost-submit-bad-site", 403),
    ("security-passkey-show-bad-cookie-twice", 400),
    ("security-passkey-submit-bad-field-unknown", 400),
    ("security-phrase-show-bad-query", 400),
    ("security-phrase-submit-bad-utf8", 400),
    ("security-remove-show-bad-cookie-twice", 400),
    ("security-remove-submit-bad-field-twice", 400),
    ("security-reset-show-bad-cookie-twice", 400),
    ("security-reset-submit-bad-field-twice", 400),
    ("security-show-bad-cookie-twice", 400),
    ("security-verify-bad-token-missing", 410),
    ("set-password-show-bad-cookie-twice", 400),
    ("set-password-submit-bad-length", 413),
    ("set-password-verify-bad-token-cut", 410),
    ("sign-in-passkey-challenge-bad-cookie-twice", 400),
    ("sign-in-passkey-submit-bad-field-twice", 400),
    ("sign-in-second-show-bad-cookie-twice", 400),
    ("sign-in-second-submit-bad-field-twice", 400),
    ("sign-in-show-bad-cookie-twice", 400),
    ("sign-in-sign-out-bad-origin", 403),
    ("sign-in-start-bad-host", 400),
    ("sign-in-submit-bad-field-twice", 400),
    ("sign-in-terms-show-bad-header-byte", 400),
    ("sign-in-terms-submit-bad-field-unknown", 400),
    ("usage-download-bad-cookie-twice", 400),
    ("usage-show-bad-query", 400),
];

/// All events of routes.
fn statuses() -> impl Iterator<Item = (&'static str, u16)> {
    ORDINARY.into_iter().chain(BAD)
}

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../events"))
}

fn event(name: &str) -> Event {
    let path = folder().join(format!("{name}.json"));
    let text = std::fs::read_to_string(&path).expect("the file is there");
    Event(serde_json::from_str::<Value>(&text).expect("JSON"))
}

#[tokio::test]
async fn each_event_is_answered() {
    let app = TestApp::start().await;
    for (name, status) in statuses() {
        let page = app.answer(&event(name)).await;

        assert_eq!(page.status, status, "{name}");
    }
}

#[test]
fn every_route_has_an_ordinary_event_and_a_bad_one() {
    let of = |table: &[(&str, u16)]| -> BTreeSet<(String, String)> {
        let events = table.iter().map(|(name, _)| event(name));
        events.map(|it| (it.method().to_owned(), it.path().to_owned())).collect()
    };
    let (ordinary, bad) = (of(&ORDINARY), of(&BAD));

    for (path, methods, _) in ROUTES {
        for method in methods {
            let route = ((*method).to_owned(), path.to_owned());
            assert!(ordinary.contains(&route), "{method} {path} has no ordinary event");
            assert!(bad.contains(&route), "{method} {path} has no bad event");
        }
    }
}

#[test]
fn a_bad_event_is_named_for_the_one_that_it_spoils_and_is_refused() {
    for (name, status) in BAD {
        let (spoilt, _) = name.split_once("-bad-").expect("its name says what is bad");

        assert!(ORDINARY.iter().any(|(ordinary, _)| *ordinary == spoilt), "{name}");
        assert_ne!(event(name).0, event(spoilt).0, "{name}");
        assert!((400..500).contains(&status), "{name}");
    }
}

#[test]
fn every_event_of_a_route_is_named_for_its_function() {
    for (name, _) in statuses() {
        let event = event(name);
        let route = ROUTES
            .iter()
            .find(|(path, methods, _)| *path == event.path() && methods.contains(&event.method()));
        let function = route.map_or("home", |(_, _, function)| function);

        assert!(name.starts_with(function), "{name} is for {function}");
    }
}

#[test]
fn no_event_is_left_out() {
    let others = [
        "clean-up-hourly",
        "import-accounts-upload",
        "import-history-hourly",
        "import-history-upload",
        "mail-feedback-bounce",
        "mail-feedback-ignored",
        "send-letters-stream",
        "send-letters-sweep",
        "write-changes-hourly",
    ];
    let known: BTreeSet<String> =
        statuses().map(|(name, _)| name).chain(others).map(str::to_owned).collect();

    let files = std::fs::read_dir(folder()).expect("the folder").filter_map(|entry| {
        let path = entry.expect("an entry").path();
        let is_event = path.extension().is_some_and(|it| it == "json");
        is_event.then(|| path.file_stem().expect("a name").to_string_lossy().into_owned())
    });

    assert_eq!(files.collect::<BTreeSet<_>>(), known);
}
