//! A file of bills: its columns, and its rows, each parsed once.

use jiff::civil::Date;

use crate::billing::import::columns::usual::{ACCOUNT, CUSTOMER};
use crate::billing::import::{BadCell, Columns, HeaderError, Note, Reading, Reason};
use crate::history::bill::Bill;
use crate::history::cells::{Row, is_far};
use crate::history::columns::{Header, HistoryColumn, Sum};
use crate::history::document::DocumentName;
use crate::history::energy::Flow;
use crate::values::account_number::AccountNumber;
use crate::values::typed::Typed;

/// Where the names are listed that its columns are found by.
const LISTED: &str = "`porchlight import --columns --as bills`";

/// The day of the bill.
const DATE: &str = "bill_date";
/// What it comes to.
const AMOUNT: &str = "amount_cents";
/// What billing calls it.
const ID: &str = "bill_id";
/// By when it is to be paid.
const DUE: &str = "due_date";
/// The first day that it bills.
const FROM: &str = "from_date";
/// The last day that it bills.
const TO: &str = "to_date";
/// The electricity that it bills.
const USE: &str = "use_kwh";
/// What was owed with it.
const BALANCE: &str = "balance_cents";
/// The name of its document.
const DOCUMENT: &str = "document";

/// The columns of a file of bills. Account and customer number are found by the names that the extract's are.
pub(super) const BILL_COLUMNS: [HistoryColumn; 11] = [
    HistoryColumn { name: ACCOUNT, holds: "the number on the bill; needed", found_by: &[] },
    HistoryColumn {
        name: DATE,
        holds: "the day of the bill; needed",
        found_by: &["Billing Date", "Invoice Date", "Bill Dt"],
    },
    HistoryColumn {
        name: AMOUNT,
        holds: "what it comes to, in cents; below zero it is a credit; needed",
        found_by: &["Amount", "Bill Amount", "Invoice Amount", "Total", "Total Charges"],
    },
    HistoryColumn {
        name: FROM,
        holds: "the first day that it bills; without it nobody can say whose bill it is",
        found_by: &["Service From", "Read From", "Period Start", "From"],
    },
    HistoryColumn {
        name: TO,
        holds: "the last day that it bills",
        found_by: &["Service To", "Read To", "Period End", "To"],
    },
    HistoryColumn {
        name: ID,
        holds: "what billing calls it; without one a bill is its account and day",
        found_by: &["Bill Number", "Invoice Number", "Bill No", "Invoice No"],
    },
    HistoryColumn {
        name: DUE,
        holds: "by when it is to be paid",
        found_by: &["Due", "Due Dt", "Payment Due Date", "Bill Due Date"],
    },
    HistoryColumn {
        name: USE,
        holds: "the electricity that it bills, in kilowatt-hours",
        found_by: &["kWh", "Usage", "Usage kWh", "kWh Used", "Total kWh"],
    },
    HistoryColumn {
        name: BALANCE,
        holds: "what was owed with it, in cents",
        found_by: &["Balance", "Account Balance", "Amount Due", "Total Due"],
    },
    HistoryColumn {
        name: DOCUMENT,
        holds: "the name of its PDF under documents/",
        found_by: &["Document Name", "Bill Document", "PDF", "PDF Name", "PDF File", "Bill PDF"],
    },
    HistoryColumn {
        name: CUSTOMER,
        holds: "the customer's number; a row of another customer than the extract's stays out",
        found_by: &[],
    },
];

/// Where each column of a file of bills stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillColumns {
    /// Account, customer, and how wide the file is.
    pub columns: Columns,
    date: usize,
    amount: Sum,
    id: Option<usize>,
    due: Option<usize>,
    from: Option<usize>,
    to: Option<usize>,
    kwh: Option<usize>,
    balance: Option<Sum>,
    document: Option<usize>,
}

