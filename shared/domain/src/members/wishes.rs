//! What a member said about paper bills and about a security phrase.

use jiff::Timestamp;

use crate::members::acceptance::Acceptance;
use crate::members::event::EventKind;
use crate::values::account_number::AccountNumber;
use crate::values::phrase::SecurityPhrase;

/// What a member said about paper bills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paperless {
    /// They were not asked yet.
    Unasked,
    /// "Not now."
    Skipped(Timestamp),
    /// They want no paper.
    On(Acceptance),
    /// They want paper.
    Off(Acceptance),
    /// They wanted no paper, and have it again since then: mail to them bounced.
    Returned(Timestamp),
}

/// What a member said about a security phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// They were not asked yet.
    Unasked,
    /// "Not now."
    Skipped(Timestamp),
    /// They chose one.
    Chosen(SecurityPhrase),
}

/// How bills come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bills {
    /// By email, without paper.
    ByEmail,
    /// On paper.
    OnPaper,
}

/// What a member said about the bills of one account, other than about all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnBills {
    /// How they come.
    pub bills: Bills,
    /// The text that was agreed to, in which language, when.
    pub consent: Acceptance,
}

/// Which accounts a choice is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// All that are the member's, and those that will be.
    All,
    /// One of them.
    One(AccountNumber),
}

impl Bills {
    /// What the billing system is told.
    #[must_use]
    pub fn event_kind(self) -> EventKind {
        match self {
            Self::ByEmail => EventKind::PaperlessOn,
            Self::OnPaper => EventKind::PaperlessOff,
        }
    }
}
