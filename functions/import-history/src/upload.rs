//! A file put in the bucket: imported, and answered with a report beside it; by mail too, if it did not go in whole.

use std::fmt::Write as _;

use domain::Email;
use domain::history::HistoryKind;
use domain::ports::{
    Balances, BillImport, Clock, HistoryImport, InForce, LeaseBy, PostOffice, ReadsImport,
};
use serde::Serialize;
use serde_json::Value;
use sheets::{
    Bucket, BucketError, FileError, NoObject, RejectsFile, Uploaded, report_letter, report_place,
};

use crate::error::ImportError;
use crate::summary::Summary;
use crate::{Importer, Put};

/// What an upload works with.
#[derive(Clone, Copy, Debug)]
pub struct Uploads<'a, S, C, B, P> {
    /// The import.
    pub importer: Importer<'a, S, C>,
    /// The bucket of files and reports.
    pub bucket: &'a B,
    /// What takes the reports that go by mail.
    pub post_office: &'a P,
    /// Who gets them.
    pub reports_to: &'a [Email],
    /// So many rejected rows are as usual.
    pub accept_rejects: u64,
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

/// What staff find beside the file.
#[derive(Serialize)]
struct Report<'a> {
    #[serde(flatten)]
    summary: Option<&'a Summary>,
    /// Why the file was not taken.
    problem: Option<String>,
}

/// How an upload ended, as its metric says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Taken,
    /// More rows stayed out than is usual.
    TakenInPart,
    Refused,
}

impl Outcome {
    fn name(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::TakenInPart => "taken_in_part",
            Self::Refused => "refused",
        }
    }
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
        match self.bucket.read(&object.bucket, &object.key, file.path()).await {
            Ok(()) => {}
            Err(error @ BucketError::TooLarge) => {
                return self.report(kind, object, None, Some(error.to_string())).await;
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
                self.report(kind, object, Some(summary), Some(error.to_string())).await
            }
            Err(error) => self.report(kind, object, None, Some(error.to_string())).await,
        }
    }

    /// Writes the report, logs what it counts, and mails it if the file did not go in whole.
    async fn report(
        &self,
        kind: HistoryKind,
        object: &Uploaded,
        summary: Option<&Summary>,
        problem: Option<String>,
    ) -> Result<(), UploadError> {
        let outcome = match (&problem, summary) {
            (None, Some(summary)) if !summary.is_half_taken(self.accept_rejects) => Outcome::Taken,
            (None, _) => Outcome::TakenInPart,
            (Some(_), _) => Outcome::Refused,
        };
        log(kind, summary, outcome);
        // With the prefix: files of two kinds may have the same name.
        let place = report_place(&object.key, self.importer.clock.now());
        let report = Report { summary, problem };
        let json = serde_json::to_vec_pretty(&report).expect("counts and texts are JSON");
        let key = format!("{place}/summary.json");
        self.bucket.write(&object.bucket, &key, "application/json", json).await?;
        match summary.map(|summary| &summary.rejects).map(RejectsFile::expose) {
            None | Some([]) => {}
            Some(rejects) => {
                let (key, kind) = (format!("{place}/rejects.csv"), "text/csv; charset=utf-8");
                self.bucket.write(&object.bucket, &key, kind, rejects.to_vec()).await?;
            }
        }
        if outcome != Outcome::Taken {
            self.mail(kind, &words(kind, object, &place, &report), outcome).await;
        }
        Ok(())
    }

    /// Mails a report. It stands in the bucket anyway, and the alarm rings, so a letter that does not go stops nothing.
    async fn mail(&self, kind: HistoryKind, text: &str, outcome: Outcome) {
        for to in self.reports_to {
            let (refused, now) = (outcome == Outcome::Refused, self.importer.clock.now());
            let mail = report_letter(to, kind.title(), text, refused, now);
            if self.post_office.send(&mail).await.is_err() {
                tracing::error!("a report of an import could not be mailed");
            }
        }
    }
}

/// The report in words: what is wrong, what was counted, and where the rest is.
fn words(kind: HistoryKind, object: &Uploaded, place: &str, report: &Report<'_>) -> String {
    let mut text = format!("The file of {} {} ", kind.name(), object.key);
    let _ = match (&report.problem, report.summary) {
        (Some(problem), _) => writeln!(text, "was not taken: {problem}."),
        (None, Some(summary)) => {
            writeln!(text, "was taken, but for {} rows that were rejected.", summary.rejected)
        }
        (None, None) => writeln!(text, "was taken."),
    };
    if let Some(summary) = report.summary {
        let _ = writeln!(text, "\n{}", crate::in_words(summary, |number| number.to_string()));
    }
    let _ = writeln!(
        text,
        "The whole report is in the bucket {}, under {place}/. Mend the rows in the billing system, then put the file \
         in again.",
        object.bucket
    );
    text
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
