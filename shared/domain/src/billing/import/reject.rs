//! Why a row, or an old number on it, did not go in; in words for the co-op's staff.

use std::fmt;

use crate::values::name::Name;

/// A row of the file, or an old number on it, that did not go in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reject {
    /// The line in the file on which the row begins; the header is line 1.
    pub line: u64,
    /// Why.
    pub reason: Reason,
}

/// The rule that a row broke; never what the row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It has more or fewer columns than the header.
    Width,
    /// `account_no` is empty.
    NoAccount,
    /// `account_no` is no account number.
    BadAccount,
    /// Another row has the same account number.
    SameAccountTwice,
    /// No name is in it.
    NoName,
    /// A name is too long.
    LongName,
    /// A security question's column is empty.
    NoAnswer(&'static str),
    /// A security question's column cannot be read.
    BadAnswer(&'static str),
    /// The status is a word that is not known.
    UnknownStatus,
    /// The row went in, an old number on it did not.
    Alias(AliasReason),
}

/// Why an old number did not go in; the rest of its row did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AliasReason {
    /// It is no account number.
    Unreadable,
    /// It is another row's account number.
    IsAnAccount,
    /// Another row has it as an old number too.
    OnTwoAccounts,
}

impl Reason {
    /// Whether the row itself stayed out.
    #[must_use]
    pub fn drops_the_row(self) -> bool {
        !matches!(self, Self::Alias(_))
    }

    /// The reason's name, for counting.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Width => "width",
            Self::NoAccount => "no-account",
            Self::BadAccount => "bad-account",
            Self::SameAccountTwice => "same-account-twice",
            Self::NoName => "no-name",
            Self::LongName => "long-name",
            Self::NoAnswer(_) => "no-answer",
            Self::BadAnswer(_) => "bad-answer",
            Self::UnknownStatus => "unknown-status",
            Self::Alias(AliasReason::Unreadable) => "old-number-unreadable",
            Self::Alias(AliasReason::IsAnAccount) => "old-number-is-an-account",
            Self::Alias(AliasReason::OnTwoAccounts) => "old-number-on-two-accounts",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Width => f.write_str("the row has more or fewer columns than the header"),
            Self::NoAccount => f.write_str("account_no is empty"),
            Self::BadAccount => f.write_str(
                "account_no is not an account number: 1 to 20 letters and digits, not only zeros",
            ),
            Self::SameAccountTwice => f.write_str(
                "another row has the same account_no once blanks, dashes and leading zeros are dropped; both stay out",
            ),
            Self::NoName => f.write_str("the row has neither a last name nor a business name"),
            Self::LongName => write!(f, "a name has more than {} characters", Name::MAX),
            Self::NoAnswer(field) => write!(f, "{field} is empty"),
            Self::BadAnswer(field) => write!(
                f,
                "{field} cannot be read; spreadsheets drop leading zeros and change dates"
            ),
            Self::UnknownStatus => f.write_str("status is neither active nor closed"),
            Self::Alias(reason) => write!(f, "the row went in, but {reason}"),
        }
    }
}

impl fmt::Display for AliasReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreadable => "one of its alias_nos is not an account number",
            Self::IsAnAccount => "one of its alias_nos is another row's account_no",
            Self::OnTwoAccounts => "one of its alias_nos is also on another row",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_bad_old_number_leaves_its_row_in() {
        assert!(Reason::NoName.drops_the_row());
        assert!(!Reason::Alias(AliasReason::IsAnAccount).drops_the_row());
    }

    #[test]
    fn a_reason_names_the_column_to_mend() {
        assert_eq!(Reason::NoAnswer("billing_zip").to_string(), "billing_zip is empty");
        assert!(
            Reason::Alias(AliasReason::OnTwoAccounts)
                .to_string()
                .starts_with("the row went in, but one of its alias_nos")
        );
    }
}
