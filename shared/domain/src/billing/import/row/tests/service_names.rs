//! What billing calls the service of an account.

use super::*;
use crate::values::service_name::ServiceName;

const HEADER: [&str; 5] = ["account_no", "last_name", "Service Address", "billing_zip", "status"];

/// Reads a row with this in the column, and answers the name and what is noted.
fn named(text: &str) -> (Result<Option<String>, Reason>, Vec<Note>) {
    let columns = Columns::parse(&HEADER, ',', &READING).expect("a header");
    let read = read_row(&columns, &READING, &["1000245", "Walker", text, "24091", ""]);
    let name = |row: ImportedRow| row.service_name.map(|name| name.expose().to_owned());
    (read.verdict.map(name), read.notes)
}

#[test]
fn an_address_or_a_name_is_taken_as_it_stands_there() {
    for name in ["12840 County Road 512, Unit B", "Barn", "Calle Muñoz #4", "7"] {
        assert_eq!(named(name), (Ok(Some(name.to_owned())), Vec::new()));
    }
}

#[test]
fn what_can_be_mended_is_and_what_is_nothing_is_none() {
    let mended = vec![Note::Entities("service_name"), Note::EncodedTwice("service_name")];

    assert_eq!(
        named("O&#39;Brien &amp; NuÃ±ez barn"),
        (Ok(Some("O'Brien & Nuñez barn".to_owned())), mended)
    );
    assert_eq!(named(" "), (Ok(None), Vec::new()));
    for word in ["N/A", "NULL", "-", "0"] {
        assert_eq!(named(word), (Ok(None), vec![Note::Nothing("service_name")]), "{word}");
    }
}

#[test]
fn a_damaged_or_endless_name_is_left_out_and_the_row_goes_in() {
    let long = "12 Mill St, ".repeat(8);
    for name in ["Calle Mu?oz", "Mu\u{fffd}oz", &long] {
        assert_eq!(named(name), (Ok(None), vec![Note::UnusableServiceName]), "{name}");
    }
    assert!(named(&long[..ServiceName::MAX]).0.is_ok_and(|name| name.is_some()));
}

#[test]
fn what_stands_on_several_lines_is_left_out_since_a_quote_may_have_swallowed_it() {
    for name in ["12 Mill St\r\nJuniper Gap, VA", "Barn\n1000246,Lee,"] {
        assert_eq!(named(name), (Ok(None), vec![Note::UnusableServiceName]), "{name}");
    }
    let swallowed = "Barn,24091,active\n1000246,Lee,";
    assert_eq!(named(swallowed).0, Err(Reason::SwallowsRows));
}

#[test]
fn two_meters_of_an_account_may_stand_at_two_addresses() {
    let columns = Columns::parse(&HEADER, ',', &READING).expect("a header");
    let says = |text| {
        let read = read_row(&columns, &READING, &["1000245", "Walker", text, "24091", ""]);
        read.verdict.expect("a row").says()
    };

    assert_eq!(says("12 Mill St"), says("Barn"));
}
