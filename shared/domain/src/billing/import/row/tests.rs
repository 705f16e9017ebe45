//! What rows are taken and what each is read as.

use proptest::prelude::*;

use super::*;
use crate::values::answer::Question;

const HEADER: [&str; 9] = [
    "account_no",
    "alias_nos",
    "last_name",
    "joint_last_names",
    "business_name",
    "billing_zip",
    "status",
    "contact_email",
    "language",
];

fn columns() -> Columns {
    let question = Question { field: "billing_zip", kind: QuestionKind::Zip };
    Columns::parse(&HEADER, &[question]).expect("a header")
}

/// Reads a good row in which one column says something else.
fn with(column: &str, text: &str) -> Result<ImportedRow, Reason> {
    let mut fields = ["1000245", "", "Walker", "", "", "24091", "active", "", ""];
    let at = HEADER.iter().position(|name| *name == column).expect("a column");
    fields[at] = text;
    read_row(&columns(), &fields)
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
    assert_eq!(with("account_no", "1.00E+06").err(), Some(Reason::BadAccount));
    assert_eq!(with("last_name", " - ").err(), Some(Reason::NoName));
    assert_eq!(with("last_name", &"a".repeat(101)).err(), Some(Reason::LongName));
    assert_eq!(with("billing_zip", "").err(), Some(Reason::NoAnswer("billing_zip")));
    assert_eq!(with("billing_zip", "2409").err(), Some(Reason::BadAnswer("billing_zip")));
}

#[test]
fn the_numbers_of_a_row_that_stays_out_are_still_read() {
    let fields = ["1000245", "17", "", "", "", "", "?", "", ""];

    let numbers = read_numbers(&columns(), &fields);

    assert_eq!(numbers, Some((number("1000245"), BTreeSet::from([number("17")]))));
    assert_eq!(read_numbers(&columns(), &fields[1..]), None);
}

#[test]
fn a_row_of_another_width_stays_out() {
    assert_eq!(read_row(&columns(), &["1000245", "Walker"]).err(), Some(Reason::Width));
}

#[test]
fn old_numbers_are_read_once_each_and_never_as_the_account_itself() {
    let row = with("alias_nos", "00-17; 17 ;1000245;1*;").expect("a row");

    assert_eq!(row.aliases, BTreeSet::from([number("17")]));
    assert_eq!(row.unreadable_aliases, 1);
}

#[test]
fn status_is_one_of_the_words_that_billing_systems_use() {
    for (text, status) in [
        ("", AccountStatus::Active),
        ("Active", AccountStatus::Active),
        ("CLOSED", AccountStatus::Closed),
        ("Inactive", AccountStatus::Closed),
    ] {
        assert_eq!(with("status", text).map(|row| row.status), Ok(status), "{text}");
    }
    assert_eq!(with("status", "pending").err(), Some(Reason::UnknownStatus));
}

#[test]
fn a_contact_that_mail_cannot_reach_is_left_out_and_its_row_is_not() {
    let row = with("contact_email", "walker at example.com").expect("a row");

    assert_eq!((row.contact, row.unusable_contact), (None, true));
    assert!(!with("contact_email", "").expect("a row").unusable_contact);
}

#[test]
fn a_contact_has_the_language_on_file() {
    let mut fields = ["1", "", "Lee", "", "", "24091", "", "lee@example.com", "Spanish"];

    let spanish = read_row(&columns(), &fields).expect("a row").contact;
    fields[8] = "fr";
    let other = read_row(&columns(), &fields).expect("a row").contact;

    assert_eq!(spanish.map(|contact| contact.language), Some(Language::Spanish));
    assert_eq!(other.map(|contact| contact.language), Some(Language::English));
}

#[test]
fn a_column_in_cents_matches_what_a_member_types_in_dollars() {
    let column = AnswerColumn { field: "last_bill_cents", kind: QuestionKind::Cents, at: 0 };

    for (cents, dollars) in [("8410", "84.10"), ("5", "0.05"), ("84", "$0.84")] {
        let typed = Answer::parse(QuestionKind::Cents, dollars).expect("an answer");
        assert_eq!(read_answer(&column, cents), Ok(typed), "{cents}");
    }
}

#[test]
fn customer_numbers_are_compared_without_separators_and_zeros() {
    assert_eq!(read_customer(" 00-77a"), Some(Typed::new("77A")));
    assert_eq!(read_customer("000"), None);
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
        let question = Question { field: "billing_zip", kind: QuestionKind::Zip };

        if let Ok(columns) = Columns::parse(&header, &[question]) {
            let numbers = read_numbers(&columns, &row);
            if let Ok(read) = read_row(&columns, &row) {
                prop_assert_eq!(numbers, Some((read.account, read.aliases)));
            }
        }
    }

    #[test]
    fn no_text_in_any_column_makes_the_parser_panic(
        row in prop::collection::vec("\\PC{0,30}|[0-9;.$/-]{0,12}", HEADER.len()),
        kind in prop::sample::select(vec![
            QuestionKind::Zip, QuestionKind::Text, QuestionKind::Cents, QuestionKind::Date,
        ]),
    ) {
        let row: Vec<&str> = row.iter().map(String::as_str).collect();
        let question = Question { field: "billing_zip", kind };
        let columns = Columns::parse(&HEADER, &[question]).expect("a header");

        if let Ok(read) = read_row(&columns, &row) {
            prop_assert!(!read.names.is_empty() && read.answers.len() == 1);
        }
    }
}
