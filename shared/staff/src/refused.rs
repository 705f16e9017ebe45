//! Why a look-up or an act was not done.

use domain::ports::StoreError;
use domain::{Email, MayLoseRace};

use crate::advice::Worded;
use crate::masked::masked_email;

/// What has to be mended first. Nothing in it was typed by members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong, as half a sentence.
    pub what: String,
    /// What to do now.
    pub how: Worded,
}

/// Why a look-up or an act was not done.
#[derive(Debug)]
pub enum NotDone {
    /// Somebody has to mend something first.
    Refused(Refused),
    /// A store or the mail service did not do what it was asked.
    Store(StoreError),
}

impl Refused {
    pub(crate) fn new(what: impl Into<String>, how: impl Into<Worded>) -> Self {
        Self { what: what.into(), how: how.into() }
    }

    /// That a code has nothing left but, perhaps, its timeline.
    pub(crate) fn forgotten() -> Self {
        Self::new(
            "that code leads to nobody: no letter of the last 30 days has it",
            Worded::two(
                "Ask for the email or the account: --email E or --account N.",
                "Ask for the email or the account number, and look that up.",
            ),
        )
    }

    /// That what was typed leads to several people.
    pub(crate) fn several<'a>(problem: &str, emails: impl Iterator<Item = &'a Email>) -> Self {
        let emails: Vec<String> = emails.map(masked_email).collect();
        Self::new(
            format!("{problem}: {}", emails.join(", ")),
            Worded::two(
                "Ask which it is, and name it: --email E.",
                "Ask which it is, and look that email up.",
            ),
        )
    }
}

impl From<Refused> for NotDone {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<StoreError> for NotDone {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl MayLoseRace for NotDone {
    fn is_lost_race(&self) -> bool {
        match self {
            Self::Refused(_) => false,
            Self::Store(error) => error.is_lost_race(),
        }
    }
}
