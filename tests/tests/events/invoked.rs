//! The events under `cargo lambda watch`, which `tests/ci/cargo-lambda` starts.

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tests::app::{Event, Page, Portal as _, Wire};

use super::{event, folder, statuses};

/// Each function's events, by name.
fn by_function() -> BTreeMap<String, Vec<String>> {
    let functions = local::template::Template::deployed().expect("the template can be read");
    let functions = functions.functions.into_iter().map(|function| function.name);
    // The desk has no events: its journeys go over its own host.
    let functions = functions.filter(|name| name != "desk");
    let mut all: BTreeMap<String, Vec<String>> = functions.map(|name| (name, vec![])).collect();
    for file in std::fs::read_dir(folder()).expect("the folder") {
        let path = file.expect("an entry").path();
        if path.extension().is_some_and(|it| it == "json") {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let longest = all.iter_mut().filter(|(function, _)| name.starts_with(*function));
            let function = longest.max_by_key(|(function, _)| function.len());
            function.expect("an event is named for its function").1.push(name);
        }
    }
    all
}

/// Starts `cargo lambda invoke` with an event.
fn invoke(port: &str, function: &str, event: &str) -> Child {
    Command::new("cargo")
        .args(["lambda", "invoke", "--invoke-address", "127.0.0.1", "--invoke-port", port])
        .args([function, "--data-file"])
        .arg(folder().join(format!("{event}.json")))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("cargo lambda is on the path")
}

/// Does what the command does: posts an event to the address of a function.
async fn send(portal: &Wire, function: &str, event: &Value) -> Page {
    let address = format!("/2015-03-31/functions/{function}/invocations");
    let mut post = Event::new("POST", &address).from("127.0.0.1");
    post = post.header("content-type", "application/json");
    post.0["body"] = event.to_string().into();
    portal.answer(&post).await
}

#[track_caller]
fn is_as_expected(name: &str, answer: &str) {
    let answer: Value = serde_json::from_str(answer).unwrap_or_default();
    if let Some((_, status)) = statuses().find(|(known, _)| *known == name) {
        assert_eq!(answer["statusCode"], status, "{name}");
    }
}

/// Tests one event of each function with the command, and the others over HTTP.
#[tokio::test]
#[ignore = "tests/ci/cargo-lambda starts what it needs"]
#[expect(clippy::disallowed_methods, reason = "a script starts the tools and says where they are")]
async fn cargo_lambda_invoke_answers_every_event() {
    let portal = std::env::var("PORTAL").expect("whoever starts cargo lambda says it");
    let port = portal.rsplit(':').next().expect("a port");
    let all = by_function();

    // The functions start together.
    let begun: Vec<_> = all
        .iter()
        .map(|(function, events)| {
            let event = events.first().expect("a function has an event");
            (event, invoke(port, function, event))
        })
        .collect();
    for (event, invoked) in begun {
        let ran = invoked.wait_with_output().expect("it ends");
        if names_a_file(event) {
            let told = String::from_utf8_lossy(&ran.stderr);
            assert!(told.contains("error"), "{event}: {told}");
        } else {
            assert!(ran.status.success(), "{event}: {ran:?}");
            is_as_expected(event, &String::from_utf8_lossy(&ran.stdout));
        }
    }

    let portal = Wire::to(&portal);
    for (function, events) in &all {
        for name in &events[1..] {
            let answer = send(&portal, function, &event(name).0).await;

            if names_a_file(name) {
                assert_eq!(answer.status, 500, "{name}: {}", answer.body);
            } else {
                assert_eq!(answer.status, 200, "{name}: {}", answer.body);
                is_as_expected(name, &answer.body);
            }
        }
    }
}

/// Whether an event is of a file that was put. None was, so the function fails, and Lambda would try again.
fn names_a_file(event: &str) -> bool {
    event.starts_with("import-") && event.ends_with("-upload")
}
