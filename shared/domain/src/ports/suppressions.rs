//! The addresses that the mail service writes to no more.

use std::future::Future;

use crate::letters::suppressed::Suppressed;
use crate::ports::StoreError;
use crate::values::email::Email;

/// The mail service's list of addresses, for staff.
pub trait Suppressions: Sync {
    /// Looks for an address, in every spelling.
    fn find(
        &self,
        email: &Email,
    ) -> impl Future<Output = Result<Option<Suppressed>, StoreError>> + Send;

    /// Takes an address off, in every spelling. It is no error if it is not on the list.
    fn take_off(&self, email: &Email) -> impl Future<Output = Result<(), StoreError>> + Send;
}
