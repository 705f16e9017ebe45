//! Cookies that carry a link's token from the letter to the post.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::{Claims, Token};

/// A link's token on its way from the letter to the post.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verify {
    /// The token.
    pub token: String,
    /// Whether it did its work in this browser.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub done: bool,
    /// The member whose password this browser has set with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
}

impl Verify {
    /// A link that was followed.
    #[must_use]
    pub fn followed(token: &str) -> Self {
        Self { token: token.to_owned(), done: false, member: None }
    }
}

impl Claims for Verify {
    const NAME: &'static str = "__Host-verify";
    const LIFE: SignedDuration = SignedDuration::from_mins(30);
}

impl Token for Verify {
    fn of(token: &str) -> Self {
        Self::followed(token)
    }

    fn token(&self) -> &str {
        &self.token
    }
}

/// A new email's token on its way from the letter to the post.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewEmail {
    /// The token.
    pub token: String,
}

impl Claims for NewEmail {
    const NAME: &'static str = "__Host-new-email";
    const LIFE: SignedDuration = SignedDuration::from_mins(30);
}

impl Token for NewEmail {
    fn of(token: &str) -> Self {
        Self { token: token.to_owned() }
    }

    fn token(&self) -> &str {
        &self.token
    }
}

/// An invitation's token on its way from the letter to the post.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invitation {
    /// The token.
    pub token: String,
}

impl Claims for Invitation {
    const NAME: &'static str = "__Host-invitation";
    const LIFE: SignedDuration = SignedDuration::from_mins(30);
}

impl Token for Invitation {
    fn of(token: &str) -> Self {
        Self { token: token.to_owned() }
    }

    fn token(&self) -> &str {
        &self.token
    }
}

/// The token of a link that confirms bills by email on its way from the letter to the post.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfirmBills {
    /// The token.
    pub token: String,
}

impl Claims for ConfirmBills {
    const NAME: &'static str = "__Host-confirm-bills";
    const LIFE: SignedDuration = SignedDuration::from_mins(30);
}

impl Token for ConfirmBills {
    fn of(token: &str) -> Self {
        Self { token: token.to_owned() }
    }

    fn token(&self) -> &str {
        &self.token
    }
}
