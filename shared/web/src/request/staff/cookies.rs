//! The desk's own cookies. Ports of one host share cookies, so none has the name of a member's.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use crate::request::cookies::Claims;

/// All cookies that the desk sets.
pub const ALL: [&str; 3] = [AtDesk::NAME, SigningIn::NAME, Kept::NAME];

/// A browser in which somebody is signed in. It is over after the time to be idle; the session's item decides the rest.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AtDesk {
    /// The half of the session that opens it.
    pub(super) token: String,
}

impl Claims for AtDesk {
    const NAME: &'static str = "__Host-desk";
    const LIFE: SignedDuration = domain::desk::IDLE;
}

/// A browser in which a sign-in was begun.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SigningIn {
    /// What everything that the provider is asked to check is derived from.
    pub(super) seed: String,
}

impl Claims for SigningIn {
    const NAME: &'static str = "__Host-desk-sign-in";
    const LIFE: SignedDuration = domain::desk::SIGN_IN_LIFE;
}

/// What was typed when the session was over, for after the sign-in.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    /// The fields, sealed: what is typed at the desk is about a member.
    pub(super) sealed: String,
    /// Whose form it was, as its token says; nobody else is shown what was typed.
    pub(super) whose: String,
}

impl Claims for Kept {
    const NAME: &'static str = "__Host-desk-kept";
    /// Source: SECURITY.md#figures.
    const LIFE: SignedDuration = SignedDuration::from_mins(10);
}
