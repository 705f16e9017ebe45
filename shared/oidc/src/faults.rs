//! What is wrong with what a browser brings back, and with the answer to a code.

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

/// Why no ID token came for a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExchangeFault {
    #[error("the answer is not an object, or names a key twice")]
    NotJson,
    #[error("the answer's type of token is not Bearer")]
    Type,
    #[error("the answer has no ID token")]
    NoToken,
    /// A code of an error, in our own text.
    #[error("the provider says {0}")]
    Refused(&'static str),
    /// The same under the status 401, which is about the client, whatever the code is.
    #[error("the provider says {0}")]
    Unauthorized(&'static str),
}
