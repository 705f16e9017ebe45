//! What a browser brings back.

use super::rig::*;
use crate::CallbackFault::{Doubled, Issuer, NoCode, State, Unreadable};
use crate::{Attempt, Provider, SignInError, check_callback};

/// Comes back with a query in which `STATE` stands for the right state, to a provider that names itself or not.
fn outcome(query: &str, names_itself: bool) -> Option<SignInError> {
    let signer = Signer::p256();
    let fake = Fake::new(&[signer.public("k")]);
    fake.discovery.lock().expect("no test panics here")["authorization_response_iss_parameter_supported"] =
        names_itself.into();
    fake.answers_with(&signer.token_of(r#"{"alg":"ES256","kid":"k"}"#, &says().to_string()));
    let query = query.replace("STATE", &attempt().state);
    let provider = Provider::new(client(), &fake);
    let outcome = ready(provider.person(&query, &attempt(), noon())).err();
    let sent = fake.posted.lock().expect("no test panics here").is_some();
    assert_eq!(sent, outcome.is_none(), "a code of a wrong answer goes nowhere");
    let unasked = check_callback(&query, &attempt(), ISSUER).err();
    // Only discovery tells whether a provider names itself.
    assert!(unasked == outcome || (unasked.is_none() && names_itself), "{unasked:?}");
    let asked = !fake.asked.lock().expect("no test panics here").is_empty();
    assert_eq!(asked, unasked.is_none(), "a wrong answer asks for nothing");
    outcome
}

#[test]
fn only_a_plain_answer_to_this_browsers_request_is_taken() {
    let ours = "iss=https%3A%2F%2Fsso.coop.example%2Foauth2%2Fdefault";
    let named = format!("code=a&state=STATE&{ours}");
    let long = format!("code={}&state=STATE", "a".repeat(8 * 1024));
    for (query, names_itself, fault) in [
        ("code=a&state=STATE", false, None),
        ("code=a&state=STATE&session_state=b", false, None),
        (named.as_str(), false, None),
        (named.as_str(), true, None),
        ("code=a&state=STATE", true, Some(Issuer)),
        ("code=a&state=STATE&iss=https%3A%2F%2Fother.example", false, Some(Issuer)),
        ("code=a&state=STATE&iss=", false, Some(Issuer)),
        ("error=access_denied&state=STATE&iss=https%3A%2F%2Fother.example", false, Some(Issuer)),
        ("code=a", false, Some(State)),
        ("code=a&state=", false, Some(State)),
        ("code=a&state=STATEx", false, Some(State)),
        ("error=access_denied", false, Some(State)),
        ("", false, Some(State)),
        ("code=a&code=b&state=STATE", false, Some(Doubled)),
        ("code=a&state=STATE&state=STATE", false, Some(Doubled)),
        ("code=a&state=STATE&st%61te=STATE", false, Some(Doubled)),
        ("code=a&state=STATE&x&x", false, Some(Doubled)),
        ("code=%ff&state=STATE", false, Some(Unreadable)),
        (long.as_str(), false, Some(Unreadable)),
        ("state=STATE", false, Some(NoCode)),
        ("code=&state=STATE", false, Some(NoCode)),
    ] {
        assert_eq!(outcome(query, names_itself), fault.map(SignInError::Callback), "{query}");
    }
}

#[test]
fn an_error_is_told_in_words_of_ours() {
    for (error, said) in [
        ("access_denied", "access_denied"),
        ("login_required", "login_required"),
        ("<b>someone@coop.example</b>", "another error"),
    ] {
        let query = format!("error={error}&error_description=someone&code=a&state=STATE");

        assert_eq!(outcome(&query, false), Some(SignInError::Declined(said)));
    }
}

#[test]
fn an_answer_to_another_browsers_request_is_not_taken() {
    let fake = Fake::new(&[]);
    let provider = Provider::new(client(), &fake);

    let outcome = ready(provider.person(&query(), &Attempt::of(&[8; 32]), noon()));

    assert_eq!(outcome, Err(SignInError::Callback(State)));
    assert!(fake.asked.lock().expect("no test panics here").is_empty());
}
