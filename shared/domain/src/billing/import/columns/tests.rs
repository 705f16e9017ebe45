//! Which headers are understood, and what is said of the others.

use super::*;
use crate::values::answer::Question;

const ZIP: [Question; 1] = [Question { field: "billing_zip", kind: QuestionKind::Zip }];

fn parse(header: &[&str]) -> Result<Columns, HeaderError> {
    Columns::parse(header, ',', &Reading { questions: &ZIP, ..Reading::default() })
}

fn mapped(header: &[&str], columns: &[(&str, &str)]) -> Result<Columns, HeaderError> {
    Columns::parse(header, ',', &Reading { questions: &ZIP, columns, ..Reading::default() })
}

#[test]
fn columns_come_in_any_order_case_and_with_blanks_around() {
    let columns = parse(&["\u{feff}Billing_ZIP ", " LAST_NAME", "Account_No\t"]).expect("a header");

    assert_eq!((columns.account, columns.last_name, columns.answers[0].at), (2, Some(1), 0));
    assert_eq!((columns.unknown, columns.found), (Vec::new(), Vec::new()));
}

#[test]
fn columns_are_found_by_their_usual_names_and_told() {
    let columns = parse(&["Acct_Nbr", "Name", "ZIP", "Acct Stat"]).expect("a header");

    assert_eq!((columns.account, columns.last_name, columns.answers[0].at), (0, Some(1), 2));
    let found: Vec<(&str, &str)> =
        columns.found.iter().map(|(name, of)| (*name, of.as_str())).collect();
    let expected = [
        ("account_no", "Acct_Nbr"),
        ("last_name", "Name"),
        ("status", "Acct Stat"),
        ("billing_zip", "ZIP"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_column_with_a_certain_name_comes_before_one_with_a_likely_name() {
    let columns = parse(&["Account", "Account Number", "Name", "Last Name", "Zip", "Bill Zip"])
        .expect("a header");

    assert_eq!((columns.account, columns.last_name, columns.answers[0].at), (1, Some(3), 5));
    assert_eq!(columns.unknown, ["Account", "Name"]);
}

#[test]
fn two_columns_that_fit_alike_are_refused_with_the_way_on() {
    let twice =
        parse(&["account_no", "last_name", "billing_zip", "Last_Name"]).expect_err("a refusal");
    let alike = parse(&["Acct No", "Account Number", "last_name", "zip"]).expect_err("a refusal");

    assert!(matches!(twice, HeaderError::Duplicate { column: "last_name", .. }));
    assert!(alike.to_string().contains("`Acct No` and `Account Number`"), "{alike}");
    assert!(alike.to_string().contains("--map account_no=\"Acct No\""), "{alike}");
}

#[test]
fn a_map_names_a_column_and_settles_which_of_two_it_is() {
    let header = ["Acct No", "Account Number", "Cust Nm", "zip"];
    let map = [("account_no", "ACCT NO"), ("last_name", "cust nm")];

    let columns = mapped(&header, &map).expect("a header");

    assert_eq!((columns.account, columns.last_name), (0, Some(2)));
    assert_eq!(columns.unknown, ["Account Number"]);
}

#[test]
fn a_map_to_a_column_that_is_not_there_is_refused() {
    let refused = mapped(&["account_no", "last_name", "zip"], &[("customer_no", "Mbr")]);

    let said = refused.expect_err("a refusal").to_string();
    assert_eq!(said, "the header has no column `Mbr`, which is to be `customer_no`");
}

#[test]
fn all_missing_columns_are_named_at_once_with_the_header_that_was_read() {
    let said = parse(&["Meter", "City"]).expect_err("no header").to_string();

    for column in ["account_no", "last_name", "billing_zip"] {
        assert!(said.contains(&format!("no column `{column}`")), "{said}");
    }
    assert!(said.contains("it was read as: Meter | City"), "{said}");
    assert!(said.contains("porchlight import --columns"), "{said}");
}

#[test]
fn a_line_that_may_be_a_row_is_not_repeated() {
    for row in [&["1000245", "Walker", "24091"][..], &["a", "walker@example.com", "x"]] {
        let said = parse(row).expect_err("no header").to_string();

        assert!(said.contains("looks like a row"), "{said}");
        assert!(!said.to_lowercase().contains("walker"), "{said}");
    }
}

#[test]
fn a_business_name_is_name_enough_and_joint_holders_alone_are_not() {
    assert!(parse(&["account_no", "business_name", "billing_zip"]).is_ok());
    let joint = parse(&["account_no", "joint_last_names", "billing_zip"]).expect_err("no name");
    assert!(joint.to_string().contains("no column `last_name`"), "{joint}");
}

#[test]
fn unknown_columns_are_named_and_listed_ones_are_not() {
    let columns =
        parse(&["account_no", "last_name", "billing_zip", "meter", "", "service_zip", "", ""]);

    let columns = columns.expect("a header");
    assert_eq!(columns.unknown, ["meter", "(column 5 has no name)"]);
    assert_eq!(columns.width, 6);
}

#[test]
fn the_header_is_the_line_with_the_most_known_columns() {
    let reading =
        Reading { questions: &ZIP, columns: &[("customer_no", "who")], ..Reading::default() };

    assert_eq!(Columns::recognised(&["Members of November"], &reading), 0);
    assert_eq!(Columns::recognised(&["Acct", "Who", "ZIP", "Meter"], &reading), 3);
}
