//! What the network is asked for.

use std::fmt;

use secrecy::SecretString;

/// Asks a provider for a document.
///
/// It MUST follow no redirect, use no proxy, wait a few seconds at most, and read no more than it was told.
pub trait Fetch: Sync {
    /// Gets JSON from an address.
    fn get(
        &self,
        address: &str,
        most: usize,
    ) -> impl Future<Output = Result<Fetched, FetchError>> + Send;

    /// Posts a form to an address, with the value of an `Authorization` header if there is one.
    fn post(
        &self,
        address: &str,
        authorization: Option<&SecretString>,
        form: &SecretString,
        most: usize,
    ) -> impl Future<Output = Result<Fetched, FetchError>> + Send;
}

/// An answer: its status, and its whole body.
pub struct Fetched {
    pub status: u16,
    pub body: Vec<u8>,
}

/// A body may hold tokens.
impl fmt::Debug for Fetched {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Fetched({})", self.status)
    }
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    #[error("it may not be reached")]
    Barred,
    #[error("it cannot be reached")]
    Unreachable,
    #[error("it does not answer in time")]
    TimedOut,
    #[error("its answer is too large")]
    TooLarge,
}
