//! Each token of a wrong form is refused for its own fault, and its right twin is taken.

use serde_json::json;

use super::rig::*;
use crate::{Client, Person, Role, SignInError, TokenFault};

/// Who comes back with a token.
pub(super) fn signed_in(
    client: Client,
    signer: &Signer,
    token: &str,
) -> Result<Person, TokenFault> {
    match come_back(client, &Fake::new(&[signer.public("k")]), token) {
        Ok(person) => Ok(person),
        Err(SignInError::Token(fault)) => Err(fault),
        Err(other) => panic!("{other}"),
    }
}

/// What comes of a token with this header that says this.
fn with_header(signer: &Signer, header: &str, says: &str) -> Result<Person, TokenFault> {
    signed_in(client(), signer, &signer.token_of(header, says))
}

#[test]
fn a_good_token_of_either_kind_signs_in() {
    let expected = Person {
        id: "00u1".to_owned(),
        role: Some(Role::Look),
        signed_in_at: Some("2026-12-01T11:59:55Z".parse().expect("it can be read")),
        second_factor: true,
        until: "2026-12-01T13:00:00Z".parse().expect("it can be read"),
    };
    for (signer, algorithm) in [(Signer::rsa(), "RS256"), (Signer::p256(), "ES256")] {
        let header = json!({ "alg": algorithm, "kid": "k", "typ": "JWT" }).to_string();

        let person = with_header(&signer, &header, &says().to_string());

        assert_eq!(person.as_ref(), Ok(&expected), "{algorithm}");
    }
}

