//! What is kept of asking to register, until it is confirmed.

use jiff::{SignedDuration, Timestamp};

use crate::account_number::AccountNumber;
use crate::asking::{Asked, Outcome};
use crate::email::Email;
use crate::figures;
use crate::ids::{EmailKey, PendingId};
use crate::keys::{KeyId, KeyRing, Use};
use crate::language::Language;
use crate::letter::Letter;
use crate::member::Acceptance;
use crate::token::LinkClaim;

/// How long a registration may be confirmed. Source: SECURITY §1, `verify_ttl`.
pub const PENDING_LIFE: SignedDuration = SignedDuration::from_hours(24);
/// Wrong account numbers at step 5 after which a pending registration is spent. Source: DATA.
pub const WRONG_NUMBERS_MAX: u32 = figures::WRONG_NUMBERS;

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
    /// Wrong account numbers typed at step 5.
    pub wrong_numbers: u32,
}

/// How a link that names a pending registration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// It can be used.
    Open,
    /// It was used.
    Used,
    /// Its time is over, or too many wrong account numbers were typed.
    Expired,
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
        match self.outcome {
            Outcome::Confirm => Letter::Confirm { link: self.link(), expires_at: self.expires_at },
            Outcome::AlreadyMember => Letter::AlreadyMember,
            Outcome::TooManyTries => Letter::TooManyTries,
            Outcome::CouldNotMatch => Letter::CouldNotMatch,
            Outcome::AccountHasLogin => Letter::AccountHasLogin,
        }
    }

    /// Whether nothing but time can be in the way of confirming it.
    #[must_use]
    pub fn may_be_confirmed(&self) -> bool {
        self.outcome == Outcome::Confirm
            && self.used_by.is_none()
            && self.wrong_numbers < WRONG_NUMBERS_MAX
    }

    /// How its link stands.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> LinkState {
        if self.used_by.is_some() {
            LinkState::Used
        } else if !self.may_be_confirmed() || now >= self.expires_at {
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
}
