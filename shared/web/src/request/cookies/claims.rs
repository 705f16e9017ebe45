//! What each signed cookie says, and how long it is good for.

mod tokens;

use std::collections::BTreeMap;

use domain::{CHALLENGE_LIFE, Figures, PendingId, expected};
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub use tokens::{ConfirmBills, Invitation, NewEmail, Verify};

/// What a signed cookie says.
pub trait Claims: Serialize + DeserializeOwned {
    /// The cookie's name, which is its audience too.
    const NAME: &'static str;
    /// How long it is good for.
    const LIFE: SignedDuration;
}

/// A signed cookie that carries a link's token from the letter to the post.
pub trait Token: Claims {
    /// Takes a token.
    fn of(token: &str) -> Self;

    /// The token.
    fn token(&self) -> &str;
}

/// Step 2's answers on their way to step 3.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ticket {
    /// Random; makes what is asked with it one of a kind.
    pub id: String,
    /// As typed.
    pub account_number: String,
    /// As typed.
    pub name: String,
    /// As typed.
    pub email: String,
}

impl Claims for Ticket {
    const NAME: &'static str = "__Host-ticket";
    const LIFE: SignedDuration = SignedDuration::from_mins(30);
}

/// What was asked at step 3, in every outcome alike; it says nothing of the outcome.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pending {
    /// The pending registration.
    pub id: String,
    /// Under what it is kept.
    pub email_key: String,
    /// Where the letter goes.
    pub email: String,
    /// When the letters went that were asked for in this browser, in seconds since 1970; the last may still wait. The
    /// page tells by it when another comes, so that it need not know whose the address is.
    #[serde(default)]
    pub letters: Vec<i64>,
    /// What was asked before it in this browser, newest first: their letters may still be followed here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<String>,
}

impl Pending {
    /// The most of what was asked before that is kept, inclusive.
    const BEFORE_MAX: usize = 4;

    /// Whether a registration was asked for in this browser.
    #[must_use]
    pub fn names(&self, id: &PendingId) -> bool {
        let text = id.text();
        self.id == text || self.before.contains(&text)
    }

    /// What was asked for so far, for the cookie of what is asked for next.
    #[must_use]
    pub fn so_far(self, next: &PendingId) -> Vec<String> {
        let all = std::iter::once(self.id).chain(self.before);
        all.filter(|id| *id != next.text()).take(Self::BEFORE_MAX).collect()
    }

    /// When the letters went that were asked for in this browser.
    #[must_use]
    pub fn went(&self) -> Vec<Timestamp> {
        self.letters.iter().filter_map(|at| Timestamp::from_second(*at).ok()).collect()
    }

    /// With one more letter that is asked for now, after those that `went`.
    #[must_use]
    pub fn asking(self, went: &[Timestamp], figures: Figures, now: Timestamp) -> Self {
        let letters = expected::ask_again(went, figures, now);
        Self { letters: letters.into_iter().map(Timestamp::as_second).collect(), ..self }
    }
}

impl Claims for Pending {
    const NAME: &'static str = "__Host-pending";
    const LIFE: SignedDuration = SignedDuration::from_hours(24);
}

/// The account of a registration whose email is a member's by now: they sign in and add it.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddAccount {
    /// As typed.
    pub account_number: String,
}

impl Claims for AddAccount {
    const NAME: &'static str = "__Host-add-account";
    const LIFE: SignedDuration = SignedDuration::from_mins(30);
}

/// Where a browser without a session wanted to go, and what was typed there: after signing in it is shown again.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The page.
    pub path: String,
    /// The account that it was about, as addresses name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// Whose form it was, as its token says; nobody else is shown what was typed.
    pub whose: Option<String>,
    /// What was typed, without passwords and the security phrase.
    pub fields: BTreeMap<String, String>,
}

impl Claims for Draft {
    const NAME: &'static str = "__Host-draft";
    const LIFE: SignedDuration = SignedDuration::from_mins(30);
}

/// What was just done in this browser, for the page that says so: it can be loaded again, and nobody else is told.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, tag = "done", rename_all = "snake_case")]
pub enum Told {
    /// A password was wrong: the way back in begins with the same address.
    SignInFailed {
        /// As typed.
        email: String,
    },
    /// A way back in was asked for, whatever is known of the address.
    AskedBack {
        /// As typed.
        email: String,
        /// What the office finds it by.
        reference: String,
    },
    /// A letter to a new address was asked for.
    AskedNewEmail {
        /// As typed.
        email: String,
        /// Who asked; nobody else is shown it.
        whose: String,
    },
    /// The login was closed.
    Closed {},
    /// Something was done; the page behind the redirect says so once.
    Done {
        /// The page.
        page: String,
        /// What was done, in the page's own word.
        what: String,
        /// Who did it, where only members see the page; nobody else is told.
        whose: Option<String>,
        /// Whether the page has said it.
        said: bool,
    },
}

impl Claims for Told {
    const NAME: &'static str = "__Host-told";
    const LIFE: SignedDuration = SignedDuration::from_mins(30);
}

/// A browser that is signed in; the item that it names decides.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// The session.
    pub id: String,
    /// Whose it is.
    pub member: String,
}

impl Claims for Session {
    const NAME: &'static str = "__Host-session";
    /// The longest that a figure allows; each is set for as long as the figure says.
    const LIFE: SignedDuration = SignedDuration::from_mins(30);
}

/// A browser that its member has signed in from before.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Device {
    /// The browser.
    pub id: String,
    /// The member.
    pub member: String,
    /// The member's epoch then; a new password makes a browser unknown again.
    pub epoch: u64,
}

impl Claims for Device {
    const NAME: &'static str = "__Host-device";
    const LIFE: SignedDuration = SignedDuration::from_hours(24 * 180);
}

/// Somebody whose password was right, and who proves a factor next. Nobody is signed in by it.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Second {
    /// The member.
    pub member: String,
    /// The member's epoch then.
    pub epoch: u64,
    /// The visit in which the password was typed; in another one it is worth nothing.
    pub visit: String,
    /// When it was typed, in seconds since 1970.
    pub at: i64,
    /// Whether the member has a passkey.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub passkey: bool,
}

impl Claims for Second {
    const NAME: &'static str = "__Host-second";
    /// Source: SECURITY.md#figures.
    const LIFE: SignedDuration = SignedDuration::from_mins(5);
}

/// What a form of the second step offers: an app or codes that will be derived from this. A form carries it, no cookie.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// The id that it will have.
    pub id: String,
    /// The key that it is derived with.
    pub key: String,
    /// To whom it is offered.
    pub member: String,
    /// What it is, as `FactorKind` names it.
    pub kind: String,
}

impl Claims for Offer {
    const NAME: &'static str = "__Host-offer";
    const LIFE: SignedDuration = SignedDuration::from_mins(30);
}

/// A challenge for passkeys. A form carries it, no cookie.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Challenge {
    /// The challenge, in base64url.
    pub challenge: String,
    /// What the library wants back with the answer.
    pub state: String,
    /// The visit in which it was begun; in another one it is worth nothing.
    pub visit: String,
    /// The member whom a passkey is added to; without one it is asked for a passkey, whosever it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
}

impl Claims for Challenge {
    const NAME: &'static str = "__Host-challenge";
    const LIFE: SignedDuration = CHALLENGE_LIFE;
}

/// A visit, before and after sign-in; form tokens are bound to it.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visiting {
    /// Random.
    pub id: String,
}

impl Claims for Visiting {
    const NAME: &'static str = "__Host-visit";
    const LIFE: SignedDuration = SignedDuration::from_hours(24);
}