#[test]
fn a_header_that_is_not_plain_is_refused() {
    use TokenFault::{Algorithm, BarredHeader, Header, NoKey, Signature, Type, UnknownKey};
    let signer = Signer::p256();
    for (added, fault) in [
        ("", None),
        (r#","x5t":"a","more":1"#, None),
        (r#","typ":"jwt""#, None),
        (r#","typ":"at+jwt""#, Some(Type)),
        (r#","typ":"logout+jwt""#, Some(Type)),
        (r#","typ":1"#, Some(Type)),
        (r#","crit":["exp"]"#, Some(BarredHeader("crit"))),
        (r#","crit":[]"#, Some(BarredHeader("crit"))),
        (r#","jku":"https://sso.coop.example/keys""#, Some(BarredHeader("jku"))),
        (r#","x5u":"https://sso.coop.example/x""#, Some(BarredHeader("x5u"))),
        (r#","x5c":[]"#, Some(BarredHeader("x5c"))),
        (r#","b64":false"#, Some(BarredHeader("b64"))),
        (r#","zip":"DEF""#, Some(BarredHeader("zip"))),
        (r#","enc":"A256GCM""#, Some(BarredHeader("enc"))),
        (r#","kid":"k""#, Some(Header)),
        (r#","alg":"ES256""#, Some(Header)),
    ] {
        let header = format!(r#"{{"alg":"ES256","kid":"k"{added}}}"#);

        let outcome = with_header(&signer, &header, &says().to_string());

        assert_eq!(outcome.err(), fault, "{added}");
    }
    let jwk = json!({ "alg": "ES256", "kid": "k", "jwk": signer.public("k") }).to_string();
    for (header, fault) in [
        (jwk.as_str(), BarredHeader("jwk")),
        (r#"{"alg":"none","kid":"k"}"#, Algorithm),
        (r#"{"alg":"None","kid":"k"}"#, Algorithm),
        (r#"{"alg":"HS256","kid":"k"}"#, Algorithm),
        (r#"{"alg":"PS256","kid":"k"}"#, Algorithm),
        (r#"{"alg":"RS1","kid":"k"}"#, Algorithm),
        (r#"{"alg":"es256","kid":"k"}"#, Algorithm),
        (r#"{"alg":["ES256"],"kid":"k"}"#, Algorithm),
        (r#"{"kid":"k"}"#, Algorithm),
        (r#"{"alg":"RS256","kid":"k"}"#, UnknownKey),
        (r#"{"alg":"ES256","kid":"other"}"#, UnknownKey),
        (r#"{"alg":"ES256"}"#, NoKey),
        (r#"{"alg":"ES256","kid":""}"#, NoKey),
        (r#"{"alg":"ES256","kid":1}"#, NoKey),
        ("[]", Header),
        ("not JSON", Header),
    ] {
        let outcome = with_header(&signer, header, &says().to_string());

        assert_eq!(outcome, Err(fault), "{header}");
    }
    let by_another = Signer::p256().token_of(r#"{"alg":"ES256","kid":"k"}"#, &says().to_string());
    assert_eq!(signed_in(client(), &signer, &by_another), Err(Signature));
}

#[test]
fn the_public_key_is_no_secret_of_hs256() {
    let signer = Signer::rsa();
    let (header, says) = (br#"{"alg":"HS256","kid":"k"}"#, says().to_string());
    let text = format!("{}.{}", base64(header), base64(says.as_bytes()));
    let public = signer.public("k").to_string();
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, public.as_bytes());
    let tag = ring::hmac::sign(&key, text.as_bytes());

    let outcome = signed_in(client(), &signer, &format!("{text}.{}", base64(tag.as_ref())));

    assert_eq!(outcome, Err(TokenFault::Algorithm));
}

#[test]
fn a_token_that_was_changed_after_signing_is_refused() {
    for (signer, algorithm) in [(Signer::rsa(), "RS256"), (Signer::p256(), "ES256")] {
        let header = json!({ "alg": algorithm, "kid": "k" }).to_string();
        let mut more = says();
        more["roles"] = "Desk.Act".into();
        let good = signer.token_of(&header, &says().to_string());
        let other = signer.token_of(&header, &more.to_string());
        let parts: Vec<&str> = good.split('.').collect();
        let others: Vec<&str> = other.split('.').collect();
        let mut flipped = signer.sign(&format!("{}.{}", parts[0], parts[1]));
        flipped[10] ^= 1;
        for (wrong, fault) in [
            (format!("{}.{}.{}", parts[0], others[1], parts[2]), TokenFault::Signature),
            (format!("{}.{}.{}", parts[0], parts[1], base64(&flipped)), TokenFault::Signature),
            (format!("{}.{}.{}", parts[0], parts[1], base64(&flipped[1..])), TokenFault::Signature),
            (format!("{}.{}.", parts[0], parts[1]), TokenFault::Signature),
            (format!("{}.{}", parts[0], parts[1]), TokenFault::NotCompact),
            (format!("{good}."), TokenFault::NotCompact),
            (format!("{good}.a.b"), TokenFault::NotCompact),
            (format!("{good}="), TokenFault::NotCompact),
            (format!("{good}\n"), TokenFault::NotCompact),
            (format!(" {good}"), TokenFault::NotCompact),
            (String::new(), TokenFault::NotCompact),
            (format!("{good}{}", "A".repeat(16 * 1024)), TokenFault::TooLong),
        ] {
            assert_eq!(signed_in(client(), &signer, &wrong), Err(fault), "{algorithm} {fault}");
        }
        assert!(signed_in(client(), &signer, &good).is_ok());
    }
}

#[test]
fn a_token_with_any_letter_changed_is_refused() {
    for (signer, algorithm) in [(Signer::rsa(), "RS256"), (Signer::p256(), "ES256")] {
        let header = json!({ "alg": algorithm, "kid": "k" }).to_string();
        let good = signer.token_of(&header, &says().to_string());
        assert!(signed_in(client(), &signer, &good).is_ok());
        for place in 0..good.len() {
            for letter in ["A", "B", "-", ".", "="] {
                let mut changed = good.clone();
                changed.replace_range(place..=place, letter);
                let outcome = signed_in(client(), &signer, &changed);
                assert!(outcome.is_err() || changed == good, "{letter} at {place}");
            }
        }
    }
}

/// 64 bytes, of which each half would be zero. Source: CVE-2022-21449.
#[test]
fn a_signature_of_zeros_is_refused() {
    let signer = Signer::p256();
    let good = signer.token_of(r#"{"alg":"ES256","kid":"k"}"#, &says().to_string());
    let (text, _) = good.rsplit_once('.').expect("both parts");

    let outcome = signed_in(client(), &signer, &format!("{text}.{}", base64(&[0; 64])));

    assert_eq!(outcome, Err(TokenFault::Signature));
}

#[test]
fn a_claim_that_is_there_twice_is_refused() {
    let signer = Signer::p256();
    let once = says().to_string();
    let twice = once.replacen('{', r#"{"roles":["Desk.Act"],"#, 1);
    let deep = once.replacen('{', r#"{"more":{"a":1,"a":2},"#, 1);
    let other = once.replacen('{', r#"{"more":{"a":1,"b":2},"#, 1);

    for (said, fault) in [
        (twice.as_str(), Some(TokenFault::Claims)),
        (&deep, Some(TokenFault::Claims)),
        ("[]", Some(TokenFault::Claims)),
        (&other, None),
        (&once, None),
    ] {
        let outcome = with_header(&signer, r#"{"alg":"ES256","kid":"k"}"#, said);

        assert_eq!(outcome.err(), fault, "{said}");
    }
}
