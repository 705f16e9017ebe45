//! What step 3 looks up, and what it writes.

use crate::billing::facts::{Extract, Facts, Owner};
use crate::letters::envelope::Envelope;
use crate::limits::counter::{Count, Counter};
use crate::registering::pending::Pending;
use crate::values::account_number::AccountNumber;
use crate::values::email::Email;
use crate::values::ids::{AddressKey, ChallengeKey, EmailKey, PendingId};

/// What a look-up at step 3 is for.
#[derive(Clone, Debug)]
pub struct LookUp {
    /// The number that was typed.
    pub account: AccountNumber,
    /// The email that was typed.
    pub email: Email,
    /// Its key.
    pub email_key: EmailKey,
    /// The sender's address.
    pub address: AddressKey,
    /// The sender's IPv6 /48.
    pub site: Option<AddressKey>,
    /// The pending registration that this would make.
    pub pending: PendingId,
}

/// What step 3 writes.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The pending registration.
    pub pending: Pending,
    /// The letter that answers.
    pub envelope: Envelope,
    /// The counters, each one further.
    pub counts: Vec<Count>,
    /// The challenge that was used; none without JavaScript.
    pub challenge: Option<ChallengeKey>,
}

/// How recording ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordEnd {
    /// All of it was written.
    Recorded,
    /// The same was recorded before; nothing was written.
    RecordedBefore,
    /// The challenge was used for something else; nothing was written.
    ChallengeUsed,
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
