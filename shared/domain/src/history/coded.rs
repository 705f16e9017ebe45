//! A file of bills that are to be printed with codes: its columns, and its rows, each parsed once.

use crate::billing::import::columns::usual::{ACCOUNT, CUSTOMER};
use crate::billing::import::{Columns, HeaderError, Note, Reading, Reason};
use crate::billing::printed_code::{CodeDays, PrintedCode};
use crate::history::cells::Row;
use crate::history::columns::{Header, HistoryColumn};
use crate::keys::ring::KeyRing;
use crate::values::ids::CustomerKey;

/// Where the names are listed that its columns are found by.
const LISTED: &str = "docs/OPERATING.md#a-code-on-the-bill";

/// The day of the bill.
const DATE: &str = "bill_date";
/// Whether it is the last one of who moves out.
const FINAL: &str = "final_bill";
/// The column that is added.
pub const CODE_COLUMN: &str = "bill_code";

/// The columns of a file of bills to be printed. Account and customer number are found by the names that the extract's are.
pub const CODED_COLUMNS: [HistoryColumn; 4] = [
    HistoryColumn { name: ACCOUNT, holds: "the number on the bill; needed", found_by: &[] },
    HistoryColumn {
        name: CUSTOMER,
        holds: "the customer's number, as the extract has it; needed",
        found_by: &[],
    },
    HistoryColumn {
        name: DATE,
        holds: "the day that is printed as the bill's; needed",
        found_by: &["Billing Date", "Invoice Date", "Bill Dt"],
    },
    HistoryColumn {
        name: FINAL,
        holds: "whether it is the final bill of who moves out, which gets no code; needed, unless --no-finals says that there is none",
        found_by: &["Final", "Is Final", "Final Flag", "Bill Type"],
    },
];

/// Where each column of a file of bills to be printed stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedColumns {
    /// Account, customer, and how wide the file is.
    pub columns: Columns,
    date: usize,
    is_final: Option<usize>,
}

impl CodedColumns {
    /// Reads a header. Unless there are no final bills, a column has to say which are.
    ///
    /// # Errors
    ///
    /// `MissingColumns` with all that are not there, `Duplicate` if two fit one.
    pub fn parse(
        header: &[&str],
        delimiter: char,
        reading: &Reading<'_>,
        no_finals: bool,
    ) -> Result<Self, HeaderError> {
        let header = Header::of(header, &CODED_COLUMNS, reading);
        let [account, customer, date, is_final] = [
            header.find(ACCOUNT)?,
            header.find(CUSTOMER)?,
            header.find(DATE)?,
            header.find(FINAL)?,
        ];
        let knows_finals = no_finals || is_final.is_some();
        let (Some(account), Some(customer), Some(date), true) =
            (account, customer, date, knows_finals)
        else {
            return Err(header.missing(
                LISTED,
                &[
                    (ACCOUNT, account.is_some()),
                    (CUSTOMER, customer.is_some()),
                    (DATE, date.is_some()),
                    (FINAL, knows_finals),
                ],
            ));
        };
        let read = [
            (Some(account), ACCOUNT),
            (Some(customer), CUSTOMER),
            (Some(date), DATE),
            (is_final, FINAL),
        ];
        Ok(Self { columns: header.columns(account, delimiter, &read), date, is_final })
    }

    /// How many columns of a line are known: the header is the line with the most.
    #[must_use]
    pub fn recognised(line: &[&str], reading: &Reading<'_>) -> usize {
        Header::of(line, &CODED_COLUMNS, reading).recognised()
    }
}

/// What becomes of a bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coded {
    /// It is printed with a code.
    Code(PrintedCode),
    /// It is the last bill of who moves out, and is printed without one.
    Final,
}

/// A row as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedBill {
    /// What becomes of it, or why it gets no code.
    pub verdict: Result<Coded, Reason>,
    /// What was mended in it.
    pub notes: Vec<Note>,
}

/// Reads a row by the header's columns, and makes its code under the current key; `days` are those whose codes work.
#[must_use]
pub fn code_bill(
    keys: &KeyRing,
    columns: &CodedColumns,
    reading: &Reading<'_>,
    fields: &[&str],
    days: CodeDays,
) -> CodedBill {
    let mut row = Row::new(&columns.columns, reading, fields);
    let verdict = read(keys, columns, &mut row, days);
    CodedBill { verdict, notes: row.into_notes() }
}

