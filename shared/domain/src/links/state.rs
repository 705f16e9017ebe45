//! How a link stands.

use jiff::Timestamp;

/// How a link that names a pending registration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// It can be used.
    Open,
    /// It was used.
    Used,
    /// Its time is over, or too many wrong account numbers were typed.
    Expired,
}

impl LinkState {
    /// Whether a letter with the link has nothing more to say.
    ///
    /// The link was used, or was ended before its time. A link whose time is over still has its letter: that one says to ask
    /// again.
    #[must_use]
    pub fn is_done(self, expires_at: Timestamp, now: Timestamp) -> bool {
        match self {
            Self::Open => false,
            Self::Used => true,
            Self::Expired => now < expires_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn a_letter_whose_link_was_used_or_ended_has_nothing_more_to_say() {
        let end = Timestamp::constant(1_770_000_000, 0);
        let before = end - SignedDuration::from_secs(1);

        assert!(!LinkState::Open.is_done(end, before));
        assert!(LinkState::Used.is_done(end, before) && LinkState::Used.is_done(end, end));
        assert!(LinkState::Expired.is_done(end, before), "ended by staff or by wrong numbers");
        assert!(!LinkState::Expired.is_done(end, end), "it says to ask again");
    }
}
