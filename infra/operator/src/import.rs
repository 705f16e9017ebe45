//! `porchlight import`: imports the extract with the code of `import-accounts`.

mod bar;
mod columns;
mod rejects;
mod report;

use std::path::Path;

use domain::import::Reading;
use import_accounts::{ImportError, Importer, Options};
use serde_json::{Value, json};
use web::portal::PORTAL;

use crate::arguments::{Arguments, Import};
use crate::end::{CommandEnd, Failure};
use crate::place::Place;

use bar::Bar;

/// Imports a file and writes its rejected rows next to it; or lists the columns that a file may have.
pub(crate) async fn run(import: &Import, arguments: &Arguments) -> Result<CommandEnd, Failure> {
    match &import.file {
        Some(file) => {
            import_file(import, file, &Place::open(arguments).await?, arguments.json).await
        }
        None => Ok(columns::list()),
    }
}

async fn import_file(
    import: &Import,
    file: &Path,
    place: &Place,
    json: bool,
) -> Result<CommandEnd, Failure> {
    let rejects = rejects::place(import, file)?;
    let (questions, columns) = (PORTAL.fields(), columns_of(import));
    let reading = Reading { columns: &columns, ..PORTAL.reading(&questions) };
    let importer = Importer {
        extracts: &place.tables(),
        clock: &place.site.settings.clock,
        keys: &place.keys,
        reading: &reading,
        options: Options { force: import.force, dry_run: import.dry_run, alone: false },
    };
    let mut bar = Bar::new(json);
    let ended = importer.import(file, |progress| bar.tell(progress)).await;
    bar.end();
    match ended {
        Ok(summary) => {
            let rejects = rejects::put(rejects, &summary)?;
            let accepted = import.accept_rejects.unwrap_or(PORTAL.extract.accept_rejects);
            Ok(report::end(import, file, &summary, rejects.as_deref(), accepted))
        }
        Err(ImportError::Refused { why, summary }) => {
            let rejects = rejects::put(rejects, &summary)?;
            let details = report::json(&summary, rejects.as_deref());
            let failure =
                Failure::mend(why.to_string(), report::after_refusal(&summary, rejects.as_deref()));
            Err(Failure { details: Some(details), ..failure })
        }
        Err(error) => Err(failed(file, &error)),
    }
}

/// The settings' map of columns, and what was typed over it.
fn columns_of(import: &Import) -> Vec<(&str, &str)> {
    let typed = || import.map.iter().map(|(column, name)| (column.as_str(), name.as_str()));
    let kept = PORTAL.extract.columns.iter().copied();
    let kept = kept.filter(|(column, _)| typed().all(|(other, _)| other != *column));
    kept.chain(typed()).collect()
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
        | ImportError::NoText { .. }
        | ImportError::NulByte { .. }
        | ImportError::Encoding { .. }
        | ImportError::LongField { .. }
        | ImportError::LongRow { .. }
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
