//! The demo accounts, which the import of a co-op puts in force.

mod documents;
mod history;
mod pdf;
mod reads;

use import_accounts::{ImportEnd, ImportError, Importer, Options, Summary};

use crate::functions::{self, Environments, Parts, settings};
use crate::stack::{self, Stack, StartError};
use crate::template::Environment;

pub use documents::import_documents;
pub use history::import_history;
pub use reads::{import_reads, put_file};

/// The demo accounts, in the form of a billing extract.
const DEMO: &[u8] = include_bytes!("../demo.csv");

/// Starts the whole portal, as `cargo run` does. It answers only once the demo accounts are in.
///
/// Returns whether the demo accounts are in force, rather than an extract of the developer's own.
///
/// # Errors
///
/// As [`Stack::start`].
pub async fn start(options: stack::Options) -> Result<(Stack, bool), StartError> {
    let mut has_demo = false;
    let build = async |environments: Environments| {
        let importing = environments.get("import-accounts");
        let importing = importing.ok_or("the template has no function import-accounts")?;
        let imported = import_unless_own(importing).await;
        has_demo = imported.map_err(|cause| format!("the demo accounts are not in: {cause}"))?;
        if let Some(environment) = environments.get("import-history").filter(|_| has_demo) {
            let imported = import_history(environment).await;
            imported.map_err(|cause| format!("their bills are not in: {cause}"))?;
            let copied = import_documents(environment).await;
            copied.map_err(|cause| format!("their documents are not there: {cause}"))?;
            let imported = import_reads(environment).await;
            imported.map_err(|cause| format!("what they used is not in: {cause}"))?;
        }
        functions::portal(environments).await
    };
    let stack = Stack::start(options, build).await?;
    Ok((stack, has_demo))
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

/// As [`import`], but keeps a developer's own extract.
///
/// Such an extract has little in common with the demo accounts.
///
/// Returns whether the demo accounts are in force.
///
/// # Errors
///
/// As [`import`].
pub async fn import_unless_own(environment: &Environment) -> Result<bool, String> {
    match run(environment, DEMO, false).await? {
        DemoEnd::Taken(_) => Ok(true),
        DemoEnd::Refused(_) => Ok(false),
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
    match run(environment, extract, force).await? {
        DemoEnd::Taken(summary) => Ok(*summary),
        DemoEnd::Refused(reason) => Err(reason),
    }
}

/// How an import ended that nothing kept from its work.
enum DemoEnd {
    /// The accounts are in force.
    Taken(Box<Summary>),
    /// The import refused them, since too much differs from what is in force. Here is why.
    Refused(String),
}

async fn run(environment: &Environment, extract: &[u8], force: bool) -> Result<DemoEnd, String> {
    let portal = settings(environment)?;
    let parts = Parts::new(environment, portal).await.map_err(|cause| cause.to_string())?;
    let questions = portal.fields();
    let importer = Importer {
        extracts: &parts.patient_tables(),
        clock: &parts.settings.clock,
        keys: &parts.keys,
        reading: &portal.reading(&questions),
        // Nobody else writes into this folder, so it need not wait for an import that was stopped.
        options: Options { alone: true, force, new_questions: true, ..Options::default() },
    };
    let summary = match importer.import(extract, |_| ()).await {
        Ok(summary) => summary,
        Err(refused @ ImportError::Refused { .. }) => {
            return Ok(DemoEnd::Refused(refused.to_string()));
        }
        Err(cause) => return Err(cause.to_string()),
    };
    match summary.end {
        ImportEnd::InForce | ImportEnd::SameFile => Ok(DemoEnd::Taken(Box::new(summary))),
        ImportEnd::NothingWritten | ImportEnd::DryRun => {
            Err("the accounts were not written".to_owned())
        }
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
