//! The kinds of files.

use crate::history::balances::BALANCE_COLUMNS;
use crate::history::bills::BILL_COLUMNS;
use crate::history::columns::HistoryColumn;
use crate::history::outages::OUTAGE_COLUMNS;
use crate::history::reads::READS_COLUMNS;

/// What a file of history holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HistoryKind {
    /// What is due.
    Balances,
    /// Bills.
    Bills,
    /// What meters counted.
    Reads,
    /// How reports of outages stand.
    Outages,
}

impl HistoryKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Balances, Self::Bills, Self::Reads, Self::Outages];

    /// The kind that a file is of, by where it was put.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| key.starts_with(kind.prefix()))
    }

    /// Where its files are put in the bucket. Source: template.yaml, `ImportHistory`.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Balances => "balances/",
            Self::Bills => "bills/",
            Self::Reads => "reads/",
            Self::Outages => "outages/",
        }
    }

    /// The columns that its files may have.
    #[must_use]
    pub fn columns(self) -> &'static [HistoryColumn] {
        match self {
            Self::Balances => &BALANCE_COLUMNS,
            Self::Bills => &BILL_COLUMNS,
            Self::Reads => &READS_COLUMNS,
            Self::Outages => &OUTAGE_COLUMNS,
        }
    }

    /// Its name, in keys and for staff.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Balances => "balances",
            Self::Bills => "bills",
            Self::Reads => "reads",
            Self::Outages => "outages",
        }
    }

    /// Its name at the beginning of a line, for staff.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Balances => "Balances",
            Self::Bills => "Bills",
            Self::Reads => "Reads",
            Self::Outages => "Outages",
        }
    }
}

/// Whether a map may name a column, of whatever kind of file.
#[must_use]
pub fn is_column(name: &str) -> bool {
    HistoryKind::ALL.iter().flat_map(|kind| kind.columns()).any(|column| column.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_of_the_kind_of_its_folder() {
        assert_eq!(HistoryKind::of_key("balances/a.csv"), Some(HistoryKind::Balances));
        assert_eq!(HistoryKind::of_key("bills/a.csv"), Some(HistoryKind::Bills));
        assert_eq!(HistoryKind::of_key("reads/a.csv"), Some(HistoryKind::Reads));
        assert_eq!(HistoryKind::of_key("outages/a.csv"), Some(HistoryKind::Outages));
        assert_eq!(HistoryKind::of_key("extracts/bills/a.csv"), None);
    }
}
