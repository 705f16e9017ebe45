//! What letters carry, as items keep it: each letter has as much of it as it needs.

use jiff::Timestamp;

use crate::factors::held::FactorKind;
use crate::factors::wait::AboutWait;
use crate::links::purpose::Purpose;
use crate::links::token::LinkClaim;
use crate::members::guest_of::Role;
use crate::members::receipt::Receipt;
use crate::values::account_number::AccountNumber;
use crate::values::email::Email;
use crate::values::ids::{DeviceId, MemberId};

/// What a letter carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// What its link names; the token is derived when the letter is sent.
    pub link: Option<LinkClaim>,
    /// First instant at which the link no longer works.
    pub expires_at: Option<Timestamp>,
    /// The browser that asked, if its member has used it before.
    pub known: Option<(MemberId, DeviceId)>,
    /// A browser by its name, such as "Chrome on Android".
    pub browser: Option<String>,
    /// A billing account; the letter shows its last digits.
    pub account: Option<AccountNumber>,
    /// Until when an account is held.
    pub held_until: Option<Timestamp>,
    /// A second factor.
    pub factor: Option<FactorKind>,
    /// How many recovery codes are left.
    pub left: Option<u32>,
    /// From when on something may be done, or might have been.
    pub from: Option<Timestamp>,
    /// The wait that it is about.
    pub about: Option<AboutWait>,
    /// Somebody else, by their email: who invites, who is a guest, whose account it is.
    pub person: Option<Email>,
    /// What a guest may do.
    pub role: Option<Role>,
    /// What was agreed to when paper was turned off.
    pub receipt: Option<Receipt>,
    /// Whether a letter told the same before.
    pub again: bool,
    /// Whether time alone ends a hold.
    pub by_time: bool,
    /// Whether bills that came by email come on paper now.
    pub on_paper: bool,
}

impl Carried {
    /// A link and nothing else.
    pub(crate) fn link(link: &LinkClaim, expires_at: Timestamp) -> Self {
        Self { link: Some(link.clone()), expires_at: Some(expires_at), ..Self::default() }
    }

    /// An account, and somebody else that it is about.
    pub(crate) fn person(account: &AccountNumber, person: &Email) -> Self {
        let (account, person) = (Some(account.clone()), Some(person.clone()));
        Self { account, person, ..Self::default() }
    }
}

/// The link of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LetterLink<'a> {
    /// What it is for.
    pub purpose: Purpose,
    /// What it names.
    pub claim: &'a LinkClaim,
    /// First instant at which it no longer works.
    pub expires_at: Timestamp,
}
