//! The header of a file of balances: which column is where.

use crate::billing::import::columns::names::{cut, named, same, shown};
use crate::billing::import::columns::usual::{ACCOUNT, CUSTOMER, meant};
use crate::billing::import::{Columns, HeaderError, Reading};

/// What is owed.
pub(super) const BALANCE: &str = "balance_cents";
/// The day of which it is true.
pub(super) const AS_OF: &str = "as_of";
/// By when it is to be paid.
pub(super) const DUE: &str = "due_date";
/// Whether it is taken by itself.
pub(super) const AUTO_PAY: &str = "auto_pay";
/// What was paid last.
pub(super) const LAST_PAYMENT: &str = "last_payment_cents";
/// When it was paid.
pub(super) const LAST_PAYMENT_DATE: &str = "last_payment_date";

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

/// The columns of a file of balances. Account and customer number are found by the names that the extract's are.
pub const BALANCE_COLUMNS: [HistoryColumn; 8] = [
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

/// Whether a map may name a column of a file of balances.
#[must_use]
pub fn is_balance_column(name: &str) -> bool {
    BALANCE_COLUMNS.iter().any(|column| column.name == name)
}

/// A column with a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) at: usize,
    /// Whether it counts cents, by its name.
    pub(super) in_cents: bool,
}

/// Where each column of a file of balances stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BalanceColumns {
    /// Account, customer, and how wide the file is.
    pub columns: Columns,
    pub(super) balance: Sum,
    pub(super) as_of: usize,
    pub(super) due: Option<usize>,
    pub(super) auto_pay: Option<usize>,
    pub(super) last_payment: Option<Sum>,
    pub(super) last_payment_date: Option<usize>,
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
        let names = named(header);
        let find = |column: &'static str| find(&names, column, reading);
        let sum = |at: usize| Sum { at, in_cents: names[at].to_lowercase().contains("cents") };
        let (account, balance, as_of) = (find(ACCOUNT)?, find(BALANCE)?, find(AS_OF)?);
        let (Some(account), Some(balance), Some(as_of)) = (account, balance, as_of) else {
            let needed = [(ACCOUNT, account), (BALANCE, balance), (AS_OF, as_of)];
            let columns = needed.into_iter().filter(|(_, at)| at.is_none()).map(|(name, _)| name);
            return Err(HeaderError::MissingColumns {
                columns: columns.collect(),
                read: shown(&names),
            });
        };
        let (due, auto_pay) = (find(DUE)?, find(AUTO_PAY)?);
        let (last_payment, last_payment_date) = (find(LAST_PAYMENT)?, find(LAST_PAYMENT_DATE)?);
        let customer = find(CUSTOMER)?;
        let read = [
            (Some(account), ACCOUNT),
            (Some(balance), BALANCE),
            (Some(as_of), AS_OF),
            (due, DUE),
            (auto_pay, AUTO_PAY),
            (last_payment, LAST_PAYMENT),
            (last_payment_date, LAST_PAYMENT_DATE),
            (customer, CUSTOMER),
        ];
        let read = || read.into_iter().filter_map(|(at, name)| Some((at?, name)));
        let other = |(at, name): (usize, &'static str)| {
            (!names[at].eq_ignore_ascii_case(name)).then(|| (name, cut(&names[at])))
        };
        let unknown = (0..names.len()).filter(|at| read().all(|(read, _)| read != *at));
        let columns = Columns {
            account,
            customer,
            width: names.len(),
            delimiter,
            unknown: unknown.map(|at| cut(&names[at])).collect(),
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
        };
        let (balance, last_payment) = (sum(balance), last_payment.map(sum));
        Ok(Self { columns, balance, as_of, due, auto_pay, last_payment, last_payment_date })
    }

    /// How many columns of a line are known: the header is the line with the most.
    #[must_use]
    pub fn recognised(line: &[&str], reading: &Reading<'_>) -> usize {
        let names = named(line);
        let is_known = |name: &&String| {
            BALANCE_COLUMNS.iter().any(|column| fits(name, column.name, reading).is_some())
        };
        names.iter().filter(is_known).count()
    }
}

