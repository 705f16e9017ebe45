//! A sign-in on its way through the provider and back.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretBox};

use super::TOTAL;
use super::once::OnceKey;
use super::session::{StaffSession, StaffToken, Vouched};

/// How long a sign-in may be under way. Source: SECURITY.md#figures.
pub const SIGN_IN_LIFE: SignedDuration = SignedDuration::from_mins(10);

/// A sign-in that has begun in one browser. Its cookie holds the seed, and all that the provider is asked to check is derived
/// from it.
///
/// So nothing is written before the browser comes back.
pub struct StaffSignIn(SecretBox<[u8; 32]>);

impl StaffSignIn {
    /// Begins one with 256 random bits.
    #[must_use]
    pub fn new(random: [u8; 32]) -> Self {
        Self(SecretBox::new(Box::new(random)))
    }

    /// Takes what a cookie holds; `None` if it cannot be one of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        Some(Self::new(bytes.try_into().ok()?))
    }

    /// The seed as text, for the cookie alone.
    #[must_use]
    pub fn expose(&self) -> String {
        BASE64URL_NOPAD.encode(self.seed())
    }

    /// The seed.
    #[must_use]
    pub fn seed(&self) -> &[u8; 32] {
        self.0.expose_secret()
    }

    /// What it is kept under once it is used.
    #[must_use]
    pub fn key(&self) -> OnceKey {
        OnceKey::of(self.seed())
    }
}

impl fmt::Debug for StaffSignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StaffSignIn(..)")
    }
}

/// Why a sign-in that the provider vouches for opens no session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSession {
    /// Its token names no role of the desk.
    NoRole,
    /// Its token is over.
    Over,
}

/// Decides whether a sign-in opens a session.
///
/// # Errors
///
/// `NoRole`, then `Over`.
pub fn open_session(
    vouched: Vouched,
    token: &StaffToken,
    now: Timestamp,
) -> Result<StaffSession, NoSession> {
    let Vouched { who, role, auth_time, second_factor, until } = vouched;
    let role = role.ok_or(NoSession::NoRole)?;
    let key = token.key();
    let ends_at = until.min(now + TOTAL);
    let session = StaffSession { key, who, role, auth_time, second_factor, ends_at };
    if session.stands(now) { Ok(session) } else { Err(NoSession::Over) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{StaffId, StaffRole};

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn vouched() -> Vouched {
        Vouched {
            who: StaffId::parse("a").expect("an id"),
            role: Some(StaffRole::Look),
            auth_time: Some(NOON),
            second_factor: true,
            until: NOON + SignedDuration::from_hours(1),
        }
    }

    #[test]
    fn a_sign_in_comes_back_from_its_cookie_and_tells_nothing_in_a_log() {
        let one = StaffSignIn::new([1; 32]);

        let again = StaffSignIn::parse(&one.expose()).expect("it is one of ours");

        assert_eq!((again.seed(), again.key()), (one.seed(), one.key()));
        assert_ne!(StaffSignIn::new([2; 32]).key(), one.key());
        assert_ne!(one.key().as_str(), one.expose());
        assert_eq!(format!("{one:?}"), "StaffSignIn(..)");
        assert!(StaffSignIn::parse("").is_none() && StaffSignIn::parse("AAAA").is_none());
    }

    #[test]
    fn a_sign_in_with_a_role_opens_a_session_until_its_token_is_over() {
        let token = StaffToken::new([3; 32]);

        let session = open_session(vouched(), &token, NOON).expect("a session");

        assert_eq!((session.key, session.role), (token.key(), StaffRole::Look));
        assert_eq!(session.ends_at, vouched().until);
        assert_eq!(open_session(vouched(), &token, vouched().until), Err(NoSession::Over));
        let nobody = Vouched { role: None, ..vouched() };
        assert_eq!(open_session(nobody, &token, NOON), Err(NoSession::NoRole));
    }

    #[test]
    fn a_session_at_the_desk_ends_after_twelve_hours_whatever_the_token_says() {
        let hours = SignedDuration::from_hours;
        for (lasts, ends) in [(11, 11), (12, 12), (13, 12), (24 * 365, 12)] {
            let vouched = Vouched { until: NOON + hours(lasts), ..vouched() };

            let session = open_session(vouched, &StaffToken::new([3; 32]), NOON);

            assert_eq!(session.expect("a session").ends_at, NOON + hours(ends), "{lasts}");
        }
    }
}
