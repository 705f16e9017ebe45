//! A row of a file of balances, parsed once.

use jiff::civil::Date;

use crate::billing::import::cells::Cells;
use crate::billing::import::dates::{DateCell, read_date};
use crate::billing::import::nothing::is_nothing;
use crate::billing::import::spreadsheet::{broken, unwrapped};
use crate::billing::import::{Note, Reading, Reason};
use crate::history::balance::{Balance, Payment};
use crate::history::cents::Cents;
use crate::history::columns::{
    AS_OF, AUTO_PAY, BALANCE, BalanceColumns, DUE, LAST_PAYMENT, LAST_PAYMENT_DATE, Sum,
};
use crate::values::account_number::AccountNumber;
use crate::values::typed::Typed;

/// The most days that a bill may be due after the day of its balance; what is later is a slip.
const LATEST_DUE: i32 = 366;

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
    /// The first day that the row is about, and the column that says it.
    #[must_use]
    pub fn begins(&self) -> (&'static str, Date) {
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
/// `today` is the day in UTC. It is ahead of the co-op's day in the evening, so no row of today is of the future.
#[must_use]
pub fn read_balance(
    columns: &BalanceColumns,
    reading: &Reading<'_>,
    fields: &[&str],
    today: Date,
) -> ReadBalance {
    let mut row = Row { of: columns, cells: Cells::new(&columns.columns, reading, fields) };
    let verdict = row.read(today);
    ReadBalance { verdict, notes: row.cells.into_notes() }
}

struct Row<'a> {
    of: &'a BalanceColumns,
    cells: Cells<'a>,
}

