//! What was mended in a row, and what looks wrong in it; the row goes in all the same.

use crate::values::service_name::ServiceName;

/// Something to tell staff of a row: the column, never what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    /// A word for nothing was taken as nothing.
    Nothing(&'static str),
    /// A number was taken out of what a spreadsheet puts around it, or out of its form.
    Unwrapped(&'static str),
    /// A ZIP code got its zero back.
    ZeroBack(&'static str),
    /// Entities were read as what they stand for.
    Entities(&'static str),
    /// UTF-8 that was encoded twice was decoded twice.
    EncodedTwice(&'static str),
    /// The text looks damaged, so nobody may ever match it.
    Damaged(&'static str),
    /// The last name has a comma with more than an ending behind it.
    Comma,
    /// The last name has two words.
    SeveralWords,
    /// The row is the account's again, as of a second meter, and agrees with the other.
    Repeated,
    /// A number looks otherwise than the settings say, so nobody may type it as it stands there.
    OtherForm(&'static str),
    /// The contact's email is none that mail can reach.
    UnusableContact,
    /// A word such as RESIDENT stands for a name, so whoever types it matches.
    Nobody(&'static str),
    /// A cell that should be a date and is none; the row goes in without.
    UnusableDate(&'static str),
    /// The name of the service is damaged, too long or on several lines; the row goes in without.
    UnusableServiceName,
    /// A row of history is of a day after the extract's, and no customer number tells whose it is.
    AfterExtract,
    /// Another bill names the same document; the row of a bill that is known goes in without.
    DocumentTaken,
}

/// What a note is: counted as mended, or a warning with its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Nothing is lost.
    Mended,
    /// Staff should look.
    Warning,
}

impl Note {
    /// How much it weighs.
    #[must_use]
    pub fn weight(self) -> Weight {
        match self {
            Self::Nothing(_)
            | Self::Unwrapped(_)
            | Self::ZeroBack(_)
            | Self::Entities(_)
            | Self::EncodedTwice(_)
            | Self::Repeated => Weight::Mended,
            Self::Damaged(_)
            | Self::Comma
            | Self::SeveralWords
            | Self::OtherForm(_)
            | Self::UnusableContact
            | Self::UnusableDate(_)
            | Self::UnusableServiceName
            | Self::AfterExtract
            | Self::DocumentTaken
            | Self::Nobody(_) => Weight::Warning,
        }
    }

    /// Whether a warning is worth telling, on so many of all rows: some last names have two words.
    #[must_use]
    pub fn is_worth_telling(self, rows: u64, all: u64) -> bool {
        match self {
            Self::SeveralWords => rows.saturating_mul(5) >= all,
            Self::Comma => rows.saturating_mul(100) >= all,
            _ => true,
        }
    }

    /// What it says, for counting and for people.
    #[must_use]
    pub fn says(self) -> String {
        match self {
            Self::Nothing(column) => format!("{column}: a word for nothing, taken as empty"),
            Self::Unwrapped(column) => {
                format!("{column}: a number in a spreadsheet's form, read as meant")
            }
            Self::ZeroBack(column) => {
                format!("{column}: a ZIP code got back the zero that spreadsheets drop")
            }
            Self::Entities(column) => {
                format!("{column}: entities such as &#39; read as what they stand for")
            }
            Self::EncodedTwice(column) => format!("{column}: text that was encoded twice, decoded"),
            Self::Damaged(column) => {
                format!("{column}: the text looks damaged, so its member may never match")
            }
            Self::Comma => {
                "last_name: a comma; if it holds whole names, set name_form in the settings"
                    .to_owned()
            }
            Self::SeveralWords => {
                "last_name: two words; if it holds whole names, set name_form in the settings"
                    .to_owned()
            }
            Self::Repeated => {
                "rows that repeat an account and agree, as of a second meter".to_owned()
            }
            Self::OtherForm(column) => format!(
                "{column}: a number that [account_number] in the settings refuses, so no member can type it so"
            ),
            Self::UnusableContact => {
                "contact_email: mail cannot reach it; the row went in without".to_owned()
            }
            Self::UnusableDate(column) => {
                format!("{column}: no date; the row went in without")
            }
            Self::UnusableServiceName => format!(
                "service_name: damaged, on several lines, or more than {} characters; the row went in without",
                ServiceName::MAX
            ),
            Self::AfterExtract => "the day is after the extract in force, and there are no two customer numbers to compare, \
                so what is of somebody who moved in since is shown to the holder before; import the extract first, each \
                time, or have both files say customer_no"
                .to_owned(),
            Self::DocumentTaken => {
                "document: the name that another bill has, so nobody can say whose it is; the row went in without"
                    .to_owned()
            }
            Self::Nobody(column) => {
                format!("{column}: a word such as RESIDENT and no name; whoever types it matches")
            }
        }
    }
}
