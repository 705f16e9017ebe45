//! What rows are taken and what each is read as.

mod damage;
mod service_names;

use proptest::prelude::*;

use super::*;
use crate::billing::import::reading::NameForm;
use crate::billing::import::spreadsheet::Broken;
use crate::values::account_form::AccountForm;
use crate::values::answer::{Question, QuestionKind};
use crate::values::language::Language;

const HEADER: [&str; 10] = [
    "account_no",
    "alias_nos",
    "last_name",
    "joint_last_names",
    "business_name",
    "billing_zip",
    "status",
    "contact_email",
    "language",
    "customer_no",
];

const ZIP: [Question; 1] = [Question { field: "billing_zip", kind: QuestionKind::Zip }];

const READING: Reading<'_> = Reading {
    questions: &ZIP,
    name_form: NameForm::Last,
    columns: &[],
    statuses: &[],
    account_form: AccountForm::ANY,
    zips_begin_with_zero: false,
};

fn columns() -> Columns {
    Columns::parse(&HEADER, ',', &READING).expect("a header")
}

/// Reads a good row in which one column says something else, and what is noted of it.
fn noted(column: &str, text: &str) -> ReadRow {
    let mut fields = ["1000245", "", "Walker", "", "", "24091", "active", "", "", "040001"];
    let at = HEADER.iter().position(|name| *name == column).expect("a column");
    fields[at] = text;
    read_row(&columns(), &READING, &fields)
}

fn with(column: &str, text: &str) -> Result<ImportedRow, Reason> {
    noted(column, text).verdict
}

/// A column's name for good.
fn noted_column(column: &str) -> &'static str {
    HEADER.iter().find(|name| **name == column).expect("a column")
}

fn number(text: &str) -> AccountNumber {
    AccountNumber::parse(text).expect("a number")
}

#[test]
fn every_holder_and_the_business_are_names_of_the_account() {
    let row = with("joint_last_names", "García; Muñoz;;walker").expect("a row");

    let names: Vec<&str> = row.names.iter().map(Name::expose).collect();
    assert_eq!(names, ["walker", "garcia", "munoz"]);
}

#[test]
fn a_row_without_number_name_or_answer_stays_out() {
    assert_eq!(with("account_no", " ").err(), Some(Reason::NoAccount));
    assert_eq!(with("account_no", "0000").err(), Some(Reason::BadAccount));
    assert_eq!(with("last_name", " - ").err(), Some(Reason::NoName));
    assert_eq!(with("last_name", &"a".repeat(101)).err(), Some(Reason::LongName));
    assert_eq!(with("billing_zip", "").err(), Some(Reason::NoAnswer("billing_zip")));
    assert_eq!(with("billing_zip", "2409").err(), Some(Reason::ShortZip("billing_zip")));
    assert_eq!(with("billing_zip", "Floyd").err(), Some(Reason::BadAnswer("billing_zip")));
}

#[test]
fn the_numbers_of_a_row_that_stays_out_are_still_read() {
    let fields = ["1000245", "17", "", "", "", "", "?", "", "", ""];

    let numbers = read_numbers(&columns(), &READING, &fields);

    assert_eq!(numbers, Some((number("1000245"), BTreeSet::from([number("17")]))));
    assert_eq!(read_numbers(&columns(), &READING, &fields[1..]), None);
}

#[test]
fn a_number_that_nobody_could_type_goes_in_and_is_told() {
    let account_form = AccountForm { least: 5, most: 8, digits_only: true };
    let reading = Reading { account_form, ..READING };
    let told = |account, alias| {
        let fields = [account, alias, "Walker", "", "", "24091", "", "", "", ""];
        let read = read_row(&columns(), &reading, &fields);
        assert!(read.verdict.is_ok(), "{account} {alias}");
        read.notes
    };

    assert_eq!(told("1000-245", "0000012;00-34567"), []);
    assert_eq!(told("12", ""), [Note::OtherForm("account_no")]);
    assert_eq!(told("1000245", "JV4199;12"), [Note::OtherForm("alias_nos")]);
}

#[test]
fn a_row_that_is_shorter_than_the_header_or_says_more_stays_out() {
    let row = ["1000245", "", "Walker", "", "", "24091", "", "", "", "", "", " "];
    let wide = [&row[..10], &["more"]].concat();

    assert_eq!(read_row(&columns(), &READING, &row[..9]).verdict.err(), Some(Reason::Width));
    assert_eq!(read_row(&columns(), &READING, &wide).verdict.err(), Some(Reason::Width));
    assert!(
        read_row(&columns(), &READING, &row).verdict.is_ok(),
        "empty cells at the end do no harm"
    );
}

#[test]
fn the_number_is_kept_as_billing_wrote_it() {
    let written = |text| with("account_no", text).expect("a row").written;

    assert_eq!(written(" 00-100 "), Some(Typed::new("00-100")));
    assert_eq!(written("1000245"), None);
}

#[test]
fn a_value_over_several_lines_is_a_damaged_row() {
    for (column, text) in [
        ("last_name", "Lee,24091\n2,Day"),
        ("account_no", "1\r\n2"),
        ("billing_zip", "24091\r1"),
        ("customer_no", "1\n2"),
    ] {
        assert_eq!(with(column, text).err(), Some(Reason::LineEnd(noted_column(column))));
    }
    assert!(with("last_name", "Walker\n").is_ok(), "an end behind the value is none within it");
}

