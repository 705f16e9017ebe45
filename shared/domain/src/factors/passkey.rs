//! Passkeys: what is kept of one, which origin can have them, and when one has signed after the last time.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use crate::values::ids::{ChallengeKey, FactorId, MemberId};

/// The most passkeys of a member, inclusive. Source: SECURITY.md#figures.
pub const PASSKEYS_MAX: usize = 10;

/// How long a challenge is good for. Source: SECURITY.md#figures.
pub const CHALLENGE_LIFE: SignedDuration = SignedDuration::from_mins(5);

/// Domains that are not a co-op's own: a passkey of theirs would be worth nothing once it has one.
const LENT: [&str; 2] = [".amazonaws.com", ".cloudfront.net"];

/// What a passkey is known by and its answers are checked with, as the library writes it. None of it is secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Its own id, by which an authenticator knows that it has it already; empty where it was added before that was kept.
    pub raw_id: Vec<u8>,
    /// The public key.
    pub key: Vec<u8>,
    /// What is known of the authenticator, such as whether it has a copy of the passkey elsewhere.
    pub state: Vec<u8>,
}

/// A passkey of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Whose it is.
    pub member: MemberId,
    /// Which: it follows from the credential's own id, so no two members have the same.
    pub id: FactorId,
    /// What its answers are checked with.
    pub credential: Credential,
    /// How often it has signed, as its authenticator counts; zero if that counts nothing.
    pub counter: u32,
    /// What its member calls it.
    pub name: PasskeyName,
    /// When it was added.
    pub since: Timestamp,
    /// When it was used last.
    pub used_at: Option<Timestamp>,
}

/// What its member's item has of a passkey: enough to decide what it is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyMark {
    /// Which.
    pub id: FactorId,
    /// When it was added.
    pub since: Timestamp,
    /// Until when it is on trial, if no factor stood before it.
    pub trial_until: Option<Timestamp>,
}

/// A challenge that is used up by what it proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedChallenge {
    /// Which.
    pub key: ChallengeKey,
    /// When it was used. After [`CHALLENGE_LIFE`] it is good for nothing anyway.
    pub at: Timestamp,
}

/// A passkey as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasskeyWrite {
    /// It is added, if nobody has it.
    Adds(Passkey),
    /// It has signed, if its counter is still the one that was read.
    Signed {
        /// The passkey from now on.
        passkey: Passkey,
        /// The counter that was read.
        read: u32,
    },
}

/// What a member calls a passkey.
#[derive(Clone, PartialEq, Eq)]
pub struct PasskeyName(String);

/// The rule that was broken; never the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyNameError {
    /// Nothing was typed.
    Missing,
    /// It has more than [`PasskeyName::MOST`] letters.
    TooLong,
}

impl PasskeyName {
    /// The most letters of a name, inclusive.
    pub const MOST: usize = 40;

    /// Parses what was typed; blanks around it and control characters are dropped.
    ///
    /// # Errors
    ///
    /// `Missing` if nothing is left, `TooLong` if too much is.
    pub fn parse(typed: &str) -> Result<Self, PasskeyNameError> {
        let kept: String = typed.chars().filter(|c| !c.is_control()).collect();
        let kept = kept.trim();
        match kept.chars().count() {
            0 => Err(PasskeyNameError::Missing),
            1..=Self::MOST => Ok(Self(kept.to_owned())),
            _ => Err(PasskeyNameError::TooLong),
        }
    }

    /// The name as text.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasskeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasskeyName(..)")
    }
}

impl PasskeyMark {
    /// Whether it may still be somebody else's who knows the password.
    #[must_use]
    pub fn is_on_trial(&self, now: Timestamp) -> bool {
        self.trial_until.is_some_and(|until| now < until)
    }
}

impl FactorId {
    /// The id of the passkey with a credential.
    #[must_use]
    pub fn of_credential(id: &[u8]) -> Self {
        let digest: [u8; 32] = Sha256::digest(id).into();
        let (half, _) = digest.split_at(16);
        Self::from_random(half.try_into().unwrap_or_default())
    }
}

impl ChallengeKey {
    /// The key of a passkey's challenge, as a ceremony has it. Its letters are random enough to need no hash.
    #[must_use]
    pub fn of_passkey(challenge: &str) -> Self {
        Self::from_stored(format!("passkey-{challenge}"))
    }
}

/// The host that passkeys of an origin belong to; `None` where there should be none.
///
/// They cannot move to another domain, so a portal needs one of its own. Browsers refuse an IP address, and anything but
/// https except at `localhost`.
#[must_use]
pub fn relying_party(origin: &str) -> Option<&str> {
    let (scheme, rest) = origin.split_once("://")?;
    let host = rest.split(':').next()?;
    let is_lent = LENT.iter().any(|lent| host.ends_with(lent));
    let is_domain = host.contains('.') && host.ends_with(|c: char| c.is_ascii_alphabetic());
    match scheme {
        "https" if is_domain && !is_lent => Some(host),
        "http" | "https" if host == "localhost" => Some(host),
        _ => None,
    }
}

/// Whether a passkey has signed after the last time. Where the counter does not grow, it has a copy somewhere.
///
/// An authenticator that counts nothing always says zero. Source: Web Authentication Level 3, §7.2 step 22.
#[must_use]
pub(crate) fn has_counted(kept: u32, shown: u32) -> bool {
    shown > kept || (shown == 0 && kept == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_are_of_a_domain_of_ones_own_and_of_localhost() {
        for (origin, host) in [
            ("https://porch.example", Some("porch.example")),
            ("https://my.coop.example:8443", Some("my.coop.example")),
            ("http://localhost:9000", Some("localhost")),
            ("http://porch.example", None),
            ("http://127.0.0.1:9000", None),
            ("https://127.0.0.1", None),
            ("https://[::1]:9000", None),
            ("https://abc123.execute-api.us-east-1.amazonaws.com", None),
            ("https://d111111abcdef8.cloudfront.net", None),
            ("porch.example", None),
        ] {
            assert_eq!(relying_party(origin), host, "{origin}");
        }
    }

    #[test]
    fn a_counter_grows_or_counts_nothing() {
        assert!(has_counted(0, 0) && has_counted(0, 1) && has_counted(7, 9));
        assert!(!has_counted(7, 7), "the same answer, or a copy that was not used since");
        assert!(!has_counted(7, 6) && !has_counted(7, 0));
    }

    #[test]
    fn a_name_is_what_was_typed_without_what_nobody_sees() {
        let name = |typed: &str| PasskeyName::parse(typed).map(|name| name.expose().to_owned());

        assert_eq!(name("  Inés’ phone\u{7}\n "), Ok("Inés’ phone".to_owned()));
        assert_eq!(name(" \t "), Err(PasskeyNameError::Missing));
        assert!(name(&"é".repeat(PasskeyName::MOST)).is_ok());
        assert_eq!(name(&"é".repeat(PasskeyName::MOST + 1)), Err(PasskeyNameError::TooLong));
        let typed = PasskeyName::parse("Inés’ phone");
        assert_eq!(format!("{typed:?}"), "Ok(PasskeyName(..))");
    }

    #[test]
    fn a_credential_has_one_id() {
        let id = FactorId::of_credential(b"credential");

        assert_eq!(id, FactorId::of_credential(b"credential"));
        assert_ne!(id, FactorId::of_credential(b"credential "));
        assert_eq!(id.as_str().len(), 26);
    }
}
