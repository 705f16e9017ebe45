//! `porchlight import`: imports the extract with the code of `import-accounts`.

mod bar;
mod report;

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use aws::SystemClock;
use import_accounts::{ImportError, Importer, Options, Summary};
use serde_json::{Value, json};
use web::portal::PORTAL;

use crate::arguments::Import;
use crate::end::{CommandEnd, Failure};
use crate::place::Place;

use bar::Bar;

/// Imports a file and writes its rejected rows next to it.
pub(crate) async fn run(import: &Import, place: &Place, json: bool) -> Result<CommandEnd, Failure> {
    let questions: Vec<_> = PORTAL.questions.iter().map(|question| question.asked).collect();
    let importer = Importer {
        extracts: &place.tables(),
        clock: &SystemClock,
        keys: &place.keys,
        questions: &questions,
        options: Options { force: import.force, dry_run: import.dry_run, alone: false },
    };
    let mut bar = Bar::new(json);
    let ended = importer.import(import.file.as_path(), |progress| bar.tell(progress)).await;
    bar.end();
    match ended {
        Ok(summary) => {
            let rejects = write_rejects(import, &summary)?;
            Ok(report::end(import, &summary, rejects.as_deref()))
        }
        Err(ImportError::Refused { why, summary }) => {
            let rejects = write_rejects(import, &summary)?;
            let details = report::json(&summary, rejects.as_deref());
            let failure = Failure::mend(why.to_string(), report::after_refusal(rejects.as_deref()));
            Err(Failure { details: Some(details), ..failure })
        }
        Err(error) => Err(failed(&import.file, &error)),
    }
}

/// Writes the rejected rows.
///
/// Only the file's owner can read them, since they hold what members are asked.
fn write_rejects(import: &Import, summary: &Summary) -> Result<Option<PathBuf>, Failure> {
    let rows = summary.rejects.expose();
    if rows.is_empty() {
        return Ok(None);
    }
    let path = import.rejects.clone().unwrap_or_else(|| import.file.with_extension("rejects.csv"));
    write_private(&path, rows).map_err(|error| {
        let problem = format!("the rejected rows cannot be written to {}: {error}", path.display());
        Failure::mend(problem, "Name another file with --rejects FILE.")
    })?;
    Ok(Some(path))
}

fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(bytes)
}

fn failed(file: &Path, error: &ImportError) -> Failure {
    let problem = format!("{}: {error}", file.display());
    match error {
        ImportError::AnotherIsRunning => {
            Failure::later(error.to_string(), "Wait for it, then run the command again.")
        }
        ImportError::Store(cause) => {
            let cause = std::error::Error::source(cause).map(ToString::to_string);
            let problem = format!("{error} ({})", cause.unwrap_or_else(|| "no answer".to_owned()));
            let way_on = "Nothing of the file is in force. Run the command again: it ends what was begun. \
                          If it stays so, `porchlight doctor` tells more.";
            Failure::later(problem, way_on)
        }
        ImportError::FileChanged => {
            Failure::later(problem, "Run the command again once the file is whole.")
        }
        ImportError::Unreadable(_) => Failure::mend(problem, "Check the name of the file."),
        ImportError::Empty
        | ImportError::HeaderOnly
        | ImportError::NotUtf8 { .. }
        | ImportError::OpenQuote { .. }
        | ImportError::Header(_)
        | ImportError::Refused { .. } => Failure::mend(
            problem,
            "Mend the file and import it again; nothing was written. Its columns: docs/OPERATING.md#the-billing-extract.",
        ),
    }
}

/// A path in JSON.
fn shown(path: Option<&Path>) -> Value {
    path.map_or(Value::Null, |path| json!(path.display().to_string()))
}
