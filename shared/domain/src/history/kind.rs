//! The kinds of files.

use crate::billing::import::{HeaderError, Reading};
use crate::history::balances::{BALANCE_COLUMNS, BalanceColumns};
use crate::history::bills::{BILL_COLUMNS, BillColumns};
use crate::history::coded::CODED_COLUMNS;
use crate::history::columns::HistoryColumn;
use crate::history::outages::{OUTAGE_COLUMNS, OutageColumns};
use crate::history::reads::{READS_COLUMNS, ReadsColumns};

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

    /// The kind of file that a header is of: the one whose needed columns are all in it.
    #[must_use]
    pub fn of_header(header: &[&str], reading: &Reading<'_>) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.refused(header, reading).is_none())
    }

    /// Why a header cannot be used, for the report on a file in the bucket: if it is of another kind, where that is put.
    #[must_use]
    pub fn why_not(error: &HeaderError, reading: &Reading<'_>) -> String {
        let header = match error {
            HeaderError::MissingColumns { read: Some(header), .. } => header.iter(),
            HeaderError::MissingColumns { read: None, .. }
            | HeaderError::Duplicate { .. }
            | HeaderError::MappedNowhere { .. } => [].iter(),
        };
        let header: Vec<&str> = header.map(String::as_str).collect();
        match Self::of_header(&header, reading) {
            Some(kind) => format!(
                "{error}; its columns are those of {}, whose files are put under {}",
                kind.name(),
                kind.prefix()
            ),
            None => error.to_string(),
        }
    }

    /// Why a header is none of the kind.
    fn refused(self, header: &[&str], reading: &Reading<'_>) -> Option<HeaderError> {
        match self {
            Self::Balances => BalanceColumns::parse(header, ',', reading).err(),
            Self::Bills => BillColumns::parse(header, ',', reading).err(),
            Self::Reads => ReadsColumns::parse(header, ',', reading).err(),
            Self::Outages => OutageColumns::parse(header, ',', reading).err(),
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

    fn refused(kind: HistoryKind, header: &[&str]) -> Option<HeaderError> {
        kind.refused(header, &Reading::default())
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
    fn a_file_that_lacks_a_column_says_where_those_of_its_kind_are_listed() {
        for kind in HistoryKind::ALL {
            let says = refused(kind, &["rate"]).expect("it lacks all").to_string();
            let listed = format!("`porchlight import --columns --as {}` lists", kind.name());
            assert!(says.contains(&listed), "{says}");
        }
    }

    #[test]
    fn a_header_is_of_the_kind_whose_needed_columns_it_has() {
        for kind in HistoryKind::ALL {
            let names: Vec<&str> = kind.columns().iter().map(|column| column.name).collect();
            assert_eq!(HistoryKind::of_header(&names, &Reading::default()), Some(kind));
        }
        let extract = ["account_no", "last_name", "billing_zip"];
        assert_eq!(HistoryKind::of_header(&extract, &Reading::default()), None);
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
