//! A file of balances: its columns, and its rows, each parsed once.

use jiff::civil::Date;

use crate::billing::import::columns::usual::{ACCOUNT, CUSTOMER};
use crate::billing::import::{BadCell, Columns, HeaderError, Note, Reading, Reason};
use crate::history::balance::{Balance, Payment};
use crate::history::cells::{Row, is_far};
use crate::history::cents::Cents;
use crate::history::columns::{Header, HistoryColumn, Sum};
use crate::values::account_number::AccountNumber;
use crate::values::typed::Typed;

/// Where the names are listed that its columns are found by.
const LISTED: &str = "`porchlight import --columns --as balances`";

/// What is owed.
const BALANCE: &str = "balance_cents";
/// The day of which it is true.
const AS_OF: &str = "as_of";
/// By when it is to be paid.
const DUE: &str = "due_date";
/// Whether it is taken by itself.
const AUTO_PAY: &str = "auto_pay";
/// What was paid last.
const LAST_PAYMENT: &str = "last_payment_cents";
/// When it was paid.
const LAST_PAYMENT_DATE: &str = "last_payment_date";

/// The columns of a file of balances. Account and customer number are found by the names that the extract's are.
pub(super) const BALANCE_COLUMNS: [HistoryColumn; 8] = [
    HistoryColumn { name: ACCOUNT, holds: "the number on the bill; needed", found_by: &[] },
    HistoryColumn {
        name: BALANCE,
        holds: "what is owed, in cents; below zero it is a credit; needed",
        found_by: &["Balance", "Account Balance", "Current Balance", "Balance Due", "Amount Due"],
    },
    HistoryColumn {
        name: AS_OF,
        holds: "the day of which the balance is true; needed",
        found_by: &["As Of Date", "Balance Date", "As Of Dt", "Balance As Of"],
    },
    HistoryColumn {
        name: DUE,
        holds: "by when it is to be paid",
        found_by: &["Due", "Due Dt", "Payment Due Date", "Bill Due Date"],
    },
    HistoryColumn {
        name: AUTO_PAY,
        holds: "whether it is taken by itself: yes or no",
        found_by: &["Autopay", "On Auto Pay", "Auto Pay Status", "Bank Draft", "ACH"],
    },
    HistoryColumn {
        name: LAST_PAYMENT,
        holds: "the last payment, in cents",
        found_by: &["Last Payment", "Last Payment Amount", "Last Pmt Amt"],
    },
    HistoryColumn {
        name: LAST_PAYMENT_DATE,
        holds: "the day of the last payment",
        found_by: &["Last Pmt Date", "Last Paid Date", "Date of Last Payment"],
    },
    HistoryColumn {
        name: CUSTOMER,
        holds: "the customer's number; a row of another customer than the extract's stays out",
        found_by: &[],
    },
];

/// Where each column of a file of balances stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BalanceColumns {
    /// Account, customer, and how wide the file is.
    pub columns: Columns,
    balance: Sum,
    as_of: usize,
    due: Option<usize>,
    auto_pay: Option<usize>,
    last_payment: Option<Sum>,
    last_payment_date: Option<usize>,
}

