//! What is kept of asking to register, until it is confirmed.

use jiff::Timestamp;

use crate::figures::Figures;
use crate::keys::ring::{KeyId, KeyRing};
use crate::keys::uses::Use;
use crate::letters::envelope::{Addressed, Envelope};
use crate::letters::happened::{Happened, Trace};
use crate::letters::letter::Letter;
use crate::letters::outcome::Outcome;
use crate::links::purpose::PENDING_LIFE;
use crate::links::state::LinkState;
use crate::links::token::LinkClaim;
use crate::members::acceptance::Acceptance;
use crate::registering::asked::Asked;
use crate::values::account_number::AccountNumber;
use crate::values::email::Email;
use crate::values::ids::{EmailKey, OutboxId, PendingId};
use crate::values::language::Language;

/// Wrong account numbers at step 5 after which a pending registration is spent. Source: SECURITY.md#figures.
///
/// A co-op that allows fewer has registrations begin with those that it takes away.
pub const WRONG_NUMBERS_MAX: u32 = 5;

/// A registration that waits for its email to be confirmed, or stands for an answer that needs no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// Its id.
    pub id: PendingId,
    /// The key that its link and temporary password are derived with.
    pub key: KeyId,
    /// Under what it is kept.
    pub email_key: EmailKey,
    /// Where the letter goes.
    pub email: Email,
    /// The language of the letter.
    pub language: Language,
    /// Which letter answers; only [`Outcome::Confirm`] can be confirmed.
    pub outcome: Outcome,
    /// The account, after following an old number.
    pub account: AccountNumber,
    /// The number that was typed.
    pub typed_account: AccountNumber,
    /// The account's holder when it was asked.
    pub holder: u64,
    /// The terms that were accepted at step 3.
    pub terms: Acceptance,
    /// When it was asked.
    pub created_at: Timestamp,
    /// First instant at which it can no longer be confirmed.
    pub expires_at: Timestamp,
    /// The request that confirmed it.
    pub used_by: Option<String>,
    /// Wrong account numbers typed at step 5, on top of those that the figure at that time took away.
    pub wrong_numbers: u32,
}

impl Pending {
    /// The id of what is asked: the same post twice names the same pending registration.
    #[must_use]
    pub fn id_of(keys: &KeyRing, ticket: &str, asked: &Asked) -> PendingId {
        let mut parts = vec![
            ticket.as_bytes(),
            asked.account.expose().as_bytes(),
            asked.name.expose().as_bytes(),
            asked.email.canonical().as_bytes(),
        ];
        for (field, answer) in &asked.answers {
            parts.push(field.as_bytes());
            parts.push(answer.expose().as_bytes());
        }
        let mac = keys.mac_now(Use::Pending, &parts);
        let mut id = [0; 16];
        id.copy_from_slice(&mac[..16]);
        PendingId::new(id)
    }

    /// What a registration begins with, so that as many wrong numbers spend it as the figure says.
    #[must_use]
    pub fn wrong_numbers_at_first(figures: Figures) -> u32 {
        WRONG_NUMBERS_MAX.saturating_sub(figures.wrong_numbers)
    }

    /// What its link names.
    #[must_use]
    pub fn link(&self) -> LinkClaim {
        LinkClaim { key: self.key.clone(), email: self.email_key.clone(), id: self.id.clone() }
    }

    /// The letter that answers it, the first time and each time another is asked for.
    #[must_use]
    pub fn letter(&self) -> Letter {
        if self.used_by.is_some() {
            return Letter::AlreadyMember;
        }
        if self.was_ended() {
            return Letter::NoLogin;
        }
        match self.outcome {
            Outcome::Confirm => Letter::Confirm { link: self.link(), expires_at: self.expires_at },
            Outcome::AlreadyMember => Letter::AlreadyMember,
            Outcome::TooManyTries => Letter::TooManyTries,
            Outcome::CouldNotMatch => Letter::CouldNotMatch,
            Outcome::AccountHasLogin => Letter::AccountHasLogin,
        }
    }

    /// The letter that answers it once more: the same link with the same end.
    #[must_use]
    pub fn letter_again(&self, why: Happened, id: OutboxId, now: Timestamp) -> Envelope {
        let (to, language, letter) = (self.email.clone(), self.language, self.letter());
        let (letters, trace) = (vec![Addressed { to, language, letter }], Some(self.trace(why)));
        Envelope { id, letters, events: Vec::new(), trace, queued_at: now }
    }

    /// Whether nothing but time can be in the way of confirming it.
    #[must_use]
    pub fn may_be_confirmed(&self) -> bool {
        self.outcome == Outcome::Confirm && self.used_by.is_none() && !self.was_ended()
    }

