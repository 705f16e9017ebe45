//! The keys that everything secret hangs on, and what each is used for.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

use crate::keys::cost::HashCost;
use crate::keys::uses::Use;

/// The name of a key, as it stands beside what was made with it: 1 to 8 letters and digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(String);

impl KeyId {
    /// Parses a key's name; `None` unless it is 1 to 8 ASCII letters and digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
        fits.then(|| Self(text.to_owned()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The keys of the one secret, by name; clones are the same ring.
///
/// Which key is current stays as it was, so that nothing changes in the middle of a request. Keys that came into the
/// secret later can be learned, so that what others made with them can be read.
#[derive(Clone)]
pub struct KeyRing {
    held: Arc<Held>,
    current: KeyId,
    index: KeyId,
    matching: KeyId,
    cost: HashCost,
}

struct Held {
    keys: RwLock<BTreeMap<KeyId, SecretString>>,
    /// Whether a key was asked for that is not among them, or all of them were looked at long after they were read.
    missed: AtomicBool,
    /// When the secret was read again last, in seconds since 1970; 0 for never.
    read_at: AtomicI64,
}

/// A key that was derived for one use, ready for many MACs.
#[derive(Clone)]
pub(crate) struct MacMaker(Hmac<Sha256>);

impl MacMaker {
    /// HMAC-SHA256 of the parts, each with its length before it.
    pub(crate) fn mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = self.0.clone();
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

/// Why a secret cannot be used; never the secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyRingError {
    /// A named key is not in the list.
    #[error("the secret names a key that it does not hold")]
    Missing,
    /// A key is shorter than [`KeyRing::MIN_KEY`].
    #[error("the secret holds a key of fewer than 32 characters")]
    TooShort,
    /// A key is the one that stands in examples, or one character repeated.
    #[error("the secret holds a demonstration key")]
    Demo,
}

impl KeyRing {
    /// The fewest characters of a key, inclusive.
    pub const MIN_KEY: usize = 32;

    /// The secret is read again at most once in this time. Source: docs/DATA.md#the-secret.
    pub const RELOAD_AFTER: SignedDuration = SignedDuration::from_mins(1);

    /// How old a list of all keys may be. Source: docs/DOORS.md#keys.
    pub const LIST_AGE: SignedDuration = SignedDuration::from_hours(1);

    /// Takes the keys; `current` makes what is new, `index` never changes, `matching` changes at an import.
    ///
    /// # Errors
    ///
    /// `Missing`, `TooShort` or `Demo`, as each says.
    pub fn new(
        keys: BTreeMap<KeyId, SecretString>,
        current: KeyId,
        index: KeyId,
        matching: KeyId,
    ) -> Result<Self, KeyRingError> {
        if ![&current, &index, &matching].iter().all(|id| keys.contains_key(id)) {
            return Err(KeyRingError::Missing);
        }
        for key in keys.values().map(ExposeSecret::expose_secret) {
            if key.len() < Self::MIN_KEY {
                return Err(KeyRingError::TooShort);
            }
            let first = key.chars().next();
            if key.to_ascii_lowercase().contains("demo") || key.chars().all(|c| Some(c) == first) {
                return Err(KeyRingError::Demo);
            }
        }
        let held = Held {
            keys: RwLock::new(keys),
            missed: AtomicBool::new(false),
            read_at: AtomicI64::new(0),
        };
        Ok(Self { held: Arc::new(held), current, index, matching, cost: HashCost::TODAY })
    }

    /// The same keys, with passwords hashed in no time. Tests hash thousands; nothing that is deployed calls this.
    #[doc(hidden)]
    #[must_use]
    pub fn hashing_cheaply(self) -> Self {
        Self { cost: HashCost::OF_TESTS, ..self }
    }

    /// What hashing a password costs.
    pub(crate) fn hash_cost(&self) -> HashCost {
        self.cost
    }

    /// Whether to read the secret again: a key was asked for that is not held, and the last time is long enough ago.
    #[must_use]
    pub fn is_to_be_reloaded(&self, reloaded_at: Option<Timestamp>, now: Timestamp) -> bool {
        self.held.missed.load(Ordering::Relaxed)
            && reloaded_at.is_none_or(|at| at + Self::RELOAD_AFTER <= now)
    }

    /// Notes that all keys are looked at, as for the list of those that sign. They are read again first, if that was not done within
    /// the hour: whoever goes by the list has to find the key that signs next. A reading that fails does not count.
    pub fn look_at_all(&self, now: Timestamp) {
        let before = self.held.read_at.load(Ordering::Relaxed);
        if now.as_second() - before >= Self::LIST_AGE.as_secs() {
            self.held.missed.store(true, Ordering::Relaxed);
        }
    }

    /// Takes up keys that another reading of the secret, of now, holds beyond these; whether there were any.
    pub fn learn(&self, read: &Self, now: Timestamp) -> bool {
        let theirs = read.held.keys.read().unwrap_or_else(PoisonError::into_inner).clone();
        let mut ours = self.held.keys.write().unwrap_or_else(PoisonError::into_inner);
        let before = ours.len();
        for (id, key) in theirs {
            ours.entry(id).or_insert(key);
        }
        self.held.missed.store(false, Ordering::Relaxed);
        self.held.read_at.store(now.as_second(), Ordering::Relaxed);
        ours.len() > before
    }

    /// Whether the secret holds a key.
    #[must_use]
    pub fn holds(&self, id: &KeyId) -> bool {
        let holds = self.held.keys.read().unwrap_or_else(PoisonError::into_inner).contains_key(id);
        self.held.missed.fetch_or(!holds, Ordering::Relaxed);
        holds
    }

    /// The key that makes what is new.
    #[must_use]
    pub fn current(&self) -> &KeyId {
        &self.current
    }

    /// The key of look-up keys; it never rotates.
    #[must_use]
    pub fn index(&self) -> &KeyId {
        &self.index
    }

    /// The key that the next import hashes facts with.
    #[must_use]
    pub fn matching(&self) -> &KeyId {
        &self.matching
    }

    /// The names of all keys, in order.
    #[must_use]
    pub fn ids(&self) -> Vec<KeyId> {
        self.held.keys.read().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect()
    }

    /// Derives the key `id` for one use; `None` if the secret does not hold it. Source: RFC 5869.
    #[must_use]
    pub fn derive(&self, id: &KeyId, for_use: Use) -> Option<[u8; 32]> {
        let keys = self.held.keys.read().unwrap_or_else(PoisonError::into_inner);
        let Some(key) = keys.get(id) else {
            self.held.missed.store(true, Ordering::Relaxed);
            return None;
        };
        let mut derived = [0; 32];
        Hkdf::<Sha256>::new(None, key.expose_secret().as_bytes())
            .expand(for_use.label(), &mut derived)
            .ok()
            .map(|()| derived)
    }

    /// HMAC-SHA256 of the parts under the key `id`, each part with its length before it.
    #[must_use]
    pub fn mac(&self, id: &KeyId, for_use: Use, parts: &[&[u8]]) -> Option<[u8; 32]> {
        self.maker(id, for_use).map(|maker| maker.mac(parts))
    }

    /// The key `id` for one use, derived once for many MACs; `None` if the secret does not hold it.
    pub(crate) fn maker(&self, id: &KeyId, for_use: Use) -> Option<MacMaker> {
        let key = self.derive(id, for_use)?;
        Hmac::new_from_slice(&key).ok().map(MacMaker)
    }

    /// As [`KeyRing::mac`] under the current key.
    #[must_use]
    pub fn mac_now(&self, for_use: Use, parts: &[&[u8]]) -> [u8; 32] {
        self.mac(&self.current, for_use, parts).expect("new() checked that the current key is held")
    }

    /// As [`KeyRing::mac`] under the index key, cut to 16 bytes.
    pub(crate) fn index_mac(&self, parts: &[&[u8]]) -> [u8; 16] {
        let mac = self.mac(&self.index, Use::Index, parts);
        let mac = mac.expect("new() checked that the index key is held");
        let mut cut = [0; 16];
        cut.copy_from_slice(&mac[..16]);
        cut
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyRing(..)")
    }
}

#[cfg(test)]
mod tests;
