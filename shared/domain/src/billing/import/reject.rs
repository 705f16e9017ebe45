//! Why a row, or an old number on it, did not go in; in words for the co-op's staff.

mod cell;
mod outages;
mod reads;

use std::fmt;

use crate::billing::import::spreadsheet::Broken;
use crate::values::name::Name;

pub use cell::BadCell;
pub use outages::OutageReason;
pub use reads::ReadsReason;

/// The rule that a row broke; never what the row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It has fewer columns than the header, or more that say something.
    Width,
    /// A stray quote made one row of several.
    SwallowsRows,
    /// A value that has one line goes over several.
    LineEnd(&'static str),
    /// `account_no` is empty.
    NoAccount,
    /// `account_no` is no account number.
    BadAccount,
    /// A spreadsheet changed a number.
    Broken(&'static str, Broken),
    /// Another row has the same account number and says otherwise.
    SameAccountTwice,
    /// No name is in it.
    NoName,
    /// A name is too long.
    LongName,
    /// A security question's column is empty.
    NoAnswer(&'static str),
    /// A security question's column cannot be read.
    BadAnswer(&'static str),
    /// A column of history cannot be read.
    BadCell(&'static str, BadCell),
    /// A ZIP code has too few digits.
    ShortZip(&'static str),
    /// A Canadian postal code stands where a ZIP code is asked for.
    CanadianZip(&'static str),
    /// The status is a word that is not known.
    UnknownStatus,
    /// The row went in, an old number on it did not.
    Alias(AliasReason),
    /// A day that has not come yet.
    Future(&'static str),
    /// A day so long ago that nothing of it is kept.
    TooLongAgo(&'static str),
    /// A day of which no code on a bill would work.
    NoCodeThen(&'static str),
    /// No account of the extract has this number, nor did one before.
    UnknownAccount,
    /// It is about days before the account's holder had it, so it may be somebody else's.
    BeforeHolder(&'static str),
    /// It is about another customer than the account's.
    OtherCustomer,
    /// A document's name has characters that none has.
    BadName(&'static str),
    /// Another bill names the same document.
    DocumentTaken,
    /// It cannot be part of a day of what a meter counted.
    Reads(ReadsReason),
    /// It says nothing of a report of an outage that could be used.
    Outage(OutageReason),
}

/// Why an old number did not go in; the rest of its row did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AliasReason {
    /// It is no account number, or a spreadsheet changed it.
    Unreadable,
    /// It is another row's account number.
    IsAnAccount,
    /// Another account has it as an old number too.
    OnTwoAccounts,
}

impl Reason {
    /// The reason's name, for counting.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Width => "width",
            Self::SwallowsRows => "swallows-rows",
            Self::LineEnd(_) => "line-end",
            Self::NoAccount => "no-account",
            Self::BadAccount => "bad-account",
            Self::Broken(..) => "spreadsheet",
            Self::SameAccountTwice => "same-account-twice",
            Self::NoName => "no-name",
            Self::LongName => "long-name",
            Self::NoAnswer(_) => "no-answer",
            Self::BadAnswer(_) | Self::BadCell(..) => "bad-answer",
            Self::ShortZip(_) => "short-zip",
            Self::CanadianZip(_) => "canadian-zip",
            Self::UnknownStatus => "unknown-status",
            Self::Future(_) => "future",
            Self::TooLongAgo(_) => "too-long-ago",
            Self::NoCodeThen(_) => "no-code-then",
            Self::UnknownAccount => "unknown-account",
            Self::BeforeHolder(_) => "before-holder",
            Self::OtherCustomer => "other-customer",
            Self::BadName(_) => "bad-name",
            Self::DocumentTaken => "document-taken",
            Self::Reads(reason) => reason.name(),
            Self::Outage(reason) => reason.name(),
            Self::Alias(AliasReason::Unreadable) => "old-number-unreadable",
            Self::Alias(AliasReason::IsAnAccount) => "old-number-is-an-account",
            Self::Alias(AliasReason::OnTwoAccounts) => "old-number-on-two-accounts",
        }
    }
}

const SHORT_ZIP: &str = "has too few digits for a ZIP code; a spreadsheet drops leading zeros, and zips_begin_with_zero in the settings puts them back";
const LONG_AGO: &str =
    "is so long ago that it is no longer kept: [kept] in the settings says how long";
const CANADIAN_ZIP: &str = "is a Canadian postal code, and the question asks for a ZIP code of five digits; put the ZIP code of the service there, or register this member by phone";

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Width => f.write_str("the row has more or fewer columns than the header"),
            Self::SwallowsRows => f.write_str(
                "a stray quote makes one row of several lines; each of these lines is a row that did not go in",
            ),
            Self::LineEnd(column) => write!(
                f,
                "{column} goes over several lines; a stray quote on its first line may have swallowed the next rows"
            ),
            Self::NoAccount => f.write_str("account_no is empty"),
            Self::BadAccount => f.write_str(
                "account_no is not an account number: 1 to 20 letters and digits, not only zeros",
            ),
            Self::Broken(column, how) => write!(
                f,
                "{column} {how}: a spreadsheet changed it; export it as text, without opening the file in a spreadsheet"
            ),
            Self::SameAccountTwice => f.write_str(
                "another row has the same account_no once blanks, dashes and leading zeros are dropped, and says otherwise of its names, answers or customer; both stay out",
            ),
            Self::NoName => f.write_str("the row has neither a last name nor a business name"),
            Self::LongName => write!(f, "a name has more than {} characters", Name::MAX),
            Self::NoAnswer(field) => write!(f, "{field} is empty"),
            Self::BadAnswer(field) => write!(
                f,
                "{field} cannot be read; spreadsheets drop leading zeros and change dates"
            ),
            Self::BadCell(column, what) => write!(f, "{column} {what}"),
            Self::ShortZip(field) => write!(f, "{field} {SHORT_ZIP}"),
            Self::CanadianZip(field) => write!(f, "{field} {CANADIAN_ZIP}"),
            Self::UnknownStatus => {
                f.write_str("status is a word that is not known; the settings can translate it")
            }
            Self::Alias(reason) => write!(f, "the row went in, but {reason}"),
            Self::Future(column) => write!(f, "{column} is a day that has not come yet"),
            Self::TooLongAgo(column) => write!(f, "{column} {LONG_AGO}"),
            Self::NoCodeThen(column) => write!(
                f,
                "{column} is a day of which no code works: codes work from 7 days ahead back to the bill_code_days of the settings"
            ),
            Self::UnknownAccount => {
                f.write_str("account_no is in no extract; import the billing extract first")
            }
            Self::BeforeHolder(column) => write!(
                f,
                "{column} is before the account's holder had it, so it may be another holder's; service_from in the extract says since when"
            ),
            Self::OtherCustomer => f.write_str(
                "customer_no is another one than the account's in the extract, so it may be another holder's",
            ),
            Self::BadName(column) => write!(
                f,
                "{column} is no name of a document: letters, digits, dots, dashes and underscores, at most 128, and no folder"
            ),
            Self::DocumentTaken => f.write_str(
                "document is the name that another bill has, so nobody can say whose it is; give each document a name of its own",
            ),
            Self::Reads(reason) => reason.fmt(f),
            Self::Outage(reason) => reason.fmt(f),
        }
    }
}

impl fmt::Display for AliasReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreadable => {
                "one of its alias_nos is not an account number, or a spreadsheet changed it"
            }
            Self::IsAnAccount => "one of its alias_nos is another row's account_no",
            Self::OnTwoAccounts => "one of its alias_nos is also on another account's row",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_names_the_column_to_mend() {
        assert_eq!(Reason::NoAnswer("billing_zip").to_string(), "billing_zip is empty");
        assert!(
            Reason::BadCell("auto_pay", BadCell::YesOrNo)
                .to_string()
                .starts_with("auto_pay is neither yes nor no")
        );
        assert!(
            Reason::Broken("account_no", Broken::Exponent)
                .to_string()
                .starts_with("account_no has an exponent (7.1E+06): a spreadsheet changed it")
        );
        assert!(
            Reason::Alias(AliasReason::OnTwoAccounts)
                .to_string()
                .starts_with("the row went in, but one of its alias_nos")
        );
    }
}