/// The first rule that is broken, from the row's width on.
fn read(
    keys: &KeyRing,
    of: &CodedColumns,
    row: &mut Row<'_>,
    days: CodeDays,
) -> Result<Coded, Reason> {
    let (account, customer) = row.whose()?;
    if is_final(of, row)? {
        return Ok(Coded::Final);
    }
    let customer = customer.ok_or(Reason::NoAnswer(CUSTOMER))?;
    let date = row.date(Some(of.date), DATE)?.ok_or(Reason::NoAnswer(DATE))?;
    if !days.has(date) {
        return Err(Reason::NoCodeThen(DATE));
    }
    let customer = CustomerKey::of(keys, &account, &customer);
    let code = PrintedCode::of(keys, &account, &customer, date);
    Ok(Coded::Code(code.expect("the ring holds its current key")))
}

/// Whether a bill is a final one: yes or no, or the type of the bill.
fn is_final(of: &CodedColumns, row: &mut Row<'_>) -> Result<bool, Reason> {
    let word = of.is_final.and_then(|at| row.text(at, FINAL)).unwrap_or_default();
    match word.to_lowercase().as_str() {
        "final" | "final bill" | "finaled" | "closing" => Ok(true),
        "regular" | "cycle" | "normal" | "standard" => Ok(false),
        _ => Ok(row.yes_or_no(of.is_final, FINAL)?.unwrap_or(false)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::billing::import::BadCell;
    use crate::figures::Figures;
    use crate::fixtures::test_keys;
    use crate::values::account_number::AccountNumber;
    use crate::values::typed::Typed;

    /// Noon of 23 November 2026 in UTC.
    const NOON: Timestamp = Timestamp::constant(1_795_435_200, 0);
    const HEADER: [&str; 4] = ["Acct No", "Cust Nbr", "Bill Date", "Final"];

    fn columns(header: &[&str], no_finals: bool) -> Result<CodedColumns, HeaderError> {
        CodedColumns::parse(header, ',', &Reading::default(), no_finals)
    }

    fn coded(row: &[&str]) -> Result<Coded, Reason> {
        let columns = columns(&HEADER, false).expect("a header");
        let days = CodeDays::at(Figures::SHIPPED, NOON);
        code_bill(&test_keys(), &columns, &Reading::default(), row, days).verdict
    }

    #[test]
    fn a_bill_gets_the_code_of_its_account_customer_and_day_however_they_are_written() {
        let (keys, account) = (test_keys(), AccountNumber::parse("12345").expect("a number"));
        let customer = CustomerKey::of(&keys, &account, &Typed::new("77"));
        let day = jiff::civil::date(2026, 11, 2);
        let code = PrintedCode::of(&keys, &account, &customer, day).expect("a key");

        for row in [
            ["12345", "77", "2026-11-02", "N"],
            ["=\"0012-345\"", "0077", "11/2/2026", ""],
            ["12345", "77", "2026-11-02 00:00:00", "regular"],
        ] {
            assert_eq!(coded(&row), Ok(Coded::Code(code.clone())), "{row:?}");
        }
    }

    #[test]
    fn a_final_bill_gets_none_whatever_else_it_says() {
        for (word, day) in [("Y", "2026-11-02"), ("FINAL", ""), ("true", "2024-01-01")] {
            assert_eq!(coded(&["12345", "", day, word]), Ok(Coded::Final), "{word}");
        }
        let unclear = coded(&["12345", "77", "2026-11-02", "maybe"]);
        assert_eq!(unclear, Err(Reason::BadCell("final_bill", BadCell::YesOrNo)));
    }

    #[test]
    fn a_bill_without_customer_or_day_or_of_a_day_that_does_not_count_gets_none() {
        for (row, reason) in [
            (["12345", "0", "2026-11-02", ""], Reason::NoAnswer("customer_no")),
            (["12345", "77", "", ""], Reason::NoAnswer("bill_date")),
            (["12345", "77", "soon", ""], Reason::BadCell("bill_date", BadCell::Date)),
            (["12345", "77", "2026-12-01", ""], Reason::NoCodeThen("bill_date")),
            (["12345", "77", "2026-09-23", ""], Reason::NoCodeThen("bill_date")),
            (["", "77", "2026-11-02", ""], Reason::NoAccount),
        ] {
            assert_eq!(coded(&row), Err(reason), "{row:?}");
        }
    }

    #[test]
    fn each_column_is_needed_and_that_of_final_bills_unless_there_are_none() {
        for (at, name) in
            ["account_no", "customer_no", "bill_date", "final_bill"].iter().enumerate()
        {
            let header: Vec<&str> =
                HEADER.iter().enumerate().filter(|(it, _)| *it != at).map(|(_, it)| *it).collect();
            let Err(HeaderError::MissingColumns { columns, .. }) = columns(&header, false) else {
                panic!("it is read without {name}")
            };
            assert_eq!(columns, [*name]);
        }
        assert!(columns(&HEADER[..3], true).is_ok());
        assert_eq!(CodedColumns::recognised(&HEADER, &Reading::default()), 4);
    }
}
