//! A file put in the bucket: imported, and answered with a report beside it; by mail too, if it did not go in whole.

use domain::history::HistoryKind;
use domain::ports::{Clock, LeaseBy, PostOffice};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use sheets::{
    BucketError, FileError, Folder, Named, NoObject, Outcome, Reports, Uploaded, report_place,
};
use tempfile::NamedTempFile;

use crate::documents::Documents;
use crate::error::{ImportError, UploadError};
use crate::standing::BEGUN;
use crate::summary::Summary;
use crate::{Importer, Put, Store};

/// How long an import may go on; its function has two minutes more for the report.
const LONGEST: SignedDuration = SignedDuration::from_mins(13);

/// The time that an import has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Turn {
    /// When it has to end.
    pub(crate) until: Timestamp,
    /// Whether others came before it, so that what it cannot end it may end the next time.
    pub(crate) is_later: bool,
    /// The sweep whose turn it is, by its hour; none of an event of its own.
    pub(crate) sweep: Option<Timestamp>,
}

impl Turn {
    /// The turn of the first import of a function that began at an instant.
    pub(crate) fn first(began: Timestamp, sweep: Option<Timestamp>) -> Self {
        Self { until: began + LONGEST, is_later: false, sweep }
    }
}

/// What an upload works with.
#[derive(Clone, Copy, Debug)]
pub struct Uploads<'a, S, C, B, P> {
    /// The import.
    pub importer: Importer<'a, S, C>,
    /// Where files are, and where reports go.
    pub reports: Reports<'a, B, P>,
    /// Documents, and the bucket that is looked over each hour.
    pub documents: Documents<'a, B>,
}

impl<S: Store, C: Clock, B: Folder, P: PostOffice> Uploads<'_, S, C, B, P> {
    /// Imports the files that an S3 event names, one after the other; or, at a schedule's turn, all that lies there.
    ///
    /// While another import of the kind is running, or an older file of it was not taken in, a file is left to the next sweep.
    ///
    /// # Errors
    ///
    /// Whatever makes another try worth while; what staff must mend is in the report instead.
    pub async fn handle(&self, event: &Value) -> Result<(), UploadError> {
        if event["source"] == "aws.events" {
            // The same each time that Lambda tries the schedule's event.
            let hour = event["time"].as_str().and_then(|at| at.parse().ok());
            return self.sweep(hour.unwrap_or_else(|| self.importer.clock.now())).await;
        }
        let uploaded = sheets::read_event(event)?;
        let began = self.importer.clock.now();
        let mut turn = Turn::first(began, None);
        for object in uploaded.iter().filter(|object| object.is_file()) {
            let kind = HistoryKind::of_key(&object.key).ok_or(NoObject)?;
            if self.has_to_wait(kind, object).await? {
                let kind = kind.name();
                tracing::info!(kind, "a file waits for the next sweep, as an older one lies there");
                continue;
            }
            match self.take_in(kind, object, turn).await {
                Err(UploadError::Import(ImportError::AnotherIsRunning)) => {
                    let kind = kind.name();
                    tracing::info!(kind, "a file waits for the next sweep, as another is imported");
                }
                end => end?,
            }
            turn.is_later = true;
            if kind == HistoryKind::Bills {
                self.copy_documents(began + LONGEST).await?;
            }
        }
        Ok(())
    }

    #[tracing::instrument(name = "import-history", skip_all)]
    pub(crate) async fn take_in(
        &self,
        kind: HistoryKind,
        object: &Uploaded,
        turn: Turn,
    ) -> Result<(), UploadError> {
        let importer = &self.importer;
        // What is put again from now on is another version. S3's clock may be ahead of this one.
        let now = importer.clock.now();
        let began = object.at.map_or(now, |at| at.max(now));
        // The lease comes first: a file that only waits for another one has not been begun.
        let lease = importer.lease(kind, LeaseBy::Event(&object.put)).await?;
        let file = match self.begin(object, turn).await {
            Ok(file) => file,
            Err(error) => {
                if let Some(lease) = lease {
                    lease.give_back().await;
                }
                let UploadError::Bucket(error @ BucketError::TooLarge) = error else {
                    return Err(error);
                };
                return self.report(kind, object, began, (None, Some(&error.to_string()))).await;
            }
        };
        let put = Put { at: object.at.unwrap_or(now), until: Some(turn.until) };
        match importer.import_under(lease, kind, put, file.path(), |_| ()).await {
            Ok(summary) => self.report(kind, object, began, (Some(&summary), None)).await,
            Err(error @ ImportError::AnotherIsRunning) => Err(error.into()),
            Err(ImportError::OutOfTime { .. }) if turn.is_later => Ok(()),
            Err(error @ (ImportError::Store(_) | ImportError::File(FileError::Unreadable(_)))) => {
                tracing::error!(outcome = %error, "an import is to be tried again");
                Err(UploadError::Import(error))
            }
            Err(ref error @ ImportError::NothingUsable(ref summary)) => {
                let problem = error.to_string();
                self.report(kind, object, began, (Some(summary), Some(&problem))).await
            }
            Err(ImportError::Header(error)) => {
                let problem = HistoryKind::why_not(&error, importer.reading);
                self.report(kind, object, began, (None, Some(&problem))).await
            }
            Err(error) => self.report(kind, object, began, (None, Some(&error.to_string()))).await,
        }
    }

    /// Brings a file here; before anything can go wrong, a sweep says beside it that it was begun.
    async fn begin(&self, object: &Uploaded, turn: Turn) -> Result<NamedTempFile, UploadError> {
        let bucket = self.reports.bucket;
        if let Some(sweep) = turn.sweep {
            let mark = format!("{}/{BEGUN}", report_place(&object.key, sweep));
            bucket.write(&object.bucket, &mark, "text/plain", Vec::new()).await?;
        }
        let file = NamedTempFile::new().map_err(ImportError::from)?;
        bucket.read(&object.bucket, &object.key, file.path()).await?;
        Ok(file)
    }

    /// Writes the report, logs what it counts, and mails it if the file did not go in whole.
    pub(crate) async fn report(
        &self,
        kind: HistoryKind,
        object: &Uploaded,
        began: Timestamp,
        (summary, problem): (Option<&Summary>, Option<&str>),
    ) -> Result<(), UploadError> {
        log(kind, summary, self.reports.outcome(summary, problem));
        let file = format!("The file of {}", kind.name());
        // With the prefix: files of two kinds may have the same name.
        let (title, key) = (kind.title(), &object.key);
        let named = Named { title, file: &file, key, refused: "", parts: sheets::ROWS };
        Ok(self.reports.write(object, named, (summary, problem), began).await?)
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
