//! Asking to register: what it leads to, and what is kept of it.

use jiff::{SignedDuration, Timestamp};

use crate::account_number::AccountNumber;
use crate::answer::Answer;
use crate::email::Email;
use crate::facts::{Extract, Facts, Owner};
use crate::ids::{EmailKey, PendingId};
use crate::keys::{KeyId, KeyRing, Use};
use crate::language::Language;
use crate::letter::Letter;
use crate::limits::{Counter, Tryer, match_allowed};
use crate::member::Acceptance;
use crate::name::Name;
use crate::token::LinkClaim;

/// How long a registration may be confirmed. Source: SECURITY §1, `verify_ttl`.
pub const PENDING_LIFE: SignedDuration = SignedDuration::from_hours(24);
/// Wrong account numbers at step 5 after which a pending registration is spent. Source: DATA.
pub const WRONG_NUMBERS_MAX: u32 = 5;

/// What was typed at steps 2 and 3.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The account, as typed; it may be an old number.
    pub account: AccountNumber,
    /// A last name or business name.
    pub name: Name,
    /// Where the letter goes.
    pub email: Email,
    /// The language of the letter.
    pub language: Language,
    /// The answers, by question field.
    pub answers: Vec<(&'static str, Answer)>,
}

/// What is known of what was asked.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The extract in force; none before the first import.
    pub extract: Option<Extract>,
    /// Facts of the account, after following an old number.
    pub facts: Option<Facts>,
    /// Who the account is bound to.
    pub owner: Option<Owner>,
    /// Whether the email is a member's.
    pub email_is_a_members: bool,
    /// Tries on the account.
    pub account_tries: Counter,
    /// Tries from the network address.
    pub address_tries: Counter,
    /// Tries from the IPv6 /48; empty for IPv4.
    pub site_tries: Counter,
    /// Tries for the email.
    pub email_tries: Counter,
    /// Whether the very same was asked before, as by a double click.
    pub asked_before: bool,
}

/// What asking to register leads to. The page is the same for all; only the letter differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

impl Outcome {
    /// The outcome's name in items and logs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::AlreadyMember => "already_member",
            Self::TooManyTries => "too_many_tries",
            Self::CouldNotMatch => "could_not_match",
            Self::AccountHasLogin => "account_has_login",
        }
    }

    /// Reads what [`Outcome::name`] wrote.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [
            Self::Confirm,
            Self::AlreadyMember,
            Self::TooManyTries,
            Self::CouldNotMatch,
            Self::AccountHasLogin,
        ]
        .into_iter()
        .find(|outcome| outcome.name() == name)
    }
}

/// Decides which letter answers. Source: DATA, "One answer": in this order.
///
/// Every comparison is made whatever the others say, so that the work is the same for all.
#[must_use]
pub fn decide(keys: &KeyRing, asked: &Asked, found: &Found, now: Timestamp) -> Outcome {
    let tryer = tryer(asked, found);
    let within_limits = match_allowed(&found.account_tries, tryer, now)
        && found.email_tries.room(&[crate::limits::MATCH_PER_EMAIL], now).is_ok();
    let matches = matches(keys, asked, found);
    let owned = is_owned(found);
    if found.email_is_a_members {
        Outcome::AlreadyMember
    } else if !within_limits {
        Outcome::TooManyTries
    } else if !matches {
        Outcome::CouldNotMatch
    } else if owned {
        Outcome::AccountHasLogin
    } else {
        Outcome::Confirm
    }
}

/// Whether the one who tries reads the mail of the contact on file.
#[must_use]
pub fn tryer(asked: &Asked, found: &Found) -> Tryer {
    let on_file = found.facts.as_ref().and_then(|facts| facts.contact.as_ref());
    match on_file {
        Some(contact) if contact.email.canonical() == asked.email.canonical() => {
            Tryer::ContactOnFile
        }
        Some(_) | None => Tryer::Stranger,
    }
}

fn matches(keys: &KeyRing, asked: &Asked, found: &Found) -> bool {
    match (&found.facts, &found.extract) {
        (Some(facts), Some(extract)) => {
            let same = facts.match_typed(keys, extract, &asked.name, &asked.answers);
            same & facts.open_to_register(extract)
        }
        (None, Some(extract)) => {
            // An account that is not there costs the same hashes as one that is.
            let nobody = nobody(&asked.account, extract.version);
            nobody.match_typed(keys, extract, &asked.name, &asked.answers)
        }
        (_, None) => false,
    }
}

fn is_owned(found: &Found) -> bool {
    match (&found.owner, &found.facts) {
        (Some(owner), Some(facts)) => owner.holder >= facts.holder,
        (Some(_), None) => true,
        (None, _) => false,
    }
}

fn nobody(account: &AccountNumber, version: u64) -> Facts {
    Facts {
        account: account.clone(),
        version,
        holder: 0,
        status: crate::facts::AccountStatus::Closed,
        names: Vec::new(),
        answers: std::collections::BTreeMap::new(),
        customer: None,
        contact: None,
    }
}

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
        match self.outcome {
            Outcome::Confirm => Letter::Confirm { link: self.link(), expires_at: self.expires_at },
            Outcome::AlreadyMember => Letter::AlreadyMember,
            Outcome::TooManyTries => Letter::TooManyTries,
            Outcome::CouldNotMatch => Letter::CouldNotMatch,
            Outcome::AccountHasLogin => Letter::AccountHasLogin,
        }
    }

    /// How its link stands.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> LinkState {
        if self.used_by.is_some() {
            LinkState::Used
        } else if self.outcome != Outcome::Confirm
            || now >= self.expires_at
            || self.wrong_numbers >= WRONG_NUMBERS_MAX
        {
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
