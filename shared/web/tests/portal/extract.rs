//! The settings of the billing extract.

use super::*;

#[test]
fn a_map_of_the_extract_names_columns_that_there_are() {
    let map = "[extract.columns]\n";
    let all = refusals(map, &format!("{map}acount_no = \"Cust Acct\"\n"));

    is_read(map, &format!("{map}account_no = \"Cust Acct\"\n"));
    // A question's column.
    is_read(map, &format!("{map}billing_zip = \"Zip\"\n"));
    assert_eq!(all[0].line, line_of(map) + 1);
    assert!(all[0].reason.starts_with("no such column"), "{}", all[0].reason);
}

#[test]
fn the_columns_that_a_map_may_name_are_those_that_an_import_reads() {
    let read = |name: &str| {
        let map = "[extract.columns]\n";
        read(&good().replacen(map, &format!("{map}{name} = \"X\"\n"), 1)).is_ok()
    };
    let unread =
        ["service_zip", "last_bill_cents", "last_bill_date", "bill_delivery", "contact_phone"];

    for column in domain::import::USUAL_COLUMNS {
        assert_eq!(read(column.name), !unread.contains(&column.name), "{}", column.name);
    }
}

#[test]
fn a_status_is_active_or_closed_and_a_form_of_names_one_of_three() {
    let statuses = "[extract.statuses]\n";
    let status = refusals(statuses, &format!("{statuses}pend = \"pending\"\n"));

    is_read(statuses, &format!("{statuses}pend = \"active\"\n"));
    assert_eq!(status[0].reason, "a status means \"active\" or \"closed\"");
    let form = "`name_form` is one of \"last\", \"last_first\", \"first_last\"";
    refused("name_form = \"last\"", "name_form = \"first\"", form);
}

#[test]
fn reports_go_to_email_addresses_and_all_of_the_extract_may_be_left_out() {
    refused(
        "reports_to = [\"billing@junipervalley.example\"]",
        "reports_to = [\"billing\"]",
        "an email address is written name@domain.example",
    );
    let good = good();
    let begin = good.find("[extract]").expect("there");
    let end = good[begin..].find("[[questions]]").expect("there") + begin;
    let without = format!("{}{}", &good[..begin], &good[end..]);

    assert!(read(&without.replacen("reports_to", "# reports_to", 1)).is_ok());
}
