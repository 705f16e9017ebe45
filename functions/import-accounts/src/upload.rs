//! A file put in the bucket: imported, and answered with a report beside it.

use domain::ports::{Bindings, Clock, Extracts, InForce};
use serde::Serialize;
use serde_json::Value;

use crate::bucket::{Bucket, BucketError};
use crate::error::ImportError;
use crate::summary::{RejectsFile, Summary};
use crate::{Importer, Progress};

/// Where files are put. Source: template.yaml, `ImportAccounts`.
const FILES: &str = "extracts/";

/// Where reports go: under another prefix, so that none starts an import.
const REPORTS: &str = "reports/";

/// What an upload works with.
#[derive(Clone, Copy, Debug)]
pub struct Uploads<'a, E, C, B> {
    /// The import.
    pub importer: Importer<'a, E, C>,
    /// The bucket of files and reports.
    pub bucket: &'a B,
}

/// Why an upload is to be tried again by Lambda; a file that staff must mend is none of these.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// The event is not S3's.
    #[error("the event names no object")]
    NoObject,
    /// The bucket did not give the file or take the report.
    #[error(transparent)]
    Bucket(#[from] BucketError),
    /// The import stopped, or another one is running.
    #[error(transparent)]
    Import(#[from] ImportError),
}

/// An object that was put in a bucket.
#[derive(Debug, PartialEq, Eq)]
struct Uploaded {
    bucket: String,
    key: String,
}

/// What staff find beside the file.
#[derive(Serialize)]
struct Report<'a> {
    #[serde(flatten)]
    summary: Option<&'a Summary>,
    /// Why the file was not taken.
    problem: Option<String>,
}

impl<E: Extracts + Bindings + InForce, C: Clock, B: Bucket> Uploads<'_, E, C, B> {
    /// Imports the files that an S3 event names, one after the other.
    ///
    /// # Errors
    ///
    /// Whatever makes another try worth while; what staff must mend is in the report instead.
    pub async fn handle(&self, event: &Value) -> Result<(), UploadError> {
        let uploaded = read_event(event)?;
        for object in &uploaded {
            self.take_in(object).await?;
        }
        Ok(())
    }

    #[tracing::instrument(name = "import-accounts", skip_all)]
    async fn take_in(&self, object: &Uploaded) -> Result<(), UploadError> {
        let file = tempfile::NamedTempFile::new().map_err(ImportError::from)?;
        let ended = match self.bucket.read(&object.bucket, &object.key, file.path()).await {
            Ok(()) => self.importer.import(file.path(), tell).await,
            Err(BucketError::TooLarge) => {
                let problem = BucketError::TooLarge.to_string();
                return self.report(object, None, Some(problem)).await;
            }
            Err(error) => return Err(error.into()),
        };
        match ended {
            Ok(summary) => self.report(object, Some(&summary), None).await,
            Err(
                error @ (ImportError::Store(_)
                | ImportError::AnotherIsRunning
                | ImportError::Unreadable(_)
                | ImportError::FileChanged),
            ) => {
                tracing::error!(outcome = %error, "an import is to be tried again");
                Err(UploadError::Import(error))
            }
            Err(ImportError::Refused { why, summary }) => {
                self.report(object, Some(&summary), Some(why.to_string())).await
            }
            Err(error) => self.report(object, None, Some(error.to_string())).await,
        }
    }

    /// Writes the report and logs what it counts.
    async fn report(
        &self,
        object: &Uploaded,
        summary: Option<&Summary>,
        problem: Option<String>,
    ) -> Result<(), UploadError> {
        log(summary, problem.as_deref());
        let place = self.place(&object.key);
        let report = Report { summary, problem };
        let json = serde_json::to_vec_pretty(&report).expect("counts and texts are JSON");
        self.write(object, &format!("{place}/summary.json"), "application/json", json).await?;
        match summary.map(|summary| &summary.rejects).map(RejectsFile::expose) {
            None | Some([]) => Ok(()),
            Some(rejects) => {
                let key = format!("{place}/rejects.csv");
                self.write(object, &key, "text/csv; charset=utf-8", rejects.to_vec()).await
            }
        }
    }

    /// `reports/NAME/20261123T120000Z`: each upload of one name has its own.
    fn place(&self, key: &str) -> String {
        let name = key.strip_prefix(FILES).unwrap_or(key);
        let name = name.strip_suffix(".csv").unwrap_or(name);
        format!("{REPORTS}{name}/{}", self.importer.clock.now().strftime("%Y%m%dT%H%M%SZ"))
    }

    async fn write(
        &self,
        object: &Uploaded,
        key: &str,
        content_type: &str,
        bytes: Vec<u8>,
    ) -> Result<(), UploadError> {
        Ok(self.bucket.write(&object.bucket, key, content_type, bytes).await?)
    }
}

/// The objects of an S3 event, their keys decoded.
fn read_event(event: &Value) -> Result<Vec<Uploaded>, UploadError> {
    let records = event["Records"].as_array().ok_or(UploadError::NoObject)?;
    let uploaded: Option<Vec<_>> = records.iter().map(read_record).collect();
    uploaded.filter(|all| !all.is_empty()).ok_or(UploadError::NoObject)
}

fn read_record(record: &Value) -> Option<Uploaded> {
    let bucket = record["s3"]["bucket"]["name"].as_str()?.to_owned();
    // Keys come as in a form: `+` for a blank, everything else in percent.
    let encoded = record["s3"]["object"]["key"].as_str()?;
    let (key, _) = form_urlencoded::parse(encoded.as_bytes()).next()?;
    Some(Uploaded { bucket, key: key.into_owned() })
}

/// Says now and then how far an import is.
fn tell(progress: Progress) {
    tracing::debug!(?progress, "importing");
}

/// Logs counts only: names of columns could be a row's contents where the header is missing.
fn log(summary: Option<&Summary>, problem: Option<&str>) {
    let Some(summary) = summary else {
        tracing::warn!(outcome = problem, "an extract was not taken");
        tracing::info!(target: "metrics", outcome = "refused", Imports = 1_u64);
        return;
    };
    let (outcome, rows) = (if problem.is_some() { "refused" } else { "taken" }, summary.rows);
    let rejected = summary.rejected;
    tracing::info!(target: "metrics", outcome, Imports = 1_u64, ImportRows = rows, ImportRejected = rejected);
    tracing::info!(
        outcome = problem.unwrap_or("taken"),
        end = ?summary.end,
        version = summary.version,
        rows = summary.rows,
        accounts = summary.accounts,
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
        "an extract was read"
    );
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_are_decoded_as_s3_encodes_them() {
        let record = json!({"s3": {
            "bucket": {"name": "extracts"},
            "object": {"key": "extracts/bills+%26+more%3D%C3%B1.csv"},
        }});

        let read = read_event(&json!({"Records": [record]})).expect("an object");

        let key = "extracts/bills & more=ñ.csv".to_owned();
        assert_eq!(read, [Uploaded { bucket: "extracts".to_owned(), key }]);
    }

    #[test]
    fn an_event_without_objects_is_an_error() {
        for event in [json!({}), json!({"Records": []}), json!({"Records": [{"s3": {}}]})] {
            assert!(matches!(read_event(&event), Err(UploadError::NoObject)));
        }
    }
}
