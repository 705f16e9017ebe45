//! What the member's own accounts are called.

use std::collections::BTreeMap;

use domain::history::AccountCode;
use domain::ports::{Services, StoreError};
use domain::{KeyRing, Member, Service, ServiceName};

use crate::request::accounts::{Chosen, shown};
use crate::request::visit::Visit;

/// What billing calls the services of accounts, by what names them in addresses.
///
/// Those of others are not among them: an address says where somebody lives, and who is let in to pay need not know.
pub struct Names(BTreeMap<String, ServiceName>);

/// Reads what the member's own accounts are called, as far as anything of them may be shown now.
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
    let named = |service: Service| {
        let code = AccountCode::of(keys, &member.id, &service.account);
        (code.as_str().to_owned(), service.name)
    };
    Ok(Names(found.map(named).collect()))
}

impl Names {
    /// What an account is called, by its code.
    #[must_use]
    pub fn of(&self, code: &str) -> Option<&str> {
        self.0.get(code).map(ServiceName::expose)
    }
}

impl Chosen<'_> {
    /// Calls the account, and those that could be chosen, by their names.
    #[must_use]
    pub fn called(mut self: Box<Self>, names: &Names) -> Box<Self> {
        let of = |code: &str| names.of(code).map(str::to_owned);
        self.name = of(self.code.as_str());
        for choice in &mut self.choices {
            choice.name = of(&choice.code);
        }
        self
    }
}
