//! The password that a letter carries.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;

use crate::keys::ring::KeyRing;
use crate::keys::uses::Use;
use crate::links::token::LinkClaim;
use crate::values::crockford::{crockford, uncrockford};

/// The password that a letter carries until the member has chosen one: 60 bits, twelve letters.
#[derive(Clone)]
pub struct TemporaryPassword(SecretString);

impl TemporaryPassword {
    /// Derives the temporary password of a pending registration; `None` if the key is gone.
    #[must_use]
    pub fn derive(keys: &KeyRing, claim: &LinkClaim) -> Option<Self> {
        let parts = [claim.email.as_str().as_bytes(), claim.id.bytes().as_slice()];
        let mac = keys.mac(&claim.key, Use::TemporaryPassword, &parts)?;
        Some(Self(SecretString::from(crockford(&mac, 12))))
    }

    /// Whether this is what was typed; case, blanks, dashes, `O` for `0` and `I`, `L` for `1` do not matter.
    #[must_use]
    pub fn matches(&self, typed: &str) -> bool {
        let kept = uncrockford(typed);
        bool::from(self.0.expose_secret().as_bytes().ct_eq(kept.as_bytes()))
    }

    /// The password in three groups of four, as the letter shows it.
    #[must_use]
    pub fn expose(&self) -> String {
        let letters = self.0.expose_secret();
        format!("{}-{}-{}", &letters[..4], &letters[4..8], &letters[8..])
    }
}

impl fmt::Debug for TemporaryPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TemporaryPassword(..)")
    }
}
