//! When the provider is asked, and what is kept.

use jiff::SignedDuration;
use serde_json::json;

use super::rig::*;
use crate::{
    CallbackFault, ExchangeFault, FetchError, KeysFault, Person, Place, Provider, Purpose,
    SignInError, TokenFault,
};

const DISCOVERY: &str = "https://sso.coop.example/oauth2/default/.well-known/openid-configuration";

/// Comes back some time after noon, with a token of then.
fn later(
    provider: &Provider<&Fake>,
    fake: &Fake,
    by: (&Signer, &str),
    seconds: i64,
) -> Result<Person, SignInError> {
    let now = noon() + SignedDuration::from_secs(seconds);
    let mut said = says();
    for name in ["iat", "exp", "auth_time"] {
        said[name] = (said[name].as_i64().expect("a whole number") + seconds).into();
    }
    let header = json!({ "alg": "ES256", "kid": by.1 }).to_string();
    fake.answers_with(&by.0.token_of(&header, &said.to_string()));
    ready(provider.person(&query(), &attempt(), now))
}

#[test]
fn documents_are_fetched_once_a_day() {
    let signer = Signer::p256();
    let fake = Fake::new(&[signer.public("k")]);
    let provider = Provider::new(client(), &fake);
    for (at, times) in [(0, 1), (60, 1), (86_399, 1), (86_400, 2), (86_401, 2), (0, 3)] {
        later(&provider, &fake, (&signer, "k"), at).expect("somebody signs in");

        assert_eq!(fake.times(KEYS_AT), times, "{at}");
        assert_eq!(fake.times(DISCOVERY), times, "{at}");
    }
}

#[test]
fn a_key_that_was_taken_back_works_for_a_day_at_most() {
    let signer = Signer::p256();
    let fake = Fake::new(&[signer.public("k")]);
    let provider = Provider::new(client(), &fake);
    later(&provider, &fake, (&signer, "k"), 0).expect("somebody signs in");
    *fake.keys.lock().expect("no test panics here") = json!({ "keys": [] });

    assert!(later(&provider, &fake, (&signer, "k"), 86_399).is_ok());
    let outcome = later(&provider, &fake, (&signer, "k"), 86_400);

    assert_eq!(outcome, Err(SignInError::Token(TokenFault::UnknownKey)));
}

#[test]
fn an_unknown_key_is_looked_for_once_a_minute() {
    let (old, new) = (Signer::p256(), Signer::p256());
    let fake = Fake::new(&[old.public("old")]);
    let provider = Provider::new(client(), &fake);
    later(&provider, &fake, (&old, "old"), 0).expect("somebody signs in");
    let unknown = Err(SignInError::Token(TokenFault::UnknownKey));

    assert_eq!(later(&provider, &fake, (&new, "new"), 59), unknown);
    assert_eq!(fake.times(KEYS_AT), 1);
    assert_eq!(later(&provider, &fake, (&new, "new"), 60), unknown);
    assert_eq!(fake.times(KEYS_AT), 2);
    *fake.keys.lock().expect("no test panics here") =
        json!({ "keys": [old.public("old"), new.public("new")] });
    assert_eq!(later(&provider, &fake, (&new, "new"), 119), unknown);
    assert_eq!(fake.times(KEYS_AT), 2);
    assert!(later(&provider, &fake, (&new, "new"), 120).is_ok());
    assert!(later(&provider, &fake, (&old, "old"), 121).is_ok());
    assert_eq!(fake.times(KEYS_AT), 3);
}

#[test]
fn an_unknown_key_is_looked_for_once_a_minute_also_where_nothing_answers() {
    let (old, new) = (Signer::p256(), Signer::p256());
    let fake = Fake::new(&[old.public("old")]);
    let provider = Provider::new(client(), &fake);
    later(&provider, &fake, (&old, "old"), 0).expect("somebody signs in");
    let answers = fake.keys.lock().expect("no test panics here").take();

    let outcome = later(&provider, &fake, (&new, "new"), 60);
    assert_eq!(outcome, Err(SignInError::Keys(KeysFault::NotJson)));
    let outcome = later(&provider, &fake, (&new, "new"), 119);
    assert_eq!(outcome, Err(SignInError::Token(TokenFault::UnknownKey)));
    assert_eq!(fake.times(KEYS_AT), 2);
    *fake.keys.lock().expect("no test panics here") = answers;

    assert!(later(&provider, &fake, (&old, "old"), 120).is_ok());
    assert_eq!(fake.times(KEYS_AT), 2);
}