impl BalanceColumns {
    /// Reads a header: any order, the usual names; case, blanks and how words are joined do not matter.
    ///
    /// # Errors
    ///
    /// `MissingColumns` with all that are not there, `Duplicate` if two fit one.
    pub fn parse(
        header: &[&str],
        delimiter: char,
        reading: &Reading<'_>,
    ) -> Result<Self, HeaderError> {
        let header = Header::of(header, &BALANCE_COLUMNS, reading);
        let account = header.find(ACCOUNT)?;
        let (balance, as_of) = (header.sum(BALANCE)?, header.find(AS_OF)?);
        let (Some(account), Some(balance), Some(as_of)) = (account, balance, as_of) else {
            return Err(header.missing(
                LISTED,
                &[
                    (ACCOUNT, account.is_some()),
                    (BALANCE, balance.is_some()),
                    (AS_OF, as_of.is_some()),
                ],
            ));
        };
        let (due, auto_pay) = (header.find(DUE)?, header.find(AUTO_PAY)?);
        let last_payment = header.sum(LAST_PAYMENT)?;
        let last_payment_date = header.find(LAST_PAYMENT_DATE)?;
        let read = [
            (Some(account), ACCOUNT),
            (Some(balance.at), BALANCE),
            (Some(as_of), AS_OF),
            (due, DUE),
            (auto_pay, AUTO_PAY),
            (last_payment.map(|sum| sum.at), LAST_PAYMENT),
            (last_payment_date, LAST_PAYMENT_DATE),
            (header.find(CUSTOMER)?, CUSTOMER),
        ];
        let columns = header.columns(account, delimiter, &read);
        Ok(Self { columns, balance, as_of, due, auto_pay, last_payment, last_payment_date })
    }

    /// How many columns of a line are known: the header is the line with the most.
    #[must_use]
    pub fn recognised(line: &[&str], reading: &Reading<'_>) -> usize {
        Header::of(line, &BALANCE_COLUMNS, reading).recognised()
    }
}

/// What one good row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BalanceRow {
    /// The account, by its own number or an old one.
    pub account: AccountNumber,
    /// The billing system's customer number in the form that it is compared in.
    pub customer: Option<Typed>,
    /// What is due.
    pub balance: Balance,
}

impl BalanceRow {
    /// The day that the row is about, and the column that says it.
    #[must_use]
    pub fn day(&self) -> (&'static str, Date) {
        (AS_OF, self.balance.as_of)
    }
}

/// A row as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadBalance {
    /// What it says, or why it stays out.
    pub verdict: Result<BalanceRow, Reason>,
    /// What was mended in it.
    pub notes: Vec<Note>,
}

/// Reads a row by the header's columns.
///
/// `today` is the day in UTC or in the co-op's zone, whichever is later, so no row of today is of the future.
#[must_use]
pub fn read_balance(
    columns: &BalanceColumns,
    reading: &Reading<'_>,
    fields: &[&str],
    today: Date,
) -> ReadBalance {
    let mut row = Row::new(&columns.columns, reading, fields);
    let verdict = read(columns, &mut row, today);
    ReadBalance { verdict, notes: row.into_notes() }
}

/// The first rule that is broken, from the row's width on.
fn read(of: &BalanceColumns, row: &mut Row<'_>, today: Date) -> Result<BalanceRow, Reason> {
    let (account, customer) = row.whose()?;
    let amount = row.sum(Some(of.balance), BALANCE)?.ok_or(Reason::NoAnswer(BALANCE))?;
    let as_of = row.date(Some(of.as_of), AS_OF)?.ok_or(Reason::NoAnswer(AS_OF))?;
    if as_of > today {
        return Err(Reason::Future(AS_OF));
    }
    let due = row.date(of.due, DUE)?;
    if due.is_some_and(|due| is_far(due, as_of)) {
        return Err(Reason::BadCell(DUE, BadCell::Far));
    }
    let auto_pay = row.yes_or_no(of.auto_pay, AUTO_PAY)?;
    let paid = row.sum(of.last_payment, LAST_PAYMENT)?;
    if paid.is_some_and(Cents::is_credit) {
        return Err(Reason::BadCell(LAST_PAYMENT, BadCell::TakenBack));
    }
    let on = row.date(of.last_payment_date, LAST_PAYMENT_DATE)?;
    if on.is_some_and(|on| on > today) {
        return Err(Reason::Future(LAST_PAYMENT_DATE));
    }
    // A day without a sum says nothing that a member could use.
    let last_payment = paid.map(|amount| Payment { amount, on });
    let balance = Balance { amount, as_of, due, auto_pay, last_payment };
    Ok(BalanceRow { account, customer, balance })
}

#[cfg(test)]
mod tests;
