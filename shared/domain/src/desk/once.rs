//! What can be used once at the desk: a sign-in, and the form of an act.

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

use crate::values::ids::OutboxId;

/// What is kept of something that was used: the SHA-256 of a sign-in's seed or of a form's order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OnceKey(String);

impl OnceKey {
    /// The key of the form that gives an order.
    #[must_use]
    pub fn of_order(order: &OutboxId) -> Self {
        Self::of(&[b"order ", order.as_str().as_bytes()].concat())
    }

    /// The key's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn of(what: &[u8]) -> Self {
        Self(BASE64URL_NOPAD.encode(&Sha256::digest(what)))
    }
}
