//! What billing calls the service of an account, for its member.

use crate::billing::facts::Facts;
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
    /// Its address, or a name.
    pub name: ServiceName,
}

impl Service {
    /// Takes it out of facts, unless the extract in force has lost the account.
    #[must_use]
    pub fn of(facts: Facts, in_force: u64) -> Option<Self> {
        let name = facts.service_name.filter(|_| facts.version >= in_force)?;
        Some(Self { account: facts.account, holder: facts.holder, name })
    }

    /// Whether it is a binding's: of the same account under the same holder.
    #[must_use]
    pub fn is_of(&self, binding: &Binding) -> bool {
        self.account == binding.account && self.holder == binding.holder
    }
}
