//! The desk, where staff answer the phone: who is signed in there, for how long, and what they may do.

mod may;
mod once;
mod session;
mod sign_in;

pub use may::{Acting, FRESH, LOOK_UPS_MAX, acting};
pub use once::OnceKey;
pub use session::{
    StaffId, StaffKey, StaffRole, StaffSession, StaffSessionKey, StaffToken, Vouched,
};
pub use sign_in::{NoSession, SIGN_IN_LIFE, StaffSignIn, open_session};

use jiff::SignedDuration;

/// How long somebody may do nothing at the desk. Source: SECURITY.md#figures.
pub const IDLE: SignedDuration = SignedDuration::from_mins(30);

/// How long a session at the desk lasts at most, however long its ID token does. Source: SECURITY.md#figures.
pub const TOTAL: SignedDuration = SignedDuration::from_hours(12);
