//! A file put in the bucket: imported, and answered with a report beside it; by mail too, if it did not go in whole.

use domain::history::HistoryKind;
use domain::ports::{
    Balances, BillImport, Clock, HistoryImport, InForce, LeaseBy, PostOffice, ReadsImport,
};
use serde_json::Value;
use sheets::{Bucket, BucketError, FileError, Named, NoObject, Outcome, Reports, Uploaded};

use crate::error::ImportError;
use crate::summary::Summary;
use crate::{Importer, Put};

/// What an upload works with.
#[derive(Clone, Copy, Debug)]
pub struct Uploads<'a, S, C, B, P> {
    /// The import.
    pub importer: Importer<'a, S, C>,
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

impl<S, C, B, P> Uploads<'_, S, C, B, P>
where
    S: Balances + BillImport + HistoryImport + InForce + ReadsImport,
    C: Clock,
    B: Bucket,
    P: PostOffice,
{
    /// Imports the files that an S3 event names, one after the other.
    ///
    /// # Errors
    ///
    /// Whatever makes another try worth while; what staff must mend is in the report instead.
    pub async fn handle(&self, event: &Value) -> Result<(), UploadError> {
        let uploaded = sheets::read_event(event)?;
        for object in uploaded.iter().filter(|object| object.is_file()) {
            let kind = HistoryKind::of_key(&object.key).ok_or(NoObject)?;
            self.take_in(kind, object).await?;
        }
        Ok(())
    }

    #[tracing::instrument(name = "import-history", skip_all)]
    async fn take_in(&self, kind: HistoryKind, object: &Uploaded) -> Result<(), UploadError> {
        let file = tempfile::NamedTempFile::new().map_err(ImportError::from)?;
        match self.reports.bucket.read(&object.bucket, &object.key, file.path()).await {
            Ok(()) => {}
            Err(error @ BucketError::TooLarge) => {
                return self.report(kind, object, None, Some(&error.to_string())).await;
            }
            Err(error) => return Err(error.into()),
        }
        let by = LeaseBy::Event(&object.put);
        let at = object.at.unwrap_or_else(|| self.importer.clock.now());
        let put = Put { by, at };
        match self.importer.import_as(kind, put, file.path(), |_| ()).await {
            Ok(summary) => self.report(kind, object, Some(&summary), None).await,
            Err(
                error @ (ImportError::Store(_)
                | ImportError::AnotherIsRunning
                | ImportError::File(FileError::Unreadable(_))),
            ) => {
                tracing::error!(outcome = %error, "an import is to be tried again");
                Err(UploadError::Import(error))
            }
            Err(ref error @ ImportError::NothingUsable(ref summary)) => {
                self.report(kind, object, Some(summary), Some(&error.to_string())).await
            }
            Err(error) => self.report(kind, object, None, Some(&error.to_string())).await,
        }
    }

    /// Writes the report, logs what it counts, and mails it if the file did not go in whole.
    async fn report(
        &self,
        kind: HistoryKind,
        object: &Uploaded,
        summary: Option<&Summary>,
        problem: Option<&str>,
    ) -> Result<(), UploadError> {
        log(kind, summary, self.reports.outcome(summary, problem));
        let file = format!("The file of {}", kind.name());
        // With the prefix: files of two kinds may have the same name.
        let named = Named { title: kind.title(), file: &file, key: &object.key, refused: "" };
        let now = self.importer.clock.now();
        Ok(self.reports.write(object, named, (summary, problem), now).await?)
    }
}

/// Logs counts only: what is wrong with a header could be a row's contents where the header is missing.
fn log(kind: HistoryKind, summary: Option<&Summary>, outcome: Outcome) {
    let (kind, outcome) = (kind.name(), outcome.name());
    let Some(summary) = summary else {
        tracing::warn!(kind, outcome, "a file was not taken; its report says why");
        tracing::info!(target: "metrics", outcome, Imports = 1_u64);
        return;
    };
    let (rows, rejected) = (summary.rows, summary.rejected);
    tracing::info!(target: "metrics", outcome, Imports = 1_u64, ImportRows = rows, ImportRejected = rejected);
    tracing::info!(
        kind,
        outcome,
        end = ?summary.end,
        lines = summary.lines,
        rows = summary.rows,
        added = summary.added,
        changed = summary.changed,
        unchanged = summary.unchanged,
        older = summary.older,
        rejected = summary.rejected,
        unknown_columns = summary.unknown_columns.len(),
        warnings = summary.warnings.len(),
        "a file of history was read"
    );
}
