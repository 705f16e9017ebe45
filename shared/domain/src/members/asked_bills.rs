//! Bills by email that a member agreed to, and that a letter's link has yet to confirm.

use jiff::Timestamp;

use crate::members::acceptance::Acceptance;
use crate::members::wishes::Which;
use crate::values::account_number::AccountNumber;
use crate::values::ids::PendingId;

/// What was agreed to and is not confirmed: until the letter's link is used, paper goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedBills {
    /// Whether for one account alone, or for all.
    pub which: Which,
    /// The accounts that it was shown for and agreed to, by what was held and theirs then.
    pub accounts: Vec<AccountNumber>,
    /// The text that was agreed to, in which language, when.
    pub consent: Acceptance,
    /// The link that confirms it; one that was sent before is over.
    pub link: PendingId,
    /// The member's epoch then: whatever ends links, as a new email or freezing, ends this too.
    pub epoch: u64,
    /// First instant at which it can no longer be confirmed.
    pub expires_at: Timestamp,
}

impl AskedBills {
    /// Whether it can still be confirmed, by a member of this epoch.
    #[must_use]
    pub fn waits(&self, epoch: u64, now: Timestamp) -> bool {
        self.epoch == epoch && now < self.expires_at
    }
}
