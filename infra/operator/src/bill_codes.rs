//! `porchlight bill-codes`: adds the code of each bill to a file that goes to the printer.

mod sheet;
mod tally;

use std::path::{Path, PathBuf};

use domain::CodeDays;
use domain::import::Reading;
use domain::ports::Clock as _;
use sheets::FileError;
use web::portal::Portal;

use crate::arguments::{Arguments, BillCodes};
use crate::end::{CommandEnd, DONE, Failure, REJECTS};
use crate::import::bar::Bar;
use crate::import::{columns_of, not_read, refuse_unknown, rejects};
use crate::place::{self, Site};

use sheet::{Coder, CodesError, Unwritten};
use tally::Coding;

/// Where the file's columns are described.
const COLUMNS: &str = "docs/OPERATING.md#a-code-on-the-bill";

/// Writes the file with the codes, and the rows that got none next to it.
pub(crate) async fn run(codes: &BillCodes, arguments: &Arguments) -> Result<CommandEnd, Failure> {
    let portal = place::portal(arguments)?;
    refuse_unknown(&codes.map, portal);
    let file = codes.file.as_path();
    let rejects = rejects::place(codes.rejects.as_ref(), file)?;
    let out = out(codes, &rejects)?;
    let site = Site::open(arguments).await?;
    let keys = site.keys().await?;
    let columns = columns_of(&codes.map, portal);
    let with = Coder {
        keys: &keys,
        reading: &Reading { columns: &columns, ..portal.reading(&[]) },
        days: CodeDays::at(portal.figures, site.settings.clock.now()),
        no_finals: codes.no_finals,
    };
    let mut bar = Bar::new(arguments.json, "rows");
    let ended = with.code(file, &out, codes.replace, |done, total| {
        bar.show("coding", done, total);
    });
    bar.end();
    match ended {
        Ok(coding) => {
            let rejects = rejects::put(rejects, &coding.rejects)?;
            Ok(end(codes, portal, &out, &coding, rejects.as_deref()))
        }
        Err(CodesError::NothingUsable(coding)) => {
            let rejects = rejects::put(rejects, &coding.rejects)?;
            let problem = format!("{}: no row can be given a code", file.display());
            let details = coding.json(None, rejects.as_deref());
            let way_on = coding.words(rejects.as_deref());
            Err(Failure { details: Some(details), ..Failure::mend(problem, way_on) })
        }
        Err(error) => Err(failed(file, &out, &error)),
    }
}

/// Where the codes go: never over the bills themselves nor where rejected rows go, and over another file only if that is
/// meant.
fn out(codes: &BillCodes, rejects: &Path) -> Result<PathBuf, Failure> {
    let out = codes.out.clone().unwrap_or_else(|| codes.file.with_extension("codes.csv"));
    let other = "Name another file with --out FILE.";
    if rejects::is_same(&out, &codes.file) {
        return Err(Failure::mend("the codes would be written over the bills", other));
    }
    if rejects::is_same(&out, rejects) {
        return Err(Failure::mend("codes and rejected rows would go into one file", other));
    }
    if !codes.replace && out.symlink_metadata().is_ok() {
        return Err(is_there(&out));
    }
    Ok(out)
}

fn is_there(out: &Path) -> Failure {
    let problem = format!("{} is there already", out.display());
    Failure::mend(problem, "Name another file with --out FILE, or write over it with --replace.")
}

fn end(
    codes: &BillCodes,
    portal: &Portal,
    out: &Path,
    coding: &Coding,
    rejects: Option<&Path>,
) -> CommandEnd {
    let accepted = codes.accept_rejects.unwrap_or(portal.extract.accept_rejects);
    let code = if coding.rejected > accepted { REJECTS } else { DONE };
    let mut text = format!("{} is written. Only you can read it.\n", out.display());
    text.push_str(&coding.words(rejects));
    if portal.fields().iter().all(|question| question.kind != domain::QuestionKind::BillCode) {
        text.push_str("No question of the settings asks for these codes yet.\n");
    }
    CommandEnd { code, ..CommandEnd::well(text, coding.json(Some(out), rejects)) }
}

fn failed(file: &Path, out: &Path, error: &CodesError) -> Failure {
    let problem = format!("{}: {error}", file.display());
    match error {
        CodesError::File(error @ FileError::FileChanged) => {
            Failure::later(problem, format!("{error}."))
        }
        CodesError::File(error) => not_read(problem, error, COLUMNS),
        CodesError::Header(_) | CodesError::HasCodes | CodesError::NothingUsable(_) => {
            let way_on = format!(
                "Mend the file and run the command again; nothing was written. Its columns: {COLUMNS}."
            );
            Failure::mend(problem, way_on)
        }
        CodesError::Unwritten(Unwritten::IsThere) => is_there(out),
        CodesError::Unwritten(Unwritten::Refused(error)) => {
            let problem = format!("{} cannot be written: {error}", out.display());
            Failure::mend(problem, "Name another file with --out FILE.")
        }
    }
}
