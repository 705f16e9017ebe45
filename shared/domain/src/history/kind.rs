//! The kinds of files.

use crate::history::balances::BALANCE_COLUMNS;
use crate::history::bills::BILL_COLUMNS;
use crate::history::coded::CODED_COLUMNS;
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
    let all = HistoryKind::ALL.iter().flat_map(|kind| kind.columns()).chain(&CODED_COLUMNS);
    all.into_iter().any(|column| column.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::balances::BalanceColumns;
    use crate::history::bills::BillColumns;
    use crate::history::outages::OutageColumns;
    use crate::history::reads::ReadsColumns;
    use crate::import::{HeaderError, Reading};

    fn refused(kind: HistoryKind, header: &[&str]) -> Option<HeaderError> {
        let reading = Reading::default();
        match kind {
            HistoryKind::Balances => BalanceColumns::parse(header, ',', &reading).err(),
            HistoryKind::Bills => BillColumns::parse(header, ',', &reading).err(),
            HistoryKind::Reads => ReadsColumns::parse(header, ',', &reading).err(),
            HistoryKind::Outages => OutageColumns::parse(header, ',', &reading).err(),
        }
    }

    /// Every kind with the names of its columns and whether each is needed.
    fn each_column()
    -> impl Iterator<Item = (HistoryKind, Vec<&'static str>, &'static HistoryColumn)> {
        HistoryKind::ALL.into_iter().flat_map(|kind| {
            let names: Vec<&str> = kind.columns().iter().map(|column| column.name).collect();
            kind.columns().iter().map(move |column| (kind, names.clone(), column))
        })
    }

    #[test]
    fn a_file_without_a_column_is_refused_by_its_name_if_the_column_is_needed_and_read_if_not() {
        let mut needed = 0;
        for (kind, names, column) in each_column() {
            let header: Vec<&str> = names.into_iter().filter(|name| *name != column.name).collect();
            let without = refused(kind, &header);
            if column.holds.ends_with("needed") {
                needed += 1;
                let Some(HeaderError::MissingColumns { columns, .. }) = without else {
                    panic!("{kind:?} are read without {}", column.name)
                };
                assert_eq!(columns, [column.name], "{kind:?}");
            } else {
                assert!(without.is_none(), "{kind:?} without {}: {without:?}", column.name);
            }
        }
        assert_eq!(needed, 3 + 3 + 4 + 2, "balances, bills, reads, outages");
    }

    #[test]
    fn a_file_with_a_column_twice_is_refused_by_its_name() {
        for (kind, names, column) in each_column() {
            let header: Vec<&str> = names.into_iter().chain([column.name]).collect();
            let doubled = refused(kind, &header);
            assert!(
                matches!(&doubled, Some(HeaderError::Duplicate { column: of, .. }) if *of == column.name),
                "{kind:?} with {} twice: {doubled:?}",
                column.name
            );
        }
    }

    #[test]
    fn a_file_is_of_the_kind_of_its_folder() {
        assert_eq!(HistoryKind::of_key("balances/a.csv"), Some(HistoryKind::Balances));
        assert_eq!(HistoryKind::of_key("bills/a.csv"), Some(HistoryKind::Bills));
        assert_eq!(HistoryKind::of_key("reads/a.csv"), Some(HistoryKind::Reads));
        assert_eq!(HistoryKind::of_key("outages/a.csv"), Some(HistoryKind::Outages));
        assert_eq!(HistoryKind::of_key("extracts/bills/a.csv"), None);
    }
}
