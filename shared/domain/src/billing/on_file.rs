//! A contact on file with its account.

use crate::billing::facts::Contact;
use crate::values::account_number::AccountNumber;

/// A contact on file, and the account that has it: their letters say which account they are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnFile {
    /// The account.
    pub account: AccountNumber,
    /// The contact.
    pub contact: Contact,
}
