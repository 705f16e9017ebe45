//! What the member's own accounts are called, and which of them are closed.

use std::collections::BTreeMap;

use domain::history::AccountCode;
use domain::ports::{Services, StoreError};
use domain::{KeyRing, Member, Service, ServiceName};

use crate::request::accounts::{Chosen, shown};
use crate::request::visit::Visit;

/// What billing says of the services of accounts, by what names them in addresses.
///
/// Those of others are not among them: an address says where somebody lives, and who is let in to pay need not know.
pub struct Names(BTreeMap<String, Service>);

/// Reads what billing says of the member's own accounts, as far as anything of them may be shown now.
///
/// # Errors
///
/// When the store does not answer.
pub async fn names(
    services: &impl Services,
    visit: &Visit,
    keys: &KeyRing,
    member: &Member,
) -> Result<Names, StoreError> {
    let own = member.accounts.iter().filter(|binding| shown(visit, keys, binding).is_some());
    let own: Vec<_> = own.collect();
    if own.is_empty() {
        return Ok(Names(BTreeMap::new()));
    }
    let accounts: Vec<_> = own.iter().map(|binding| binding.account.clone()).collect();
    let found = services.services(&accounts).await?.into_iter();
    let found = found.filter(|service| own.iter().any(|binding| service.is_of(binding)));
    let coded = |service: Service| {
        let code = AccountCode::of(keys, &member.id, &service.account);
        (code.as_str().to_owned(), service)
    };
    Ok(Names(found.map(coded).collect()))
}

impl Names {
    /// What an account is called, by its code.
    #[must_use]
    pub fn of(&self, code: &str) -> Option<&str> {
        self.0.get(code)?.name.as_ref().map(ServiceName::expose)
    }

    /// Whether an account is closed, by its code.
    #[must_use]
    pub fn is_closed(&self, code: &str) -> bool {
        self.0.get(code).is_some_and(|service| service.is_closed)
    }
}

impl Chosen<'_> {
    /// Calls the account, and those that could be chosen, by their names, and says which are closed.
    #[must_use]
    pub fn called(mut self: Box<Self>, names: &Names) -> Box<Self> {
        let of = |code: &str| names.of(code).map(str::to_owned);
        self.name = of(self.code.as_str());
        self.is_closed = names.is_closed(self.code.as_str());
        for choice in &mut self.choices {
            choice.name = of(&choice.code);
            choice.is_closed = names.is_closed(&choice.code);
        }
        self
    }
}
