//! The end of a command: its answer or failure, and the exit code.
//!
//! It is for people or for scripts.

use std::io::{self, Write};
use std::process::ExitCode;

use aws::CallFailed;
use domain::MayLoseRace;
use domain::ports::StoreError;
use serde_json::{Value, json};
use staff::{NotDone, Refused};

/// The answer of a command.
pub(crate) struct CommandEnd {
    /// The text for people.
    pub(crate) text: String,
    /// The JSON for scripts.
    pub(crate) json: Value,
    /// The exit code, as `--help` lists it.
    pub(crate) code: u8,
}

/// It is done, or all is well.
pub(crate) const DONE: u8 = 0;
/// Something has to be mended.
pub(crate) const TO_MEND: u8 = 1;
/// Nobody answered, or somebody else works on the same thing.
pub(crate) const LATER: u8 = 3;
/// Rows of an extract were rejected, more than is usual.
pub(crate) const REJECTS: u8 = 4;

/// Why a command did not do its work.
///
/// Both texts are for people, and have nothing in them that members typed.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What is wrong.
    pub(crate) problem: String,
    /// What to do now.
    pub(crate) way_on: String,
    /// Whether the same command may succeed later.
    pub(crate) try_again: bool,
    /// Whether somebody else changed what was read, so that it can be decided anew.
    pub(crate) is_lost_race: bool,
    /// More for scripts, such as the summary of an import that was refused.
    pub(crate) details: Option<Value>,
}

impl CommandEnd {
    /// An answer with nothing to mend.
    pub(crate) fn well(text: String, json: Value) -> Self {
        Self { text, json, code: DONE }
    }
}

impl Failure {
    /// A failure that somebody has to mend first.
    pub(crate) fn mend(problem: impl Into<String>, way_on: impl Into<String>) -> Self {
        let (problem, way_on) = (problem.into(), way_on.into());
        Self { problem, way_on, try_again: false, is_lost_race: false, details: None }
    }

    /// A failure that passes by itself.
    pub(crate) fn later(problem: impl Into<String>, way_on: impl Into<String>) -> Self {
        Self { try_again: true, ..Self::mend(problem, way_on) }
    }
}

impl MayLoseRace for Failure {
    fn is_lost_race(&self) -> bool {
        self.is_lost_race
    }
}

impl From<CallFailed> for Failure {
    fn from(failed: CallFailed) -> Self {
        if failed.may_pass() {
            return Self::later(
                failed.to_string(),
                "Is there a connection, and is the portal running (--local)? Run the command again.",
            );
        }
        Self::mend(
            failed.to_string(),
            "Let the role that you use make this call (docs/OPERATING.md has the policy), and check region and names.",
        )
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::mend(refused.what, refused.how.shell)
    }
}

impl From<NotDone> for Failure {
    fn from(not_done: NotDone) -> Self {
        match not_done {
            NotDone::Refused(refused) => Self::from(refused),
            NotDone::Store(error) => Self::from(error),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let cause = match error {
            StoreError::Conflict => {
                let later = Self::later(
                    "somebody changed the same thing at the same moment",
                    "Run the command again.",
                );
                return Self { is_lost_race: true, ..later };
            }
            StoreError::Unavailable(cause) => cause,
        };
        match cause.downcast::<CallFailed>() {
            Ok(failed) => Self::from(*failed),
            Err(cause) => Self::mend(
                format!("the tables do not say what they should: {cause}"),
                "Are the table names right? `porchlight doctor` tells more.",
            ),
        }
    }
}

/// Shows the end of a command and returns the exit code, as `--help` lists it.
pub(crate) fn show(end: Result<CommandEnd, Failure>, as_json: bool) -> ExitCode {
    let (text, code) = match end {
        Ok(end) if as_json => (format!("{:#}\n", end.json), end.code),
        Ok(end) => (end.text, end.code),
        Err(failure) => {
            let code = if failure.try_again { LATER } else { TO_MEND };
            if as_json {
                let mut json = json!({ "problem": failure.problem, "way_on": failure.way_on });
                if let Some(details) = failure.details {
                    json["details"] = details;
                }
                (format!("{json:#}\n"), code)
            } else {
                // Who closed the other end does not read why, and the exit code tells all the same.
                let _ =
                    writeln!(io::stderr(), "Not done: {}.\n{}", failure.problem, failure.way_on);
                return ExitCode::from(code);
            }
        }
    };
    match print(&text) {
        Ok(()) => ExitCode::from(code),
        // The reader has read enough, as `head` does. This is no error.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(code),
        Err(error) => {
            let _ = writeln!(io::stderr(), "The answer cannot be written: {error}.");
            ExitCode::from(TO_MEND)
        }
    }
}

fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
