//! How a command ends: its answer or why not, for people or for scripts, and the exit code.

use std::process::ExitCode;

use domain::ports::StoreError;
use serde_json::{Value, json};

/// What a command answers.
pub(crate) struct End {
    /// For people.
    pub(crate) text: String,
    /// For scripts.
    pub(crate) json: Value,
    /// Whether something is left to be mended.
    pub(crate) to_mend: bool,
}

/// Why a command did not do what it was asked. Both texts are for people, and hold nothing that members typed.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What is wrong.
    pub(crate) problem: String,
    /// What to do now.
    pub(crate) way_on: String,
    /// Whether the very same command may go well later.
    pub(crate) try_again: bool,
    /// More for scripts, such as the summary of an import that was refused.
    pub(crate) details: Option<Value>,
}

impl End {
    /// An answer that leaves nothing to be mended.
    pub(crate) fn well(text: String, json: Value) -> Self {
        Self { text, json, to_mend: false }
    }
}

impl Failure {
    /// Something that somebody has to change first.
    pub(crate) fn mend(problem: impl Into<String>, way_on: impl Into<String>) -> Self {
        let (problem, way_on) = (problem.into(), way_on.into());
        Self { problem, way_on, try_again: false, details: None }
    }

    /// Something that passes by itself.
    pub(crate) fn later(problem: impl Into<String>, way_on: impl Into<String>) -> Self {
        Self { try_again: true, ..Self::mend(problem, way_on) }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::later(
                "somebody changed the same thing at the same moment",
                "Run the command again.",
            ),
            StoreError::Unavailable(cause) => Self::later(
                format!("the tables do not answer: {cause}"),
                "Is the portal running (--local), are credentials, region and table names right? `porchlight doctor` tells more.",
            ),
        }
    }
}

/// Shows how a command ended and answers the exit code, as `--help` lists it.
pub(crate) fn show(end: Result<End, Failure>, as_json: bool) -> ExitCode {
    match end {
        Ok(end) => {
            if as_json {
                println!("{:#}", end.json);
            } else {
                print!("{}", end.text);
            }
            ExitCode::from(u8::from(end.to_mend))
        }
        Err(failure) => {
            if as_json {
                let mut json = json!({ "problem": failure.problem, "way_on": failure.way_on });
                if let Some(details) = failure.details {
                    json["details"] = details;
                }
                println!("{json:#}");
            } else {
                eprintln!("Not done: {}.\n{}", failure.problem, failure.way_on);
            }
            ExitCode::from(if failure.try_again { 3 } else { 1 })
        }
    }
}
