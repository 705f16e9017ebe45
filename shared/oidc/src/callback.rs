//! What a browser brings back from the provider.

use std::collections::BTreeMap;

use secrecy::SecretString;
use subtle::ConstantTimeEq as _;

use crate::asking::Attempt;
use crate::client::Client;
use crate::discovery::Discovery;
use crate::errors::{SignInError, code};

/// The longest query that is read, in bytes. Codes of Entra have about 1,500.
const LONGEST: usize = 8 * 1024;

/// Why what came back is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallbackFault {
    #[error("it is too long or not UTF-8")]
    Unreadable,
    #[error("a parameter is there twice")]
    Doubled,
    #[error("it answers no request of this browser")]
    State,
    #[error("it is of another provider, or does not say of which")]
    Issuer,
    #[error("it has neither a code nor an error")]
    NoCode,
}

/// A query that answers this browser's request.
pub(crate) struct Callback<'a>(BTreeMap<String, String>, &'a Attempt);

impl<'a> Callback<'a> {
    /// Reads a query, and compares its state.
    ///
    /// # Errors
    ///
    /// `Unreadable`, `Doubled` or `State`. Parameters that we do not know are ignored. Source: RFC 6749 (4.1.2).
    pub(crate) fn read(query: &str, attempt: &'a Attempt) -> Result<Self, CallbackFault> {
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
        let state = read.get("state").map_or("", String::as_str);
        if !bool::from(state.as_bytes().ct_eq(attempt.state.as_bytes())) {
            return Err(CallbackFault::State);
        }
        Ok(Self(read, attempt))
    }

    /// Takes the code out, if it is of our provider. Source: RFC 9207 (2.4), OpenID Connect Core (3.1.2.6).
    ///
    /// # Errors
    ///
    /// `Issuer` or `NoCode`, or that the provider declined.
    pub(crate) fn code(
        mut self,
        client: &Client,
        discovery: &Discovery,
    ) -> Result<Code<'a>, SignInError> {
        let is_ours = match self.0.get("iss") {
            Some(issuer) => issuer == client.issuer.as_str(),
            None => !discovery.names_itself,
        };
        if !is_ours {
            return Err(SignInError::Callback(CallbackFault::Issuer));
        }
        if let Some(error) = self.0.get("error") {
            return Err(SignInError::Declined(code(error)));
        }
        let code = self.0.remove("code").filter(|code| !code.is_empty());
        let code = code.ok_or(SignInError::Callback(CallbackFault::NoCode))?;
        Ok(Code { code: code.into(), attempt: self.1 })
    }
}

/// A code, and the try that it answers.
pub(crate) struct Code<'a> {
    pub(crate) code: SecretString,
    pub(crate) attempt: &'a Attempt,
}
