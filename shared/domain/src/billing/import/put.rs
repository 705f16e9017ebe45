//! One account as an import writes it.

use crate::billing::facts::Facts;
use crate::values::account_number::AccountNumber;

/// One account's rows as an import writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// Facts of an account.
    Facts(Box<Facts>),
    /// An old number that leads to an account.
    Alias {
        /// The old number.
        alias: AccountNumber,
        /// The account it leads to.
        account: AccountNumber,
        /// The version of the extract that wrote it.
        version: u64,
    },
}
