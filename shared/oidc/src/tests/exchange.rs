//! A code is exchanged.

use serde_json::{Value, json};

use super::rig::*;
use crate::{ExchangeFault, Place, Provider, SignInError};

fn posted(fake: &Fake) -> (Option<String>, String) {
    let provider = Provider::new(client(), fake);
    drop(ready(provider.person(&query(), &attempt(), noon())));
    fake.posted.lock().expect("no test panics here").take().expect("a form was posted")
}

#[test]
fn the_code_goes_with_the_verifier_and_the_secret_in_the_header() {
    let (header, form) = posted(&Fake::new(&[]));

    let attempt = attempt();
    let verifier = secrecy::ExposeSecret::expose_secret(&attempt.verifier);
    // the-desk:a%20secret~of%2Bours
    assert_eq!(header.expect("a header"), "Basic dGhlLWRlc2s6YSUyMHNlY3JldH5vZiUyQm91cnM=");
    assert_eq!(
        form,
        format!(
            "grant_type=authorization_code&code=abc&redirect_uri=\
             https%3A%2F%2Fdesk.coop.example%2Fdesk%2Fcallback&code_verifier={verifier}"
        )
    );
}

#[test]
fn the_secret_goes_into_the_form_where_the_header_is_not_taken() {
    let fake = Fake::new(&[]);
    fake.discovery.lock().expect("no test panics here")["token_endpoint_auth_methods_supported"] =
        json!(["client_secret_post"]);

    let (header, form) = posted(&fake);

    assert_eq!(header, None);
    assert!(form.ends_with("&client_id=the-desk&client_secret=a+secret%7Eof%2Bours"));
}

#[test]
fn an_answer_without_an_id_token_says_what_it_lacks() {
    let refused = |code| SignInError::Exchange(ExchangeFault::Refused(code));
    let unauthorized = |code| SignInError::Exchange(ExchangeFault::Unauthorized(code));
    let fault = SignInError::Exchange;
    for (status, answer, expected) in [
        (400, json!({ "error": "invalid_grant" }), refused("invalid_grant")),
        (400, json!({ "error": "invalid_client" }), refused("invalid_client")),
        (400, json!({ "error": "unauthorized_client" }), refused("unauthorized_client")),
        (401, json!({ "error": "invalid_client" }), unauthorized("invalid_client")),
        (401, json!({ "error": "unauthorized_client" }), unauthorized("unauthorized_client")),
        (401, json!({ "error": "code of someone" }), unauthorized("another error")),
        (401, json!({}), SignInError::Status(Place::Token, 401)),
        (400, json!({ "error": "code of someone" }), refused("another error")),
        (400, json!("no object"), SignInError::Status(Place::Token, 400)),
        (503, json!({}), SignInError::Status(Place::Token, 503)),
        (
            503,
            json!({ "error": "temporarily_unavailable" }),
            SignInError::Status(Place::Token, 503),
        ),
        (302, json!({ "token_type": "Bearer" }), SignInError::Status(Place::Token, 302)),
        (200, json!([]), fault(ExchangeFault::NotJson)),
        (200, json!({ "id_token": "a.b.c" }), fault(ExchangeFault::Type)),
        (200, json!({ "token_type": "mac", "id_token": "a" }), fault(ExchangeFault::Type)),
        (200, json!({ "token_type": "bearer" }), fault(ExchangeFault::NoToken)),
        (200, json!({ "token_type": "bearer", "id_token": 1 }), fault(ExchangeFault::NoToken)),
    ] {
        let fake = Fake::new(&[]);
        let provider = Provider::new(client(), &fake);
        ready(provider.address(&attempt(), crate::Purpose::SignIn, noon())).expect("an address");
        *fake.answer.lock().expect("no test panics here") = answer.clone();
        *fake.status.lock().expect("no test panics here") = status;

        let outcome = ready(provider.person(&query(), &attempt(), noon()));

        assert_eq!(outcome, Err(expected), "{status} {answer}");
    }
}

/// Neither the code, the secret, the token nor what the provider wrote.
#[test]
fn no_error_holds_what_was_sent() {
    let signer = Signer::p256();
    let answers: [Value; 3] = [
        json!({ "error": "invalid_grant", "error_description": "someone@coop.example" }),
        json!({ "token_type": "Bearer", "id_token": "someone@coop.example" }),
        json!({ "token_type": "Bearer",
            "id_token": signer.token_of(r#"{"alg":"ES256","kid":"someone@"}"#, "{}") }),
    ];
    for answer in answers {
        let fake = Fake::new(&[signer.public("k")]);
        *fake.answer.lock().expect("no test panics here") = answer;

        let error = ready(Provider::new(client(), &fake).person(&query(), &attempt(), noon()));

        let error = error.unwrap_err();
        let shown = format!("{error} {error:?}");
        for secret in ["someone", "abc", SECRET, &attempt().state, &attempt().nonce] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}
