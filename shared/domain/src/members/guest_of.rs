//! Accounts of others that a member may open.

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::values::account_number::AccountNumber;
use crate::values::ids::{MemberId, PersonId};
use crate::values::named::named;

/// What a guest may do on somebody else's account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// See what is due and the bills, and pay.
    Pay,
    /// The same, and see the use.
    View,
}

named!(Role);

/// An account of somebody else's that a member was let in to.
///
/// It is a hint where to look: whether they still may, and what, stands in the account's
/// [`GuestList`](crate::people::guest_list::GuestList) alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestOf {
    /// The account.
    pub account: AccountNumber,
    /// Whose it was then.
    pub owner: MemberId,
    /// What names the guest on its list.
    pub person: PersonId,
    /// What they might do then.
    pub role: Role,
}

impl Role {
    /// Whether what was used is shown.
    #[must_use]
    pub fn sees_use(self) -> bool {
        match self {
            Self::Pay => false,
            Self::View => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::named::assert_named;

    #[test]
    fn each_role_is_named_as_in_items_and_forms() {
        assert_named!(Role, ["pay", "view"]);
    }

    #[test]
    fn only_who_may_view_sees_the_use() {
        assert_eq!([Role::Pay, Role::View].map(Role::sees_use), [false, true]);
    }
}
