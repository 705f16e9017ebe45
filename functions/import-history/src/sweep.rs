//! Each hour: what lies in the bucket without a report, and documents whose rows have come.
//!
//! Files land together at night, and only one of a kind is imported at a time; and Lambda gives an event up after three
//! tries. Whatever was left lying is taken in here, the oldest first. What was begun three times and has no report is
//! reported as such, so that no file is tried for ever.
//! Source: docs/MACHINES.md#the-hourly-sweep.

use domain::history::HistoryKind;
use domain::ports::{Clock, PostOffice};
use jiff::{SignedDuration, Timestamp};
use sheets::{Folder, Listed, Named, REPORTS, Uploaded, is_whole};

use crate::Store;
use crate::error::{ImportError, UploadError};
use crate::standing::{Standing, all, older_lies, standing};
use crate::upload::{Turn, Uploads};

/// No further file is begun after so long; the function has 15 minutes.
const BEGINS: SignedDuration = SignedDuration::from_mins(5);
/// No further document is copied after so long.
const COPIES: SignedDuration = SignedDuration::from_mins(12);
/// So often a file is begun before somebody has to look at it.
const TRIES: usize = 3;

impl<S: Store, C: Clock, B: Folder, P: PostOffice> Uploads<'_, S, C, B, P> {
    /// Takes in what lies there, and measures how old each kind is. `hour` names the sweep, also where Lambda tries it again.
    ///
    /// # Errors
    ///
    /// When bucket or store do not answer; the next sweep goes on.
    pub(crate) async fn sweep(&self, hour: Timestamp) -> Result<(), UploadError> {
        let began = self.importer.clock.now();
        let mut turn = Turn::first(began, Some(hour));
        for kind in HistoryKind::ALL {
            self.sweep_kind(kind, (hour, began), &mut turn).await?;
        }
        self.copy_documents(began + COPIES).await?;
        let now = self.importer.clock.now();
        for (kind, at) in self.importer.store.taken().await.map_err(ImportError::from)? {
            let hours = u64::try_from(now.duration_since(at).as_hours()).unwrap_or_default();
            let kind = kind.name();
            tracing::info!(target: "metrics", kind, HistoryAgeHours = hours);
        }
        Ok(())
    }

    async fn sweep_kind(
        &self,
        kind: HistoryKind,
        (hour, began): (Timestamp, Timestamp),
        turn: &mut Turn,
    ) -> Result<(), UploadError> {
        let files = self.all(kind.prefix()).await?;
        let mut files: Vec<&Listed> = files.iter().filter(|file| is_whole(&file.key)).collect();
        if files.is_empty() {
            return Ok(());
        }
        files.sort_by_key(|file| file.at);
        let reports = self.all(&format!("{REPORTS}{}", kind.prefix())).await?;
        for file in files {
            let now = self.importer.clock.now();
            let Standing::Lies(tries) = standing(file, &reports, (now, hour)) else { continue };
            if now > began + BEGINS {
                return Ok(());
            }
            let object = self.uploaded(file);
            if tries >= TRIES {
                let often = "its import was begun three times and never ended; split it, or ask \
                             who runs the portal to look at the functions' log";
                self.report(kind, &object, now, (None, Some(often))).await?;
                continue;
            }
            match self.take_in(kind, &object, *turn).await {
                Ok(()) => turn.is_later = true,
                // Its own event, or staff, are at it.
                Err(UploadError::Import(ImportError::AnotherIsRunning)) => return Ok(()),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Whether a file has to wait, since an older one of its kind was not taken in yet: what counts is the file that was put
    /// last, and a day has one time for all of its hours. A sweep takes both in, the older first.
    pub(crate) async fn has_to_wait(
        &self,
        kind: HistoryKind,
        object: &Uploaded,
    ) -> Result<bool, UploadError> {
        // Of outages the row's own time counts.
        if kind == HistoryKind::Outages {
            return Ok(false);
        }
        let files = self.all(kind.prefix()).await?;
        let listed = files.iter().find(|file| file.key == object.key).map(|file| file.at);
        let Some(at) = listed.or(object.at) else { return Ok(false) };
        let reports = self.all(&format!("{REPORTS}{}", kind.prefix())).await?;
        Ok(older_lies(at, &files, &reports))
    }

    /// Copies documents, and reports those that are none.
    pub(crate) async fn copy_documents(&self, until: Timestamp) -> Result<(), UploadError> {
        let documents = &self.documents;
        let summary = match self.importer.copy_documents(documents, until).await {
            Ok(summary) => summary,
            // Bills are imported; the next sweep copies.
            Err(UploadError::Import(ImportError::AnotherIsRunning)) => return Ok(()),
            Err(error) => return Err(error),
        };
        let (copied, waiting, refused) = (summary.copied, summary.waiting, summary.rejected);
        tracing::info!(copied, waiting, refused, "documents were looked at");
        if summary.refused.is_empty() {
            return Ok(());
        }
        let now = self.importer.clock.now();
        let bucket = documents.uploads.to_owned();
        let (key, put) = (domain::history::DOCUMENTS.to_owned(), String::new());
        let folder = Uploaded { bucket, key, put, at: None };
        let named = Named {
            title: "Documents",
            file: "The folder",
            key: "documents",
            refused: "",
            parts: ("documents", "them"),
        };
        let outcome = self.reports.outcome(Some(&summary), None).name();
        tracing::info!(target: "metrics", outcome, Imports = 1_u64);
        self.reports.write(&folder, named, (Some(&summary), None), now).await?;
        for key in &summary.refused {
            documents.bucket.remove(documents.uploads, key).await?;
        }
        Ok(())
    }

    async fn all(&self, prefix: &str) -> Result<Vec<Listed>, UploadError> {
        Ok(all(self.documents.bucket, self.documents.uploads, prefix).await?)
    }

    fn uploaded(&self, file: &Listed) -> Uploaded {
        let bucket = self.documents.uploads.to_owned();
        let put = format!("{bucket}/{}#swept", file.key);
        Uploaded { bucket, key: file.key.clone(), put, at: Some(file.at) }
    }
}
