//! What is past its time, for the machine that deletes it.

use std::future::Future;

use jiff::Timestamp;

use crate::cleaning::{Due, Looked, Part, Place};

use crate::ports::StoreError;

/// What is past its time.
pub trait PastDue: Sync {
    /// Looks at the next few hundred things of a part, from a place on; what it finds may have changed since.
    fn look(
        &self,
        part: Part,
        from: Option<&Place>,
        now: Timestamp,
    ) -> impl Future<Output = Result<Looked, StoreError>> + Send;

    /// Deletes a thing; says whether it did.
    ///
    /// MUST NOT delete what no longer has the `delete_at` that was seen.
    fn delete(&self, due: &Due) -> impl Future<Output = Result<bool, StoreError>> + Send;
}