#[test]
fn a_quote_that_swallowed_rows_in_a_column_that_is_not_read_is_seen_by_their_width() {
    let header = ["account_no", "last_name", "address", "city", "billing_zip"];
    let columns = Columns::parse(&header, ',', &READING).expect("a header");
    let read = |address: &str| {
        read_row(&columns, &READING, &["1", "Lee", address, "Floyd", "24091"]).verdict.err()
    };

    assert_eq!(read("12 Main St,Floyd,24091\n2,Day,14 Main St"), Some(Reason::SwallowsRows));
    assert_eq!(read("12 Main St\nFloyd, VA"), None);
}

#[test]
fn damaged_text_is_mended_where_that_is_certain_and_told_where_it_is_not() {
    let names = |text| {
        let read = noted("last_name", text);
        let names = read.verdict.expect("a row").names;
        (names[0].expose().to_owned(), read.notes)
    };

    assert_eq!(names("NuÃ±ez"), ("nunez".to_owned(), vec![Note::EncodedTwice("last_name")]));
    assert_eq!(names("O&#39;Brien"), ("obrien".to_owned(), vec![Note::Entities("last_name")]));
    assert_eq!(names("Garc\u{fffd}a").1, [Note::Damaged("last_name")]);
}

#[test]
fn whole_names_in_one_column_are_read_by_the_settings_and_told_without_them() {
    assert_eq!(noted("last_name", "LEE, PAT & SAM").notes, [Note::Comma]);
    assert_eq!(noted("last_name", "PAT LEE").notes, [Note::SeveralWords]);
    let reading = Reading { name_form: NameForm::LastFirst, ..READING };
    let fields = ["1", "", "LEE, PAT & SAM", "KIM, ANN", "", "24091", "", "", "", ""];

    let read = read_row(&columns(), &reading, &fields);

    let names = read.verdict.expect("a row").names;
    assert_eq!(names.iter().map(Name::expose).collect::<Vec<_>>(), ["lee", "kim"]);
    assert_eq!(read.notes, []);
}

#[test]
fn rows_agree_that_differ_in_a_meter_and_not_in_a_name() {
    let says = |column, text| with(column, text).expect("a row").says();

    assert_eq!(says("status", "closed"), says("alias_nos", "17"));
    assert_ne!(says("status", ""), says("joint_last_names", "Day"));
    assert_ne!(says("status", ""), says("billing_zip", "24060"));
    assert_ne!(says("status", ""), says("customer_no", "7"));
}

#[test]
fn old_numbers_are_read_once_each_and_never_as_the_account_itself() {
    let row = with("alias_nos", "00-17; 17 ;1000245;1*;").expect("a row");

    assert_eq!(row.aliases, BTreeSet::from([number("17")]));
    assert_eq!(row.unreadable_aliases, 1);
}

#[test]
fn a_contact_that_mail_cannot_reach_is_left_out_and_its_row_is_not() {
    let read = noted("contact_email", "walker at example.com");

    assert_eq!(read.notes, [Note::UnusableContact]);
    assert_eq!(read.verdict.expect("a row").contact, None);
    assert_eq!(noted("contact_email", "").notes, []);
}

#[test]
fn a_contact_has_the_language_on_file() {
    let contact = |language| {
        let fields = ["1", "", "Lee", "", "", "24091", "", "lee@example.com", language, ""];
        read_row(&columns(), &READING, &fields).verdict.expect("a row").contact
    };

    let (spanish, other) = (contact("Spanish"), contact("fr"));

    assert_eq!(spanish.map(|contact| contact.language), Some(Language::Spanish));
    assert_eq!(other.map(|contact| contact.language), Some(Language::English));
}

#[test]
fn customer_numbers_are_compared_without_separators_and_zeros() {
    let customer = |text| with("customer_no", text).expect("a row").customer;

    assert_eq!(customer(" 00-77a"), Some(Typed::new("77A")));
    assert_eq!(customer("000"), None);
}

#[test]
fn debug_shows_nothing_of_a_row() {
    let row = with("contact_email", "walker@example.com").expect("a row");

    let shown = format!("{row:?}").to_lowercase();
    assert!(["walker", "1000245", "24091"].iter().all(|secret| !shown.contains(secret)));
}

proptest! {
    #[test]
    fn no_header_and_no_row_make_the_parser_panic(
        header in prop::collection::vec("\\PC{0,12}|account_no|last_name|billing_zip|status", 0..8),
        row in prop::collection::vec("\\PC{0,30}|[0-9;.$-]{0,12}", 0..10),
    ) {
        let header: Vec<&str> = header.iter().map(String::as_str).collect();
        let row: Vec<&str> = row.iter().map(String::as_str).collect();

        if let Ok(columns) = Columns::parse(&header, ',', &READING) {
            let numbers = read_numbers(&columns, &READING, &row);
            if let Ok(read) = read_row(&columns, &READING, &row).verdict {
                prop_assert_eq!(numbers, Some((read.account, read.aliases)));
            }
        }
    }

    #[test]
    fn no_text_in_any_column_makes_the_parser_panic(
        row in prop::collection::vec("\\PC{0,30}|[0-9;.$/-]{0,12}|[A-Z,& ]{0,20}", HEADER.len()),
        form in 0..3_usize,
        kind in prop::sample::select(vec![
            QuestionKind::Zip, QuestionKind::Text, QuestionKind::Cents, QuestionKind::Date,
        ]),
    ) {
        let row: Vec<&str> = row.iter().map(String::as_str).collect();
        let questions = [Question { field: "billing_zip", kind }];
        let forms = [NameForm::Last, NameForm::LastFirst, NameForm::FirstLast];
        let reading = Reading { questions: &questions, name_form: forms[form], ..READING };
        let columns = Columns::parse(&HEADER, ',', &reading).expect("a header");

        if let Ok(read) = read_row(&columns, &reading, &row).verdict {
            prop_assert!(!read.names.is_empty() && read.answers.len() == 1);
        }
    }
}
