//! What a vendor checks before it takes a payment. Source: docs/DOORS.md#what-the-vendor-checks.

use std::collections::BTreeSet;

use data_encoding::BASE64URL_NOPAD;
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use serde_json::Value;

/// What the vendor knows without asking anybody: it was configured with it.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Who makes tokens: the portal's origin.
    pub issuer: String,
    /// What the vendor is called in them.
    pub audience: String,
}

/// What a good token says.
#[derive(Clone, PartialEq, Eq)]
pub struct Said {
    /// The account as billing wrote it.
    pub account: String,
    /// What is due, in cents; 0 if nothing is known to be.
    pub amount_cents: i64,
}

/// Why a token is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It was not posted from a page of the portal.
    #[error("the form was not posted from the portal")]
    ForeignOrigin,
    /// It is no token of this kind.
    #[error("this is no token of a payment")]
    NoToken,
    /// No key of the portal's signed it.
    #[error("no key of the portal's signed the token")]
    Unsigned,
    /// It is another issuer's, or meant for another vendor.
    #[error("the token is not for this vendor")]
    NotForUs,
    /// Its time is over.
    #[error("the token is too old")]
    TooOld,
    /// It was used before.
    #[error("the token was used before")]
    UsedBefore,
}

/// Checks what was posted: from where, by the list of keys, at a time in seconds since 1970; remembers its id.
///
/// # Errors
///
/// The first rule that it breaks.
pub fn check(
    (token, origin): (&str, Option<&str>),
    expected: &Expected,
    keys: &Value,
    used: &mut BTreeSet<String>,
    now: i64,
) -> Result<Said, Refused> {
    if origin != Some(expected.issuer.as_str()) {
        return Err(Refused::ForeignOrigin);
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(Refused::NoToken)?;
    let (header, said) = signed.split_once('.').ok_or(Refused::NoToken)?;
    let (header, said) = (read(header)?, read(said)?);
    // The algorithm and the key are looked up, never taken from the token.
    if header["typ"] != "porchlight-pay+jwt" || header["alg"] != "ES256" {
        return Err(Refused::NoToken);
    }
    let key = key(keys, &header["kid"]).ok_or(Refused::Unsigned)?;
    let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).map_err(|_| Refused::NoToken)?;
    let signature = Signature::from_slice(&signature).map_err(|_| Refused::NoToken)?;
    key.verify(signed.as_bytes(), &signature).map_err(|_| Refused::Unsigned)?;
    if said["iss"] != *expected.issuer || said["aud"] != *expected.audience {
        return Err(Refused::NotForUs);
    }
    if said["exp"].as_i64().is_none_or(|end| end <= now) {
        return Err(Refused::TooOld);
    }
    let text = |name: &str| said[name].as_str().map(str::to_owned).ok_or(Refused::NoToken);
    let amount_cents = said["amount_cents"].as_i64().ok_or(Refused::NoToken)?;
    let said = Said { account: text("account")?, amount_cents };
    if used.insert(text("jti")?) { Ok(said) } else { Err(Refused::UsedBefore) }
}

fn read(part: &str) -> Result<Value, Refused> {
    let bytes = BASE64URL_NOPAD.decode(part.as_bytes()).map_err(|_| Refused::NoToken)?;
    serde_json::from_slice(&bytes).map_err(|_| Refused::NoToken)
}

/// A key of the list by its name.
fn key(keys: &Value, id: &Value) -> Option<VerifyingKey> {
    let found = keys["keys"].as_array()?.iter().find(|key| key["kid"] == *id && id.is_string())?;
    let part = |name: &str| BASE64URL_NOPAD.decode(found[name].as_str()?.as_bytes()).ok();
    let point = [vec![4], part("x")?, part("y")?].concat();
    VerifyingKey::from_sec1_bytes(&point).ok()
}

#[cfg(test)]
mod tests;
