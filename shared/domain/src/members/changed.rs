//! What a member has changed since they joined, and when last: what home and the profile tell them.

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::members::wishes::Bills;
use crate::values::named::named;

/// A thing that a member can change.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Changed {
    /// The password.
    Password,
    /// Bills come by email.
    BillsByEmail,
    /// Bills come on paper.
    BillsOnPaper,
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
    /// The second factor.
    Factors,
}

named!(Changed);

impl Changed {
    /// What changes with a choice about bills.
    #[must_use]
    pub fn bills(bills: Bills) -> Self {
        match bills {
            Bills::ByEmail => Self::BillsByEmail,
            Bills::OnPaper => Self::BillsOnPaper,
        }
    }

    /// What it undoes, so that of both only the last is told.
    pub(crate) fn instead_of(self) -> Option<Self> {
        match self {
            Self::BillsByEmail => Some(Self::BillsOnPaper),
            Self::BillsOnPaper => Some(Self::BillsByEmail),
            Self::Password
            | Self::Phrase
            | Self::Email
            | Self::Language
            | Self::Accounts
            | Self::Sessions
            | Self::Factors => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::named::assert_named;

    #[test]
    fn each_change_is_named_as_in_items_and_addresses() {
        assert_named!(
            Changed,
            [
                "password",
                "bills_by_email",
                "bills_on_paper",
                "phrase",
                "email",
                "language",
                "accounts",
                "sessions",
                "factors"
            ]
        );
    }
}
