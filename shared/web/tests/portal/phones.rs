//! The office's phone, and that for outages.

use web::portal::read;

use super::{good, refused};

/// Where a phone for outages stands in the file.
const BEFORE: &str = "# outage_phone = \"(800) 555-0143\"";

#[test]
fn outages_are_told_at_the_offices_phone_unless_they_have_one_of_their_own() {
    let own = good().replacen(BEFORE, "outage_phone = \"800.555.0143\"", 1);

    let (without, with) = (read(&good()).expect("settings"), read(&own).expect("settings"));

    assert_eq!(
        (without.outage_phone, without.outage_phone_link),
        (without.phone, "tel:+18005550142")
    );
    assert_eq!((with.outage_phone, with.outage_phone_link), ("800.555.0143", "tel:+18005550143"));
    assert_eq!(with.phone_link, "tel:+18005550142");
}

#[test]
fn a_phone_for_outages_has_ten_digits_too() {
    refused(BEFORE, "outage_phone = \"911\"", "a phone number has ten digits");
}
