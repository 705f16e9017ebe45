//! Files of bills: their headers and their rows.

use jiff::civil::date;

use super::*;
use crate::history::cents::Cents;

const TODAY: Date = date(2026, 11, 23);
const HEADER: [&str; 10] = [
    "account_no",
    "bill_date",
    "amount_cents",
    "bill_id",
    "due_date",
    "from_date",
    "to_date",
    "use_kwh",
    "balance_cents",
    "document",
];
const GOOD: [&str; 10] = [
    "1234-5001",
    "2026-11-12",
    "13482",
    "B-771",
    "2026-12-02",
    "2026-10-10",
    "2026-11-09",
    "1,034.5",
    "13482",
    "B-771.pdf",
];

fn read(fields: &[&str]) -> Result<BillRow, Reason> {
    let reading = Reading::default();
    let columns = BillColumns::parse(&HEADER, ',', &reading).expect("a header");
    read_bill(&columns, &reading, fields, TODAY).verdict
}

fn with(column: &str, text: &str) -> Result<BillRow, Reason> {
    let at = HEADER.iter().position(|name| *name == column).expect("a column");
    let mut fields = GOOD;
    fields[at] = text;
    read(&fields)
}

#[test]
fn a_whole_row_is_read() {
    let row = read(&GOOD).expect("a row");

    let bill = Bill {
        date: date(2026, 11, 12),
        amount: Cents::new(13_482).expect("a sum"),
        from: date(2026, 10, 10),
        to: Some(date(2026, 11, 9)),
        due: Some(date(2026, 12, 2)),
        watt_hours: Some(1_034_500),
        balance: Cents::new(13_482),
        document: None,
    };
    assert!(row.bill == bill);
    assert_eq!(row.document, DocumentName::parse("B-771.pdf"));
    assert_eq!(row.number, Some(Typed::new("B771")));
    assert_eq!(row.begins(), (FROM, date(2026, 10, 10)));
}

#[test]
fn what_is_not_needed_may_be_empty() {
    for column in ["bill_id", "due_date", "to_date", "use_kwh", "balance_cents", "document"] {
        assert!(with(column, "").is_ok(), "{column}");
    }
}

#[test]
fn what_is_needed_may_not() {
    assert_eq!(with("account_no", ""), Err(Reason::NoAccount));
    for column in ["bill_date", "amount_cents"] {
        assert_eq!(with(column, " "), Err(Reason::NoAnswer(column)), "{column}");
    }
}

#[test]
fn what_cannot_be_read_keeps_the_row_out() {
    for (column, text) in [
        ("bill_date", "soon"),
        ("bill_date", "2026-02-30"),
        ("amount_cents", "134.82"),
        ("amount_cents", "a lot"),
        ("amount_cents", "99999999999999999999"),
        ("due_date", "12"),
        ("from_date", "2026-13-01"),
        ("to_date", "x"),
        ("use_kwh", "1.2.3"),
        ("balance_cents", "1e5"),
    ] {
        let Err(Reason::BadCell(named, _)) = with(column, text) else { panic!("{column} {text}") };
        assert_eq!(named, column, "{text}");
    }
    assert!(with("amount_cents", "-13482").is_ok(), "a credit");
}

#[test]
fn a_bill_whose_days_nobody_knows_is_nobodys() {
    assert_eq!(with("from_date", ""), Err(Reason::NoAnswer("from_date")));
}

#[test]
fn days_out_of_order_and_of_the_future_keep_a_row_out() {
    assert_eq!(with("bill_date", "2026-11-24"), Err(Reason::Future("bill_date")));
    assert_eq!(with("to_date", "2026-10-09"), Err(Reason::BadCell("to_date", BadCell::Order)));
    assert_eq!(with("from_date", "2026-11-13"), Err(Reason::BadCell("from_date", BadCell::Order)));
    assert_eq!(with("use_kwh", "-3"), Err(Reason::BadCell("use_kwh", BadCell::Kwh)));
    assert_eq!(with("use_kwh", ".5").expect("as in a file of reads").bill.watt_hours, Some(500));
}

#[test]
fn a_day_more_than_a_year_after_the_bill_is_a_slip() {
    for column in ["to_date", "due_date"] {
        assert_eq!(with(column, "2099-11-30"), Err(Reason::BadCell(column, BadCell::Far)));
        assert_eq!(with(column, "2027-11-14"), Err(Reason::BadCell(column, BadCell::Far)));
        assert!(with(column, "2027-11-13").is_ok(), "{column}");
    }
}

#[test]
fn a_bill_is_the_same_however_its_number_is_written() {
    let number =
        |text| with("bill_id", text).expect("a row").number.map(|it| it.expose().to_owned());

    for text in ["INV-77", "inv77", "INV 77"] {
        assert_eq!(number(text).as_deref(), Some("INV77"), "{text}");
    }
    assert_ne!(number("INV-77"), number("INV-78"));
}

#[test]
fn a_document_in_a_folder_or_of_other_characters_keeps_its_row_out() {
    for bad in ["documents/B-771.pdf", "..\\B", ".pdf", "B 771.pdf", "B-771é.pdf"] {
        assert_eq!(with("document", bad), Err(Reason::BadName("document")), "{bad}");
    }
}

#[test]
fn columns_are_found_by_the_names_that_systems_give_them() {
    let header = ["Acct", "Invoice Date", "Total Charges", "Read From", "kWh"];
    let columns = BillColumns::parse(&header, ',', &Reading::default()).expect("a header");

    assert_eq!((columns.date, columns.from, columns.kwh), (1, Some(3), Some(4)));
    assert_eq!(columns.amount, Sum { at: 2, in_cents: false });
}
