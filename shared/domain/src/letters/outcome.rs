//! What asking to register leads to.

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::values::named::named;

/// What asking to register leads to. The page is the same for all; only the letter differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Outcome {
    /// A letter with a link.
    Confirm,
    /// The email is a member's.
    AlreadyMember,
    /// The account or the email was tried too often.
    TooManyTries,
    /// No such account, or not these facts.
    CouldNotMatch,
    /// The account is bound to another email.
    AccountHasLogin,
}

named!(Outcome);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::named::assert_named;

    #[test]
    fn each_outcome_is_named_as_in_items_and_logs() {
        assert_named!(
            Outcome,
            ["confirm", "already_member", "too_many_tries", "could_not_match", "account_has_login"]
        );
    }
}
