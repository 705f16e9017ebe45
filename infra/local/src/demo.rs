//! The demo accounts, which the import of a co-op puts in force.

mod documents;
mod history;
mod pdf;
mod reads;

use std::fs;
use std::path::Path;

use domain::ports::InForce as _;
use import_accounts::{ImportEnd, ImportError, Importer, Options, Summary};
use jiff::Timestamp;

use crate::data::DEMO_MARK;
use crate::functions::{self, Environments, Parts, settings};
use crate::stack::{self, Stack, StartError};
use crate::template::Environment;

pub use crate::told::put_file;
pub use documents::import_documents;
pub use history::import_history;
pub use reads::import_reads;

/// The demo accounts, in the form of a billing extract.
const DEMO: &[u8] = include_bytes!("../demo.csv");

/// When the demo's files count as put: before everything that anybody else tells, so that a start overwrites none of it.
const TOLD_AT: Timestamp = Timestamp::UNIX_EPOCH;

/// Starts the whole portal, as `cargo run` does. It answers only once the demo accounts are in.
///
/// An extract that somebody else has put in force stays, and nothing is told of its accounts then.
///
/// Returns whether the demo accounts are in force, rather than an extract of the developer's own.
///
/// # Errors
///
/// As [`Stack::start`].
pub async fn start(options: stack::Options) -> Result<(Stack, bool), StartError> {
    let mut has_demo = false;
    let mark = options.data.as_ref().map(|folder| folder.join(DEMO_MARK));
    let build = async |environments: Environments| {
        let importing = environments.get("import-accounts");
        let importing = importing.ok_or("the template has no function import-accounts")?;
        let ours = mark.as_deref().and_then(marked);
        let imported = Box::pin(import_unless_own(importing, ours)).await;
        let imported =
            imported.map_err(|cause| format!("the demo accounts are not in: {cause}"))?;
        has_demo = imported.is_some();
        if let (Some(mark), Some(summary)) = (&mark, &imported) {
            let noted = fs::write(mark, summary.version.to_string());
            noted.map_err(|cause| format!("{} cannot be written: {cause}", mark.display()))?;
        }
        let history = environments.get("import-history");
        if let (Some(environment), Some(summary)) = (history, imported) {
            match (Box::pin(fill(environment)).await, summary.end) {
                (Ok(()), _) => {}
                // What was told of these accounts meanwhile is no reason to start with nothing.
                (Err(cause), ImportEnd::SameFile) => {
                    eprintln!("{cause}; the portal starts with what is there.");
                }
                (Err(cause), _) => return Err(cause),
            }
        }
        functions::portal(environments).await
    };
    let stack = Stack::start(options, build).await?;
    Ok((stack, has_demo))
}

/// The version of the extract that an earlier start put in force, as its mark says.
fn marked(mark: &Path) -> Option<u64> {
    fs::read_to_string(mark).ok()?.trim().parse().ok()
}

/// Tells what there is of the demo accounts: bills, their documents, and what was used.
async fn fill(environment: &Environment) -> Result<(), String> {
    let imported = import_history(environment).await;
    imported.map_err(|cause| format!("their bills are not in: {cause}"))?;
    let copied = import_documents(environment).await;
    copied.map_err(|cause| format!("their documents are not there: {cause}"))?;
    let imported = import_reads(environment).await;
    imported.map_err(|cause| format!("what they used is not in: {cause}"))
}

/// Imports the demo accounts with the environment of `import-accounts`.
///
/// Importing the same file again changes nothing.
///
/// # Errors
///
/// A sentence that says what the import lacked.
pub async fn import(environment: &Environment) -> Result<Summary, String> {
    put_in_force(environment, DEMO, false).await
}

/// As [`import`], unless somebody has put another extract in force; `ours` is the version of the demo's that an earlier
/// start put in force.
///
/// Returns what the import did, or `None` if the demo accounts are not in force.
///
/// # Errors
///
/// As [`import`].
pub async fn import_unless_own(
    environment: &Environment,
    ours: Option<u64>,
) -> Result<Option<Summary>, String> {
    let portal = settings(environment)?;
    let parts = Parts::new(environment, portal).await.map_err(|cause| cause.to_string())?;
    let in_force = parts.patient_tables().in_force().await.map_err(|cause| cause.to_string())?;
    let is_ours = match in_force.map(|extract| extract.version) {
        None => true,
        Some(version) if ours == Some(version) => true,
        // The very same file, as in a folder from before versions were marked.
        Some(_) => run(environment, DEMO, Options { dry_run: true, ..OPTIONS }).await?.is_same(),
    };
    if !is_ours {
        return Ok(None);
    }
    match run(environment, DEMO, OPTIONS).await? {
        DemoEnd::Taken(summary) => Ok(Some(*summary)),
        DemoEnd::Refused(_) => Ok(None),
    }
}

/// Imports another extract instead. `force` overrides a refusal of the import.
///
/// # Errors
///
/// A sentence that says what the import lacked.
pub async fn put_in_force(
    environment: &Environment,
    extract: &[u8],
    force: bool,
) -> Result<Summary, String> {
    match run(environment, extract, Options { force, ..OPTIONS }).await? {
        DemoEnd::Taken(summary) => Ok(*summary),
        DemoEnd::Refused(reason) => Err(reason),
    }
}

/// How an import ended that nothing kept from its work.
enum DemoEnd {
    /// The accounts are in force, or would be.
    Taken(Box<Summary>),
    /// The import refused them, since too much differs from what is in force. Here is why.
    Refused(String),
}

impl DemoEnd {
    fn is_same(&self) -> bool {
        matches!(self, Self::Taken(summary) if summary.end == ImportEnd::SameFile)
    }
}

/// Nobody else writes into this folder, so it need not wait for an import that was stopped.
const OPTIONS: Options = Options { alone: true, force: false, new_questions: true, dry_run: false };

async fn run(
    environment: &Environment,
    extract: &[u8],
    options: Options,
) -> Result<DemoEnd, String> {
    let portal = settings(environment)?;
    let parts = Parts::new(environment, portal).await.map_err(|cause| cause.to_string())?;
    let questions = portal.fields();
    let importer = Importer {
        extracts: &parts.patient_tables(),
        clock: &parts.settings.clock,
        keys: &parts.keys,
        reading: &portal.reading(&questions),
        options,
    };
    let summary = match importer.import(extract, |_| ()).await {
        Ok(summary) => summary,
        Err(refused @ ImportError::Refused { .. }) => {
            return Ok(DemoEnd::Refused(refused.to_string()));
        }
        Err(cause) => return Err(cause.to_string()),
    };
    match summary.end {
        ImportEnd::InForce | ImportEnd::SameFile | ImportEnd::DryRun => {
            Ok(DemoEnd::Taken(Box::new(summary)))
        }
        ImportEnd::NothingWritten => Err("the accounts were not written".to_owned()),
    }
}

/// The first demo account, for trying the portal: account number, name, ZIP code.
#[must_use]
pub fn first_account() -> [&'static str; 3] {
    let text = std::str::from_utf8(DEMO).unwrap_or_default();
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().unwrap_or_default();
    let row = lines.next().unwrap_or_default();
    ["account_no", "last_name", "billing_zip"].map(|column| {
        let at = header.iter().position(|name| *name == column);
        at.and_then(|at| row.get(at)).copied().unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_demo_account_is_the_simplest_to_type() {
        assert_eq!(first_account(), ["1000245", "Walker", "24091"]);
    }
}
