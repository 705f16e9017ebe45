//! A row of a billing extract, parsed once.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use jiff::civil::Date;

use crate::billing::facts::{AccountStatus, Contact};
use crate::billing::import::cells::Cells;
use crate::billing::import::columns::Columns;
use crate::billing::import::notes::Note;
use crate::billing::import::reading::Reading;
use crate::billing::import::reject::Reason;
use crate::values::account_number::AccountNumber;
use crate::values::answer::Answer;
use crate::values::name::Name;
use crate::values::service_name::ServiceName;
use crate::values::typed::Typed;

/// What one good row says of its account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedRow {
    /// The account.
    pub account: AccountNumber,
    /// Its number as billing wrote it, if that is not the form it is compared in.
    pub written: Option<Typed>,
    /// Its old numbers, without itself and without repeats.
    pub aliases: BTreeSet<AccountNumber>,
    /// How many of its old numbers cannot be read.
    pub unreadable_aliases: usize,
    /// Every holder's last name and the business name; at least one.
    pub names: Vec<Name>,
    /// The answers, by column; one for every configured question.
    pub answers: BTreeMap<&'static str, Answer>,
    /// Whether it is billed.
    pub status: AccountStatus,
    /// The contact on file.
    pub contact: Option<Contact>,
    /// The billing system's customer number in the form it is compared in.
    pub customer: Option<Typed>,
    /// Whether a code on bills is asked for, which is made of that number.
    pub is_coded: bool,
    /// The first day that is the holder's, if the extract says it.
    pub service_from: Option<Date>,
    /// What billing calls the service, if the extract says it.
    pub service_name: Option<ServiceName>,
}

/// A row as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadRow {
    /// What it says, or why it stays out.
    pub verdict: Result<ImportedRow, Reason>,
    /// What was mended in it, and what looks wrong.
    pub notes: Vec<Note>,
}

impl ImportedRow {
    /// What two rows of one account have to agree in, as a number: names, answers and the customer.
    #[must_use]
    pub fn says(&self) -> u64 {
        let mut names: Vec<&str> = self.names.iter().map(Name::expose).collect();
        names.sort_unstable();
        let mut hasher = DefaultHasher::new();
        (names, self.address(), self.customer.as_ref().map(Typed::expose)).hash(&mut hasher);
        hasher.finish()
    }

    /// Its answers as a number: rows with the same one are of one address, as far as can be seen here.
    #[must_use]
    pub fn address(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.answers.hash(&mut hasher);
        hasher.finish()
    }
}

/// Reads a row by the header's columns.
///
/// A contact email that mail cannot reach is left out and the row stays: a typing error at the counter must not keep
/// a member from registering, it only means that nobody else is told.
#[must_use]
pub fn read_row(columns: &Columns, reading: &Reading<'_>, fields: &[&str]) -> ReadRow {
    let mut cells = Cells::new(columns, reading, fields);
    let verdict = read(&mut cells);
    let notes = cells.into_notes();
    ReadRow { verdict, notes }
}

/// The first rule that is broken, from the row's width on.
fn read(cells: &mut Cells<'_>) -> Result<ImportedRow, Reason> {
    cells.fits()?;
    let (account, written) = cells.account()?;
    let (aliases, unreadable_aliases) = cells.aliases(&account);
    Ok(ImportedRow {
        aliases,
        unreadable_aliases,
        names: cells.names()?,
        answers: cells.answers()?,
        status: cells.status()?,
        customer: cells.customer_of_row()?,
        is_coded: cells.asks_for_code(),
        service_from: cells.service_from(),
        service_name: cells.service_name(),
        contact: cells.contact(),
        account,
        written,
    })
}

/// Reads only a row's numbers, for [`Numbers`](super::Numbers): those of a row that stays out count too.
///
/// `None` if the row has no account number, or so many columns that no one can say which it is.
#[must_use]
pub fn read_numbers(
    columns: &Columns,
    reading: &Reading<'_>,
    fields: &[&str],
) -> Option<(AccountNumber, BTreeSet<AccountNumber>)> {
    let mut cells = Cells::new(columns, reading, fields);
    cells.fits().ok()?;
    let (account, _) = cells.account().ok()?;
    let (aliases, _) = cells.aliases(&account);
    Some((account, aliases))
}

#[cfg(test)]
mod tests;
