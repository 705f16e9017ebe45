use super::*;

#[test]
fn a_column_is_found_by_each_name_that_is_listed_for_it() {
    for column in &USUAL_COLUMNS {
        for name in column.found_by.iter().chain([&column.name]) {
            assert_eq!(meant(name).map(|(name, _)| name), Some(column.name), "{name}");
        }
    }
}

#[test]
fn headers_of_billing_systems_are_understood() {
    for (name, column) in [
        ("ACCT NBR", "account_no"),
        ("CUST NBR", "customer_no"),
        ("CustID", "customer_no"),
        ("accountNumber", "account_no"),
        ("custID", "customer_no"),
        ("lastName", "last_name"),
        ("NAME", "last_name"),
        ("BILL TO NAME", "last_name"),
        ("MBR_NO", "customer_no"),
        ("MBRSEP", "customer_no"),
        ("Bill Addr Zip", "billing_zip"),
        ("MAIL_ZIP_CD", "billing_zip"),
        ("Svc Zip", "service_zip"),
        ("SVC_START_DT", "service_from"),
        ("Move-In Date", "service_from"),
        ("Member Since", "service_from"),
        ("ACCT STAT CD", "status"),
        ("EMAIL_ADDR", "contact_email"),
        ("Old Acct #", "alias_nos"),
        ("Account Number (required)", "account_no"),
        ("Account Number [7 digits]", "account_no"),
        ("ZIP Code (5)", "billing_zip"),
        ("Name 1", "last_name"),
        ("EMAIL1", "contact_email"),
        ("Membership Number", "customer_no"),
    ] {
        assert_eq!(meant(name).map(|(name, _)| name), Some(column), "{name}");
    }
}

#[test]
fn other_columns_mean_nothing() {
    for name in [
        "Meter",
        "Meter Number",
        "First Name",
        "Address",
        "City",
        "State",
        "Balance",
        "",
        "Account Balance",
        "Date",
        "Rate Code",
        "Cycle",
        "Account Type",
        "Address 2",
        "Customer",
        "Customer Address",
        "Account Code",
        "Spouse",
        "Service Address 2",
        "Service Street",
        "Member",
        "Mail",
        "2",
        "ID",
        "1",
        "Balance (Account)",
    ] {
        assert_eq!(meant(name), None, "{name}");
    }
}

#[test]
fn no_words_mean_two_columns() {
    let all: Vec<&[Word]> = USUAL_COLUMNS
        .iter()
        .flat_map(|column| column.certain.iter().chain(column.likely).copied())
        .collect();

    for (at, words) in all.iter().enumerate() {
        assert!(!all[at + 1..].contains(words), "{words:?}");
    }
}
