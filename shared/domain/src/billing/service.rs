//! What billing says of the service of an account, for its member: its name, and whether it is closed.

use crate::billing::facts::{AccountStatus, Facts};
use crate::members::member::Binding;
use crate::values::account_number::AccountNumber;
use crate::values::service_name::ServiceName;

/// A service and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// The account.
    pub account: AccountNumber,
    /// Its holder when billing called it so: no other holder is shown it.
    pub holder: u64,
    /// Its address, or a name, if billing calls it anything.
    pub name: Option<ServiceName>,
    /// Whether billing has closed it, or says nothing of it any more.
    pub is_closed: bool,
}

impl Service {
    /// Takes it out of facts. What the extract in force has lost is called nothing.
    #[must_use]
    pub fn of(facts: Facts, in_force: u64) -> Self {
        let is_lost = facts.version < in_force;
        Self {
            account: facts.account,
            holder: facts.holder,
            name: facts.service_name.filter(|_| !is_lost),
            is_closed: is_lost || facts.status == AccountStatus::Closed,
        }
    }

    /// Whether it is a binding's: of the same account under the same holder.
    #[must_use]
    pub fn is_of(&self, binding: &Binding) -> bool {
        self.account == binding.account && self.holder == binding.holder
    }
}
