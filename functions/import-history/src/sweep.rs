//! Each hour: what lies in the bucket without a report, and documents whose rows have come.
//!
//! Files land together at night, and only one of a kind is imported at a time; and Lambda gives an event up after three
//! tries. Whatever was left lying is taken in here, the oldest first. What was begun three times and has no report is
//! reported as such, so that no file is tried for ever.
//! Source: docs/MACHINES.md#the-hourly-sweep.

use domain::history::HistoryKind;
use domain::ports::{Clock, PostOffice};
use jiff::{SignedDuration, Timestamp};
use sheets::{Folder, Listed, Named, REPORTS, Uploaded, is_whole, report_folder};

use crate::Store;
use crate::error::{ImportError, UploadError};
use crate::upload::{Turn, Uploads};

/// A file that was put so short ago may still be under way by its own event.
const QUIET: SignedDuration = SignedDuration::from_mins(20);
/// No further file is begun after so long; the function has 15 minutes.
const BEGINS: SignedDuration = SignedDuration::from_mins(5);
/// No further document is copied after so long.
const COPIES: SignedDuration = SignedDuration::from_mins(12);
/// So often a file is begun before somebody has to look at it.
const TRIES: usize = 3;
/// What says beside the reports of a file that a sweep has begun with it.
const BEGUN: &str = "begun";
/// The end of the name of each report.
const REPORT: &str = "summary.json";

/// How a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// It has a report, or is too new.
    Done,
    /// It lies there, and was begun so often.
    Lies(usize),
}

/// How a file stands by what is beside it: a report that is no older than the file is on it.
fn standing(file: &Listed, reports: &[Listed], now: Timestamp) -> Standing {
    if file.at + QUIET > now || written(file, REPORT, reports) > 0 {
        return Standing::Done;
    }
    Standing::Lies(written(file, BEGUN, reports))
}

/// How often something of a name was written beside a file since it was put.
fn written(file: &Listed, name: &str, reports: &[Listed]) -> usize {
    let folder = report_folder(&file.key);
    let is = |report: &&Listed| {
        let rest = report.key.strip_prefix(&folder).and_then(|rest| rest.split_once('/'));
        rest.is_some_and(|(_, last)| last == name) && report.at >= file.at
    };
    reports.iter().filter(is).count()
}

/// Whether a file lies there that was put before another one and has no report yet.
fn older_lies(before: Timestamp, files: &[Listed], reports: &[Listed]) -> bool {
    let lies = |file: &&Listed| is_whole(&file.key) && written(file, REPORT, reports) == 0;
    files.iter().filter(lies).any(|file| file.at < before)
}

impl<S: Store, C: Clock, B: Folder, P: PostOffice> Uploads<'_, S, C, B, P> {
    /// Takes in what lies there, and measures how old each kind is.
    ///
    /// # Errors
    ///
    /// When bucket or store do not answer; the next sweep goes on.
    pub(crate) async fn sweep(&self) -> Result<(), UploadError> {
        let began = self.importer.clock.now();
        let mut turn = Turn::first(began);
        for kind in HistoryKind::ALL {
            self.sweep_kind(kind, began, &mut turn).await?;
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
        began: Timestamp,
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
            let Standing::Lies(tries) = standing(file, &reports, now) else { continue };
            if now > began + BEGINS {
                return Ok(());
            }
            let object = self.uploaded(file);
            if tries >= TRIES {
                let often = "its import was begun three times and never ended; split it, or ask \
                             who runs the portal to look at the functions' log";
                self.report(kind, &object, None, Some(often)).await?;
                continue;
            }
            self.mark(&file.key, now).await?;
            let taken = self.take_in(kind, &object, *turn).await;
            turn.is_later = true;
            match taken {
                Ok(()) => {}
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

    /// All objects whose keys begin so.
    async fn all(&self, prefix: &str) -> Result<Vec<Listed>, UploadError> {
        let documents = &self.documents;
        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let listed = documents.bucket.list(documents.uploads, prefix, &after).await?;
            let Some(last) = listed.last() else { return Ok(all) };
            after.clone_from(&last.key);
            all.extend(listed);
        }
    }

    fn uploaded(&self, file: &Listed) -> Uploaded {
        let bucket = self.documents.uploads.to_owned();
        let put = format!("{bucket}/{}#swept", file.key);
        Uploaded { bucket, key: file.key.clone(), put, at: Some(file.at) }
    }

    /// Says beside the file that it was begun, before anything can go wrong.
    async fn mark(&self, key: &str, now: Timestamp) -> Result<(), UploadError> {
        let documents = &self.documents;
        let key = format!("{}{}/{BEGUN}", report_folder(key), now.strftime("%Y%m%dT%H%M%SZ"));
        Ok(documents.bucket.write(documents.uploads, &key, "text/plain", Vec::new()).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::constant(1_795_435_200, 0);

    fn object(key: &str, minutes_ago: i64) -> Listed {
        Listed { key: key.to_owned(), size: 1, at: NOW - SignedDuration::from_mins(minutes_ago) }
    }

    fn of(reports: &[(&str, i64)]) -> Standing {
        let reports: Vec<Listed> = reports.iter().map(|(key, ago)| object(key, *ago)).collect();
        standing(&object("bills/night.csv", 60), &reports, NOW)
    }

    #[test]
    fn a_file_lies_there_until_it_has_a_report_that_is_no_older() {
        let report = "reports/bills/night/20261123T110500Z/summary.json";

        assert_eq!(of(&[]), Standing::Lies(0));
        assert_eq!(of(&[(report, 55)]), Standing::Done);
        assert_eq!(of(&[(report, 61)]), Standing::Lies(0), "it was put again since");
        assert_eq!(
            of(&[("reports/bills/night/x/20261123T110500Z/summary.json", 1)]),
            Standing::Lies(0)
        );
        assert_eq!(
            of(&[("reports/bills/nightly/20261123T110500Z/summary.json", 1)]),
            Standing::Lies(0)
        );
    }

    #[test]
    fn a_file_that_was_put_a_moment_ago_is_its_events() {
        let new = |ago| standing(&object("bills/night.csv", ago), &[], NOW);

        assert_eq!((new(19), new(20)), (Standing::Done, Standing::Lies(0)));
    }

    #[test]
    fn a_file_waits_for_an_older_one_without_a_report_and_for_no_newer_one() {
        let files = [object("bills/a.csv", 9), object("bills/b.csv", 5), object("bills/", 60)];
        let report =
            |name: &str| object(&format!("reports/bills/{name}/20261123T110500Z/summary.json"), 1);
        let waits = |at: &Listed, reports: &[Listed]| older_lies(at.at, &files, reports);

        assert!(waits(&files[1], &[]));
        assert!(waits(&files[1], &[report("b")]));
        assert!(!waits(&files[1], &[report("a")]));
        assert!(!waits(&files[0], &[]), "the newer one is none of its business");
    }

    #[test]
    fn tries_are_counted_since_the_file_was_put() {
        let begun = |stamp: &str| format!("reports/bills/night/{stamp}/begun");
        let (one, two) = (begun("20261123T110500Z"), begun("20261123T115000Z"));

        assert_eq!(of(&[(&one, 55), (&two, 10)]), Standing::Lies(2));
        assert_eq!(of(&[(&one, 61), (&two, 10)]), Standing::Lies(1));
    }
}
