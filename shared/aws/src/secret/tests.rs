use serde_json::json;

use super::*;
use crate::scripted::{Script, ScriptedAnswer};

const KEY: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

fn read(text: &str) -> Result<KeyRing, SecretError> {
    parse(&SecretString::from(text.replace("KEY", KEY)))
}

#[tokio::test]
async fn the_secret_comes_from_secrets_manager() {
    let text = r#"{"current":"1","index":"1","match":"1","1":"KEY"}"#.replace("KEY", KEY);
    let script = Script::new([ScriptedAnswer::Ok(json!({ "SecretString": text }))]);
    let (clients, settings) = script.clients();

    let keys = keys(&settings, &clients).await.expect("keys");

    assert_eq!(keys.current().as_str(), "1");
    assert_eq!(script.asked()[0].body["SecretId"], json!("the-secret"));
}

#[tokio::test]
async fn the_keys_before_the_last_change_are_read_or_there_are_none() {
    let no = ScriptedAnswer::No("ResourceNotFoundException", json!({}));
    let script = Script::new([holding(&["1"]), no]);
    let (clients, settings) = script.clients();

    let found = keys_before(&settings, &clients).await.map(|keys| keys.ids());
    let none = keys_before(&settings, &clients).await.map(|keys| keys.ids());

    assert_eq!((found, none), (Some(vec![KeyId::parse("1").expect("a name")]), None));
    assert_eq!(script.asked()[0].body["VersionStage"], json!("AWSPREVIOUS"));
}

#[tokio::test]
async fn a_secret_that_is_not_handed_out_is_an_error_with_its_code() {
    let no = ScriptedAnswer::No("AccessDeniedException", json!({ "message": "hush" }));
    let (clients, settings) = Script::new([no]).clients();

    let error = keys(&settings, &clients).await.expect_err("no keys");

    assert_eq!(error.to_string(), "GetSecretValue failed: AccessDeniedException");
    assert!(!format!("{error:?}").contains("hush"));
}

/// An answer of Secrets Manager with keys of these names.
///
/// The first is for every use.
fn holding(names: &[&str]) -> ScriptedAnswer {
    let role = |role: &str| format!(r#""{role}":"{}","#, names[0]);
    let keys: Vec<String> = names.iter().map(|name| format!(r#""{name}":"{KEY}""#)).collect();
    let roles = ["current", "index", "match"].map(role).concat();
    ScriptedAnswer::Ok(json!({ "SecretString": format!("{{{roles}{}}}", keys.join(",")) }))
}

#[tokio::test]
async fn a_key_that_was_added_since_is_learned_when_something_names_it_once_a_minute() {
    let script = Script::new([holding(&["1"]), holding(&["1", "2"]), holding(&["1", "2"])]);
    let (clients, settings) = script.clients();
    let secret = Secret::open(&settings, &clients).await.expect("keys");
    let (keys, opened) = (secret.keys(), SystemClock::default().now());
    let minute = |minutes| opened + jiff::SignedDuration::from_mins(minutes);
    let [two, three] = ["2", "3"].map(|name| KeyId::parse(name).expect("a name"));

    assert!(!secret.refresh_at(minute(1)).await, "nothing was missed");
    assert!(!keys.holds(&two));
    assert!(secret.refresh_at(minute(1)).await);
    assert!(keys.holds(&two));
    assert!(!keys.holds(&three));
    assert!(!secret.refresh_at(minute(1)).await, "it was read less than a minute ago");
    assert_eq!(script.asked().len(), 2);
    assert!(!secret.refresh_at(minute(2)).await, "it is not there either");
    assert_eq!(script.asked().len(), 3);
}

#[tokio::test]
async fn a_reading_that_fails_leaves_the_keys_as_they_are_for_another_minute() {
    let no = ScriptedAnswer::No("AccessDeniedException", json!({}));
    let script = Script::new([holding(&["1"]), no]);
    let (clients, settings) = script.clients();
    let secret = Secret::open(&settings, &clients).await.expect("keys");
    let later = SystemClock::default().now() + jiff::SignedDuration::from_mins(2);
    assert!(!secret.keys().holds(&KeyId::parse("2").expect("a name")));

    let learned = [secret.refresh_at(later).await, secret.refresh_at(later).await];

    assert_eq!(learned, [false; 2]);
    assert_eq!(script.asked().len(), 2);
    assert!(secret.keys().holds(&KeyId::parse("1").expect("a name")));
}

#[tokio::test]
async fn a_developers_machine_has_the_secret_in_a_file() {
    let (clients, mut settings) = Script::new([]).clients();
    settings.secret_file = Some("/nowhere/secret.json".to_owned());

    let error = keys(&settings, &clients).await.expect_err("no keys");

    assert!(matches!(error, SecretError::File(_)));
}

#[test]
fn each_role_names_a_key() {
    let keys = read(r#"{"current":"2","index":"1","match":"1","1":"KEY","2":"KEY"}"#);

    let keys = keys.expect("keys");
    assert_eq!(keys.current().as_str(), "2");
    assert_eq!(keys.index().as_str(), "1");
    assert_eq!(keys.matching().as_str(), "1");
}

#[test]
fn a_secret_that_is_not_flat_json_is_refused_without_quoting_it() {
    for text in ["", "hush", r#"["hush"]"#, r#"{"current":1}"#, r#""hush""#] {
        let error = read(text).expect_err("no keys");

        assert!(matches!(error, SecretError::NotFlat), "{error}");
        assert!(!format!("{error} {error:?}").contains("hush"));
    }
}

#[test]
fn a_role_without_a_key_and_a_weak_key_are_refused() {
    let unnamed = read(r#"{"current":"1","index":"1","1":"KEY"}"#);
    let missing = read(r#"{"current":"1","index":"1","match":"9","1":"KEY"}"#);
    let short = read(r#"{"current":"1","index":"1","match":"1","1":"short"}"#);

    assert!(matches!(unnamed, Err(SecretError::Unnamed("match"))));
    assert!(matches!(missing, Err(SecretError::Keys(KeyRingError::Missing))));
    assert!(matches!(short, Err(SecretError::Keys(KeyRingError::TooShort))));
}
