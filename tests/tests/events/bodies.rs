//! Bodies that people can read.
//!
//! The gateway passes forms on in base64. So each such event has a text file beside it, with a field a line.

use std::collections::BTreeSet;

use data_encoding::BASE64;

use super::{event, folder, statuses};

/// The text beside an event, without its comments: fields are on lines of their own.
///
/// ` × N` at the end of a line repeats its last letter.
fn written(name: &str) -> Option<String> {
    let text = std::fs::read_to_string(folder().join(format!("{name}.txt"))).ok()?;
    let fields: Vec<String> =
        text.lines().filter(|line| !line.starts_with('#')).map(field).collect();
    Some(fields.join("&"))
}

fn field(line: &str) -> String {
    let Some((field, times)) = line.split_once(" × ") else { return line.to_owned() };
    let last = field.chars().next_back().expect("a letter to repeat").to_string();
    let times: usize = times.parse().expect("how often");
    field.to_owned() + &last.repeat(times - 1)
}

#[test]
fn what_stands_beside_a_body_in_base64_is_that_body() {
    for (name, _) in statuses() {
        let event = event(name);
        let body = event.0["body"].as_str().unwrap_or_default();
        let is_base64 = event.0["isBase64Encoded"] == true;
        assert_eq!(is_base64, written(name).is_some(), "{name}");
        let Some(text) = written(name) else { continue };
        if name.contains("-bad-base64") {
            // As far as it can be read, it is the text.
            let whole = &text.as_bytes()[..text.len() / 3 * 3];
            assert!(whole.len() > 10 && body.starts_with(&BASE64.encode(whole)), "{name}");
        } else {
            assert_eq!(body, BASE64.encode(text.as_bytes()), "{name}");
        }
    }
}

#[test]
fn a_body_is_plain_where_the_gateway_sends_it_plain() {
    for (name, _) in statuses() {
        let event = event(name);
        let kind = event.0["headers"]["content-type"].as_str().unwrap_or_default();
        let is_text = kind.starts_with("text/") || kind == "application/json";
        let has_body = event.0["body"].as_str().is_some_and(|body| !body.is_empty());

        assert_eq!(event.0["isBase64Encoded"] == true, has_body && !is_text, "{name}");
        assert_eq!(event.0.get("body").is_some(), has_body, "{name}: an empty body is left out");
    }
}

#[test]
fn no_text_stands_beside_nothing() {
    let known: BTreeSet<String> = statuses().map(|(name, _)| name.to_owned()).collect();

    let files = std::fs::read_dir(folder()).expect("the folder").filter_map(|entry| {
        let path = entry.expect("an entry").path();
        let is_text = path.extension().is_some_and(|it| it == "txt");
        is_text.then(|| path.file_stem().expect("a name").to_string_lossy().into_owned())
    });

    assert!(files.collect::<BTreeSet<_>>().is_subset(&known));
}