/// How well a header's name fits a column: 0 if the map or the name itself says so, more for names that only may.
fn fits(name: &str, column: &str, reading: &Reading<'_>) -> Option<u8> {
    let mapped = |(to, header): &(&str, &str)| *to == column && same(header, name);
    if reading.columns.iter().any(mapped) {
        return Some(0);
    }
    if same(name, column) {
        return Some(1);
    }
    let known = BALANCE_COLUMNS.iter().find(|known| known.name == column)?;
    if known.found_by.iter().any(|other| same(name, other)) {
        return Some(2);
    }
    let (meant, fit) = meant(&name.to_lowercase())?;
    (meant == column && matches!(column, ACCOUNT | CUSTOMER)).then_some(2 + fit as u8)
}

/// Where a column stands: the one that fits best, unless two fit alike.
fn find(
    names: &[String],
    column: &'static str,
    reading: &Reading<'_>,
) -> Result<Option<usize>, HeaderError> {
    let mut best: Option<(u8, usize)> = None;
    let mut twin = None;
    for (at, name) in names.iter().enumerate() {
        let Some(fit) = fits(name, column, reading) else { continue };
        match best {
            Some((least, _)) if least < fit => {}
            Some((least, other)) if least == fit => twin = Some((other, at)),
            Some(_) | None => (best, twin) = (Some((fit, at)), None),
        }
    }
    match twin {
        Some((one, other)) => {
            let (one, other) = (cut(&names[one]), cut(&names[other]));
            Err(HeaderError::Duplicate { column, one, other })
        }
        None => Ok(best.map(|(_, at)| at)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(header: &[&str]) -> Result<BalanceColumns, HeaderError> {
        BalanceColumns::parse(header, ',', &Reading::default())
    }

    #[test]
    fn columns_are_found_in_any_order_and_by_the_names_that_systems_give_them() {
        let columns =
            parse(&["Due Date", "AS_OF", "ACCT NBR", "Amount Due", "Cust_Nbr", "Rate", ""])
                .expect("a header");

        assert_eq!((columns.columns.account, columns.as_of), (2, 1));
        assert_eq!(columns.balance, Sum { at: 3, in_cents: false });
        assert_eq!((columns.due, columns.columns.customer), (Some(0), Some(4)));
        assert_eq!(columns.columns.unknown, ["Rate"]);
        assert_eq!(columns.columns.width, 6);
        let found = [("account_no", "ACCT NBR"), ("balance_cents", "Amount Due")];
        for (name, header) in found {
            assert!(columns.columns.found.contains(&(name, header.to_owned())), "{name}");
        }
    }

    #[test]
    fn a_sum_counts_cents_if_its_name_says_so() {
        let columns = parse(&["account_no", "balance_cents", "as_of", "Last Payment"]);

        let columns = columns.expect("a header");
        assert_eq!(columns.balance, Sum { at: 1, in_cents: true });
        assert_eq!(columns.last_payment, Some(Sum { at: 3, in_cents: false }));
    }

    #[test]
    fn every_needed_column_that_is_missing_is_named() {
        let refused = parse(&["Account", "Rate"]);

        let Err(HeaderError::MissingColumns { columns, .. }) = refused else { panic!("read") };
        assert_eq!(columns, [BALANCE, AS_OF]);
    }

    #[test]
    fn two_columns_that_fit_alike_are_refused_and_a_map_says_which() {
        let header = ["account_no", "Balance", "Amount Due", "as_of"];
        let reading = Reading { columns: &[(BALANCE, "amount_due")], ..Reading::default() };

        let twice = matches!(parse(&header), Err(HeaderError::Duplicate { column: BALANCE, .. }));
        let mapped = BalanceColumns::parse(&header, ',', &reading).expect("a header");

        assert!(twice);
        assert_eq!(mapped.balance.at, 2);
        assert!(parse(&["account_no", "balance_cents", "as_of", "as of"]).is_err());
    }

    #[test]
    fn the_header_is_the_line_with_the_most_known_names() {
        let reading = Reading::default();
        let known = |line: &[&str]| BalanceColumns::recognised(line, &reading);

        assert_eq!(known(&["Balances of Juniper Valley"]), 0);
        assert_eq!(known(&["account_no", "balance_cents", "as_of", "Rate"]), 3);
        assert_eq!(known(&["1000245", "8410", "2026-11-23"]), 0);
    }
}