#[test]
fn a_key_of_the_same_name_that_changed_is_not_believed_before_it_is_fetched() {
    let (one, other) = (Signer::p256(), Signer::p256());
    let fake = Fake::new(&[one.public("k")]);
    let provider = Provider::new(client(), &fake);
    later(&provider, &fake, (&one, "k"), 0).expect("somebody signs in");
    *fake.keys.lock().expect("no test panics here") = json!({ "keys": [other.public("k")] });

    let outcome = later(&provider, &fake, (&other, "k"), 1);

    assert_eq!(outcome, Err(SignInError::Token(TokenFault::Signature)));
}

#[test]
fn what_does_not_answer_is_named_and_asked_again() {
    let fake = Fake::new(&[]);
    let provider = Provider::new(client(), &fake);
    *fake.status.lock().expect("no test panics here") = 500;
    let asked = || ready(provider.address(&attempt(), Purpose::SignIn, noon()));

    let error = asked().unwrap_err();

    assert_eq!(error, SignInError::Status(Place::Discovery, 500));
    assert!(error.passes());
    *fake.status.lock().expect("no test panics here") = 200;
    assert!(asked().is_ok());
}

#[test]
fn keys_that_cannot_be_reached_sign_nobody_in() {
    let signer = Signer::p256();
    let fake = Fake::new(&[signer.public("k")]);
    fake.discovery.lock().expect("no test panics here")["jwks_uri"] =
        "https://gone.coop.example/".into();
    let provider = Provider::new(client(), &fake);

    let outcome = later(&provider, &fake, (&signer, "k"), 0);

    assert_eq!(outcome, Err(SignInError::Unreachable(Place::Keys, FetchError::Unreachable)));
}

#[test]
fn only_what_may_work_in_a_minute_passes() {
    for (error, passes) in [
        (SignInError::Unreachable(Place::Token, FetchError::TimedOut), true),
        (SignInError::Unreachable(Place::Token, FetchError::TooLarge), false),
        (SignInError::Unreachable(Place::Token, FetchError::Barred), false),
        (SignInError::Status(Place::Keys, 429), true),
        (SignInError::Status(Place::Keys, 404), false),
        (SignInError::Declined("temporarily_unavailable"), false),
        (SignInError::Declined("access_denied"), false),
        (SignInError::Token(TokenFault::Nonce), false),
    ] {
        assert_eq!(error.passes(), passes, "{error}");
    }
}

#[test]
fn what_a_query_may_have_done_is_neither_the_secrets_fault_nor_the_providers() {
    let refused = |code| SignInError::Exchange(ExchangeFault::Refused(code));
    let unauthorized = |code| SignInError::Exchange(ExchangeFault::Unauthorized(code));
    let at_token = |status| SignInError::Status(Place::Token, status);
    for (error, of_query, of_secret) in [
        (SignInError::Callback(CallbackFault::State), true, false),
        (SignInError::Declined("server_error"), true, false),
        (refused("invalid_grant"), true, false),
        (refused("invalid_request"), true, false),
        (refused("another error"), true, false),
        (refused("invalid_client"), false, true),
        (refused("unauthorized_client"), false, true),
        (unauthorized("invalid_client"), false, true),
        (unauthorized("unauthorized_client"), false, true),
        (unauthorized("another error"), false, true),
        (at_token(400), true, false),
        (at_token(401), false, true),
        (at_token(429), false, false),
        (at_token(503), false, false),
        (SignInError::Status(Place::Keys, 400), false, false),
        (SignInError::Status(Place::Discovery, 401), false, false),
        (SignInError::Exchange(ExchangeFault::NotJson), false, false),
        (SignInError::Token(TokenFault::Nonce), false, false),
        (SignInError::Unreachable(Place::Token, FetchError::TimedOut), false, false),
    ] {
        assert_eq!((error.is_of_query(), error.is_of_secret()), (of_query, of_secret), "{error}");
    }
}

#[test]
fn another_secret_is_used_at_once_and_nothing_is_fetched_for_it() {
    let signer = Signer::p256();
    let fake = Fake::new(&[signer.public("k")]);
    let provider = Provider::new(client(), &fake);
    later(&provider, &fake, (&signer, "k"), 0).expect("somebody signs in");

    provider.use_secret("new".into());
    later(&provider, &fake, (&signer, "k"), 1).expect("somebody signs in");

    let (header, _) =
        fake.posted.lock().expect("no test panics here").take().expect("a form was posted");
    assert_eq!(header.expect("a header"), "Basic dGhlLWRlc2s6bmV3", "the-desk:new");
    assert_eq!((fake.times(DISCOVERY), fake.times(KEYS_AT)), (1, 1));
}
