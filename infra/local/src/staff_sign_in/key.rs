//! The provider's key, made when the stack starts.

use data_encoding::BASE64URL_NOPAD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};

/// A key of P-256, for ES256.
pub(super) struct Key {
    secret: SigningKey,
    name: String,
}

impl Key {
    pub(super) fn made() -> Self {
        // Hardly any 32 bytes are no scalar of the curve.
        let secret = std::iter::repeat_with(web::random::<32>)
            .find_map(|bytes| SigningKey::from_slice(&bytes).ok())
            .expect("random bytes do not end");
        Self { secret, name: random_text() }
    }

    /// As it stands in the set of keys.
    pub(super) fn public(&self) -> Value {
        let point = self.secret.verifying_key().to_sec1_point(false);
        let [x, y] = [1, 33].map(|at| BASE64URL_NOPAD.encode(&point.as_bytes()[at..at + 32]));
        json!({
            "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": self.name,
            "x": x, "y": y,
        })
    }

    /// A token that says this.
    pub(super) fn sign(&self, says: &Value) -> String {
        let header = json!({ "alg": "ES256", "kid": self.name, "typ": "JWT" });
        let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
        let text = format!("{}.{}", part(&header), part(says));
        let signature: Signature = self.secret.sign(text.as_bytes());
        format!("{text}.{}", BASE64URL_NOPAD.encode(&signature.to_bytes()))
    }
}

/// A text that nobody can guess.
pub(super) fn random_text() -> String {
    BASE64URL_NOPAD.encode(&web::random::<32>())
}
