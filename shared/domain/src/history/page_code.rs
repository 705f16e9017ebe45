//! Codes that stand for something in addresses of a member's pages.

use data_encoding::BASE32_NOPAD;

use crate::keys::ring::KeyRing;

/// Twelve characters of an HMAC, which mean nothing to anybody but the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PageCode(String);

impl PageCode {
    /// How many characters it has.
    const LENGTH: usize = 12;

    /// The code of what these parts name.
    pub(super) fn of(keys: &KeyRing, parts: &[&[u8]]) -> Self {
        let text = BASE32_NOPAD.encode(&keys.index_mac(parts)).to_ascii_lowercase();
        Self(text.chars().take(Self::LENGTH).collect())
    }

    /// Takes what stands in an address; `None` unless it has the form of a code.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || (b'2'..=b'7').contains(&byte);
        (text.len() == Self::LENGTH && text.bytes().all(fits)).then(|| Self(text.to_owned()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}
