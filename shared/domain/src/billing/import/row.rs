//! A row of a billing extract, parsed once.

use std::collections::{BTreeMap, BTreeSet};

use crate::billing::facts::{AccountStatus, Contact};
use crate::billing::import::columns::{AnswerColumn, Columns};
use crate::billing::import::reject::Reason;
use crate::values::account_number::{AccountNumber, AccountNumberError};
use crate::values::answer::{Answer, AnswerError, QuestionKind};
use crate::values::email::{Email, EmailError};
use crate::values::language::Language;
use crate::values::name::{Name, NameError};
use crate::values::typed::{Typed, without_separators};

/// What one good row says of its account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedRow {
    /// The account.
    pub account: AccountNumber,
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
    /// Whether the row has a contact email that mail cannot reach.
    pub unusable_contact: bool,
    /// The billing system's customer number in the form it is compared in.
    pub customer: Option<Typed>,
}

/// Reads a row by the header's columns.
///
/// A contact email that mail cannot reach is left out and the row stays: a typing error at the counter must not keep
/// a member from registering, it only means that nobody else is told.
///
/// # Errors
///
/// The first rule that is broken, from the account number on.
pub fn read_row(columns: &Columns, fields: &[&str]) -> Result<ImportedRow, Reason> {
    if fields.len() != columns.width {
        return Err(Reason::Width);
    }
    let field = |at: Option<usize>| at.and_then(|at| fields.get(at)).map_or("", |text| text.trim());
    let account = read_account(field(Some(columns.account)))?;
    let (aliases, unreadable_aliases) = read_aliases(field(columns.aliases), &account);
    let names = read_names(
        columns
            .names
            .iter()
            .map(|at| field(Some(*at)))
            .chain(field(columns.joint_names).split(';')),
    )?;
    let answers = columns
        .answers
        .iter()
        .map(|column| Ok((column.field, read_answer(column, field(Some(column.at)))?)))
        .collect::<Result<_, Reason>>()?;
    let status = read_status(field(columns.status))?;
    let language = read_language(field(columns.language));
    let email = Email::parse(field(columns.email));
    Ok(ImportedRow {
        account,
        aliases,
        unreadable_aliases,
        names,
        answers,
        status,
        unusable_contact: email.as_ref().is_err_and(|error| *error != EmailError::Missing),
        contact: email.ok().map(|email| Contact { email, language }),
        customer: read_customer(field(columns.customer)),
    })
}

/// Reads only a row's numbers, for [`Numbers`](super::Numbers): those of a row that stays out count too.
///
/// `None` if the row has no account number, or so many columns that no one can say which it is.
#[must_use]
pub fn read_numbers(
    columns: &Columns,
    fields: &[&str],
) -> Option<(AccountNumber, BTreeSet<AccountNumber>)> {
    let whole = fields.len() == columns.width;
    let account = whole.then(|| AccountNumber::parse(fields[columns.account]).ok())??;
    let aliases = columns.aliases.map_or("", |at| fields[at]);
    let (aliases, _) = read_aliases(aliases, &account);
    Some((account, aliases))
}

fn read_account(text: &str) -> Result<AccountNumber, Reason> {
    AccountNumber::parse(text).map_err(|error| match error {
        AccountNumberError::Missing => Reason::NoAccount,
        AccountNumberError::NotAnAccountNumber => Reason::BadAccount,
    })
}

/// Old numbers parted by `;`, and how many of them cannot be read.
fn read_aliases(text: &str, account: &AccountNumber) -> (BTreeSet<AccountNumber>, usize) {
    let mut aliases = BTreeSet::new();
    let mut unreadable = 0;
    for part in text.split(';') {
        match AccountNumber::parse(part) {
            Ok(alias) if alias == *account => {}
            Ok(alias) => drop(aliases.insert(alias)),
            Err(AccountNumberError::Missing) => {}
            Err(AccountNumberError::NotAnAccountNumber) => unreadable += 1,
        }
    }
    (aliases, unreadable)
}

/// Every name that can be compared; blanks and lone dashes are no names.
fn read_names<'a>(texts: impl Iterator<Item = &'a str>) -> Result<Vec<Name>, Reason> {
    let mut names = Vec::new();
    for text in texts {
        match Name::parse(text.trim()) {
            Ok(name) if names.contains(&name) => {}
            Ok(name) => names.push(name),
            Err(NameError::Missing) => {}
            Err(NameError::TooLong) => return Err(Reason::LongName),
        }
    }
    if names.is_empty() { Err(Reason::NoName) } else { Ok(names) }
}

/// An answer as the extract has it: a column named `…_cents` counts cents, where a member types dollars.
fn read_answer(column: &AnswerColumn, text: &str) -> Result<Answer, Reason> {
    let in_cents = column.kind == QuestionKind::Cents
        && column.field.ends_with("_cents")
        && !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_digit());
    let parsed = if in_cents {
        let (dollars, cents) = text.split_at(text.len().saturating_sub(2));
        Answer::parse(column.kind, &format!("{dollars:0>1}.{cents:0>2}"))
    } else {
        Answer::parse(column.kind, text)
    };
    parsed.map_err(|error| match error {
        AnswerError::Missing => Reason::NoAnswer(column.field),
        AnswerError::WrongKind => Reason::BadAnswer(column.field),
    })
}

/// Words that billing systems use; none at all means active.
fn read_status(text: &str) -> Result<AccountStatus, Reason> {
    match text.to_ascii_lowercase().as_str() {
        "" | "active" | "a" | "open" | "o" | "current" => Ok(AccountStatus::Active),
        "closed" | "c" | "inactive" | "i" | "final" | "finaled" | "final billed" | "terminated"
        | "cancelled" | "canceled" => Ok(AccountStatus::Closed),
        _ => Err(Reason::UnknownStatus),
    }
}

/// A language by tag or by name; what is not known is English, as the pages begin in it.
fn read_language(text: &str) -> Language {
    let by_name = match text.to_lowercase().as_str() {
        "spanish" | "español" | "espanol" | "spa" => Some(Language::Spanish),
        _ => None,
    };
    by_name.or_else(|| Language::parse(text)).unwrap_or_default()
}

/// A customer number without separators, leading zeros and case, as account numbers are compared.
fn read_customer(text: &str) -> Option<Typed> {
    let kept: String = without_separators(text).collect();
    let number = kept.trim_start_matches('0').to_uppercase();
    (!number.is_empty()).then(|| Typed::new(number))
}

#[cfg(test)]
mod tests;
