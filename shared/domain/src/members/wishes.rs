//! What a member said about paper bills and about a security phrase.

use jiff::Timestamp;
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray};

use crate::members::acceptance::Acceptance;
use crate::members::event::EventKind;
use crate::values::account_number::AccountNumber;
use crate::values::named::named;
use crate::values::phrase::SecurityPhrase;

/// What a member said about paper bills.
#[derive(Clone, Debug, PartialEq, Eq, EnumDiscriminants)]
#[strum_discriminants(
    name(PaperlessKind),
    derive(EnumString, IntoStaticStr, VariantArray),
    strum(serialize_all = "snake_case"),
    doc = "What a member said about paper bills, without when and to what text."
)]
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
#[derive(Clone, Debug, PartialEq, Eq, EnumDiscriminants)]
#[strum_discriminants(
    name(PhraseKind),
    derive(EnumString, IntoStaticStr, VariantArray),
    strum(serialize_all = "snake_case"),
    doc = "What a member said about a security phrase, without the phrase."
)]
pub enum Phrase {
    /// They were not asked yet.
    Unasked,
    /// "Not now."
    Skipped(Timestamp),
    /// They chose one.
    Chosen(SecurityPhrase),
}

/// How bills come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
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

named!(Bills, PaperlessKind, PhraseKind);

impl Paperless {
    /// What they said, without more.
    #[must_use]
    pub fn kind(&self) -> PaperlessKind {
        self.into()
    }
}

impl Phrase {
    /// What they said, without more.
    #[must_use]
    pub fn kind(&self) -> PhraseKind {
        self.into()
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::named::assert_named;

    #[test]
    fn each_wish_is_named_as_in_items() {
        assert_named!(Bills, ["by_email", "on_paper"]);
        assert_named!(PaperlessKind, ["unasked", "skipped", "on", "off", "returned"]);
        assert_named!(PhraseKind, ["unasked", "skipped", "chosen"]);
    }
}