impl BillColumns {
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
        let header = Header::of(header, &BILL_COLUMNS, reading);
        let (account, date, amount) =
            (header.find(ACCOUNT)?, header.find(DATE)?, header.sum(AMOUNT)?);
        let (Some(account), Some(date), Some(amount)) = (account, date, amount) else {
            return Err(header.missing(
                LISTED,
                &[(ACCOUNT, account.is_some()), (DATE, date.is_some()), (AMOUNT, amount.is_some())],
            ));
        };
        let [id, due, from, to, kwh] = [
            header.find(ID)?,
            header.find(DUE)?,
            header.find(FROM)?,
            header.find(TO)?,
            header.find(USE)?,
        ];
        let (balance, document) = (header.sum(BALANCE)?, header.find(DOCUMENT)?);
        let read = [
            (Some(account), ACCOUNT),
            (Some(date), DATE),
            (Some(amount.at), AMOUNT),
            (id, ID),
            (due, DUE),
            (from, FROM),
            (to, TO),
            (kwh, USE),
            (balance.map(|sum| sum.at), BALANCE),
            (document, DOCUMENT),
            (header.find(CUSTOMER)?, CUSTOMER),
        ];
        let columns = header.columns(account, delimiter, &read);
        Ok(Self { columns, date, amount, id, due, from, to, kwh, balance, document })
    }

    /// How many columns of a line are known: the header is the line with the most.
    #[must_use]
    pub fn recognised(line: &[&str], reading: &Reading<'_>) -> usize {
        Header::of(line, &BILL_COLUMNS, reading).recognised()
    }
}

/// What one good row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillRow {
    /// The account, by its own number or an old one.
    pub account: AccountNumber,
    /// The billing system's customer number in the form that it is compared in.
    pub customer: Option<Typed>,
    /// What billing calls the bill.
    pub number: Option<Typed>,
    /// What the bill says; its document is in `document`.
    pub bill: Bill,
    /// What billing calls the bill's document.
    pub document: Option<DocumentName>,
}

impl BillRow {
    /// The first day that the row is about, and the column that says it.
    #[must_use]
    pub fn begins(&self) -> (&'static str, Date) {
        (FROM, self.bill.from)
    }

    /// The day that the bill is kept by, and the column that says it.
    #[must_use]
    pub fn day(&self) -> (&'static str, Date) {
        (DATE, self.bill.date)
    }
}

/// A row as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadBill {
    /// What it says, or why it stays out.
    pub verdict: Result<BillRow, Reason>,
    /// What was mended in it.
    pub notes: Vec<Note>,
}

/// Reads a row by the header's columns; `today` is the day in UTC or the co-op's, whichever is later.
#[must_use]
pub fn read_bill(
    columns: &BillColumns,
    reading: &Reading<'_>,
    fields: &[&str],
    today: Date,
) -> ReadBill {
    let mut row = Row::new(&columns.columns, reading, fields);
    let verdict = read(columns, &mut row, today);
    ReadBill { verdict, notes: row.into_notes() }
}

/// The first rule that is broken, from the row's width on.
fn read(of: &BillColumns, row: &mut Row<'_>, today: Date) -> Result<BillRow, Reason> {
    let (account, customer) = row.whose()?;
    let date = row.date(Some(of.date), DATE)?.ok_or(Reason::NoAnswer(DATE))?;
    let amount = row.sum(Some(of.amount), AMOUNT)?.ok_or(Reason::NoAnswer(AMOUNT))?;
    if date > today {
        return Err(Reason::Future(DATE));
    }
    let from = row.date(of.from, FROM)?.ok_or(Reason::NoAnswer(FROM))?;
    let to = row.date(of.to, TO)?;
    // What is billed before it was used, and what ends before it begins, is a slip.
    if from > date {
        return Err(Reason::BadCell(FROM, BadCell::Order));
    }
    if to.is_some_and(|to| to < from) {
        return Err(Reason::BadCell(TO, BadCell::Order));
    }
    let due = row.date(of.due, DUE)?;
    for (column, day) in [(TO, to), (DUE, due)] {
        if day.is_some_and(|day| is_far(day, date)) {
            return Err(Reason::BadCell(column, BadCell::Far));
        }
    }
    let bill = Bill {
        date,
        amount,
        from,
        to,
        due,
        watt_hours: row.flow(of.kwh, USE)?.map(Flow::expose),
        balance: row.sum(of.balance, BALANCE)?,
        document: None,
    };
    let document = match of.document.and_then(|at| row.text(at, DOCUMENT)) {
        Some(name) => Some(DocumentName::parse(&name).ok_or(Reason::BadName(DOCUMENT))?),
        None => None,
    };
    Ok(BillRow { account, customer, number: row.number(of.id, ID)?, bill, document })
}

#[cfg(test)]
mod tests;
