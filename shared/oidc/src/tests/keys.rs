//! Which keys count.

use serde_json::{Value, json};

use super::rig::*;
use crate::KeysFault;
use crate::keys::{Algorithm, Keys};

fn is_found(keys: &[Value], algorithm: Algorithm) -> bool {
    let said = json!({ "keys": keys }).to_string();
    Keys::read(said.as_bytes()).expect("keys").find("k", algorithm).is_some()
}

#[test]
fn a_key_counts_if_nothing_in_it_says_otherwise() {
    let (rsa, p256) = (Signer::rsa().public("k"), Signer::p256().public("k"));
    let weak = base64(&[&[0x80][..], &[1; 127]].concat());
    let short = base64(&[&[0x7f][..], &[0xff; 255]].concat());
    let huge = base64(&[0xff; 1025]);
    for (name, value, of_rsa, of_p256) in [
        ("more", json!(1), true, true),
        ("use", json!("sig"), true, true),
        ("use", json!("enc"), false, false),
        ("key_ops", json!(["verify"]), true, true),
        ("key_ops", json!(["encrypt"]), false, false),
        ("key_ops", json!("verify"), false, false),
        ("alg", json!("RS256"), true, false),
        ("alg", json!("ES256"), false, true),
        ("alg", json!("RS512"), false, false),
        ("alg", json!("RSA-OAEP"), false, false),
        ("kty", json!("oct"), false, false),
        ("kty", json!("OKP"), false, false),
        ("kid", json!(""), false, false),
        ("kid", json!(1), false, false),
        ("kid", json!("K"), false, false),
        ("d", json!("AQAB"), false, false),
        ("crv", json!("P-384"), true, false),
        ("crv", json!("secp256k1"), true, false),
        ("x", json!("AQAB"), true, false),
        ("y", json!(base64(&[1; 33])), true, false),
        ("n", json!(weak), false, true),
        ("n", json!(short), false, true),
        ("n", json!(huge), false, true),
        ("n", json!("not base64url="), false, true),
        ("e", json!(""), false, true),
        ("e", json!("AA"), false, true),
    ] {
        let with = |key: &Value| {
            let mut key = key.clone();
            key[name] = value.clone();
            [key]
        };

        assert_eq!(is_found(&with(&rsa), Algorithm::Rs256), of_rsa, "RSA {name} {value}");
        assert_eq!(is_found(&with(&p256), Algorithm::Es256), of_p256, "P-256 {name} {value}");
    }
}

#[test]
fn a_key_works_with_its_own_algorithm_alone() {
    let (rsa, p256) = (Signer::rsa().public("k"), Signer::p256().public("k"));

    assert!(!is_found(std::slice::from_ref(&rsa), Algorithm::Es256));
    assert!(!is_found(std::slice::from_ref(&p256), Algorithm::Rs256));
    assert!(is_found(&[rsa.clone(), p256.clone()], Algorithm::Rs256));
    assert!(is_found(&[rsa, p256], Algorithm::Es256));
}

#[test]
fn of_two_keys_of_one_name_and_kind_none_counts() {
    let two = [Signer::p256().public("k"), Signer::p256().public("k")];

    assert!(!is_found(&two, Algorithm::Es256));
    assert!(is_found(&two[..1], Algorithm::Es256));
}

#[test]
fn a_zero_before_an_rsa_number_does_not_matter() {
    let mut key = Signer::rsa().public("k");
    let n = data_encoding::BASE64URL_NOPAD
        .decode(key["n"].as_str().expect("a text").as_bytes())
        .expect("an answer");
    key["n"] = base64(&[&[0][..], &n].concat()).into();
    let said = json!({ "keys": [key] }).to_string();

    let keys = Keys::read(said.as_bytes()).expect("keys");

    let key = keys.find("k", Algorithm::Rs256).expect("the key is there");
    assert!(key.has_signed(b"text", &Signer::rsa().sign("text")));
    assert!(!key.has_signed(b"texts", &Signer::rsa().sign("text")));
}

#[test]
fn a_point_that_is_not_on_the_curve_signs_nothing() {
    let signer = Signer::p256();
    let mut key = signer.public("k");
    key["y"] = key["x"].clone();
    let said = json!({ "keys": [key] }).to_string();

    let keys = Keys::read(said.as_bytes()).expect("keys");

    let key = keys.find("k", Algorithm::Es256).expect("the key is there");
    assert!(!key.has_signed(b"text", &signer.sign("text")));
}

#[test]
fn what_is_no_set_of_keys_is_refused() {
    for other in ["", "[]", "{}", r#"{"keys":{}}"#, r#"{"keys":[],"keys":[]}"#] {
        assert_eq!(Keys::read(other.as_bytes()).err(), Some(KeysFault::NotJson), "{other}");
    }
    assert!(Keys::read(br#"{"keys":[1,null,{}]}"#).is_ok());
}
