//! How far a sign-in came.

use std::fmt;

use crate::discovery::DiscoveryFault;
use crate::faults::{CallbackFault, ExchangeFault};
use crate::fetch::FetchError;
use crate::keys::KeysFault;

/// Why nobody is signed in, and how far it came. It holds nothing that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInError {
    #[error("what came back from the provider is refused: {0}")]
    Callback(CallbackFault),
    /// A code of an error, in our own text.
    #[error("the provider signs nobody in: {0}")]
    Declined(&'static str),
    #[error("no answer from {0}: {1}")]
    Unreachable(Place, FetchError),
    #[error("{0} answers with the status {1}")]
    Status(Place, u16),
    #[error("the discovery document is refused: {0}")]
    Discovery(DiscoveryFault),
    #[error("the keys are refused: {0}")]
    Keys(KeysFault),
    #[error("the code was not taken: {0}")]
    Exchange(ExchangeFault),
    #[error("the ID token is refused: {0}")]
    Token(TokenFault),
}

impl SignInError {
    /// Whether it may well work in a minute.
    pub fn passes(&self) -> bool {
        match self {
            Self::Unreachable(_, FetchError::Unreachable | FetchError::TimedOut) => true,
            Self::Status(_, status) => *status >= 500 || *status == 429,
            Self::Callback(_)
            | Self::Declined(_)
            | Self::Unreachable(_, FetchError::Barred | FetchError::TooLarge)
            | Self::Discovery(_)
            | Self::Keys(_)
            | Self::Exchange(_)
            | Self::Token(_) => false,
        }
    }

    /// Whether the provider does not take the client's secret. No query makes it say so.
    ///
    /// The status 401 says it by itself: Keycloak sends it with `unauthorized_client`. Source: RFC 6749 (5.2), RFC 9110 (15.5.2).
    pub fn is_of_secret(&self) -> bool {
        matches!(
            self,
            Self::Exchange(
                ExchangeFault::Unauthorized(_)
                    | ExchangeFault::Refused("invalid_client" | "unauthorized_client")
            ) | Self::Status(Place::Token, 401)
        )
    }

    /// Whether what a browser brought back may be all that is wrong. Anybody can write a query, so it is nobody's alarm.
    pub fn is_of_query(&self) -> bool {
        match self {
            Self::Callback(_) | Self::Declined(_) => true,
            Self::Exchange(ExchangeFault::Refused(_)) => !self.is_of_secret(),
            Self::Status(Place::Token, status) => {
                (400..500).contains(status) && !self.is_of_secret() && !self.passes()
            }
            Self::Unreachable(..)
            | Self::Status(..)
            | Self::Discovery(_)
            | Self::Keys(_)
            | Self::Exchange(_)
            | Self::Token(_) => false,
        }
    }
}

/// Which of the provider's addresses was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Discovery,
    Keys,
    Token,
}

impl fmt::Display for Place {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::Discovery => "the discovery document's address",
            Self::Keys => "the keys' address",
            Self::Token => "the token's address",
        })
    }
}

/// The codes of errors that providers send. Source: RFC 6749 (4.1.2.1, 5.2), OpenID Connect Core (3.1.2.6).
const CODES: [&str; 15] = [
    "access_denied",
    "account_selection_required",
    "consent_required",
    "interaction_required",
    "invalid_client",
    "invalid_grant",
    "invalid_request",
    "invalid_scope",
    "login_required",
    "server_error",
    "temporarily_unavailable",
    "unauthorized_client",
    "unmet_authentication_requirements",
    "unsupported_grant_type",
    "unsupported_response_type",
];

/// Our own text of a provider's code, so that none of theirs is passed on.
pub(crate) fn code(sent: &str) -> &'static str {
    CODES.iter().find(|code| **code == sent).copied().unwrap_or("another error")
}

/// Which rule an ID token breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenFault {
    #[error("it is too long")]
    TooLong,
    #[error("it is not three parts of base64url")]
    NotCompact,
    #[error("its header is not an object, or names a key twice")]
    Header,
    #[error("its header has {0}")]
    BarredHeader(&'static str),
    #[error("its header has another type than JWT")]
    Type,
    #[error("its algorithm is neither RS256 nor ES256")]
    Algorithm,
    #[error("its header names no key")]
    NoKey,
    #[error("the provider has no key of that name for that algorithm")]
    UnknownKey,
    #[error("its signature is wrong")]
    Signature,
    #[error("what it says is not an object, or names a key twice")]
    Claims,
    #[error("its {0} is missing or malformed")]
    Claim(&'static str),
    #[error("its {0} has an @ or more than 255 marks: a log may hold ids, and no addresses")]
    Personal(&'static str),
    #[error("it is of another issuer")]
    Issuer,
    #[error("it is not for this client alone")]
    Audience,
    #[error("it was made for another client")]
    AuthorizedParty,
    #[error("it is over")]
    Expired,
    #[error("it lasts longer than a month")]
    LastsTooLong,
    #[error("it is not good yet")]
    TooEarly,
    #[error("it was not made just now")]
    NotFresh,
    #[error("it answers another request")]
    Nonce,
    #[error("it says that somebody will sign in later")]
    SignedInLater,
}
