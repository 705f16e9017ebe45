//! Who may open an account besides its owner: the one truth about it. Source: docs/DATA.md#others-on-an-account.

use jiff::Timestamp;

use crate::members::guest_of::Role;
use crate::members::member::Binding;
use crate::values::account_number::AccountNumber;
use crate::values::email::Email;
use crate::values::ids::{MemberId, PendingId, PersonId};

/// All guests of an account under one binding; another binding of the account has none of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestList {
    /// The account.
    pub account: AccountNumber,
    /// Whose guests they are.
    pub owner: MemberId,
    /// When the account was bound to the owner: it tells this binding from a later one.
    pub since: Timestamp,
    /// The guests, at most [`GuestList::MAX`] that count.
    pub guests: Vec<Guest>,
    /// The version that was read; zero means that there is no item yet. Whoever stores the list raises it, and refuses
    /// one that was read before another write.
    pub version: u64,
}

/// Somebody on an account that is not theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// What names them on the list; random.
    pub person: PersonId,
    /// The address that was invited.
    pub email: Email,
    /// What they may do.
    pub role: Role,
    /// How far they are.
    pub state: GuestState,
}

/// How far a guest is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GuestState {
    /// A letter is on its way to them.
    Invited {
        /// The letter's link.
        link: PendingId,
        /// First instant at which it no longer works.
        until: Timestamp,
    },
    /// They accepted.
    Joined {
        /// Their login.
        member: MemberId,
    },
}

impl Guest {
    /// Whether they accepted, or still may.
    #[must_use]
    pub fn counts(&self, now: Timestamp) -> bool {
        match &self.state {
            GuestState::Invited { until, .. } => now < *until,
            GuestState::Joined { .. } => true,
        }
    }

    /// The login with which they accepted.
    #[must_use]
    pub fn member(&self) -> Option<&MemberId> {
        match &self.state {
            GuestState::Joined { member } => Some(member),
            GuestState::Invited { .. } => None,
        }
    }
}

impl GuestList {
    /// The most people on one account beside its owner, inclusive. Source: SECURITY.md#figures.
    pub const MAX: usize = 10;

    /// The list of a binding: the stored one if it is of this very binding, else an empty one in its place.
    #[must_use]
    pub fn of(owner: &MemberId, binding: &Binding, stored: Option<&Self>) -> Self {
        let is_of_it = |list: &&Self| list.is_of(owner, binding.since);
        let guests = stored.filter(is_of_it).map(|list| list.guests.clone()).unwrap_or_default();
        Self {
            account: binding.account.clone(),
            owner: owner.clone(),
            since: binding.since,
            guests,
            version: stored.map_or(0, |list| list.version),
        }
    }

    /// Whether it is of the binding of that owner and time.
    #[must_use]
    pub fn is_of(&self, owner: &MemberId, since: Timestamp) -> bool {
        self.owner == *owner && self.since == since
    }

    /// Those who accepted or still may.
    pub fn counting(&self, now: Timestamp) -> impl Iterator<Item = &Guest> {
        self.guests.iter().filter(move |guest| guest.counts(now))
    }

    /// The guest that a member is.
    #[must_use]
    pub fn guest(&self, member: &MemberId) -> Option<&Guest> {
        self.guests.iter().find(|guest| guest.member() == Some(member))
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::fixtures::test_member;
    use crate::people::samples::{NOON, invited, joined, list};

    #[test]
    fn an_invitation_counts_until_its_link_is_over_and_a_guest_for_good() {
        let (invited, joined) = (invited("kim", NOON), joined("lee"));
        let before = NOON - SignedDuration::from_secs(1);

        assert_eq!((invited.counts(before), invited.counts(NOON)), (true, false));
        assert!(joined.counts(NOON));
    }

    #[test]
    fn a_later_binding_of_the_account_begins_with_nobody_and_takes_the_items_place() {
        let stored = list(vec![joined("kim")]);
        let member = test_member(&["42"]);
        let later = Binding { since: NOON, ..member.accounts[0].clone() };
        let other = MemberId::from_stored("other");

        let same = GuestList::of(&member.id, &member.accounts[0], Some(&stored));
        assert_eq!(same, stored);
        for anew in [
            GuestList::of(&member.id, &later, Some(&stored)),
            GuestList::of(&other, &member.accounts[0], Some(&stored)),
        ] {
            assert_eq!((anew.guests.len(), anew.version), (0, stored.version));
        }
        assert_eq!(GuestList::of(&member.id, &later, None).version, 0);
    }
}
