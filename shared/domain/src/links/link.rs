//! Links of members, kept as items: getting back in, a new email, "this wasn't me".
//!
//! A registration's link has no item of its own: the registration is it.

use jiff::{SignedDuration, Timestamp};

use crate::keys::ring::KeyRing;
use crate::links::purpose::Purpose;
use crate::links::state::LinkState;
use crate::links::token::LinkClaim;
use crate::members::member::Member;
use crate::values::account_number::AccountNumber;
use crate::values::email::Email;
use crate::values::ids::{EmailKey, MemberId, PendingId};

/// With less than this left of a link, its letter says to ask again. Source: docs/DATA.md#the-outbox.
pub const LEAST_LEFT: SignedDuration = SignedDuration::from_mins(10);

/// What is kept of a link; its token is derived when the letter is sent, and stands nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it is for.
    pub purpose: Purpose,
    /// What its token names.
    pub claim: LinkClaim,
    /// Where the letter goes.
    pub to: Email,
    /// Whose login it is about; none where an answer needs no link, and looks the same in the table.
    pub member: Option<MemberId>,
    /// The member's epoch when it was made.
    pub epoch: u64,
    /// When it was made.
    pub created_at: Timestamp,
    /// First instant at which it no longer works.
    pub expires_at: Timestamp,
    /// The request that used it.
    pub used_by: Option<String>,
    /// The accounts whose hold its reader may end by saying that it was them; with "this wasn't me" alone.
    pub lifts: Vec<AccountNumber>,
    /// The account that it lets somebody in to, of an invitation alone.
    pub account: Option<AccountNumber>,
}

/// A link with the member that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundLink {
    /// The link.
    pub link: Link,
    /// Whose login it is about.
    pub member: Member,
}

impl Link {
    /// A link about a member's login, or one about none, which opens nothing.
    #[must_use]
    pub fn new(
        keys: &KeyRing,
        purpose: Purpose,
        id: PendingId,
        to: &Email,
        member: Option<&Member>,
        now: Timestamp,
    ) -> Self {
        let email = EmailKey::of(keys, to);
        Self {
            purpose,
            claim: LinkClaim { key: keys.current().clone(), email, id },
            to: to.clone(),
            member: member.map(|member| member.id.clone()),
            epoch: member.map_or(0, |member| member.epoch),
            created_at: now,
            expires_at: now + purpose.life(),
            used_by: None,
            lifts: Vec::new(),
            account: None,
        }
    }

    /// "This wasn't me", for whoever reads the mail of an address on file: the contact of an account that was bound, or
    /// the email that a member had before.
    #[must_use]
    pub fn not_me(
        keys: &KeyRing,
        id: PendingId,
        to: &Email,
        member: &Member,
        now: Timestamp,
    ) -> Self {
        Self::new(keys, Purpose::NotMe, id, to, Some(member), now)
    }

    /// How it stands by itself, whatever became of the member that it is about.
    #[must_use]
    pub fn own_state(&self, now: Timestamp) -> LinkState {
        if self.used_by.is_some() {
            LinkState::Used
        } else if now >= self.expires_at {
            LinkState::Expired
        } else {
            LinkState::Open
        }
    }

    /// How it stands for the member that it is about.
    ///
    /// A new password or email ends what was sent before it. "This wasn't me" outlives both: whoever opened a login on
    /// somebody else's account, or added a factor to somebody else's login, must not be able to take the word from them. The
    /// links of a wait work while that very wait runs, whatever else changes. So does an invitation: the account's list of
    /// guests says whether it stands.
    #[must_use]
    pub fn state(&self, member: &Member, now: Timestamp) -> LinkState {
        let wait = member.factors.wait.as_ref();
        let outlives = match self.purpose {
            Purpose::NotMe | Purpose::NotMyFactor | Purpose::Invite => true,
            Purpose::StopReset => wait.is_some_and(|wait| wait.stop == self.claim.id),
            Purpose::ResetFactors => {
                wait.is_some_and(|wait| wait.id == self.claim.id && wait.ends_at <= now)
            }
            Purpose::ConfirmBills => {
                let asked = member.asked_bills.as_ref();
                self.epoch == member.epoch && asked.is_some_and(|it| it.link == self.claim.id)
            }
            Purpose::Recover
            | Purpose::NewEmail
            | Purpose::Verify
            | Purpose::ProveEmail
            | Purpose::MoveEmail => self.epoch == member.epoch,
        };
        match self.own_state(now) {
            LinkState::Open if !outlives || self.member.as_ref() != Some(&member.id) => {
                LinkState::Expired
            }
            state => state,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::test_keys;
    use crate::fixtures::test_member;

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn link(purpose: Purpose, member: &Member) -> Link {
        let id = PendingId::new([3; 16]);
        Link::new(&test_keys(), purpose, id, &member.email, Some(member), NOON)
    }

    #[test]
    fn a_link_works_until_the_last_second_of_its_life() {
        let member = test_member(&[]);
        for purpose in [Purpose::Recover, Purpose::NewEmail, Purpose::NotMe] {
            let link = link(purpose, &member);
            let end = NOON + purpose.life();

            let last_second = end - SignedDuration::from_secs(1);
            assert_eq!(link.state(&member, last_second), LinkState::Open);
            assert_eq!(link.state(&member, end), LinkState::Expired);
        }
    }

    #[test]
    fn a_new_password_or_email_ends_the_links_before_it_but_not_this_was_not_me() {
        let member = test_member(&[]);
        let later = Member { epoch: member.epoch + 1, ..member.clone() };

        assert_eq!(link(Purpose::Recover, &member).state(&later, NOON), LinkState::Expired);
        assert_eq!(link(Purpose::NewEmail, &member).state(&later, NOON), LinkState::Expired);
        assert_eq!(link(Purpose::NotMe, &member).state(&later, NOON), LinkState::Open);
    }

    #[test]
    fn a_used_link_is_used_even_when_its_time_is_over() {
        let member = test_member(&[]);
        let used = Link { used_by: Some("r".to_owned()), ..link(Purpose::Recover, &member) };

        assert_eq!(used.state(&member, NOON + used.purpose.life()), LinkState::Used);
    }

    #[test]
    fn a_link_about_one_login_opens_no_other() {
        let member = test_member(&[]);
        let other = Member { id: MemberId::from_stored("other"), ..member.clone() };
        let none = Link { member: None, ..link(Purpose::Recover, &member) };

        assert_eq!(link(Purpose::Recover, &member).state(&other, NOON), LinkState::Expired);
        assert_eq!(none.state(&member, NOON), LinkState::Expired);
    }
}
