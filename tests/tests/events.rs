//! The events for trying a function by itself: every route has one, and each is answered as a browser would see it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;
use tests::app::{Event, TestApp};
use web::routes::ROUTES;

/// What each event is answered with; posts carry no form token: they are refused as forged, or led to the sign-in page
/// where only members post.
const STATUSES: [(&str, u16); 53] = [
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
    ("profile-accounts-show", 303),
    ("profile-accounts-submit", 303),
    ("profile-close-show", 303),
    ("profile-close-submit", 303),
    ("profile-closed-show", 200),
    ("profile-email-confirm-show", 410),
    ("profile-email-confirm-submit", 303),
    ("profile-email-show", 303),
    ("profile-email-submit", 303),
    ("profile-email-verify", 410),
    ("profile-language-show", 303),
    ("profile-language-submit", 303),
    ("profile-paperless-show", 303),
    ("profile-paperless-submit", 303),
    ("profile-password-show", 303),
    ("profile-password-submit", 303),
    ("profile-security-phrase-show", 303),
    ("profile-security-phrase-submit", 303),
    ("profile-sessions-show", 303),
    ("profile-sessions-submit", 303),
    ("profile-show", 303),
    ("recover-password-show", 303),
    ("recover-password-submit", 403),
    ("recover-show", 200),
    ("recover-submit", 403),
    ("recover-verify", 410),
    ("register-show", 200),
    ("register-submit", 403),
    ("security-phrase-show", 303),
    ("security-phrase-submit", 303),
    ("set-password-show", 200),
    ("set-password-submit", 403),
    ("set-password-verify", 410),
    ("sign-in-show", 200),
    ("sign-in-sign-out", 303),
    ("sign-in-start", 200),
    ("sign-in-submit", 403),
    ("sign-in-terms-show", 303),
    ("sign-in-terms-submit", 303),
];

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
    for (name, status) in STATUSES {
        let page = app.answer(&event(name)).await;

        assert_eq!(page.status, status, "{name}");
    }
}

#[test]
fn every_route_has_an_event() {
    let events = STATUSES.map(|(name, _)| event(name));
    let have: BTreeSet<(&str, &str)> = events.iter().map(|it| (it.method(), it.path())).collect();

    for (path, methods, _) in ROUTES {
        for method in methods {
            assert!(have.contains(&(*method, path)), "{method} {path} has no event");
        }
    }
}

#[test]
fn every_event_of_a_route_is_named_for_its_function() {
    for (name, _) in STATUSES {
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
        "mail-feedback-bounce",
        "mail-feedback-ignored",
        "send-letters-stream",
        "send-letters-sweep",
        "write-changes-hourly",
    ];
    let known: BTreeSet<String> =
        STATUSES.iter().map(|(name, _)| *name).chain(others).map(str::to_owned).collect();

    let files = std::fs::read_dir(folder()).expect("the folder").filter_map(|entry| {
        let path = entry.expect("an entry").path();
        let is_event = path.extension().is_some_and(|it| it == "json");
        is_event.then(|| path.file_stem().expect("a name").to_string_lossy().into_owned())
    });

    assert_eq!(files.collect::<BTreeSet<_>>(), known);
}

/// As a developer tries a function by itself, with the real tool. Never run so far: nothing starts it yet.
#[test]
#[ignore = "needs cargo lambda; nothing starts it yet"]
#[expect(clippy::disallowed_methods, reason = "a script starts the tools and says where they are")]
fn cargo_lambda_invoke_answers_every_event() {
    let port = std::env::var("PORTAL_PORT").expect("whoever starts cargo lambda says it");
    let functions: BTreeSet<String> = local::template::Template::deployed()
        .expect("the template can be read")
        .functions
        .into_iter()
        .map(|function| function.name)
        .collect();
    let files = std::fs::read_dir(folder())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path());
    for file in files.filter(|path| path.extension().is_some_and(|it| it == "json")) {
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let function =
            functions.iter().filter(|it| name.starts_with(*it)).max_by_key(|it| it.len());
        let ran = std::process::Command::new("cargo")
            .args(["lambda", "invoke", "--invoke-address", "127.0.0.1", "--invoke-port", &port])
            .arg(function.expect("an event is named for its function"))
            .arg("--data-file")
            .arg(&file)
            .output()
            .expect("cargo lambda is on the path");

        let said = String::from_utf8_lossy(&ran.stdout).into_owned();
        let answer: Value = serde_json::from_str(&said).unwrap_or_default();
        match STATUSES.iter().find(|(known, _)| *known == name) {
            Some((_, status)) => assert_eq!(answer["statusCode"], *status, "{name}"),
            // There is no bucket behind the file that it names.
            None if name.starts_with("import-accounts") => {
                let told = String::from_utf8_lossy(&ran.stderr);
                assert!(told.contains("error"), "{name}: {told}");
            }
            None => assert!(ran.status.success(), "{name}: {said}"),
        }
    }
}
