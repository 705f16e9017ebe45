//! What a function answers whose settings are refused: one plain page in both languages, which needs no settings.
//!
//! The function goes on to live, so that members see a page and never the gateway's JSON. A new version of the settings
//! starts it anew.

use askama::Template;
use domain::Language;
use http::{StatusCode, header};
use lambda_http::lambda_runtime::{self, LambdaEvent, service_fn};
use serde_json::{Map, Value, json};

use crate::request::reply::wire;
use crate::words::tables::problems::Problem;
use crate::words::words;

/// Nothing is loaded, run or sent anywhere.
const POLICY: &str =
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// How long programs should wait, in seconds: somebody has to mend a file and deploy it.
const RETRY_AFTER: u32 = 300;

#[derive(Template)]
#[template(path = "refused.html")]
struct Page {
    said: [(&'static str, &'static Problem); 2],
}

/// Answers every request with the page until the environment ends.
///
/// # Errors
///
/// When the runtime cannot be reached.
pub async fn run() -> Result<(), lambda_runtime::Error> {
    lambda_runtime::run(service_fn(async |event: LambdaEvent<Value>| {
        Ok::<_, lambda_runtime::Error>(answer(&event.payload))
    }))
    .await
}

/// The answer to any event of the gateway; of the request only its method matters.
#[must_use]
pub fn answer(event: &Value) -> Value {
    tracing::info!(target: "metrics", SettingsRefused = 1_u64);
    let is_head = event["requestContext"]["http"]["method"] == "HEAD";
    let (kind, body) = page();
    let mut headers = Map::new();
    for (name, value) in wire::FIXED {
        headers.insert(name.as_str().to_owned(), value.into());
    }
    let own = [
        (header::CONTENT_SECURITY_POLICY, POLICY.to_owned()),
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
        (header::RETRY_AFTER, RETRY_AFTER.to_string()),
    ];
    headers.extend(own.map(|(name, value)| (name.as_str().to_owned(), value.into())));
    json!({
        "statusCode": StatusCode::SERVICE_UNAVAILABLE.as_u16(),
        "headers": headers,
        "body": if is_head { "" } else { &body },
        "isBase64Encoded": false,
    })
}

/// The page, or its bare words if it cannot be rendered.
fn page() -> (&'static str, String) {
    let said = [Language::English, Language::Spanish]
        .map(|language| (language.tag(), &words(language).problems.unavailable));
    if let Ok(page) = (Page { said }).render() {
        return ("text/html; charset=utf-8", page);
    }
    let lines = said.iter().flat_map(|(_, it)| [&[it.title][..], it.text].concat());
    ("text/plain; charset=utf-8", lines.collect::<Vec<_>>().join("\n\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(method: &str) -> Value {
        answer(&json!({ "requestContext": { "http": { "method": method, "path": "/x" } } }))
    }

    #[test]
    fn every_request_gets_the_same_page_in_both_languages() {
        for event in [asked("GET"), asked("POST"), answer(&Value::Null), answer(&json!([1]))] {
            let body = event["body"].as_str().expect("a page");

            assert_eq!(event["statusCode"], 503);
            for language in [Language::English, Language::Spanish] {
                let says = &words(language).problems.unavailable;
                assert!(body.contains(says.title) && body.contains(says.text[0]));
                assert!(body.contains(&format!("lang=\"{}\"", language.tag())));
            }
            assert_eq!(event["headers"]["content-type"], "text/html; charset=utf-8");
            assert_eq!(event["headers"]["content-security-policy"], POLICY);
            assert_eq!(event["headers"]["cache-control"], "no-store");
            assert_eq!(event["headers"]["retry-after"], "300");
        }
    }

    #[test]
    fn a_request_for_the_head_gets_no_body() {
        assert_eq!(
            (asked("HEAD")["body"].as_str(), &asked("HEAD")["statusCode"]),
            (Some(""), &json!(503))
        );
    }

    #[test]
    fn the_page_says_nothing_of_any_co_op() {
        let (portal, (_, body)) = (crate::samples::shipped(), page());

        for own in [portal.name, portal.short_name, portal.phone, portal.address[0]] {
            assert!(!body.contains(own), "{own}");
        }
    }
}
