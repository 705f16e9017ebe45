//! Accounts that pass to other people: before any other row, each with the end of its binding.
//!
//! Facts with the raised holder, owner, member, letter and event are one transaction. So there is no moment at which
//! the earlier holder can still claim the account while the binding is over, nor one at which the next holder can
//! while it is not; and wherever an import stops, what is done is done and what is not is found again by its owner.

use domain::PassedOn;
use domain::ports::{Bindings, Clock, Extracts, InForce, StoreError};
use domain::{Facts, end_binding};

use crate::Importer;
use crate::error::ImportError;
use crate::lease::Lease;
use crate::sheet::{Good, Sheet};
use crate::stands::Stands;

/// How often an account is tried whose member or owner changes at the same moment. Each try reads again.
const TRIES: u32 = 5;

impl<E: Extracts + Bindings + InForce, C: Clock> Importer<'_, E, C> {
    /// Writes the accounts that pass on, one after the other, and ends their bindings.
    ///
    /// # Errors
    ///
    /// `Store` if the store does not answer or a member never stands still, `AnotherIsRunning`, `Unreadable`.
    pub(crate) async fn pass_on(
        &self,
        lease: &mut Lease<'_, E, C>,
        stands: &mut Stands,
        sheet: &Sheet<'_>,
        version: u64,
    ) -> Result<(), ImportError> {
        if stands.passing_on == 0 {
            return Ok(());
        }
        for (row, stand) in sheet.good()?.zip(stands.again()?) {
            let (Good { row, .. }, stand) = (row?, stand?);
            if !stand.passes_on {
                continue;
            }
            lease.keep().await?;
            let before = self.contacts_before([(&row, stand)]).await?.remove(&row.account);
            let facts = row.facts(self.keys, version, stand.holding, before);
            self.pass_one_on(facts).await.map_err(ImportError::Store)?;
        }
        Ok(())
    }

    async fn pass_one_on(&self, facts: Facts) -> Result<(), StoreError> {
        for _ in 1..TRIES {
            match self.try_to_pass_on(&facts).await {
                Err(StoreError::Conflict) => {}
                end => return end,
            }
        }
        self.try_to_pass_on(&facts).await
    }

    async fn try_to_pass_on(&self, facts: &Facts) -> Result<(), StoreError> {
        let account = &facts.account;
        let owners = self.extracts.owners_of(std::slice::from_ref(account)).await?;
        let earlier =
            owners.into_iter().map(|(_, owner)| owner).find(|it| it.holder < facts.holder);
        let ended = match earlier {
            None => None,
            Some(owner) => {
                let member = self.extracts.by_id(&owner.member).await?;
                Some(end_binding(self.keys, account, owner, member, self.clock.now()))
            }
        };
        self.extracts.pass_on(&PassedOn { facts: facts.clone(), ended }).await
    }
}
