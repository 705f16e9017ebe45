//! The token of a payment, and the keys that sign it. Source: RFC 7515, RFC 7518 §3.4, docs/DOORS.md#the-token.

use data_encoding::BASE64URL_NOPAD;
use domain::paying::PayClaims;
use domain::{KeyId, KeyRing, Use};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};

/// What the token is, so that it is taken for nothing else.
const TYPE: &str = "porchlight-pay+jwt";

/// The key of the secret's key `id` that signs; `None` if the secret does not hold it.
///
/// One of 2^32 strings is no scalar of the curve. Then the next one is taken.
fn signing_key(keys: &KeyRing, id: &KeyId) -> Option<SigningKey> {
    (0..=u8::MAX).find_map(|counter| {
        let scalar = keys.mac(id, Use::Pay, &[b"scalar", &[counter]])?;
        SigningKey::from_slice(&scalar).ok()
    })
}

/// Writes and signs a token with the current key.
pub(crate) fn sign(keys: &KeyRing, claims: &PayClaims) -> Option<String> {
    let id = keys.current();
    let header = json!({ "alg": "ES256", "kid": id.as_str(), "typ": TYPE });
    let said = json!({
        "iss": claims.iss,
        "aud": claims.aud,
        "sub": claims.sub,
        "holder": claims.holder,
        "account": claims.account,
        "amount_cents": claims.amount_cents,
        "may_store": claims.may_store,
        "jti": claims.jti,
        "iat": claims.iat.as_second(),
        "exp": claims.exp.as_second(),
    });
    let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    let signed = format!("{}.{}", part(&header), part(&said));
    let signature: Signature = signing_key(keys, id)?.sign(signed.as_bytes());
    Some(format!("{signed}.{}", BASE64URL_NOPAD.encode(&signature.to_bytes())))
}

/// The keys that tokens are signed with, each that the secret holds, as a JSON Web Key Set. Source: RFC 7517, RFC 7518 §6.2.
pub(crate) fn key_set(keys: &KeyRing) -> String {
    let key = |id: KeyId| {
        let point = signing_key(keys, &id)?.verifying_key().to_sec1_point(false);
        let part =
            |part: Option<&_>| part.map(|it| BASE64URL_NOPAD.encode(AsRef::<[u8]>::as_ref(it)));
        let (x, y) = (part(point.x())?, part(point.y())?);
        let (curve, use_for) = ("P-256", "sig");
        Some(json!({
            "kty": "EC", "crv": curve, "x": x, "y": y, "alg": "ES256", "use": use_for, "kid": id.as_str(),
        }))
    };
    let all: Vec<Value> = keys.ids().into_iter().filter_map(key).collect();
    json!({ "keys": all }).to_string()
}

#[cfg(test)]
mod tests {
    use domain::paying::PayClaims;
    use fixtures::test_keys;
    use jiff::Timestamp;
    use p256::ecdsa::VerifyingKey;
    use p256::ecdsa::signature::Verifier as _;

    use super::*;

    const NOON: Timestamp = Timestamp::constant(1_795_435_200, 0);

    fn claims() -> PayClaims {
        let text = |text: &str| text.to_owned();
        PayClaims {
            iss: text("https://porch.example"),
            aud: text("pay"),
            sub: text("s"),
            holder: text("h"),
            account: text("0012-345"),
            amount_cents: 8_410,
            may_store: true,
            jti: text("j"),
            iat: NOON,
            exp: NOON,
        }
    }

    fn decoded(part: &str) -> Value {
        let bytes = BASE64URL_NOPAD.decode(part.as_bytes()).expect("base64url");
        serde_json::from_slice(&bytes).expect("JSON")
    }

    #[test]
    fn a_token_verifies_under_the_key_of_the_set_that_it_names() {
        let keys = test_keys();
        let token = sign(&keys, &claims()).expect("a token");
        let (signed, signature) = token.rsplit_once('.').expect("three parts");
        let (header, said) = signed.split_once('.').expect("three parts");
        let set: Value = serde_json::from_str(&key_set(&keys)).expect("JSON");

        let kid = decoded(header)["kid"].clone();
        let all = set["keys"].as_array().expect("keys");
        let key = all.iter().find(|key| key["kid"] == kid).expect("the key");
        let part = |name: &str| {
            let text = key[name].as_str().expect("text");
            BASE64URL_NOPAD.decode(text.as_bytes()).expect("base64url")
        };
        let point = [vec![4], part("x"), part("y")].concat();
        let verifying = VerifyingKey::from_sec1_bytes(&point).expect("a point");
        let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).expect("base64url");
        let signature = Signature::from_slice(&signature).expect("64 bytes");

        assert!(verifying.verify(signed.as_bytes(), &signature).is_ok());
        assert!(verifying.verify(b"another", &signature).is_err());
        assert_eq!(decoded(header)["typ"], "porchlight-pay+jwt");
        assert_eq!(
            (&decoded(said)["amount_cents"], &decoded(said)["aud"]),
            (&8_410.into(), &"pay".into())
        );
        assert_eq!(all.len(), keys.ids().len(), "every key that is held");
        assert!(all.iter().all(|key| key.get("d").is_none()), "and nothing that signs");
    }
}
