//! How long bills and use are kept.

use domain::history::Kept;

use super::*;

#[test]
fn bills_and_use_are_kept_within_bounds() {
    let bills = "bills_months = 60";
    refused(bills, "bills_months = 23", "bills_months is 23, from 24 to 120 is allowed");
    refused(bills, "bills_months = 121", "bills_months is 121, from 24 to 120 is allowed");
    let reads = "reads_months = 26";
    refused(reads, "reads_months = 24", "reads_months is 24, from 25 to 60 is allowed");
    refused(reads, "reads_months = 61", "reads_months is 61, from 25 to 60 is allowed");
    let changed =
        good().replacen(bills, "bills_months = 24", 1).replacen(reads, "reads_months = 60", 1);
    let kept = read(&changed).expect("good").kept;
    assert_eq!((kept.bills.count(), kept.reads.count()), (24, 60));
}

#[test]
fn who_leaves_it_out_keeps_as_shipped() {
    let good = good();
    let begin = good.find("[kept]").expect("there");
    let end = begin + good[begin..].find("\n# The figures").expect("another table");

    let without = read(&[&good[..begin], &good[end..]].concat()).expect("good");

    assert_eq!(without.kept, Kept::SHIPPED);
    assert_eq!(read(&good).expect("good").kept, Kept::SHIPPED);
}