impl Row<'_> {
    /// The first rule that is broken, from the row's width on.
    fn read(&mut self, today: Date) -> Result<BalanceRow, Reason> {
        self.cells.fits()?;
        let (account, _) = self.cells.account()?;
        let customer = self.cells.customer()?;
        let amount = self.sum(Some(self.of.balance), BALANCE)?.ok_or(Reason::NoAnswer(BALANCE))?;
        let as_of = self.date(Some(self.of.as_of), AS_OF)?.ok_or(Reason::NoAnswer(AS_OF))?;
        if as_of > today {
            return Err(Reason::Future(AS_OF));
        }
        let due = self.date(self.of.due, DUE)?;
        let days_after = |due: Date| due.since(as_of).map_or(i32::MAX, |span| span.get_days());
        if due.is_some_and(|due| days_after(due) > LATEST_DUE) {
            return Err(Reason::BadAnswer(DUE));
        }
        let auto_pay = self.yes_or_no(self.of.auto_pay, AUTO_PAY)?;
        let paid = self.sum(self.of.last_payment, LAST_PAYMENT)?;
        let on = self.date(self.of.last_payment_date, LAST_PAYMENT_DATE)?;
        if on.is_some_and(|on| on > today) {
            return Err(Reason::Future(LAST_PAYMENT_DATE));
        }
        // A day without a sum says nothing that a member could use.
        let last_payment = paid.map(|amount| Payment { amount, on });
        let balance = Balance { amount, as_of, due, auto_pay, last_payment };
        Ok(BalanceRow { account, customer, balance })
    }

    /// A sum; `None` if nothing stands there. A zero is one.
    fn sum(&mut self, sum: Option<Sum>, name: &'static str) -> Result<Option<Cents>, Reason> {
        let Some(Sum { at, in_cents }) = sum else { return Ok(None) };
        let text = self.cells.mended(Some(at), name);
        let inner = unwrapped(&text);
        if inner.is_some() {
            self.cells.note(Note::Unwrapped(name));
        }
        let text = inner.unwrap_or(&text);
        if is_nothing(text) {
            self.cells.nothing(text, name);
            return Ok(None);
        }
        Cents::read(text, in_cents).map(Some).ok_or_else(|| match broken(text) {
            Some(how) if text.contains(['e', 'E', '#']) => Reason::Broken(name, how),
            Some(_) | None => Reason::BadAnswer(name),
        })
    }

    fn date(&mut self, at: Option<usize>, name: &'static str) -> Result<Option<Date>, Reason> {
        let text = self.cells.mended(at, name);
        match read_date(unwrapped(&text).unwrap_or(&text)) {
            DateCell::Date(date) => Ok(Some(date)),
            DateCell::NoDate => Err(Reason::BadAnswer(name)),
            DateCell::Nothing => {
                self.cells.nothing(&text, name);
                Ok(None)
            }
        }
    }

    fn yes_or_no(&mut self, at: Option<usize>, name: &'static str) -> Result<Option<bool>, Reason> {
        let text = self.cells.mended(at, name);
        let word = text.to_lowercase();
        match word.as_str() {
            "y" | "yes" | "t" | "true" | "1" | "on" | "active" | "enrolled" => Ok(Some(true)),
            "n" | "no" | "f" | "false" | "0" | "off" | "inactive" | "none" => Ok(Some(false)),
            _ if is_nothing(&word) => {
                self.cells.nothing(&text, name);
                Ok(None)
            }
            _ => Err(Reason::BadAnswer(name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::billing::import::Broken;

    const TODAY: Date = date(2026, 11, 23);
    const HEADER: [&str; 8] = [
        "account_no",
        "balance_cents",
        "as_of",
        "due_date",
        "auto_pay",
        "last_payment_cents",
        "last_payment_date",
        "customer_no",
    ];
    const GOOD: [&str; 8] =
        ["1234-5001", "8410", "2026-11-23", "12/8/2026", "yes", "9000", "2026-11-02", "0040"];

    fn read(fields: &[&str]) -> Result<BalanceRow, Reason> {
        let reading = Reading::default();
        let columns = BalanceColumns::parse(&HEADER, ',', &reading).expect("a header");
        read_balance(&columns, &reading, fields, TODAY).verdict
    }

    /// The good row with one cell changed.
    fn with(column: &str, text: &str) -> Result<BalanceRow, Reason> {
        let at = HEADER.iter().position(|name| *name == column).expect("a column");
        let mut fields = GOOD;
        fields[at] = text;
        read(&fields)
    }

    #[test]
    fn a_whole_row_is_read() {
        let row = read(&GOOD).expect("a row");

        let amount = |amount| Cents::new(amount).expect("a sum");
        let paid = Payment { amount: amount(9_000), on: Some(date(2026, 11, 2)) };
        let balance = Balance {
            amount: amount(8_410),
            as_of: TODAY,
            due: Some(date(2026, 12, 8)),
            auto_pay: Some(true),
            last_payment: Some(paid),
        };
        assert_eq!(row.account, AccountNumber::parse("12345001").expect("a number"));
        assert_eq!(row.customer, Some(Typed::new("40")));
        assert_eq!((row.balance, row.begins()), (balance, (AS_OF, TODAY)));
    }

    #[test]
    fn what_is_not_needed_may_be_empty() {
        for column in ["due_date", "auto_pay", "last_payment_cents", "last_payment_date"] {
            assert!(with(column, "").is_ok(), "{column}");
            assert!(with(column, "NULL").is_ok(), "{column}");
        }
        assert_eq!(with("last_payment_cents", "").expect("a row").balance.last_payment, None);
    }

    #[test]
    fn what_is_needed_may_not() {
        assert_eq!(with("account_no", ""), Err(Reason::NoAccount));
        for column in ["balance_cents", "as_of"] {
            assert_eq!(with(column, "n/a"), Err(Reason::NoAnswer(column)));
        }
        assert_eq!(with("balance_cents", "0").expect("a row").balance.amount.expose(), 0);
    }

    #[test]
    fn what_cannot_be_read_keeps_the_row_out() {
        for (column, text) in [
            ("balance_cents", "84.10"),
            ("balance_cents", "twelve"),
            ("as_of", "3/4/26"),
            ("due_date", "soon"),
            ("due_date", "2028-11-23"),
            ("auto_pay", "maybe"),
            ("last_payment_date", "46085"),
        ] {
            assert_eq!(with(column, text), Err(Reason::BadAnswer(column)), "{text}");
        }
        let broken = Reason::Broken("balance_cents", Broken::Exponent);
        assert_eq!(with("balance_cents", "8.4E+03"), Err(broken));
        assert_eq!(read(&GOOD[..7]), Err(Reason::Width));
    }

    #[test]
    fn a_day_that_has_not_come_yet_keeps_the_row_out() {
        assert_eq!(with("as_of", "2026-11-24"), Err(Reason::Future("as_of")));
        assert_eq!(
            with("last_payment_date", "2026-11-24"),
            Err(Reason::Future("last_payment_date"))
        );
    }

    #[test]
    fn a_spreadsheets_forms_are_read_as_meant() {
        for text in ["=\"8410\"", "'8410", "8410.0", "8,410"] {
            assert_eq!(with("balance_cents", text), read(&GOOD), "{text}");
        }
        assert_eq!(with("balance_cents", "-250").expect("a row").balance.amount.expose(), -250);
    }
}
