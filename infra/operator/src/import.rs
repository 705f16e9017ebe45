//! `porchlight import`: imports the extract with the code of `import-accounts`, other files with that of `import-history`.

pub(crate) mod bar;
mod columns;
mod history;
pub(crate) mod rejects;
mod report;

use std::path::Path;

use clap::CommandFactory as _;
use clap::error::ErrorKind;
use domain::history::HistoryKind;
use domain::import::{Columns, HeaderError, Reading};
use import_accounts::{ImportError, Importer, Options};
use serde_json::{Value, json};
use sheets::FileError;
use web::portal::Portal;

use crate::arguments::{Arguments, Import};
use crate::end::{CommandEnd, Failure};
use crate::place::{self, Place};

use bar::Bar;

/// Imports a file and writes its rejected rows next to it; or lists the columns that a file may have.
pub(crate) async fn run(import: &Import, arguments: &Arguments) -> Result<CommandEnd, Failure> {
    let portal = place::portal(arguments)?;
    let Some(file) = &import.file else {
        return Ok(match import.kind.history() {
            None => columns::list(portal),
            Some(kind) => columns::of_history(kind),
        });
    };
    refuse_unknown(&import.map, portal);
    let place = &Place::open(arguments).await?;
    match import.kind.history() {
        None => import_file(import, file, portal, place, arguments.json).await,
        Some(kind) => history::import((kind, import), file, portal, place, arguments.json).await,
    }
}

async fn import_file(
    import: &Import,
    file: &Path,
    portal: &Portal,
    place: &Place,
    json: bool,
) -> Result<CommandEnd, Failure> {
    let rejects = rejects::place(import.rejects.as_ref(), file)?;
    let (questions, columns) = (portal.fields(), columns_of(&import.map, portal));
    let reading = Reading { columns: &columns, ..portal.reading(&questions) };
    let importer = Importer {
        extracts: &place.tables(),
        clock: &place.site.settings.clock,
        keys: &place.keys,
        reading: &reading,
        options: Options {
            force: import.force,
            dry_run: import.dry_run,
            new_questions: import.new_questions,
            alone: false,
        },
    };
    let mut bar = Bar::new(json, "accounts");
    let ended = importer.import(file, |progress| bar.tell(progress)).await;
    bar.end();
    match ended {
        Ok(summary) => {
            let rejects = rejects::put(rejects, &summary.rejects)?;
            let accepted = import.accept_rejects.unwrap_or(portal.extract.accept_rejects);
            Ok(report::end(import, file, &summary, rejects.as_deref(), accepted))
        }
        Err(ImportError::Refused { why, summary }) => {
            let rejects = rejects::put(rejects, &summary.rejects)?;
            let details = report::json(&summary, rejects.as_deref());
            let failure =
                Failure::mend(why.to_string(), report::after_refusal(&summary, rejects.as_deref()));
            Err(Failure { details: Some(details), ..failure })
        }
        Err(error) => Err(failed(file, &error, &reading)),
    }
}

/// Ends the command as typed wrongly if `--map` names a column that no file has.
pub(crate) fn refuse_unknown(map: &[(String, String)], portal: &Portal) {
    let fields = portal.fields();
    for (column, _) in map {
        let is_asked = fields.iter().any(|question| question.column() == column);
        let is_known =
            domain::import::is_usual_column(column) || domain::history::is_column(column);
        if !is_asked && !is_known {
            let says =
                format!("no column is called `{column}`; `porchlight import --columns` lists them");
            Arguments::command().error(ErrorKind::ValueValidation, says).exit();
        }
    }
}

/// The settings' map of columns, and what was typed over it.
pub(crate) fn columns_of<'a>(
    map: &'a [(String, String)],
    portal: &'a Portal,
) -> Vec<(&'a str, &'a str)> {
    let typed = || map.iter().map(|(column, name)| (column.as_str(), name.as_str()));
    let kept = portal.extract.columns.iter().copied();
    let kept = kept.filter(|(column, _)| typed().all(|(other, _)| other != *column));
    kept.chain(typed()).collect()
}

fn failed(file: &Path, error: &ImportError, reading: &Reading<'_>) -> Failure {
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
        ImportError::File(error) => not_read(problem, error, COLUMNS),
        ImportError::Header(error) => {
            Failure::mend(problem, other_kind(error, reading) + &to_mend(COLUMNS))
        }
        ImportError::Refused { .. } => Failure::mend(problem, to_mend(COLUMNS)),
    }
}

/// Where the extract's columns are described.
const COLUMNS: &str = "docs/OPERATING.md#the-billing-extract";

/// What to do with a file that cannot be read; `columns` is where its columns are described.
pub(crate) fn not_read(problem: String, error: &FileError, columns: &str) -> Failure {
    match error {
        FileError::FileChanged => {
            Failure::later(problem, "Run the command again once the file is whole.")
        }
        FileError::Unreadable(_) => Failure::mend(problem, "Check the name of the file."),
        FileError::Empty
        | FileError::HeaderOnly
        | FileError::NoText { .. }
        | FileError::NulByte { .. }
        | FileError::Encoding { .. }
        | FileError::MixedEncodings { .. }
        | FileError::LongField { .. }
        | FileError::LongRow { .. }
        | FileError::OpenQuote { .. } => Failure::mend(problem, to_mend(columns)),
    }
}

pub(crate) fn to_mend(columns: &str) -> String {
    format!("Mend the file and import it again; nothing was written. Its columns: {columns}.")
}

/// What a file is whose header is of another kind than was said, as the beginning of what to do; nothing if it is of none.
pub(crate) fn other_kind(error: &HeaderError, reading: &Reading<'_>) -> String {
    let HeaderError::MissingColumns { read: Some(header), .. } = error else {
        return String::new();
    };
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    match HistoryKind::of_header(&header, reading) {
        Some(kind) => {
            format!("Its columns are those of {0}: is it to go in with --as {0}?\n", kind.name())
        }
        None if Columns::parse(&header, ',', reading).is_ok() => {
            "Its columns are those of the billing extract: is it to go in without --as?\n"
                .to_owned()
        }
        None => String::new(),
    }
}

/// A path in JSON.
pub(crate) fn shown(path: Option<&Path>) -> Value {
    path.map_or(Value::Null, |path| json!(path.display().to_string()))
}
