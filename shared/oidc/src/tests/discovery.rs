//! What a provider may say about itself.

use serde_json::{Value, json};

use super::rig::*;
use crate::discovery::{Discovery, SecretGoes};
use crate::issuer::{Issuer, Reach};
use crate::{DiscoveryFault, Provider};

fn read(said: &Value) -> Result<Discovery, DiscoveryFault> {
    let issuer = Issuer::parse(ISSUER, Reach::Public).expect("an issuer");
    Discovery::read(said.to_string().as_bytes(), &issuer, Reach::Public)
}

#[test]
fn a_document_of_another_kind_is_refused() {
    use DiscoveryFault::{Address, NoChallenge, NoCodes, NoSecret};
    let authorize = "authorization_endpoint";
    let methods = "token_endpoint_auth_methods_supported";
    for (name, value, fault) in [
        ("more", json!(1), None),
        ("issuer", json!(format!("{ISSUER}/")), Some(DiscoveryFault::Issuer)),
        ("issuer", json!("https://sso.coop.example"), Some(DiscoveryFault::Issuer)),
        ("issuer", json!([ISSUER]), Some(DiscoveryFault::Issuer)),
        ("issuer", Value::Null, Some(DiscoveryFault::Issuer)),
        (authorize, json!("http://sso.coop.example/authorize"), Some(Address(authorize))),
        (authorize, json!("javascript:alert(1)"), Some(Address(authorize))),
        (authorize, json!("https://sso.coop.example/#a"), Some(Address(authorize))),
        (authorize, json!("https://a:b@sso.coop.example/"), Some(Address(authorize))),
        (authorize, Value::Null, Some(Address(authorize))),
        ("token_endpoint", json!("http://sso.coop.example/"), Some(Address("token_endpoint"))),
        ("token_endpoint", json!("http://localhost:1/"), Some(Address("token_endpoint"))),
        ("token_endpoint", json!("https://169.254.169.254/"), Some(Address("token_endpoint"))),
        ("jwks_uri", json!("http://sso.coop.example/"), Some(Address("jwks_uri"))),
        ("jwks_uri", json!("https://localhost/"), Some(Address("jwks_uri"))),
        ("jwks_uri", json!("file:///etc/passwd"), Some(Address("jwks_uri"))),
        ("response_types_supported", json!(["id_token"]), Some(NoCodes)),
        ("code_challenge_methods_supported", json!(["plain"]), Some(NoChallenge)),
        ("code_challenge_methods_supported", json!(["plain", "S256"]), None),
        (methods, json!(["private_key_jwt"]), Some(NoSecret)),
        (methods, json!("client_secret_basic"), Some(NoSecret)),
    ] {
        let mut said = document();
        said[name] = value.clone();

        assert_eq!(read(&said).err(), fault, "{name} {value}");
    }
    let twice = document().to_string().replacen('{', r#"{"issuer":"https://a.example","#, 1);
    let issuer = Issuer::parse(ISSUER, Reach::Public).expect("an issuer");
    for other in [twice.as_bytes(), b"[]", b"<html>", b""] {
        let outcome = Discovery::read(other, &issuer, Reach::Public);
        assert_eq!(outcome.err(), Some(DiscoveryFault::NotJson));
    }
}

#[test]
fn the_secret_goes_into_the_header_unless_only_the_form_is_taken() {
    use SecretGoes::{InForm, InHeader};
    for (methods, expected) in [
        (None, InHeader),
        (Some(json!(["client_secret_post", "client_secret_basic"])), InHeader),
        (Some(json!(["private_key_jwt", "client_secret_post"])), InForm),
    ] {
        let mut said = document();
        if let Some(methods) = methods {
            said["token_endpoint_auth_methods_supported"] = methods;
        }

        assert_eq!(read(&said).expect("it can be read").secret_goes, expected);
    }
}

#[test]
fn the_local_stage_reaches_this_machine_over_http() {
    let here = "http://localhost:9000/_provider";
    let issuer = Issuer::parse(here, Reach::Local).expect("an issuer");
    let said = json!({
        "issuer": here,
        "authorization_endpoint": format!("{here}/authorize"),
        "token_endpoint": format!("{here}/token"),
        "jwks_uri": format!("{here}/keys"),
    });
    let mut other = said.clone();
    other["jwks_uri"] = "http://sso.coop.example/keys".into();

    assert!(Discovery::read(said.to_string().as_bytes(), &issuer, Reach::Local).is_ok());
    assert_eq!(
        Discovery::read(other.to_string().as_bytes(), &issuer, Reach::Local).err(),
        Some(DiscoveryFault::Address("jwks_uri"))
    );
}

#[test]
fn where_to_sign_out_is_told_if_it_is_https() {
    for (address, expected) in [
        (Value::Null, None),
        (json!("https://sso.coop.example/out"), Some("https://sso.coop.example/out")),
        (
            json!("https://coop.okta.com/oauth2/default/v1/logout"),
            Some("https://coop.okta.com/login/signout"),
        ),
        (json!("http://sso.coop.example/out"), None),
        (json!("javascript:alert(1)"), None),
    ] {
        let fake = Fake::new(&[]);
        fake.discovery.lock().expect("no test panics here")["end_session_endpoint"] = address;

        let told = ready(Provider::new(client(), &fake).sign_out(noon())).expect("an answer");

        assert_eq!(told.as_deref(), expected);
    }
}
