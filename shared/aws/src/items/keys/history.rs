//! Where bills, balances, use and documents are.

use domain::HistoryKey;
use domain::history::reads::DayPlace;
use domain::history::{BillKey, DocumentTag, HistoryKind};
use jiff::civil::Date;

use super::{Key, Table};
use crate::items::{BILLS, MONTHS};

impl Key {
    /// What is due on an account under one of its holders.
    pub(crate) fn balance(partition: &HistoryKey) -> Self {
        Self::history(Self::history_of(partition), "now")
    }

    /// What was used on an account in each month, under one of its holders.
    pub(crate) fn months(partition: &HistoryKey) -> Self {
        Self::history(Self::history_of(partition), MONTHS)
    }

    /// A day of a meter.
    pub(crate) fn day(of: &DayPlace) -> Self {
        let sk = format!("R#{}#{}", of.date, of.meter.as_str());
        Self::history(Self::history_of(&of.partition), &sk)
    }

    /// Below every day of a date.
    pub(crate) fn days_from(date: Date) -> String {
        format!("R#{date}#")
    }

    /// Above every day of a date: `~` is behind all that a meter's tag is made of.
    pub(crate) fn days_to(date: Date) -> String {
        format!("R#{date}#~")
    }

    /// A bill of an account under one of its holders.
    pub(crate) fn bill(partition: &HistoryKey, bill: &BillKey) -> Self {
        Self::history(Self::history_of(partition), &format!("{BILLS}{}", bill.as_str()))
    }

    /// The partition of an account under one of its holders.
    pub(crate) fn history_of(partition: &HistoryKey) -> String {
        format!("Y#{}", partition.as_str())
    }

    /// Whose the name of a document is.
    pub(crate) fn document_name(tag: DocumentTag) -> Self {
        Self::history(format!("D#{}", tag.text()), "claim")
    }

    /// The lease of a kind of import of history.
    pub(crate) fn history_lease(kind: HistoryKind) -> Self {
        Self::history(format!("lease#{}", kind.name()), "lease")
    }

    /// When a file of a kind was taken in last.
    pub(crate) fn history_taken(kind: HistoryKind) -> Self {
        Self::history(format!("lease#{}", kind.name()), "taken")
    }

    fn history(pk: String, sk: &str) -> Self {
        Self { table: Table::History, pk, sk: Some(sk.to_owned()) }
    }
}
