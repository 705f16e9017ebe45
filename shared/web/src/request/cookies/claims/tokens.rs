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

/// A cookie that carries a link's token and nothing else.
macro_rules! token_cookie {
    ($(#[$about:meta])* $cookie:ident, $name:literal) => {
        $(#[$about])*
        #[derive(Clone, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $cookie {
            /// The token.
            pub token: String,
        }

        impl Claims for $cookie {
            const NAME: &'static str = $name;
            const LIFE: SignedDuration = SignedDuration::from_mins(30);
        }

        impl Token for $cookie {
            fn of(token: &str) -> Self {
                Self { token: token.to_owned() }
            }

            fn token(&self) -> &str {
                &self.token
            }
        }
    };
}

token_cookie!(
    /// A new email's token on its way from the letter to the post.
    NewEmail,
    "__Host-new-email"
);

token_cookie!(
    /// An invitation's token on its way from the letter to the post.
    Invitation,
    "__Host-invitation"
);

token_cookie!(
    /// The token of a link that confirms bills by email on its way from the letter to the post.
    ConfirmBills,
    "__Host-confirm-bills"
);
