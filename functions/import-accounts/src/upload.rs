//! A file put in the bucket: imported, and answered with a report beside it; by mail too, if it did not go in whole.

use domain::history::HistoryKind;
use domain::ports::{Bindings, Clock, Extracts, InForce, LeaseBy, PostOffice};
use serde_json::Value;
use sheets::{Bucket, BucketError, FileError, Named, NoObject, Outcome, Reports, Uploaded};

use crate::error::ImportError;
use crate::summary::Summary;
use crate::{Importer, Progress};

/// Where files are put. Source: template.yaml, `ImportAccounts`.
const FILES: &str = "extracts/";

/// What an upload works with.
#[derive(Clone, Copy, Debug)]
pub struct Uploads<'a, E, C, B, P> {
    /// The import.
    pub importer: Importer<'a, E, C>,
    /// Where files are, and where reports go.
    pub reports: Reports<'a, B, P>,
}

/// Why an upload is to be tried again by Lambda; a file that staff must mend is none of these.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// The event is not S3's.
    #[error(transparent)]
    NoObject(#[from] NoObject),
    /// The bucket did not give the file or take the report.
    #[error(transparent)]
    Bucket(#[from] BucketError),
    /// The import stopped, or another one is running.
    #[error(transparent)]
    Import(#[from] ImportError),
}

impl<E: Extracts + Bindings + InForce, C: Clock, B: Bucket, P: PostOffice> Uploads<'_, E, C, B, P> {
    /// Imports the files that an S3 event names, one after the other.
    ///
    /// # Errors
    ///
    /// Whatever makes another try worth while; what staff must mend is in the report instead.
    pub async fn handle(&self, event: &Value) -> Result<(), UploadError> {
        let uploaded = sheets::read_event(event)?;
        for object in uploaded.iter().filter(|object| object.is_file()) {
            self.take_in(object).await?;
        }
        Ok(())
    }

    #[tracing::instrument(name = "import-accounts", skip_all)]
    async fn take_in(&self, object: &Uploaded) -> Result<(), UploadError> {
        let file = tempfile::NamedTempFile::new().map_err(ImportError::from)?;
        let ended = match self.reports.bucket.read(&object.bucket, &object.key, file.path()).await {
            Ok(()) => {
                let by = LeaseBy::Event(&object.put);
                self.importer.import_as(by, file.path(), tell).await
            }
            Err(BucketError::TooLarge) => {
                let problem = BucketError::TooLarge.to_string();
                return self.report(object, None, Some(&problem)).await;
            }
            Err(error) => return Err(error.into()),
        };
        match ended {
            Ok(summary) => self.report(object, Some(&summary), None).await,
            Err(
                error @ (ImportError::Store(_)
                | ImportError::AnotherIsRunning
                | ImportError::File(FileError::Unreadable(_) | FileError::FileChanged)),
            ) => {
                tracing::error!(outcome = %error, "an import is to be tried again");
                Err(UploadError::Import(error))
            }
            Err(ImportError::Refused { why, summary }) => {
                self.report(object, Some(&summary), Some(&why.to_string())).await
            }
            Err(ImportError::Header(error)) => {
                let problem = HistoryKind::why_not(&error, self.importer.reading);
                self.report(object, None, Some(&problem)).await
            }
            Err(error @ ImportError::File(_)) => {
                self.report(object, None, Some(&error.to_string())).await
            }
        }
    }

    /// Writes the report, logs what it counts, and mails it if the file did not go in whole.
    async fn report(
        &self,
        object: &Uploaded,
        summary: Option<&Summary>,
        problem: Option<&str>,
    ) -> Result<(), UploadError> {
        log(summary, self.reports.outcome(summary, problem));
        let named = Named {
            title: "Billing extract",
            file: "The billing extract",
            key: object.key.strip_prefix(FILES).unwrap_or(&object.key),
            refused: "\nWhat was in force before still is.",
            parts: sheets::ROWS,
        };
        let now = self.importer.clock.now();
        Ok(self.reports.write(object, named, (summary, problem), now).await?)
    }
}

/// Says now and then how far an import is.
fn tell(progress: Progress) {
    tracing::debug!(?progress, "importing");
}

/// Logs counts only: what is wrong with a header could be a row's contents where the header is missing.
fn log(summary: Option<&Summary>, outcome: Outcome) {
    let outcome = outcome.name();
    let Some(summary) = summary else {
        tracing::warn!(outcome, "an extract was not taken; its report says why");
        tracing::info!(target: "metrics", outcome, Imports = 1_u64);
        return;
    };
    let (rows, rejected) = (summary.rows, summary.rejected);
    tracing::info!(target: "metrics", outcome, Imports = 1_u64, ImportRows = rows, ImportRejected = rejected);
    tracing::info!(
        outcome,
        end = ?summary.end,
        version = summary.version,
        lines = summary.lines,
        rows = summary.rows,
        accounts = summary.accounts,
        repeated = summary.repeated,
        added = summary.added,
        changed = summary.changed,
        unchanged = summary.unchanged,
        dropped = summary.dropped,
        passed_on = summary.passed_on,
        bindings = summary.bindings,
        unbound = summary.unbound,
        rejected = summary.rejected,
        aliases = summary.aliases,
        aliases_rejected = summary.aliases_rejected,
        unknown_columns = summary.unknown_columns.len(),
        warnings = summary.warnings.len(),
        "an extract was read"
    );
}
