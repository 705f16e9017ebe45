//! Who is signed in at the desk.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use crate::keys::ring::KeyRing;
use crate::keys::uses::Use;

/// The co-op's provider's own id of somebody: it stays, and it is no name and no address.
///
/// It is meant to be in logs and on timelines, since it says who looked and who did something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StaffId(String);

impl StaffId {
    /// The most bytes, inclusive. Source: `OpenID` Connect Core 1.0, 2 (`sub`).
    const MAX: usize = 255;

    /// Takes an id; `None` unless it is 1 to 255 visible ASCII characters without an @.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=Self::MAX).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_graphic() && b != b'@');
        fits.then(|| Self(text.to_owned()))
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What somebody's look-ups are counted by: an HMAC of their id under the index key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StaffKey(String);

impl StaffKey {
    /// The key of an id.
    #[must_use]
    pub fn of(keys: &KeyRing, who: &StaffId) -> Self {
        let mac = keys.mac(keys.index(), Use::Desk, &[b"who", who.as_str().as_bytes()]);
        let mac = mac.expect("the ring holds its index key");
        Self(BASE64URL_NOPAD.encode(&mac[..16]))
    }

    /// The key's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What somebody may do at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StaffRole {
    /// Look people up.
    Look,
    /// Look people up, and act.
    Act,
}

impl StaffRole {
    /// The role's name in an item and in the log.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Act => "act",
        }
    }

    /// The role of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Look, Self::Act].into_iter().find(|role| role.name() == name)
    }
}

/// What the provider vouches for: an ID token, after all of it was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vouched {
    /// Who signed in.
    pub who: StaffId,
    /// The highest role that the token names; none of ours, none.
    pub role: Option<StaffRole>,
    /// When they proved who they are, if the token says so.
    pub auth_time: Option<Timestamp>,
    /// Whether the provider says that they showed a second factor.
    pub second_factor: bool,
    /// First instant at which the token is over.
    pub until: Timestamp,
}

/// What a browser holds of a session. It opens the session and is kept nowhere else.
#[derive(Clone)]
pub struct StaffToken(SecretString);

impl StaffToken {
    /// Makes one of 256 random bits.
    #[must_use]
    pub fn new(random: [u8; 32]) -> Self {
        Self(SecretString::from(BASE64URL_NOPAD.encode(&random)))
    }

    /// Takes what a browser sent; `None` if it cannot be one of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        (bytes.len() == 32).then(|| Self(SecretString::from(text.to_owned())))
    }

    /// What the session is kept under.
    #[must_use]
    pub fn key(&self) -> StaffSessionKey {
        let hash = Sha256::digest(self.0.expose_secret().as_bytes());
        StaffSessionKey(BASE64URL_NOPAD.encode(&hash))
    }

    /// The token, for the cookie alone.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for StaffToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StaffToken(..)")
    }
}

/// What a session is kept under: the SHA-256 of its token, which opens nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StaffSessionKey(String);

impl StaffSessionKey {
    /// Takes a key as an item has it.
    #[must_use]
    pub fn from_stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The key's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A session at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffSession {
    /// What it is kept under.
    pub key: StaffSessionKey,
    /// Whose it is.
    pub who: StaffId,
    /// What they may do.
    pub role: StaffRole,
    /// When they proved who they are, if the provider says so.
    pub auth_time: Option<Timestamp>,
    /// Whether the provider says that they showed a second factor.
    pub second_factor: bool,
    /// First instant at which it is over: the ID token's, or [`super::TOTAL`] after it began.
    pub ends_at: Timestamp,
}

impl StaffSession {
    /// Whether it stands. Who does nothing for [`super::IDLE`] has no token any more, which the cookie sees to.
    #[must_use]
    pub fn stands(&self, now: Timestamp) -> bool {
        now < self.ends_at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_what_a_provider_may_send_and_can_stand_in_a_log_line() {
        for text in ["a", "00u1a2b3", "auth0|5f7c", &"x".repeat(255)] {
            assert!(StaffId::parse(text).is_some(), "{text}");
        }
        for text in ["", "a b", "a\nb", "Ana Muñoz", "ana@coop.example", &"x".repeat(256)] {
            assert_eq!(StaffId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_token_comes_back_as_the_same_key_and_tells_nothing_in_a_log() {
        let token = StaffToken::new([7; 32]);

        let again = StaffToken::parse(token.expose()).expect("it is one of ours");

        assert_eq!(again.key(), token.key());
        assert_ne!(StaffToken::new([8; 32]).key(), token.key());
        assert_ne!(token.key().as_str(), token.expose());
        assert_eq!(format!("{token:?}"), "StaffToken(..)");
        assert!(StaffToken::parse("").is_none() && StaffToken::parse("AAAA").is_none());
    }

    #[test]
    fn roles_read_back_by_their_names() {
        for role in [StaffRole::Look, StaffRole::Act] {
            assert_eq!(StaffRole::parse(role.name()), Some(role));
        }
        assert_eq!(StaffRole::parse("admin"), None);
    }
}