    /// Whether it matched and was ended before its time, by wrong account numbers or by staff: only registering leads on.
    #[must_use]
    pub fn was_ended(&self) -> bool {
        let is_cut_short = self.expires_at < self.created_at + PENDING_LIFE;
        self.outcome == Outcome::Confirm
            && self.used_by.is_none()
            && (self.wrong_numbers >= WRONG_NUMBERS_MAX || is_cut_short)
    }

    /// How its link stands.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> LinkState {
        let is_spent = self.wrong_numbers >= WRONG_NUMBERS_MAX;
        if self.used_by.is_some() {
            LinkState::Used
        } else if self.outcome != Outcome::Confirm || is_spent || now >= self.expires_at {
            LinkState::Expired
        } else {
            LinkState::Open
        }
    }

    /// Whether an account number typed in another browser is this registration's.
    #[must_use]
    pub fn is_for(&self, typed: &AccountNumber) -> bool {
        *typed == self.account || *typed == self.typed_account
    }

    /// What is left of it on the timeline when something happened to it.
    #[must_use]
    pub fn trace(&self, what: Happened) -> Trace {
        let (account, reference) = (self.account.clone(), self.id.reference());
        Trace { account: Some(account), reference: Some(reference), ..Trace::of(what) }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use jiff::SignedDuration;

    use super::*;

    const NOON: Timestamp = Timestamp::constant(1_770_000_000, 0);

    fn account(number: &str) -> AccountNumber {
        AccountNumber::parse(number).expect("a number")
    }

    /// A registration that may be confirmed, asked at noon; the number that was typed is an old one.
    pub(crate) fn pending() -> Pending {
        let (keys, member) = (crate::fixtures::test_keys(), crate::fixtures::test_member(&[]));
        Pending {
            id: PendingId::new([5; 16]),
            key: keys.current().clone(),
            email_key: EmailKey::of(&keys, &member.email),
            email: member.email,
            language: Language::Spanish,
            outcome: Outcome::Confirm,
            account: account("12345"),
            typed_account: account("777"),
            holder: 3,
            terms: member.terms,
            created_at: NOON,
            expires_at: NOON + PENDING_LIFE,
            used_by: None,
            wrong_numbers: 0,
        }
    }

    #[test]
    fn a_registration_can_be_confirmed_until_the_last_second_of_its_day() {
        let day = SignedDuration::from_hours(24);

        let last_second = NOON + day - SignedDuration::from_secs(1);
        assert_eq!(pending().state(last_second), LinkState::Open);
        assert_eq!(pending().state(NOON + day), LinkState::Expired);
    }

    #[test]
    fn what_was_confirmed_stays_so_whatever_the_time() {
        let used = Pending { used_by: Some("r".to_owned()), ..pending() };

        assert_eq!(used.state(NOON), LinkState::Used);
        assert_eq!(used.state(NOON + 2 * PENDING_LIFE), LinkState::Used);
        assert!(!used.may_be_confirmed());
    }

    #[test]
    fn the_last_wrong_account_number_spends_it() {
        let after = |wrong_numbers| Pending { wrong_numbers, ..pending() };

        assert!(after(WRONG_NUMBERS_MAX - 1).may_be_confirmed());
        assert!(!after(WRONG_NUMBERS_MAX).may_be_confirmed());
        assert!(!after(WRONG_NUMBERS_MAX + 1).may_be_confirmed());
        assert_eq!(after(WRONG_NUMBERS_MAX).state(NOON), LinkState::Expired);
    }

    #[test]
    fn what_staff_end_is_ended_however_late_it_is_looked_at() {
        let cancelled = Pending { expires_at: NOON + SignedDuration::from_hours(2), ..pending() };

        assert!(cancelled.was_ended() && !cancelled.may_be_confirmed());
        assert!(!pending().was_ended(), "what runs out was not ended");
        let used = Pending { used_by: Some("r".to_owned()), ..cancelled };
        assert!(!used.was_ended(), "it did its work");
    }

    #[test]
    fn who_asks_again_for_what_was_ended_is_told_to_register() {
        let spent = Pending { wrong_numbers: WRONG_NUMBERS_MAX, ..pending() };
        let cancelled = Pending { expires_at: NOON, ..pending() };

        assert_eq!([spent.letter(), cancelled.letter()], [Letter::NoLogin, Letter::NoLogin]);
    }

    #[test]
    fn only_what_matched_can_be_confirmed() {
        let others = [
            Outcome::AlreadyMember,
            Outcome::TooManyTries,
            Outcome::CouldNotMatch,
            Outcome::AccountHasLogin,
        ];

        assert!(pending().may_be_confirmed());
        for outcome in others {
            let pending = Pending { outcome, ..pending() };
            assert_eq!(pending.state(NOON), LinkState::Expired, "{outcome:?}");
        }
    }

    #[test]
    fn it_is_for_the_number_that_was_typed_and_for_the_one_it_led_to() {
        assert!(pending().is_for(&account("12345")) && pending().is_for(&account("777")));
        assert!(!pending().is_for(&account("778")));
    }
}
