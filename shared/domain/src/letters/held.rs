//! Why a letter is held.

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::values::named::named;

/// Why a letter is held: it is not sent, and staff see it.
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
}

named!(Held);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::named::assert_named;

    #[test]
    fn each_reason_is_named_as_in_items_and_logs() {
        assert_named!(
            Held,
            ["letters_per_address", "letters_to_strangers", "address_bounced", "strangers_bounce"]
        );
    }
}
