//! The address that a browser is sent to.

use std::collections::BTreeMap;

use serde_json::json;

use super::rig::*;
use crate::{Attempt, Client, Given, Provider, Purpose};

fn asked(client: Client, fake: &Fake, purpose: Purpose) -> (String, BTreeMap<String, String>) {
    if client.issuer.is_entra() {
        fake.discovery.lock().expect("no test panics here")["issuer"] = TENANT.into();
    }
    let provider = Provider::new(client, fake);
    let address = ready(provider.address(&attempt(), purpose, noon())).expect("an address");
    let (at, query) = address.split_once('?').expect("both parts");
    let read: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let map: BTreeMap<_, _> = read.iter().cloned().collect();
    assert_eq!(map.len(), read.len(), "a parameter is there twice");
    (at.to_owned(), map)
}

#[test]
fn a_click_asks_for_a_code_with_pkce_and_for_the_account() {
    let (at, query) = asked(client(), &Fake::new(&[]), Purpose::SignIn);

    let attempt = attempt();
    let hash = ring::digest::digest(
        &ring::digest::SHA256,
        secrecy::ExposeSecret::expose_secret(&attempt.verifier).as_bytes(),
    );
    assert_eq!(at, "https://sso.coop.example/authorize");
    assert_eq!(
        json!(query),
        json!({
            "response_type": "code", "client_id": CLIENT, "redirect_uri": REDIRECT,
            "scope": "openid", "state": attempt.state, "nonce": attempt.nonce,
            "code_challenge": base64(hash.as_ref()), "code_challenge_method": "S256",
            "prompt": "select_account",
        })
    );
}

#[test]
fn who_does_not_say_that_it_can_ask_for_the_account_asks_for_everything() {
    let fewer = json!(["none", "login", "consent"]);
    for (issuer, prompts, expected) in [
        (ISSUER, None, "login"),
        (ISSUER, Some(fewer), "login"),
        (ISSUER, Some(json!(["login", "select_account"])), "select_account"),
        (TENANT, None, "select_account"),
    ] {
        let fake = Fake::new(&[]);
        fake.discovery
            .lock()
            .expect("no test panics here")
            .as_object_mut()
            .expect("an object")
            .remove("prompt_values_supported");
        if let Some(prompts) = prompts {
            fake.discovery.lock().expect("no test panics here")["prompt_values_supported"] =
                prompts;
        }
        let client = Client::parse(Given { issuer, ..given() }).expect("a client");

        let (_, query) = asked(client, &fake, Purpose::SignIn);

        assert_eq!(query["prompt"], expected);
    }
}

#[test]
fn renewing_asks_for_everything_anew_with_the_second_factor() {
    let essential = r#"{"id_token":{"acrs":{"essential":true,"value":"c1"}}}"#;
    for (issuer, second_factor, more) in [
        (ISSUER, "", None),
        (ISSUER, "acr=2", Some(("acr_values", "2"))),
        (TENANT, "", Some(("claims", essential))),
    ] {
        let client = Client::parse(Given { issuer, second_factor, ..given() }).expect("a client");

        let (_, query) = asked(client, &Fake::new(&[]), Purpose::Renew);

        assert_eq!(query["prompt"], "login");
        assert_eq!(query["max_age"], "0");
        let found = ["acr_values", "claims"].map(|it| query.get_key_value(it));
        let found = found.into_iter().flatten().next();
        assert_eq!(found.map(|(name, value)| (name.as_str(), value.as_str())), more);
    }
}

#[test]
fn roles_are_asked_for_where_they_have_a_scope_and_nothing_else_is() {
    for (scopes, expected) in [
        (json!(["openid", "email", "profile", "offline_access"]), "openid"),
        (json!(["openid", "email", "roles"]), "openid roles"),
        (json!("roles"), "openid"),
    ] {
        let fake = Fake::new(&[]);
        fake.discovery.lock().expect("no test panics here")["scopes_supported"] = scopes;

        let (_, query) = asked(client(), &fake, Purpose::SignIn);

        assert_eq!(query["scope"], expected);
    }
}

#[test]
fn an_address_that_has_a_query_keeps_it() {
    let fake = Fake::new(&[]);
    fake.discovery.lock().expect("no test panics here")["authorization_endpoint"] =
        "https://sso.coop.example/authorize?p=desk".into();

    let (_, query) = asked(client(), &fake, Purpose::SignIn);

    assert_eq!(query["p"], "desk");
    assert_eq!(query["client_id"], CLIENT);
}

#[test]
fn tries_are_told_apart_and_their_parts_too() {
    let [one, other] = [Attempt::of(&[1; 32]), Attempt::of(&[2; 32])];
    let verifier = |it: &Attempt| secrecy::ExposeSecret::expose_secret(&it.verifier).to_owned();

    let all = [&one, &other].map(|it| [it.state.clone(), it.nonce.clone(), verifier(it)]).concat();

    let distinct: std::collections::BTreeSet<_> = all.iter().collect();
    assert_eq!(distinct.len(), 6);
    // Source: RFC 7636 (4.1).
    assert!(all.iter().all(|it| it.len() == 43));
    assert_eq!(format!("{one:?}"), "Attempt(..)");
}
