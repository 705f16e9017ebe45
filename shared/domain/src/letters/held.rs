//! Why a letter is held.

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::values::named::named;

/// Why a letter waits for its turn, or is held.
///
/// A letter that is held is never sent, and staff see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
pub enum Held {
    /// The address had all its letters of the day.
    #[strum(serialize = "letters_per_address")]
    Address,
    /// Those who are neither members nor matched had all their letters, of the hour or of the day.
    #[strum(serialize = "letters_to_strangers")]
    Strangers,
    /// The address bounced, and who asked is neither a member nor matched.
    #[strum(serialize = "address_bounced")]
    Bounced,
    /// Too many of the last letters to those who are neither members nor matched bounced.
    #[strum(serialize = "strangers_bounce")]
    Bouncing,
    /// Another letter that says the same waits for the same mailbox already.
    #[strum(serialize = "another_waits")]
    Another,
    /// The link in it was used while it waited.
    #[strum(serialize = "link_used")]
    Used,
    /// What it is about is over.
    #[strum(serialize = "over")]
    Over,
}

named!(Held);

impl Held {
    /// Whether it is the same for all letters to strangers.
    ///
    /// When one of them has to wait for it, all do.
    #[must_use]
    pub fn is_shared(self) -> bool {
        match self {
            Self::Strangers | Self::Bouncing => true,
            Self::Address | Self::Bounced | Self::Another | Self::Used | Self::Over => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::named::assert_named;

    #[test]
    fn each_reason_is_named_as_in_items_and_logs() {
        let names = [
            "letters_per_address",
            "letters_to_strangers",
            "address_bounced",
            "strangers_bounce",
            "another_waits",
            "link_used",
            "over",
        ];
        assert_named!(Held, names);
    }
}
