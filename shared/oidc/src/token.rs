//! An ID token's form and signature: a compact JWS.
//!
//! Source: RFC 7515 (3.1, 4.1, 5.2), RFC 8725 (3).

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value};

use crate::errors::TokenFault;
use crate::json;
use crate::keys::{Algorithm, Key};

/// The longest token that is read, in bytes. Entra's with 200 groups has about 9,000.
const LONGEST: usize = 16 * 1024;

/// Headers that say where a key is, or that the token is to be read in another way.
const BARRED: [&str; 8] = ["b64", "crit", "enc", "jku", "jwk", "x5c", "x5u", "zip"];

/// A token whose signature was not looked at yet.
pub(crate) struct Unchecked<'a> {
    pub(crate) algorithm: Algorithm,
    /// The name of its key.
    pub(crate) key: String,
    signed: &'a str,
    says: Vec<u8>,
    signature: Vec<u8>,
}

impl<'a> Unchecked<'a> {
    /// Reads the header.
    ///
    /// # Errors
    ///
    /// The first rule that is broken.
    pub(crate) fn read(token: &'a str) -> Result<Self, TokenFault> {
        if token.len() > LONGEST {
            return Err(TokenFault::TooLong);
        }
        let parts: Vec<&str> = token.split('.').collect();
        let [header, says, signature] = parts[..] else { return Err(TokenFault::NotCompact) };
        let bytes = |part: &str| {
            BASE64URL_NOPAD.decode(part.as_bytes()).map_err(|_| TokenFault::NotCompact)
        };
        let signed = &token[..header.len() + 1 + says.len()];
        let (header, says, signature) = (bytes(header)?, bytes(says)?, bytes(signature)?);
        let header = json::object(&header).ok_or(TokenFault::Header)?;
        if let Some(barred) = BARRED.iter().find(|name| header.contains_key(**name)) {
            return Err(TokenFault::BarredHeader(barred));
        }
        let text = |name| header.get(name).and_then(Value::as_str);
        if header.contains_key("typ")
            && !text("typ").is_some_and(|it| it.eq_ignore_ascii_case("JWT"))
        {
            return Err(TokenFault::Type);
        }
        let algorithm = text("alg").and_then(Algorithm::parse).ok_or(TokenFault::Algorithm)?;
        let key = text("kid").filter(|it| !it.is_empty()).ok_or(TokenFault::NoKey)?.to_owned();
        Ok(Self { algorithm, key, signed, says, signature })
    }

    /// What the token says, if the key has signed it.
    ///
    /// # Errors
    ///
    /// `UnknownKey` for a key of another type, `Signature`, or `Claims`.
    pub(crate) fn check(self, key: &Key) -> Result<Map<String, Value>, TokenFault> {
        if key.algorithm() != self.algorithm {
            return Err(TokenFault::UnknownKey);
        }
        if !key.has_signed(self.signed.as_bytes(), &self.signature) {
            return Err(TokenFault::Signature);
        }
        json::object(&self.says).ok_or(TokenFault::Claims)
    }
}
