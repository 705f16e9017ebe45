//! What a look-up and an act need from whoever carries them out.

use data_encoding::BASE32_NOPAD;
use domain::KeyRing;

/// The place where staff work.
pub struct Office<'a, S, C> {
    /// The tables.
    pub store: &'a S,
    /// The time.
    pub clock: &'a C,
    /// The keys.
    pub keys: &'a KeyRing,
}

/// A random name for an entry of a timeline.
pub(crate) fn random_id() -> String {
    BASE32_NOPAD.encode(&web::random::<16>()).to_ascii_lowercase()
}
