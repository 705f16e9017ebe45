//! Why a password may not be tried, and for how long.

use jiff::Timestamp;

/// Why a password may not be tried now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RefusedTry {
    /// Not before this instant.
    Wait(Timestamp),
    /// Not before this instant: too many wrong ones came from the same network, by whoever it was.
    Network(Timestamp),
    /// Not before a new password is set.
    Shut,
}

impl RefusedTry {
    /// Whole minutes to wait, rounded up, at least one; `None` where waiting does not help.
    #[must_use]
    pub fn minutes(self, now: Timestamp) -> Option<u32> {
        match self {
            Self::Wait(until) | Self::Network(until) => {
                let seconds = until.duration_since(now).as_secs().max(1);
                u32::try_from((seconds + 59) / 60).ok()
            }
            Self::Shut => None,
        }
    }
}
