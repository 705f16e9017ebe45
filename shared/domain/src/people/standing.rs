//! Whether a guest may open an account now. Source: docs/DATA.md#others-on-an-account.

use jiff::Timestamp;

use crate::billing::facts::Owner;
use crate::members::guest_of::Role;
use crate::members::member::{Binding, Member, Standing};
use crate::people::guest_list::{Guest, GuestList};
use crate::values::account_number::AccountNumber;
use crate::values::ids::MemberId;

/// An account as it stands, read strongly and together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountStanding {
    /// The account.
    pub account: AccountNumber,
    /// Who may open it besides its owner.
    pub guests: Option<GuestList>,
    /// Who it is bound to.
    pub owner: Option<Owner>,
    /// The holder of today, as the extract has it.
    pub holder: Option<u64>,
    /// The member who is thought to be the owner.
    pub member: Option<Member>,
}

/// Which account to look at, and who is thought to be its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingOf {
    /// The account.
    pub account: AccountNumber,
    /// The member.
    pub owner: MemberId,
}

/// An account of somebody else's that may be opened now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The owner's binding, through which the guest looks.
    pub binding: Binding,
    /// Whose it is.
    pub owner: Member,
    /// What the guest may do.
    pub role: Role,
}

impl AccountStanding {
    /// The owner with the binding, if the account is theirs: the owner item, the facts and their own list agree, and
    /// their login may be used.
    #[must_use]
    pub fn bound(&self) -> Option<(&Member, &Binding)> {
        let (owner, member) = (self.owner.as_ref()?, self.owner_member()?);
        let is_theirs = self.holder == Some(owner.holder) && member.standing == Standing::Active;
        let is_it = |it: &&Binding| {
            it.account == self.account && (it.holder, it.since) == (owner.holder, owner.since)
        };
        let binding = member.accounts.iter().find(is_it)?;
        is_theirs.then_some((member, binding))
    }

    /// The member whom the owner item names, whether their login may be used or not.
    #[must_use]
    pub fn owner_member(&self) -> Option<&Member> {
        let owner = self.owner.as_ref()?;
        self.member.as_ref().filter(|member| member.id == owner.member)
    }

    /// Until when it is [held](Binding::held), if it is bound and is.
    #[must_use]
    pub fn held_until(&self, now: Timestamp) -> Option<Timestamp> {
        self.bound().and_then(|(_, binding)| binding.held(now))
    }

    /// Whether it is bound and [held](Binding::held).
    #[must_use]
    pub fn is_held(&self, now: Timestamp) -> bool {
        self.held_until(now).is_some()
    }

    /// The guests of the binding that there is, if it is one.
    #[must_use]
    pub fn guests(&self) -> &[Guest] {
        let list = self.owner.as_ref().zip(self.guests.as_ref());
        let of_it = list.filter(|(owner, list)| list.is_of(&owner.member, owner.since));
        of_it.map_or(&[], |(_, list)| &list.guests)
    }

    /// What a member who is no owner may open, if they are a guest.
    ///
    /// An owner whose account was closed with the login, frozen, passed on or released is none any more, so that their
    /// guests need no end of their own. While the account is held it opens to no guest.
    #[must_use]
    pub fn opened_by(&self, guest: &MemberId, now: Timestamp) -> Option<Opened> {
        let (owner, binding) = self.bound().filter(|_| !self.is_held(now))?;
        let found = self.guests().iter().find(|it| it.member() == Some(guest))?;
        let (binding, owner) = (binding.clone(), owner.clone());
        Some(Opened { binding, owner, role: found.role })
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::fixtures::test_member;
    use crate::people::samples::{NOON, invited, joined, standing};

    fn opens(standing: &AccountStanding) -> bool {
        standing.opened_by(&MemberId::from_stored("kim"), NOON).is_some()
    }

    fn sample() -> AccountStanding {
        standing(vec![joined("kim")])
    }

    fn with_owner(change: impl Fn(&mut Owner)) -> AccountStanding {
        let mut standing = sample();
        standing.owner.iter_mut().for_each(change);
        standing
    }

    fn with_member(change: impl Fn(&mut Member)) -> AccountStanding {
        let mut standing = sample();
        standing.member.iter_mut().for_each(change);
        standing
    }

    #[test]
    fn a_guest_opens_what_is_the_owners_by_the_role_on_the_list() {
        let opened = sample().opened_by(&MemberId::from_stored("kim"), NOON).expect("it opens");

        assert_eq!((opened.role, opened.owner), (Role::Pay, test_member(&["42"])));
        assert_eq!(opened.binding, test_member(&["42"]).accounts[0]);
    }

    #[test]
    fn who_was_only_invited_and_who_is_not_on_the_list_open_nothing() {
        assert!(!opens(&standing(vec![invited("kim", NOON)])));
        assert!(!opens(&standing(vec![joined("lee")])));
        assert!(!opens(&AccountStanding { guests: None, ..sample() }));
    }

    #[test]
    fn an_owner_whose_login_may_not_be_used_lets_nobody_in() {
        for standing in [Standing::Frozen, Standing::Closed] {
            assert!(!opens(&with_member(|member| member.standing = standing)), "{standing:?}");
        }
    }

    #[test]
    fn an_account_that_is_held_opens_to_no_guest_until_the_hold_is_over() {
        let held = |until| with_member(|member| member.accounts[0].held_until = Some(until));

        assert!(!opens(&held(NOON + SignedDuration::from_secs(1))));
        assert!(opens(&held(NOON)));
    }

    #[test]
    fn an_account_that_passed_on_was_released_or_was_bound_anew_lets_no_guest_of_before_in() {
        let later = NOON + SignedDuration::from_secs(1);
        for ended in [
            AccountStanding { owner: None, ..sample() },
            AccountStanding { holder: Some(2), ..sample() },
            AccountStanding { holder: None, ..sample() },
            AccountStanding { member: None, ..sample() },
            with_owner(|owner| owner.member = MemberId::from_stored("other")),
            with_owner(|owner| owner.since = later),
            with_member(|member| member.accounts.clear()),
            with_member(|member| member.accounts[0].since = later),
        ] {
            assert!(!opens(&ended), "{ended:?}");
        }
    }

    #[test]
    fn an_account_that_its_owner_bound_anew_shows_none_of_the_guests_of_before() {
        let later = NOON + SignedDuration::from_secs(1);
        let mut anew = sample();
        anew.owner.iter_mut().for_each(|owner| owner.since = later);
        anew.member.iter_mut().for_each(|member| member.accounts[0].since = later);

        assert!(anew.bound().is_some());
        assert!(!opens(&anew) && anew.guests().is_empty());
    }
}
