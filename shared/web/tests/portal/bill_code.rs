//! The question for the code on the bill.

use super::*;

const QUESTION: &str = "field = \"billing_zip\"\nkind = \"zip\"";
const CODE: &str = "field = \"bill_code\"\nkind = \"bill_code\"";
const MAP: &str = "[extract.columns]\n";
const CUSTOMER: &str = "[extract.columns]\ncustomer_no = \"Cust Nbr\"\n";

#[test]
fn a_code_on_the_bill_needs_the_column_of_the_customers_number() {
    let coded = good().replacen(QUESTION, CODE, 1);
    let line = line_of(QUESTION) - 1;

    let all = read(&coded).expect_err("a refusal");
    assert_eq!((all.len(), all[0].line), (1, line));
    assert!(all[0].reason.contains("customer_no = \"Customer Number\""), "{}", all[0].reason);
    let portal = read(&coded.replacen(MAP, CUSTOMER, 1)).expect("good settings");
    assert_eq!(portal.asked()[0].asked.column(), "customer_no");
}

#[test]
fn a_code_on_the_bill_has_no_column_that_a_map_could_name() {
    let map = format!("{CUSTOMER}bill_code = \"X\"\n");
    let coded = good().replacen(QUESTION, CODE, 1).replacen(MAP, &map, 1);

    let all = read(&coded).expect_err("a refusal");

    assert!(all.len() == 1 && all[0].reason.starts_with("no such column"), "{all:?}");
}

#[test]
fn one_question_can_be_for_the_code_on_the_bill() {
    let coded = good().replacen(QUESTION, CODE, 1).replacen(MAP, CUSTOMER, 1);
    let begin = coded.find("[[questions]]").expect("there");
    let end = coded[begin..].find("# The terms").expect("there") + begin;
    let again = coded[begin..end].replacen("field = \"bill_code\"", "field = \"other_code\"", 1);
    let twice = format!("{}{again}{}", &coded[..end], &coded[end..]);

    let all = read(&twice).expect_err("a refusal");

    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0].reason, "one question can be of kind bill_code");
}

#[test]
fn codes_work_for_thirty_to_a_hundred_and_twenty_days() {
    for days in ["29", "121"] {
        let reason = format!("bill_code_days is {days}, from 30 to 120 is allowed");
        refused("\nbill_code_days = 60 ", &format!("\nbill_code_days = {days} "), &reason);
    }
}
