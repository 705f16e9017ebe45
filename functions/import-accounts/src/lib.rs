//! Staff: the billing extract, from a CSV to the accounts table.
//!
//! The whole file is checked before anything is written. All its rows then go in under the next version, and one
//! conditional write puts that version in force. A stop midway leaves every account as one of the two files says;
//! running again ends it. Accounts that pass to other people go first, each together with the end of its binding.
//! The file is read once for each of these, so memory holds some hundreds of its rows and not all of them.
//! Source: docs/DATA.md#accounts-and-the-import.

mod compare;
mod crowds;
mod error;
mod lease;
mod options;
mod partitions;
mod pass_on;
mod sheet;
mod stands;
mod summary;
mod survey;
mod upload;
mod words;
mod write;

use domain::KeyRing;
use domain::import::Reading;
use domain::ports::{Bindings, Clock, Extracts, InForce, LeaseBy};
use sheets::Source;

pub use error::{ImportError, Refusal};
pub use options::Options;
pub use summary::{ImportEnd, Summary};
pub use upload::{UploadError, Uploads};
pub use words::in_words;
pub use write::Progress;

use lease::Lease;
use sheet::Sheet;

/// What an import works with.
#[derive(Clone, Copy, Debug)]
pub struct Importer<'a, E, C> {
    /// Where the accounts are kept, and whose they are.
    pub extracts: &'a E,
    /// The time.
    pub clock: &'a C,
    /// The keys that facts are hashed with.
    pub keys: &'a KeyRing,
    /// How the co-op's extract is to be read.
    pub reading: &'a Reading<'a>,
    /// How staff want it done.
    pub options: Options,
}

impl<E: Extracts + Bindings + InForce, C: Clock> Importer<'_, E, C> {
    /// Imports a file; `progress` hears how many rows are compared and written.
    ///
    /// # Errors
    ///
    /// As [`ImportError`] says; the extract that was in force still is.
    pub async fn import(
        &self,
        file: &(impl Source + ?Sized),
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Summary, ImportError> {
        self.import_as(LeaseBy::Anybody, file, progress).await
    }

    /// As [`Importer::import`], for an event that may be tried again after its import was killed.
    ///
    /// # Errors
    ///
    /// As [`ImportError`] says; the extract that was in force still is.
    pub(crate) async fn import_as(
        &self,
        by: LeaseBy<'_>,
        file: &(impl Source + ?Sized),
        mut progress: impl FnMut(Progress) + Send,
    ) -> Result<Summary, ImportError> {
        let sheet = Sheet::open(&file, self.reading)?;
        let summary = survey::survey(&sheet)?;
        let (mut lease, in_force) = if self.options.dry_run {
            (None, self.extracts.in_force().await.map_err(ImportError::from_store)?)
        } else {
            let (lease, in_force) =
                Lease::take(self.extracts, self.clock, self.options, by).await?;
            (Some(lease), in_force)
        };
        let end = self.replace(&mut lease, in_force, &sheet, summary, &mut progress).await;
        match lease {
            Some(lease) if lease::still_held(&end) => lease.give_back().await,
            Some(_) | None => {}
        }
        end
    }
}
