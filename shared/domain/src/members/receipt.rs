//! What a member holds of agreeing to bills by email.

use jiff::Timestamp;

use crate::values::account_number::AccountNumber;
use crate::values::language::Language;

/// What a member agreed to when paper was turned off: kept with them, and in the letter that told them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The version of the text.
    pub version: String,
    /// The text itself, as it was shown: the settings may have another one by now.
    pub text: String,
    /// The language in which it was shown.
    pub language: Language,
    /// When they agreed.
    pub at: Timestamp,
    /// The accounts that it was for then.
    pub accounts: Vec<AccountNumber>,
}
