//! `porchlight import --as balances`, `bills`, `reads` or `outages`: what is said of accounts over time.

use std::fmt::Write as _;
use std::path::Path;

use domain::history::HistoryKind;
use domain::import::Reading;
use import_history::{ImportEnd, ImportError, Importer, Summary, in_words};
use jiff::tz::TimeZone;
use serde_json::Value;
use sheets::{BucketError, Counts as _, S3Bucket};
use web::portal::Portal;

use super::bar::Bar;
use super::{columns_of, not_read, other_kind, rejects, shown, to_mend};
use crate::arguments::Import;
use crate::end::{CommandEnd, DONE, Failure, REJECTS};
use crate::place::Place;
use staff::grouped;

/// Where the columns of a kind are described.
fn described(kind: HistoryKind) -> &'static str {
    match kind {
        HistoryKind::Balances => "docs/OPERATING.md#balances",
        HistoryKind::Bills => "docs/OPERATING.md#bills",
        HistoryKind::Reads => "docs/OPERATING.md#reads",
        HistoryKind::Outages => "docs/OPERATING.md#outages",
    }
}

/// Imports a file and writes its rejected rows next to it.
pub(super) async fn import(
    (kind, import): (HistoryKind, &Import),
    file: &Path,
    portal: &Portal,
    place: &Place,
    json: bool,
) -> Result<CommandEnd, Failure> {
    if import.force {
        let problem = "--force is for the extract: no other file is refused for what it would do";
        return Err(Failure::mend(problem, "Run the command without it."));
    }
    if !import.dry_run {
        wait_for_others(kind, place).await?;
    }
    let rejects = rejects::place(import.rejects.as_ref(), file)?;
    let columns = columns_of(&import.map, portal);
    let zone = TimeZone::get(portal.time_zone)
        .map_err(|cause| Failure::mend(cause.to_string(), "Mend time_zone in the settings."))?;
    let importer = Importer {
        store: &place.tables(),
        clock: &place.site.settings.clock,
        keys: &place.keys,
        reading: &Reading { columns: &columns, ..portal.reading(&[]) },
        zone: &zone,
        kept: portal.kept,
        dry_run: import.dry_run,
    };
    let mut bar = Bar::new(json, "rows");
    let ended = importer.import(kind, file, |it| bar.show("taking in", it.done, it.total)).await;
    bar.end();
    match ended {
        Ok(summary) => {
            let rejects = rejects::put(rejects, &summary.rejects)?;
            let accepted = import.accept_rejects.unwrap_or(portal.extract.accept_rejects);
            Ok(end(file, &summary, rejects.as_deref(), accepted))
        }
        Err(ImportError::NothingUsable(summary)) => {
            let problem = ImportError::NothingUsable(summary.clone()).to_string();
            let rejects = rejects::put(rejects, &summary.rejects)?;
            let details = in_json(&summary, rejects.as_deref());
            let way_on = match &rejects {
                Some(path) => {
                    format!("{} says why.\n{}", path.display(), in_words(&summary, grouped))
                }
                None => in_words(&summary, grouped),
            };
            Err(Failure { details: Some(details), ..Failure::mend(problem, way_on) })
        }
        Err(error) => {
            let questions = portal.fields();
            let of_extract = Reading { columns: &columns, ..portal.reading(&questions) };
            Err(failed(kind, file, &error, &of_extract))
        }
    }
}

/// Refuses while a file of the kind lies in the bucket and has no report. What says the same as what is kept moves no time, so
/// that file, once a sweep takes it in, would take the place of what staff have just confirmed.
async fn wait_for_others(kind: HistoryKind, place: &Place) -> Result<(), Failure> {
    // Settings from before name no bucket of files.
    let Some(uploads) = &place.site.settings.uploads_bucket else { return Ok(()) };
    let bucket = S3Bucket::new(&place.site.clients);
    let waiting =
        import_history::waiting(&bucket, uploads, kind).await.map_err(|error| match error {
            BucketError::Unavailable(failed) => Failure::from(failed),
            BucketError::TooLarge | BucketError::Disk(_) => {
                Failure::mend(error.to_string(), "Run the command again.")
            }
        })?;
    let Some(first) = waiting.first() else { return Ok(()) };
    let problem = format!(
        "{first} lies in the bucket and was not taken in yet; once it is, it would count for more than this file"
    );
    let way_on = "Put this file into the bucket too: the hourly sweep takes in both, the older first. Or run the command \
                  again once the other has its report, or is taken out of the bucket.";
    Err(Failure::later(problem, way_on))
}

fn end(file: &Path, summary: &Summary, rejects: Option<&Path>, accepted: u64) -> CommandEnd {
    let file = file.display();
    let mut text = match summary.end {
        ImportEnd::Taken => format!("{file} is taken in.\n"),
        ImportEnd::DryRun => format!("{file} would do this; nothing was written.\n"),
        ImportEnd::NothingWritten => format!("{file}: nothing was written.\n"),
    };
    text.push_str(&in_words(summary, grouped));
    if let Some(path) = rejects {
        let _ = writeln!(text, "Rejected rows, with line and reason: {}", path.display());
    }
    let code = if summary.is_half_taken(accepted) { REJECTS } else { DONE };
    CommandEnd { code, ..CommandEnd::well(text, in_json(summary, rejects)) }
}

fn in_json(summary: &Summary, rejects: Option<&Path>) -> Value {
    let mut json = serde_json::to_value(summary).expect("counts and texts are JSON");
    json["rejects_file"] = shown(rejects);
    json
}

fn failed(kind: HistoryKind, file: &Path, error: &ImportError, reading: &Reading<'_>) -> Failure {
    let problem = format!("{}: {error}", file.display());
    match error {
        ImportError::File(error) => not_read(problem, error, described(kind)),
        ImportError::Header(error) => {
            Failure::mend(problem, other_kind(error, reading) + &to_mend(described(kind)))
        }
        ImportError::NothingUsable(_) => Failure::mend(problem, to_mend(described(kind))),
        ImportError::NoExtract => {
            Failure::mend(error.to_string(), "Run `porchlight import FILE` with the extract.")
        }
        ImportError::TooManyRows | ImportError::OutOfTime { .. } => {
            Failure::mend(problem, "Split the file and import its parts.")
        }
        ImportError::AnotherIsRunning => {
            Failure::later(error.to_string(), "Wait for it, then run the command again.")
        }
        ImportError::Store(cause) => {
            let cause = std::error::Error::source(cause).map(ToString::to_string);
            let problem = format!("{error} ({})", cause.unwrap_or_else(|| "no answer".to_owned()));
            let way_on = "Run the command again: what was written stays as it is. If it stays so, `porchlight doctor` \
                          tells more.";
            Failure::later(problem, way_on)
        }
    }
}
