//! What a link is for, and how long it works.

use jiff::SignedDuration;

/// What a link is for; a link for one purpose is nothing for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Confirms a registration, which is its item.
    Verify,
    /// Lets a member choose a new password.
    Recover,
    /// Confirms a member's new email.
    NewEmail,
    /// "This wasn't me": freezes a login.
    NotMe,
}

impl Purpose {
    /// The purpose's name in items and in the token's MAC.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Recover => "recover",
            Self::NewEmail => "new_email",
            Self::NotMe => "not_me",
        }
    }

    /// Reads what [`Purpose::name`] wrote.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Verify, Self::Recover, Self::NewEmail, Self::NotMe]
            .into_iter()
            .find(|purpose| purpose.name() == name)
    }

    /// How long a link works. Source: SECURITY.md#figures.
    #[must_use]
    pub fn life(self) -> SignedDuration {
        match self {
            Self::Verify => PENDING_LIFE,
            Self::Recover => SignedDuration::from_mins(30),
            Self::NewEmail => SignedDuration::from_hours(24),
            Self::NotMe => SignedDuration::from_hours(24 * 30),
        }
    }
}

/// How long a registration may be confirmed. Source: SECURITY.md#figures.
pub const PENDING_LIFE: SignedDuration = SignedDuration::from_hours(24);
