//! Headers of files of history: which column is where.

use crate::billing::import::columns::names::{cut, named, same, shown};
use crate::billing::import::columns::usual::{ACCOUNT, CUSTOMER, meant};
use crate::billing::import::{Columns, HeaderError, Reading};

/// A column that a file may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistoryColumn {
    /// Its name here.
    pub name: &'static str,
    /// What it holds, for people.
    pub holds: &'static str,
    /// Other names that it is found by. A sum by a name without "cents" is in dollars.
    pub found_by: &'static [&'static str],
}

/// A column with a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) at: usize,
    /// Whether it counts cents, by its name.
    pub(super) in_cents: bool,
}

/// A header, and what its columns may be. Account and customer number are found by the names that the extract's are.
pub(super) struct Header<'a> {
    names: Vec<String>,
    known: &'a [HistoryColumn],
    reading: &'a Reading<'a>,
}

impl<'a> Header<'a> {
    pub(super) fn of(line: &[&str], known: &'a [HistoryColumn], reading: &'a Reading<'a>) -> Self {
        Self { names: named(line), known, reading }
    }

    /// How many columns of the line are known: the header is the line with the most.
    pub(super) fn recognised(&self) -> usize {
        let is_known =
            |name: &&String| self.known.iter().any(|column| self.fits(name, column.name).is_some());
        self.names.iter().filter(is_known).count()
    }

    /// How well a name fits a column: 0 if the map says so, more for names that only may.
    fn fits(&self, name: &str, column: &str) -> Option<u8> {
        let mapped = |(to, header): &(&str, &str)| *to == column && same(header, name);
        if self.reading.columns.iter().any(mapped) {
            return Some(0);
        }
        if same(name, column) {
            return Some(1);
        }
        let known = self.known.iter().find(|known| known.name == column)?;
        if known.found_by.iter().any(|other| same(name, other)) {
            return Some(2);
        }
        let (meant, fit) = meant(&name.to_lowercase())?;
        (meant == column && matches!(column, ACCOUNT | CUSTOMER)).then_some(2 + fit as u8)
    }

    /// Where a column stands: the one that fits best, unless two fit alike.
    pub(super) fn find(&self, column: &'static str) -> Result<Option<usize>, HeaderError> {
        let mut best: Option<(u8, usize)> = None;
        let mut twin = None;
        for (at, name) in self.names.iter().enumerate() {
            let Some(fit) = self.fits(name, column) else { continue };
            match best {
                Some((least, _)) if least < fit => {}
                Some((least, other)) if least == fit => twin = Some((other, at)),
                Some(_) | None => (best, twin) = (Some((fit, at)), None),
            }
        }
        match twin {
            Some((one, other)) => {
                let (one, other) = (cut(&self.names[one]), cut(&self.names[other]));
                Err(HeaderError::Duplicate { column, one, other })
            }
            None => Ok(best.map(|(_, at)| at)),
        }
    }

    /// Where a column with a sum stands.
    pub(super) fn sum(&self, column: &'static str) -> Result<Option<Sum>, HeaderError> {
        let in_cents = |at: usize| self.names[at].to_lowercase().contains("cents");
        Ok(self.find(column)?.map(|at| Sum { at, in_cents: in_cents(at) }))
    }

    /// What is missing of the needed columns, as an error that says where the names are listed that they are found by.
    pub(super) fn missing(
        &self,
        listed: &'static str,
        needed: &[(&'static str, bool)],
    ) -> HeaderError {
        let columns = needed.iter().filter(|(_, is_there)| !is_there).map(|(name, _)| *name);
        HeaderError::MissingColumns { columns: columns.collect(), read: shown(&self.names), listed }
    }

    /// Account and customer, how wide the file is, and what became of its other columns.
    pub(super) fn columns(
        &self,
        account: usize,
        delimiter: char,
        read: &[(Option<usize>, &'static str)],
    ) -> Columns {
        let read = || read.iter().filter_map(|(at, name)| Some(((*at)?, *name)));
        let other = |(at, name): (usize, &'static str)| {
            let header = &self.names[at];
            (!header.eq_ignore_ascii_case(name)).then(|| (name, cut(header)))
        };
        let unknown = (0..self.names.len()).filter(|at| read().all(|(read, _)| read != *at));
        Columns {
            account,
            customer: read().find(|(_, name)| *name == CUSTOMER).map(|(at, _)| at),
            width: self.names.len(),
            delimiter,
            unknown: unknown.map(|at| cut(&self.names[at])).collect(),
            found: read().filter_map(other).collect(),
            aliases: None,
            last_name: None,
            business_name: None,
            joint_names: None,
            answers: Vec::new(),
            status: None,
            email: None,
            language: None,
            service_from: None,
            service_name: None,
        }
    }
}
