//! What a member has changed since they joined, and when last: what home and the profile tell them.

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::values::named::named;

/// A thing that a member can change.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Changed {
    /// The password.
    Password,
    /// How bills come.
    Bills,
    /// The security phrase.
    Phrase,
    /// The email.
    Email,
    /// The language.
    Language,
    /// Which billing accounts are theirs.
    Accounts,
    /// All other sessions were ended.
    Sessions,
}

named!(Changed);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::named::assert_named;

    #[test]
    fn each_change_is_named_as_in_items_and_addresses() {
        assert_named!(
            Changed,
            ["password", "bills", "phrase", "email", "language", "accounts", "sessions"]
        );
    }
}
