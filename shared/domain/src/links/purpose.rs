//! What a link is for, and how long it works.

use jiff::SignedDuration;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::values::named::named;

/// What a link is for; a link for one purpose is nothing for another. Its name is in the token's MAC too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Purpose {
    /// Confirms a registration, which is its item.
    Verify,
    /// Lets a member choose a new password.
    Recover,
    /// Confirms a member's new email.
    NewEmail,
    /// "This wasn't me": freezes a login.
    NotMe,
    /// Proves the address that staff are to move a login to, together with a code.
    ProveEmail,
    /// Moves a login to an address that was proven.
    MoveEmail,
    /// Takes off a second factor that somebody else has added.
    NotMyFactor,
    /// Stops a wait after which the second factor is taken off.
    StopReset,
    /// Takes the second factor off after such a wait, together with the password.
    ResetFactors,
    /// Lets somebody in to an account that is not theirs.
    Invite,
    /// Confirms that a member's bills may come by email.
    ConfirmBills,
}

named!(Purpose);

impl Purpose {
    /// How long a link works. Source: SECURITY.md#figures.
    #[must_use]
    pub fn life(self) -> SignedDuration {
        match self {
            Self::Verify => PENDING_LIFE,
            Self::Recover => SignedDuration::from_mins(30),
            Self::NewEmail | Self::ProveEmail => SignedDuration::from_hours(24),
            Self::NotMe | Self::NotMyFactor => SignedDuration::from_hours(24 * 30),
            Self::MoveEmail => MOVE_HELD + MOVE_OPEN,
            // The longest wait, and a day. Each link ends a day after its own wait.
            Self::StopReset | Self::ResetFactors => SignedDuration::from_hours(24 * 15),
            Self::Invite => SignedDuration::from_hours(24 * 7),
            Self::ConfirmBills => SignedDuration::from_hours(24 * 14),
        }
    }
}

/// How long the address before and the contact on file may object to a move of the login. Source: SECURITY.md#figures.
pub const MOVE_HELD: SignedDuration = SignedDuration::from_hours(72);
/// How long after that the login may be moved. Source: SECURITY.md#figures.
pub const MOVE_OPEN: SignedDuration = SignedDuration::from_hours(24 * 7);
/// How long a registration may be confirmed. Source: SECURITY.md#figures.
pub const PENDING_LIFE: SignedDuration = SignedDuration::from_hours(24);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::named::assert_named;

    #[test]
    fn each_purpose_is_named_as_in_items_and_tokens() {
        assert_named!(
            Purpose,
            [
                "verify",
                "recover",
                "new_email",
                "not_me",
                "prove_email",
                "move_email",
                "not_my_factor",
                "stop_reset",
                "reset_factors",
                "invite",
                "confirm_bills"
            ]
        );
    }
}
