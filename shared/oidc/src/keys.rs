//! The provider's keys: RSA of 2048 bits or more for RS256, and P-256 for ES256.

use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, Timestamp};
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde_json::{Map, Value};

use crate::json;

/// The largest document that is read, in bytes. Entra's has 15 KB, since it carries certificates.
pub(crate) const MOST: usize = 128 * 1024;

/// How long keys are kept: longer than this no key works that the provider has taken back.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// How often a key that is not there is looked for.
const BETWEEN: SignedDuration = SignedDuration::from_mins(1);

/// The two ways of signing that are believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm {
    Rs256,
    Es256,
}

impl Algorithm {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        match name {
            "RS256" => Some(Self::Rs256),
            "ES256" => Some(Self::Es256),
            _ => None,
        }
    }
}

/// A public key. Its type decides with which algorithm it works. Source: RFC 8725 (3.1).
#[derive(Clone)]
pub(crate) enum Key {
    Rsa { n: Vec<u8>, e: Vec<u8> },
    P256(Vec<u8>),
}

impl Key {
    pub(crate) fn algorithm(&self) -> Algorithm {
        match self {
            Self::Rsa { .. } => Algorithm::Rs256,
            Self::P256(_) => Algorithm::Es256,
        }
    }

    /// Whether a signature over a text is by this key.
    pub(crate) fn has_signed(&self, text: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Rsa { n, e } => RsaPublicKeyComponents { n, e }
                .verify(&RSA_PKCS1_2048_8192_SHA256, text, signature)
                .is_ok(),
            Self::P256(point) => UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
                .verify(text, signature)
                .is_ok(),
        }
    }
}

/// The keys of a provider that may sign, by their names.
#[derive(Clone)]
pub(crate) struct Keys(Vec<(String, Key)>);

/// Why keys are not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeysFault {
    #[error("they are not an object with a list of keys, or name a key twice")]
    NotJson,
}

impl Keys {
    /// Reads a set of keys. What is of another kind is left out. Source: RFC 7517 (4, 5).
    ///
    /// # Errors
    ///
    /// `NotJson` if it is no such set.
    pub(crate) fn read(body: &[u8]) -> Result<Self, KeysFault> {
        let said = json::object(body).ok_or(KeysFault::NotJson)?;
        let list = said.get("keys").and_then(Value::as_array).ok_or(KeysFault::NotJson)?;
        Ok(Self(list.iter().filter_map(Value::as_object).filter_map(key).collect()))
    }

    /// The one key of a name for an algorithm.
    pub(crate) fn find(&self, name: &str, algorithm: Algorithm) -> Option<&Key> {
        let fits = |(of, key): &&(String, Key)| of == name && key.algorithm() == algorithm;
        let mut found = self.0.iter().filter(fits);
        let (_, key) = found.next()?;
        found.next().is_none().then_some(key)
    }
}

/// Reads a key that may check signatures of ID tokens.
fn key(said: &Map<String, Value>) -> Option<(String, Key)> {
    let text = |name| said.get(name).and_then(Value::as_str);
    let bytes = |name| BASE64URL_NOPAD.decode(text(name)?.as_bytes()).ok();
    let name = text("kid").filter(|it| !it.is_empty())?;
    // A key whose secret half is public is anybody's.
    if said.contains_key("d") {
        return None;
    }
    let is_or_missing = |name, value: &str| said.get(name).is_none_or(|it| it == value);
    let may_verify = said.get("key_ops").is_none_or(|it| {
        it.as_array().is_some_and(|it| it.iter().any(|operation| operation == "verify"))
    });
    if !is_or_missing("use", "sig") || !may_verify {
        return None;
    }
    let key = match text("kty")? {
        "RSA" if is_or_missing("alg", "RS256") => rsa(&bytes("n")?, &bytes("e")?)?,
        "EC" if is_or_missing("alg", "ES256") && text("crv")? == "P-256" => {
            let (x, y) = (bytes("x")?, bytes("y")?);
            // Uncompressed. Source: SEC 1 (2.3.3).
            (x.len() == 32 && y.len() == 32).then(|| Key::P256([&[4][..], &x, &y].concat()))?
        }
        _ => return None,
    };
    Some((name.to_owned(), key))
}

/// An RSA key of 2048 to 8192 bits.
fn rsa(n: &[u8], e: &[u8]) -> Option<Key> {
    // Some providers write the zero that ASN.1 has before the number.
    let plain = |number: &[u8]| {
        let zeros = number.iter().take_while(|byte| **byte == 0).count();
        number[zeros..].to_vec()
    };
    let (n, e) = (plain(n), plain(e));
    let first = n.first()?;
    let bits = n.len() * 8 - first.leading_zeros() as usize;
    ((2048..=8192).contains(&bits) && !e.is_empty()).then_some(Key::Rsa { n, e })
}

/// What was fetched, and when.
#[derive(Clone)]
pub(crate) struct Kept<T> {
    pub(crate) value: T,
    pub(crate) at: Timestamp,
    /// When it was last asked for anew, whatever came of it.
    pub(crate) asked: Timestamp,
}

impl<T> Kept<T> {
    pub(crate) fn new(value: T, now: Timestamp) -> Self {
        Self { value, at: now, asked: now }
    }

    /// Whether it is still good. A clock that went back makes it old.
    pub(crate) fn is_good(&self, now: Timestamp) -> bool {
        is_within(self.at, now, KEPT)
    }

    /// Whether it was asked for so lately that what it lacks is not to be looked for again.
    pub(crate) fn is_last_word(&self, now: Timestamp) -> bool {
        is_within(self.asked, now, BETWEEN)
    }
}

fn is_within(at: Timestamp, now: Timestamp, time: SignedDuration) -> bool {
    let age = now.duration_since(at);
    !age.is_negative() && age < time
}
