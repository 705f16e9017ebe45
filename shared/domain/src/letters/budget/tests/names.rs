//! What is told from what by a name: limits, reasons, kinds of letters, mailboxes.

use std::collections::BTreeSet;

use super::*;
use crate::fixtures::test_keys;

#[test]
fn tags_and_gmails_dots_lead_to_one_mailbox_and_other_dots_do_not() {
    let mailbox = |typed: &str| Email::parse(typed).expect("an address").mailbox();

    assert_eq!(mailbox("Pat.Lee+co-op+2@Example.com"), "pat.lee@example.com");
    assert_eq!(mailbox("P.a.t+x@googlemail.com"), mailbox("pat@gmail.com"));
    assert_ne!(mailbox("p.at@example.com"), mailbox("pat@example.com"));
    assert_ne!(mailbox("+one@example.com"), mailbox("+two@example.com"));
}

#[test]
fn one_mailbox_has_one_counter() {
    let keys = test_keys();
    let subject = |address| budgets(&keys, &to(address, confirm()), SHIPPED).swap_remove(0).subject;

    assert_eq!(subject("pat@example.com"), subject("Pat+1@example.com"));
    assert_ne!(subject("pat@example.com"), subject("lee@example.com"));
}

#[test]
fn no_two_limits_keep_their_tallies_under_one_name() {
    let all =
        [&confirming(SHIPPED)[..], &recovering(SHIPPED), &[notices(SHIPPED)], &strangers(SHIPPED)]
            .concat();

    let names: BTreeSet<&str> = all.iter().map(|window| window.name).collect();

    assert_eq!(names.len(), all.len());
    assert_ne!(recover_per_address(SHIPPED).name, resend_per_address(SHIPPED).name);
    assert_ne!(recover_per_site(SHIPPED).name, resend_per_site(SHIPPED).name);
}

#[test]
fn an_ipv6_site_asks_for_eight_times_as_many_letters_as_an_address() {
    assert_eq!(resend_per_site(SHIPPED).max, 8 * resend_per_address(SHIPPED).max);
    assert_eq!(recover_per_site(SHIPPED).max, 8 * recover_per_address(SHIPPED).max);
}
