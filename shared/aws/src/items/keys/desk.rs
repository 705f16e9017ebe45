//! What is kept of the desk. No function for members has its prefix.

use domain::desk::{OnceKey, StaffKey, StaffSessionKey};
use jiff::Timestamp;

use super::Key;

impl Key {
    /// A session of staff.
    pub(crate) fn staff_session(key: &StaffSessionKey) -> Self {
        Self::transient(format!("D#{}", key.as_str()), "session".to_owned())
    }

    /// A sign-in that was used.
    pub(crate) fn used(key: &OnceKey) -> Self {
        Self::transient(format!("D#{}", key.as_str()), "used".to_owned())
    }

    /// How many look-ups somebody of staff made in the hour of an instant, by the clock.
    pub(crate) fn look_ups(who: &StaffKey, at: Timestamp) -> Self {
        let hour = at.as_second().div_euclid(3600);
        Self::transient(format!("D#{}", who.as_str()), format!("look-ups#{hour}"))
    }
}
