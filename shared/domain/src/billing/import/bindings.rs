//! Which bindings a new extract ends, and how many of them it may end at once.

use crate::billing::facts::{AccountStatus, Facts, Owner};

/// Fewer ended bindings than this are never too many, whatever share of all they are.
///
/// A co-op whose first fifty members registered last week has a house sold now and then too: of so few, one is
/// already 2 %. Four members can be called back; a billing system that mixed its columns up ends many more.
const FEW: u64 = 5;

/// Whether an account's binding ends: it is billed, to another holder than the owner.
///
/// A closed account ends none, even under another name: who moved out still has their last bills to see. If it is
/// opened again for other people, its binding ends then. Source: docs/DATA.md#accounts-and-the-import.
#[must_use]
pub fn ends_binding(owner: &Owner, new: &Facts) -> bool {
    new.status == AccountStatus::Active && owner.holder < new.holder
}

/// Whether a file would end more bindings than one may by accident: over 1 %, and at least `FEW`.
///
/// `bindings` are those of the accounts in the file. Accounts that the file does not have are not read, so their
/// bindings are not among them; so many cannot be missing, as a file that drops a fifth is refused before.
#[must_use]
pub fn would_unbind(bindings: u64, ending: u64) -> bool {
    ending >= FEW && ending.saturating_mul(100) > bindings
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::Timestamp;

    use super::*;
    use crate::values::account_number::AccountNumber;
    use crate::values::ids::MemberId;

    fn owner(holder: u64) -> Owner {
        Owner {
            member: MemberId::from_stored("m"),
            holder,
            since: Timestamp::UNIX_EPOCH,
            held_until: None,
        }
    }

    fn facts(holder: u64, status: AccountStatus) -> Facts {
        Facts {
            account: AccountNumber::parse("42").expect("a number"),
            written: None,
            version: 3,
            holder,
            status,
            names: Vec::new(),
            answers: BTreeMap::new(),
            held_from: None,
            customer: None,
            customer_key: None,
            contact: None,
            contact_before: None,
            service_name: None,
        }
    }

    #[test]
    fn a_binding_ends_when_the_account_is_billed_to_a_later_holder() {
        assert!(ends_binding(&owner(1), &facts(2, AccountStatus::Active)));
        assert!(!ends_binding(&owner(2), &facts(2, AccountStatus::Active)));
    }

    #[test]
    fn a_closed_account_ends_no_binding() {
        assert!(!ends_binding(&owner(1), &facts(2, AccountStatus::Closed)));
    }

    #[test]
    fn one_binding_in_a_hundred_may_end_and_no_more() {
        assert!(!would_unbind(500, 5));
        assert!(would_unbind(499, 5));
        assert!(would_unbind(40_000, 401));
        assert!(!would_unbind(40_000, 400));
    }

    #[test]
    fn fewer_than_five_may_always_end() {
        assert!(!would_unbind(4, 4));
        assert!(would_unbind(5, 5));
    }
}
