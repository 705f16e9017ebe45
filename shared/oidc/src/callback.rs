//! What a browser brings back from the provider.

use std::collections::BTreeMap;

use secrecy::SecretString;
use subtle::ConstantTimeEq as _;

use crate::asking::Attempt;
use crate::discovery::Discovery;
use crate::errors::{SignInError, code};
use crate::faults::CallbackFault;

/// The longest query that is read, in bytes. Codes of Entra have about 1,500.
const LONGEST: usize = 8 * 1024;

/// Whether a query answers this browser's request with a code of our provider, as far as the query tells.
///
/// Nothing is asked of anybody, so that a query that says something else has used up nothing.
///
/// # Errors
///
/// What is wrong with it, or that the provider declined.
pub fn check_callback(query: &str, attempt: &Attempt, issuer: &str) -> Result<(), SignInError> {
    Callback::read(query, attempt, issuer).map(drop)
}

/// A code, and the try that it answers.
pub(crate) struct Callback<'a> {
    pub(crate) code: SecretString,
    pub(crate) attempt: &'a Attempt,
    /// Whether the answer says which provider it is of.
    names_issuer: bool,
}

impl<'a> Callback<'a> {
    /// Reads a query, compares its state, and takes the code out.
    ///
    /// Parameters that we do not know are ignored. Source: RFC 6749 (4.1.2), RFC 9207 (2.4), OpenID Connect Core (3.1.2.6).
    ///
    /// # Errors
    ///
    /// A fault, or that the provider declined.
    pub(crate) fn read(
        query: &str,
        attempt: &'a Attempt,
        issuer: &str,
    ) -> Result<Self, SignInError> {
        let mut read = parameters(query).map_err(SignInError::Callback)?;
        let state = read.get("state").map_or("", String::as_str);
        if !bool::from(state.as_bytes().ct_eq(attempt.state.as_bytes())) {
            return Err(SignInError::Callback(CallbackFault::State));
        }
        let named = read.get("iss");
        if named.is_some_and(|named| named != issuer) {
            return Err(SignInError::Callback(CallbackFault::Issuer));
        }
        if let Some(error) = read.get("error") {
            return Err(SignInError::Declined(code(error)));
        }
        let names_issuer = named.is_some();
        let code = read.remove("code").filter(|code| !code.is_empty());
        let code = code.ok_or(SignInError::Callback(CallbackFault::NoCode))?;
        Ok(Self { code: code.into(), attempt, names_issuer })
    }

    /// Whether a provider would have sent it so. Source: RFC 9207 (2.4).
    pub(crate) fn may_be_of(&self, discovery: &Discovery) -> bool {
        self.names_issuer || !discovery.names_itself
    }
}

/// The parameters of a query, each there once.
fn parameters(query: &str) -> Result<BTreeMap<String, String>, CallbackFault> {
    if query.len() > LONGEST {
        return Err(CallbackFault::Unreadable);
    }
    let mut read = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        // It stands for bytes that are not UTF-8.
        if name.contains('\u{fffd}') || value.contains('\u{fffd}') {
            return Err(CallbackFault::Unreadable);
        }
        if read.insert(name.into_owned(), value.into_owned()).is_some() {
            return Err(CallbackFault::Doubled);
        }
    }
    Ok(read)
}
