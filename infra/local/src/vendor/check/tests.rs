//! Which tokens a vendor takes.

use p256::ecdsa::SigningKey;
use p256::ecdsa::signature::Signer as _;
use serde_json::json;

use super::*;

const NOW: i64 = 1_795_435_200;
const PORTAL: &str = "https://porch.example";

fn signing(byte: u8) -> SigningKey {
    SigningKey::from_slice(&[byte; 32]).expect("a scalar")
}

/// The list with one key, named `1`.
fn keys() -> Value {
    let point = signing(1).verifying_key().to_sec1_point(false);
    let bytes = point.as_bytes();
    let part = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
    json!({"keys": [{"kty": "EC", "crv": "P-256", "kid": "1", "x": part(&bytes[1..33]), "y": part(&bytes[33..])}]})
}

fn said() -> Value {
    json!({
        "iss": PORTAL, "aud": "us", "sub": "s", "holder": "h", "account": "0012-345", "amount_cents": 8_410,
        "may_store": true, "jti": "one", "iat": NOW, "exp": NOW + 600,
    })
}

fn token(header: &Value, said: &Value, by: &SigningKey) -> String {
    let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    let signed = format!("{}.{}", part(header), part(said));
    let signature: Signature = by.sign(signed.as_bytes());
    format!("{signed}.{}", BASE64URL_NOPAD.encode(&signature.to_bytes()))
}

fn header() -> Value {
    json!({"alg": "ES256", "typ": "porchlight-pay+jwt", "kid": "1"})
}

/// A good token with something else in it.
fn with(name: &str, value: impl Into<Value>) -> String {
    let mut said = said();
    said[name] = value.into();
    token(&header(), &said, &signing(1))
}

struct Desk {
    expected: Expected,
    used: BTreeSet<String>,
}

impl Desk {
    fn new() -> Self {
        let expected = Expected { issuer: PORTAL.to_owned(), audience: "us".to_owned() };
        Self { expected, used: BTreeSet::new() }
    }

    fn takes(&mut self, token: &str, origin: Option<&str>, now: i64) -> Result<Said, Refused> {
        check((token, origin), &self.expected, &keys(), &mut self.used, now)
    }
}

#[track_caller]
fn refused(token: &str, why: Refused) {
    let mut desk = Desk::new();
    assert_eq!(desk.takes(token, Some(PORTAL), NOW).err(), Some(why));
    assert!(desk.used.is_empty(), "a token that was refused uses nothing up");
}

#[test]
fn a_good_token_says_the_account_and_the_sum() {
    let good = token(&header(), &said(), &signing(1));

    let taken = Desk::new().takes(&good, Some(PORTAL), NOW + 599).expect("it is good");

    assert_eq!((taken.account.as_str(), taken.amount_cents), ("0012-345", 8_410));
}

#[test]
fn a_token_for_another_vendor_or_of_another_portal_is_refused() {
    refused(&with("aud", "them"), Refused::NotForUs);
    refused(&with("iss", "https://evil.example"), Refused::NotForUs);
    refused(&with("aud", json!(["us", "them"])), Refused::NotForUs);
}

#[test]
fn an_old_token_is_refused_from_its_end_on() {
    let good = token(&header(), &said(), &signing(1));

    assert_eq!(Desk::new().takes(&good, Some(PORTAL), NOW + 600).err(), Some(Refused::TooOld));
    refused(&with("exp", Value::Null), Refused::TooOld);
}

#[test]
fn a_token_is_taken_once() {
    let good = token(&header(), &said(), &signing(1));
    let mut desk = Desk::new();

    assert!(desk.takes(&good, Some(PORTAL), NOW).is_ok());
    assert_eq!(desk.takes(&good, Some(PORTAL), NOW).err(), Some(Refused::UsedBefore));
    assert!(desk.takes(&with("jti", "two"), Some(PORTAL), NOW).is_ok());
}

#[test]
fn a_form_from_elsewhere_is_refused_whatever_it_carries() {
    let good = token(&header(), &said(), &signing(1));
    for origin in [None, Some("null"), Some("https://evil.example"), Some("http://porch.example")] {
        let ended = Desk::new().takes(&good, origin, NOW);
        assert_eq!(ended.err(), Some(Refused::ForeignOrigin), "{origin:?}");
    }
}

#[test]
fn a_token_that_no_key_of_the_list_signed_is_refused() {
    refused(&token(&header(), &said(), &signing(2)), Refused::Unsigned);
    let kid = |kid: Value| json!({"alg": "ES256", "typ": "porchlight-pay+jwt", "kid": kid});
    refused(&token(&kid("2".into()), &said(), &signing(1)), Refused::Unsigned);
    refused(&token(&kid(Value::Null), &said(), &signing(1)), Refused::Unsigned);
    let good = token(&header(), &said(), &signing(1));
    let (signed, _) = good.rsplit_once('.').expect("three parts");
    refused(&format!("{signed}."), Refused::NoToken);
}

#[test]
fn another_kind_of_token_is_refused() {
    let typed = |typ: &str| json!({"alg": "ES256", "typ": typ, "kid": "1"});
    refused(&token(&typed("JWT"), &said(), &signing(1)), Refused::NoToken);
    let unsigned = json!({"alg": "none", "typ": "porchlight-pay+jwt", "kid": "1"});
    refused(&token(&unsigned, &said(), &signing(1)), Refused::NoToken);
    for text in ["", "..", "a.b.c", "no token at all"] {
        refused(text, Refused::NoToken);
    }
}
