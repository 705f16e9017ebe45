//! Headers and rows of balances.

use jiff::civil::date;

use super::*;
use crate::billing::import::Broken;
use crate::history::cents::Cents;

fn parse(header: &[&str]) -> Result<BalanceColumns, HeaderError> {
    BalanceColumns::parse(header, ',', &Reading::default())
}

#[test]
fn columns_are_found_in_any_order_and_by_the_names_that_systems_give_them() {
    let columns = parse(&["Due Date", "AS_OF", "ACCT NBR", "Amount Due", "Cust_Nbr", "Rate", ""])
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

fn read_row(fields: &[&str]) -> Result<BalanceRow, Reason> {
    let reading = Reading::default();
    let columns = BalanceColumns::parse(&HEADER, ',', &reading).expect("a header");
    read_balance(&columns, &reading, fields, TODAY).verdict
}

/// The good row with one cell changed.
fn with(column: &str, text: &str) -> Result<BalanceRow, Reason> {
    let at = HEADER.iter().position(|name| *name == column).expect("a column");
    let mut fields = GOOD;
    fields[at] = text;
    read_row(&fields)
}

#[test]
fn a_whole_row_is_read() {
    let row = read_row(&GOOD).expect("a row");

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
    assert_eq!((row.balance, row.day()), (balance, (AS_OF, TODAY)));
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
        let Err(Reason::BadCell(named, _)) = with(column, text) else { panic!("{text}") };
        assert_eq!(named, column, "{text}");
    }
    let broken = Reason::Broken("balance_cents", Broken::Exponent);
    assert_eq!(with("balance_cents", "8.4E+03"), Err(broken));
    assert_eq!(read_row(&GOOD[..7]), Err(Reason::Width));
}

#[test]
fn a_payment_that_was_taken_back_keeps_the_row_out() {
    let taken_back = Reason::BadCell("last_payment_cents", BadCell::TakenBack);

    for text in ["-9000", "(9000)", "9000 CR"] {
        assert_eq!(with("last_payment_cents", text), Err(taken_back), "{text}");
    }
    assert!(with("last_payment_cents", "0").is_ok());
}

#[test]
fn a_day_that_has_not_come_yet_keeps_the_row_out() {
    assert_eq!(with("as_of", "2026-11-24"), Err(Reason::Future("as_of")));
    assert_eq!(with("last_payment_date", "2026-11-24"), Err(Reason::Future("last_payment_date")));
}

#[test]
fn a_spreadsheets_forms_are_read_as_meant() {
    for text in ["=\"8410\"", "'8410", "8410.0", "8,410"] {
        assert_eq!(with("balance_cents", text), read_row(&GOOD), "{text}");
    }
    assert_eq!(with("balance_cents", "-250").expect("a row").balance.amount.expose(), -250);
}
